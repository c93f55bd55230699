package bench

import (
	"context"
	"errors"
	"fmt"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// team is lanes that go through a batch together: on the host those of a seed,
// which share what its network makes of a window; elsewhere each lane alone.
type team struct {
	base  *tinyol.Base // nil where no lane asks for it
	lanes []*lane
}

// asksForBase reports whether a lane needs what the network makes of a window.
// The static model runs on the host whatever the engine: the bits are the same.
func (l *lane) asksForBase() bool {
	return l.host != nil || !classifies(l.mode) || l.auto != nil && l.auto.Sampling()
}

// teams gathers the lanes.
func (x *Experiment) teams() []*team {
	var all []*team
	if x.Spec.Engine != engine.NameHost {
		for _, l := range x.lanes {
			t := &team{lanes: []*lane{l}}
			if l.auto != nil || l.asksForBase() {
				t.base = tinyol.NewBase(l.program.Network)
			}
			all = append(all, t)
		}
		return all
	}
	for i := range x.Models {
		t := &team{base: tinyol.NewBase(x.Models[i].Network)}
		for k := i; k < len(x.lanes); k += len(x.Models) {
			t.lanes = append(t.lanes, x.lanes[k])
		}
		all = append(all, t)
	}
	return all
}

// play runs every lane over the stream, and writes what the lanes made in their
// order, so the result does not depend on the number of processors.
func (x *Experiment) play(ctx context.Context, out *files) error {
	teams := x.teams()
	err := x.Feed.Play(ctx, replay.Lanes{
		Count: len(teams),
		Run:   func(i int, b *replay.Batch) error { return teams[i].run(b) },
		Keep: func(i int, b *replay.Batch) {
			if i == 0 {
				for k := range b.Rows {
					x.excerpts.Look(replay.RoleStream, b.Rows[k].Starts, b.Rows[k].Number, b.Values(k))
				}
			}
			for _, l := range teams[i].lanes {
				l.keep(b)
			}
		},
		Write: func() error {
			for _, l := range x.lanes {
				if err := out.write(l); err != nil {
					return err
				}
			}
			return nil
		},
	}, x.mon)
	return explain(err, x.labels)
}

// run works through a batch: where a window is due, every lane predicts, and then
// learns.
func (t *team) run(b *replay.Batch) error {
	for _, l := range t.lanes {
		l.fresh, l.arrived, l.fired, l.freshAssessments = l.fresh[:0], l.arrived[:0], l.fired[:0], l.freshAssessments[:0]
	}
	due := 0
	for i := range b.Rows {
		row := &b.Rows[i]
		for _, l := range t.lanes {
			if err := l.push(row, b.Values(i)); err != nil {
				return err
			}
		}
		if !row.Due {
			continue
		}
		features := b.Features(due)
		due++
		if t.base != nil && t.lanes[0].asksForBase() {
			t.base.Run(features)
		}
		for _, l := range t.lanes {
			if err := l.window(row, t.base); err != nil {
				return err
			}
		}
	}
	return nil
}

// push takes a sensor row.
func (l *lane) push(row *replay.Row, values []float32) error {
	if row.Starts {
		if err := errors.Join(l.price.reset(), l.online.Reset()); err != nil {
			return err
		}
		l.tally.Reset()
	}
	l.tally.Push()
	if l.host != nil {
		l.host.Price.Push()
	} else if _, err := l.online.Push(values); err != nil {
		return err
	}
	return l.price.push(values)
}

// window steps on the window that is due.
func (l *lane) window(row *replay.Row, base *tinyol.Base) error {
	s := result.Step{
		Run: l.index, Window: row.Window, Row: row.Number, Time: row.Time,
		Label: row.Label, Prediction: result.NoPrediction,
	}
	arrived := l.teacher.Label(row)
	o, err := l.outcome(&s, arrived, base)
	if err != nil {
		return l.located(row, err)
	}
	if o.Full {
		return &fullError{row.Number, arrived, l.program.MaxClasses}
	}
	l.tally.Step(&o)
	if o.Updated {
		l.updates++
	}
	s.Loss, s.Score, s.Prediction, s.Updated = o.Loss, o.Score, o.Class, o.Updated
	s.Frozen, s.Threshold, s.Surprisal = o.Score, o.Threshold, o.Surprisal
	switch {
	case l.twin != nil:
		s.Frozen = l.twin.StepOn(base, stream.Mixed).Score // which teaches nothing
	case !classifies(l.mode):
		s.Frozen = base.Score()
	}
	l.fresh, l.arrived, l.fired = append(l.fresh, s), append(l.arrived, arrived), append(l.fired, o.Fired)
	if err := l.price.step(row.Label, base); err != nil {
		return l.located(row, err)
	}
	if err := l.recallAt(row.Window); err != nil {
		return err
	}
	return l.assess(&s)
}

func (l *lane) outcome(s *result.Step, arrived int, base *tinyol.Base) (o tinyol.Outcome, err error) {
	switch {
	case l.host != nil:
		return l.host.StepOn(base, arrived, &s.Cycles), nil
	case l.auto != nil:
		o, s.Executed, err = l.auto.StepOn(base, arrived, &s.Cycles)
		return o, err
	}
	s.Executed = true
	return l.online.Step(arrived, &s.Cycles)
}

// keep takes what the lane made of a batch into its figures.
func (l *lane) keep(b *replay.Batch) {
	due := 0
	for i := range b.Rows {
		row := &b.Rows[i]
		for _, k := range l.keepers {
			if row.Starts {
				k.StartSegment(row.Segment)
			}
			k.Push(b.Values(i))
		}
		if !row.Due {
			continue
		}
		s := &l.fresh[due]
		if s.Executed {
			l.executed++
		}
		for _, k := range l.keepers {
			k.Add(s, l.arrived[due])
		}
		if l.firings != nil {
			l.firings.Add(l.fired[due], row.Label)
		}
		if l.inputs != nil {
			l.inputs.Add(b.Features(due), row.Label)
		}
		if o := (tinyol.Outcome{Score: s.Score, Loss: s.Loss, Updated: s.Updated}); !o.Finite() {
			l.nonFinite++
		}
		due++
	}
	l.windows += int64(due)
	l.steps = append(l.steps, l.fresh...)
	l.assessments = append(l.assessments, l.freshAssessments...)
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

// explain puts the label's name into the error of a lane.
func explain(err error, labels *stream.Labels) error {
	var full *fullError
	if !errors.As(err, &full) {
		return err
	}
	return usage.New("max-classes", "raise it", "row %d of the stream brings label %q, and the layer has room for %d classes",
		full.row, labels.Name(full.label), full.maxClasses)
}
