package trial

import (
	"context"
	"slices"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

// Trial is what was tried on a recording.
type Trial struct {
	Look *Look
	// Spec is what all combinations have in common, with what was found and asked.
	Spec spec.Spec
	// Detectors and Classifiers are the combinations, the best first.
	Detectors, Classifiers []*Combination
	// Confirmed says that they were ranked on other windows than those of their Run.
	// Where it is false, and Ranked is true, they were ranked on the same ones.
	Confirmed, Ranked bool
}

// Combination is a front end with a learner.
type Combination struct {
	FrontEnd, Learner string // as the flags have them
	Epochs            int
	// Run are the figures that are reported, before those of the windows that the
	// choice was made on, where these are others.
	Run, before *result.Run
	Summary     *result.Summary // of all learners on the front end
}

// Tried is how many combinations there were.
func (t *Trial) Tried() int { return len(t.Detectors) + len(t.Classifiers) }

// Run tries what there is on the recording of a Spec that names its streams, and at
// most --train, --label, --normal, --rate and --board beside it. What it cannot know
// and nobody answers, and what cannot be run, is a *usage.Error.
func Run(ctx context.Context, s spec.Spec, open replay.OpenFunc, asker ask.Asker, mon bench.Monitor) (*Trial, error) {
	checked := s // for what is left out is settled for each front end
	if err := checked.Complete(); err != nil {
		return nil, err
	}
	notes := &onceMonitor{mon: mon}
	board, err := boardAsked(&s, open)
	if err != nil {
		return nil, err
	}
	look, err := lookAt(ctx, &s, open, notes.Note)
	if err != nil {
		return nil, err
	}
	labels := look // the ones that say what is healthy
	if !look.labelled() && len(s.Train) > 0 {
		if labels, err = lookAtTraining(ctx, &s, open, notes.Note); err != nil {
			return nil, err
		}
	}
	if err := settle(&s, look, labels, asker); err != nil {
		return nil, err
	}
	where, err := survey(ctx, &s, look, open)
	if err != nil {
		return nil, err
	}
	where.board = board
	if len(s.Train) == 0 {
		s.TrainRows = where.trainRows
	}
	all, err := tryAll(ctx, &s, look, where, open, notes)
	if err != nil {
		return nil, err
	}
	fit := fitting(all, board.board, notes.Note)
	if !slices.ContainsFunc(fit, detects) {
		return nil, misfit(ctx, &s, look, where, all, open)
	}
	t := &Trial{Look: look, Spec: s}
	t.rank(fit, where.split > 0)
	return t, nil
}
