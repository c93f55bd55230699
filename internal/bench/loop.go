package bench

import (
	"context"
	"errors"
	"fmt"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// play runs every lane over the stream, and writes what the lanes made in their
// order, so the result does not depend on the number of processors.
func play(ctx context.Context, feed *feeder, lanes []*lane, out *files, mon Monitor) error {
	work := func(i int, b *batch) { lanes[i].process(b) }
	return feed.play(ctx, len(lanes), work, mon, func(i int) error {
		if err := lanes[i].err; err != nil {
			return feed.explain(err)
		}
		return out.write(lanes[i])
	})
}

// play gives the stream to n workers that share nothing, one batch at a time;
// while they work on one, the next is read. When all are through a batch, done
// is called for each in order. A cancelled context ends the stream behind what
// has been read.
func (feed *feeder) play(ctx context.Context, n int, work func(int, *batch), mon Monitor, done func(int) error) error {
	current, next := &batch{}, &batch{}
	if err := feed.fill(current); err != nil && ctx.Err() == nil {
		return err
	}
	for len(current.rows) > 0 {
		next.rows = next.rows[:0]
		var reading crew
		var readErr error
		if ctx.Err() == nil {
			reading.start(func() { readErr = feed.fill(next) })
		}
		parallel(n, func(i int) { work(i, current) })
		reading.wait()
		for i := range n {
			if err := done(i); err != nil {
				return err
			}
		}
		mon.Advance(int64(len(current.rows)))
		// An interrupt may cut the input short in the middle of a row.
		if readErr != nil && ctx.Err() == nil {
			return readErr
		}
		current, next = next, current
	}
	return nil
}

// process runs one lane over a batch.
func (l *lane) process(b *batch) {
	l.steps, l.assessments = l.steps[:0], l.assessments[:0]
	channels := len(b.values) / len(b.rows)
	for i := range b.rows {
		row := &b.rows[i]
		if l.err = l.row(row, b.values[i*channels:(i+1)*channels]); l.err != nil {
			return
		}
	}
}

// row pushes one sensor row and, where a window is due, scores it: first the
// prediction, then whatever the engine learned from it.
func (l *lane) row(row *batchRow, values []float32) error {
	if row.segment {
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
	if !row.due {
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

func (l *lane) reset(row *batchRow) error {
	l.book.reset(row.segmentIndex)
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
func (l *lane) step(row *batchRow) (result.Step, error) {
	s := result.Step{
		Run: l.index, Window: row.window, Row: row.number, Time: row.time,
		Label: row.label, Prediction: result.NoPrediction,
	}
	o, err := l.online.Step(row.label, &s.Cycles)
	if err != nil {
		return s, err
	}
	if o.Full {
		return s, &fullError{row.number, row.label, l.program.MaxClasses}
	}
	l.count(&o)
	s.Loss, s.Score, s.Prediction, s.Updated = o.Loss, o.Score, o.Class, o.Updated
	s.Frozen, s.Threshold = o.Score, o.Threshold
	if l.frozen != nil {
		var unused [result.PhaseCount]int64
		f, err := l.frozen.Step(row.label, &unused)
		if err != nil {
			return s, err
		}
		s.Frozen = f.Score
		l.reach.add(l.frozen.Input(), row.label)
	}
	return s, l.price.step(row.label)
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
func (f *feeder) explain(err error) error {
	var full *fullError
	if !errors.As(err, &full) {
		return err
	}
	return usage("max-classes", "raise it", "row %d of the stream brings label %q, and the layer has room for %d classes",
		full.row, f.src.reader.Labels().Name(full.label), full.maxClasses)
}
