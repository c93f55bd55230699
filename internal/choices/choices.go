// Package choices has what is registered, a file each, be what can be chosen: front
// ends, learners, what they learn and from what, detectors of drift.
package choices

import (
	"errors"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// What is registered, a file each, can be chosen.
func init() {
	spec.Offer("frontend", frontEnds)
	spec.Offer("learner", learners)
	spec.Offer("tune", named(learner.TuneNames()))
	spec.Offer("optimizer", named(learner.OptimizerNames()))
	spec.Offer("tap", named(learner.TapNames()))
	spec.Offer("detector", driftDetectors)
	spec.Offer("on-drift", named(drift.ResponseNames()))
}

func frontEnds() (all []spec.Choice) {
	for _, kind := range frontend.Kinds() {
		text, rows := frontend.Describe(kind)
		all = append(all, spec.Choice{Name: string(kind), Text: text, Settle: func(s *spec.Spec) error {
			if s.Window == 0 {
				s.Window = rows
			}
			var refused *frontend.FrontEndError
			if err := frontend.CheckSizes(kind, 1, s.Window); errors.As(err, &refused) && s.Window > 1 {
				return usage.New("window", refused.Remedy, "front end %s: %s", kind, refused.Problem)
			}
			return nil
		}})
	}
	return all
}

// named are choices of which there is nothing to say.
func named(names []string) func() []spec.Choice {
	return func() (all []spec.Choice) {
		for _, name := range names {
			all = append(all, spec.Choice{Name: name})
		}
		return all
	}
}

// AllLearners stands for every learner that there is.
const AllLearners = "all"

func learners() (all []spec.Choice) {
	for _, mode := range learner.Modes() {
		if l := learner.Of(mode); mode != tinyol.Frozen {
			all = append(all, spec.Choice{Name: l.Name, Text: l.Text})
		}
	}
	return append(all, spec.Choice{Name: AllLearners, Text: "each of them"})
}

// ModeNames are what results call the learners, also in the names of figures.
func ModeNames() (names []string) {
	for _, mode := range learner.Modes() {
		names = append(names, mode.String())
	}
	return names
}

func driftDetectors() (all []spec.Choice) {
	for _, d := range drift.All() {
		all = append(all, spec.Choice{Name: d.Name, Text: d.Text})
	}
	return all
}
