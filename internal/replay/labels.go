package replay

import (
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/stream"
)

// States are the labels of the recording, with their rows in what was looked at; those
// that names give have none.
func (s *Source) States() []stream.State {
	if s.labels.None() {
		return s.reader.States()
	}
	var states []stream.State
	for _, name := range s.set.Labels(s.labels) {
		states = append(states, stream.State{Name: name})
	}
	return states
}

// Proposal says which labels the names of the files would give, and how; "" where
// the recording has labels, or the names none.
func (s *Source) Proposal() string {
	if s.Labelled() {
		return ""
	}
	rule, labels := s.set.Proposal()
	if rule == "" {
		return ""
	}
	if n := len(labels) - mostShown; n > 0 {
		labels = append(labels[:mostShown:mostShown], fmt.Sprintf("%d more", n))
	}
	return fmt.Sprintf("--label-from %s takes labels from the names: %s", rule, strings.Join(labels, ", "))
}

// mostShown is how many labels a proposal lists.
const mostShown = 5

// Reader is that of the file that is being read.
func (s *Source) Reader() *stream.Reader { return s.reader }

// Files is how many the recording has.
func (s *Source) Files() int { return s.set.Len() }

// Missing is how many values each channel lacked so far.
func (s *Source) Missing() []int64 { return added(s.before.missing, s.reader.Missing()) }

// added is the sum of two counts of the same things, the first of which may be nil.
func added(a, b []int64) []int64 {
	sum := slices.Clone(b)
	for i := range a {
		sum[i] += a[i]
	}
	return sum
}
