package stream

import (
	"slices"

	"tinyol-sim/internal/stream/role"
)

// Values of Row.Label, and of a window's label, that are no index.
const (
	NoLabel = -1 // no label column, or an empty field in it
	Mixed   = -2 // the window spans two labels
)

// MaxLabels bounds the number of different labels: more than that is a column
// of measurements, taken for labels by mistake.
const MaxLabels = 256

// Labels numbers label texts in order of their first appearance. Two spellings of one
// label, such as Normal and normal, or 0 and 0.0, have one number. Readers that
// share one agree on the numbers. The zero value is empty and ready; it is not
// for concurrent use.
type Labels struct {
	names   []string
	index   map[string]int // by text
	spelled map[string]int // by role.Spelling
}

// mostSpellings bounds the memory of texts that are spellings of labels.
const mostSpellings = 4 * MaxLabels

// NewLabels returns an empty set.
func NewLabels() *Labels { return &Labels{} }

// Len is the number of labels.
func (l *Labels) Len() int { return len(l.names) }

// Name is the text of a label; it panics if there is none of that index.
func (l *Labels) Name(index int) string { return l.names[index] }

// Names returns the texts by index.
func (l *Labels) Names() []string { return slices.Clone(l.names) }

// Index returns the index of a text and adds the text if it is new; NoLabel
// where it is new and MaxLabels are there already.
func (l *Labels) Index(name string) int { return l.of([]byte(name)) }

func (l *Labels) of(text []byte) int {
	if i, ok := l.index[string(text)]; ok {
		return i
	}
	name := string(text)
	spelling := role.Spelling(name)
	i, known := l.spelled[spelling]
	switch {
	case known && len(l.index) > mostSpellings:
		return i
	case known:
	case len(l.names) == MaxLabels:
		return NoLabel
	default:
		i = len(l.names)
		l.names = append(l.names, name)
	}
	if l.index == nil {
		l.index, l.spelled = map[string]int{}, map[string]int{}
	}
	l.index[name], l.spelled[spelling] = i, i
	return i
}
