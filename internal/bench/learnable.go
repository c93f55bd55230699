package bench

import (
	"context"

	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// Program is what a mode runs with a model. A learner that wants it begins with what
// the training recording teaches it.
func (x *Experiment) Program(mode tinyol.Mode, m *modelfile.Model) (*tinyol.Program, error) {
	p := x.Spec.Program(mode, m, word(x.Normal))
	p.LabelDelay = x.Spec.labelDelay(p)
	if x.Spec.Learn == spec.Unset && !classifies(mode) {
		p.Policy.Limit = max(x.learnable/2, 1)
	}
	if learner.Of(mode).Warm {
		if err := x.warm(p, m); err != nil {
			return nil, err
		}
	}
	return p, x.watch(p, m)
}

// word is the label that lets a detector learn: where windows have none, one that
// stands for the operator's word.
func word(normal int) int { return max(normal, 0) }

// countLearnable finds out how many windows a detector may learn from, as far as that
// decides when it stops: at half of them, so that there is an after to measure on,
// and at most FieldUpdates. A stream that cannot be read twice is taken to have
// enough.
func (x *Experiment) countLearnable(ctx context.Context) error {
	const enough = 2 * FieldUpdates
	x.learnable = enough
	if x.Spec.Learn != spec.Unset || !x.Spec.replayable() {
		return nil
	}
	p := x.Spec.Program(tinyol.Unsupervised, x.Models[0], word(x.Normal))
	labels := stream.NewLabels()
	if x.Normal >= 0 {
		p.Policy.Normal = labels.Index(x.labels.Name(x.Normal))
	}
	src, err := x.src.Again(x.Spec.streamOptions(labels, nil))
	if err != nil {
		return err
	}
	defer src.Close()
	for n := int64(0); len(x.Spec.Train) == 0 && x.train != nil && n < x.train.rows && src.Scan(); n++ {
		continue // these train the autoencoder
	}
	teacher := x.NewTeacher(p)
	x.learnable = 0
	return replay.EachWindow(ctx, src, p.FrontEnd.Window(), p.Stride, func(row *replay.Row) bool {
		if teaches(&p.Policy, teacher.Label(row)) {
			x.learnable++
		}
		return x.learnable < enough
	})
}

// teaches reports whether a policy may let a label teach; what the score has to say
// is not known.
func teaches(p *tinyol.Policy, label int) bool {
	return label != stream.Mixed && (p.Gate != tinyol.Labelled || label == p.Normal)
}

// nothingTaught says what to do where a detector has learned nothing, for nobody said
// when the machine is healthy.
func (x *Experiment) nothingTaught() string {
	if x.Normal >= 0 || x.healthy != nil || x.Spec.Policy != "" {
		return ""
	}
	return "the stream has no labels, and nobody said when the machine is healthy, so nothing is learned: say it with --healthy, such as --healthy 0s..10m; --policy always learns from every window, and with it any fault that is there"
}
