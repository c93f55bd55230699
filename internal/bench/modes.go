package bench

import (
	"slices"

	"tinyol-sim/internal/choices"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// classifies reports whether a mode's learner names labels, and so needs them.
func classifies(m tinyol.Mode) bool { return learner.Of(m).Aim == learner.Label }

// modes lists what to run on a stream with or without labels, and a note where that
// is less than was asked for; proposal is how names would give labels.
func (s *Spec) modes(labelled bool, proposal string) (modes []tinyol.Mode, note string, err error) {
	if modes = s.asked(); labelled {
		return modes, "", nil
	}
	left := slices.DeleteFunc(slices.Clone(modes), classifies)
	switch {
	case len(left) == len(modes):
		return modes, "", nil
	case len(left) > 0 && s.Learners == nil:
		return left, "the stream has no label column: unsupervised mode alone" + proposal, nil
	case len(left) > 0:
		return left, "the stream has no label column: classifiers are left out" + proposal, nil
	case s.Learners != nil:
		return nil, "", usage.New("learner", "name the label column with --label"+proposal+", or choose another learner", "%s needs labels, and the stream has no label column", learner.Of(modes[0]).Name)
	}
	return nil, "", usage.New("mode", "name the label column with --label"+proposal+", or use --mode unsupervised", "supervised needs labels, and the stream has no label column")
}

// asked are the learners that mode or names stand for, in the order given.
func (s *Spec) asked() []tinyol.Mode {
	if s.Learners == nil && s.Mode == spec.Both {
		return []tinyol.Mode{tinyol.Unsupervised, tinyol.Supervised}
	}
	listed := s.Learners
	if listed == nil {
		listed = []string{s.Mode}
	}
	var modes []tinyol.Mode
	add := func(m tinyol.Mode) {
		if !slices.Contains(modes, m) {
			modes = append(modes, m)
		}
	}
	for _, name := range listed {
		if name == choices.AllLearners {
			for _, m := range learner.Modes()[1:] { // the first is frozen
				add(m)
			}
		} else if m, ok := learner.Named(name); ok { // which Complete has checked
			add(m)
		}
	}
	return modes
}
