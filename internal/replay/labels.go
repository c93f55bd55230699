package replay

import (
	"fmt"
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
