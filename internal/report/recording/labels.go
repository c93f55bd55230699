package recording

import "tinyol-sim/internal/result"

// NormalSlot is the slot of normal windows, or of all where the stream carries
// no labels.
const NormalSlot = 0

// labelSlots sorts the windows of a stream into the few groups that an error
// histogram can show: normal first, then up to maxShownLabels others by name,
// or all others as one.
type labelSlots struct {
	Names   []string
	byClass []int // slot of each of Stream.Classes
	Labels  bool
}

func newLabelSlots(s *result.Stream) *labelSlots {
	normal := -1
	for i, c := range s.Classes {
		if c == s.Normal {
			normal = i
		}
	}
	if normal < 0 {
		return &labelSlots{Names: []string{"all windows"}}
	}
	l := &labelSlots{Names: []string{s.Normal}, byClass: make([]int, len(s.Classes)), Labels: true}
	merged := len(s.Classes)-1 > maxShownLabels
	for i, c := range s.Classes {
		switch {
		case i == normal:
			l.byClass[i] = NormalSlot
		case merged:
			l.byClass[i] = 1
		default:
			l.byClass[i] = len(l.Names)
			l.Names = append(l.Names, c)
		}
	}
	if merged {
		l.Names = append(l.Names, "other labels")
	}
	return l
}

func (l *labelSlots) count() int { return len(l.Names) }

// of returns the slot of a step's label, -1 for windows that are not counted:
// those without a label in a labelled stream, or with two.
func (l *labelSlots) of(label int) int {
	switch {
	case !l.Labels && label != result.Mixed:
		return NormalSlot
	case label < 0 || label >= len(l.byClass):
		return -1
	}
	return l.byClass[label]
}

// openLabels are the slots of a stream whose labels are still being met: each gets
// the next slot, until they are too many.
type openLabels struct {
	labelSlots
	normal int
	others int // met, other than normal
}

// unmet is the slot of a class that no window was labelled with.
const unmet = -1

// newOpenLabels begins with the class that stands for normal, negative without one.
func newOpenLabels(normal int) *openLabels {
	return &openLabels{labelSlots: labelSlots{Names: []string{""}, Labels: normal >= 0}, normal: normal}
}

// meet gives a label a slot unless it has one, and returns the histograms with a
// place for it; they may be nil.
func (l *openLabels) meet(label int, all, after ErrorHistograms) (ErrorHistograms, ErrorHistograms) {
	if !l.Labels || label < 0 || label < len(l.byClass) && l.byClass[label] != unmet {
		return all, after
	}
	for len(l.byClass) <= label {
		l.byClass = append(l.byClass, unmet)
	}
	if label == l.normal {
		l.byClass[label] = NormalSlot
		return all, after
	}
	l.others++
	if l.others <= maxShownLabels {
		l.byClass[label] = l.others
		return all.grown(), after.grown()
	}
	l.byClass[label] = 1
	if l.others > maxShownLabels+1 {
		return all, after
	}
	for class, slot := range l.byClass {
		l.byClass[class] = min(slot, 1)
	}
	return all.joined(), after.joined()
}

// grown has one slot more; where there is no histogram, there is none of it.
func (h ErrorHistograms) grown() ErrorHistograms {
	if h == nil {
		return nil
	}
	return append(h, newErrorHistograms(1)...)
}

// joined has all slots but normal in one.
func (h ErrorHistograms) joined() ErrorHistograms {
	if h == nil {
		return nil
	}
	for _, other := range h[2:] {
		h[1].join(other)
	}
	return h[:2]
}

// sorted are the histograms in the slots of all labels of the stream.
func (l *openLabels) sorted(h ErrorHistograms, to *labelSlots) ErrorHistograms {
	out := newErrorHistograms(to.count())
	out[NormalSlot].join(h[NormalSlot])
	done := make([]bool, len(h))
	for class, slot := range l.byClass {
		if slot > NormalSlot && !done[slot] {
			done[slot] = true
			out[to.byClass[class]].join(h[slot])
		}
	}
	return out
}
