package bench

import (
	"context"
	"errors"
	"fmt"

	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// play runs every lane over the stream, and writes what the lanes made in their
// order, so the result does not depend on the number of processors.
func (x *experiment) play(ctx context.Context, out *files) error {
	work := func(i int, b *replay.Batch) { x.lanes[i].process(b) }
	return x.feed.Play(ctx, len(x.lanes), work, x.mon, func(i int) error {
		if err := x.lanes[i].err; err != nil {
			return explain(err, x.labels)
		}
		return out.write(x.lanes[i])
	})
}

// process runs one lane over a batch.
func (l *lane) process(b *replay.Batch) {
	l.steps, l.assessments = l.steps[:0], l.assessments[:0]
	for i := range b.Rows {
		row := &b.Rows[i]
		if l.err = l.row(row, b.Values(i)); l.err != nil {
			return
		}
	}
}

// row pushes one sensor row and, where a window is due, scores it: first the
// prediction, then whatever the engine learned from it.
func (l *lane) row(row *replay.Row, values []float32) error {
	if row.Starts {
		if err := l.reset(row); err != nil {
			return err
		}
	}
	if _, err := l.online.Push(values); err != nil {
		return err
	}
	if l.frozen != nil {
		if _, err := l.frozen.Push(values); err != nil {
			return err
		}
	}
	if err := l.price.push(values); err != nil {
		return err
	}
	l.book.push(values)
	if !row.Due {
		return nil
	}
	step, err := l.step(row)
	if err != nil {
		return err
	}
	l.book.add(&step)
	l.steps = append(l.steps, step)
	return l.assess(&step)
}

func (l *lane) reset(row *replay.Row) error {
	l.book.reset(row.Segment)
	if l.frozen != nil {
		if err := l.frozen.Reset(); err != nil {
			return err
		}
	}
	if err := l.price.reset(); err != nil {
		return err
	}
	return l.online.Reset()
}

// step runs the due window on the learner and on the frozen model.
func (l *lane) step(row *replay.Row) (result.Step, error) {
	s := result.Step{
		Run: l.index, Window: row.Window, Row: row.Number, Time: row.Time,
		Label: row.Label, Prediction: result.NoPrediction,
	}
	o, err := l.online.Step(row.Label, &s.Cycles)
	if err != nil {
		return s, err
	}
	if o.Full {
		return s, &fullError{row.Number, row.Label, l.program.MaxClasses}
	}
	l.count(&o)
	s.Loss, s.Score, s.Prediction, s.Updated = o.Loss, o.Score, o.Class, o.Updated
	s.Frozen, s.Threshold = o.Score, o.Threshold
	if l.frozen != nil {
		var unused [result.PhaseCount]int64
		f, err := l.frozen.Step(row.Label, &unused)
		if err != nil {
			return s, err
		}
		s.Frozen = f.Score
		l.reach.add(l.frozen.Input(), row.Label)
	}
	return s, l.price.step(row.Label)
}

func (l *lane) count(o *tinyol.Outcome) {
	if o.Updated {
		l.updates++
	}
	if !o.Finite() {
		l.nonFinite++
	}
}

// fullError is a new label that found no neuron. Lanes only know the label's
// index: the names may grow while they work.
type fullError struct {
	row        int64
	label      int
	maxClasses int
}

func (e *fullError) Error() string {
	return fmt.Sprintf("row %d: class %d does not fit the layer's %d neurons", e.row, e.label, e.maxClasses)
}

// explain puts the label's name into the error; no lane is at work.
func explain(err error, labels *stream.Labels) error {
	var full *fullError
	if !errors.As(err, &full) {
		return err
	}
	return usage.New("max-classes", "raise it", "row %d of the stream brings label %q, and the layer has room for %d classes",
		full.row, labels.Name(full.label), full.maxClasses)
}
