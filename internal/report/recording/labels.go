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
