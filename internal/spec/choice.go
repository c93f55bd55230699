package spec

import (
	"slices"
	"strings"

	"tinyol-sim/internal/usage"
)

// Choice is a value of a field that takes one of a few.
type Choice struct {
	Name, Text string
	// Settle fills in what follows from the choice, and refuses what does not go
	// with it with a *usage.Error; nil: nothing follows.
	Settle func(*Spec) error
}

// Offer says what a field can be where that is registered elsewhere: front ends and
// learners, each a file. It is asked whenever the choices are needed. In the
// field's help {values} stands for them, and {choices} for them with their texts.
func Offer(field string, choices func() []Choice) { Find(field).offered = choices }

// Values are the values of a field that takes one of a few, in the order of help;
// nil for any other.
func (f *Field) Values() []string {
	if f.offered == nil {
		return slices.DeleteFunc(slices.Clone(f.Choices), func(c string) bool { return c == "" })
	}
	var names []string
	for _, c := range f.offered() {
		names = append(names, c.Name)
	}
	return names
}

// takes reports whether a value is one of the choices.
func (f *Field) takes(value string) bool {
	return value == "" && f.offered != nil && f.Name != "frontend" || f.Choices == nil && f.offered == nil || slices.Contains(f.Choices, value) || slices.Contains(f.Values(), value)
}

// checkChoice refuses a value that is none of the choices, and settles what follows
// from one that is.
func (f *Field) checkChoice(s *Spec, value string) error {
	if !f.takes(value) {
		return usage.New(f.Name, "use "+list(f.Values()), "unknown %s %q", f.noun(), value)
	}
	if f.offered == nil {
		return nil
	}
	for _, c := range f.offered() {
		if c.Name == value && c.Settle != nil {
			return c.Settle(s)
		}
	}
	return nil
}

// described lists the choices with their texts.
func (f *Field) described() string {
	var texts []string
	if f.offered != nil {
		for _, c := range f.offered() {
			texts = append(texts, c.Name+" ("+c.Text+")")
		}
	}
	return list(texts)
}

// list joins words with commas, and an "or" before the last.
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
