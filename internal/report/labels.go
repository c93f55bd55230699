package report

import "tinyol-sim/internal/result"

// normalSlot is the slot of normal windows, or of all where the stream carries
// no labels.
const normalSlot = 0

// labelSlots sorts the windows of a stream into the few groups that an error
// histogram can show: normal first, then up to maxShownLabels others by name,
// or all others as one.
type labelSlots struct {
	names   []string
	byClass []int // slot of each of Stream.Classes
	labels  bool
}

func newLabelSlots(s *result.Stream) *labelSlots {
	normal := -1
	for i, c := range s.Classes {
		if c == s.Normal {
			normal = i
		}
	}
	if normal < 0 {
		return &labelSlots{names: []string{"all windows"}}
	}
	l := &labelSlots{names: []string{s.Normal}, byClass: make([]int, len(s.Classes)), labels: true}
	merged := len(s.Classes)-1 > maxShownLabels
	for i, c := range s.Classes {
		switch {
		case i == normal:
			l.byClass[i] = normalSlot
		case merged:
			l.byClass[i] = 1
		default:
			l.byClass[i] = len(l.names)
			l.names = append(l.names, c)
		}
	}
	if merged {
		l.names = append(l.names, "other labels")
	}
	return l
}

func (l *labelSlots) count() int { return len(l.names) }

// of returns the slot of a step's label, -1 for windows that are not counted:
// those without a label in a labelled stream, or with two.
func (l *labelSlots) of(label int) int {
	switch {
	case !l.labels && label != result.Mixed:
		return normalSlot
	case label < 0 || label >= len(l.byClass):
		return -1
	}
	return l.byClass[label]
}
