package bench

import (
	"context"
	"fmt"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// Series of figure 7.
const (
	seriesTraining = "training phase"
	seriesField    = "field"
)

// driftFigures are the scalars of figure 7.
var driftFigures = []string{"overlap.before", "overlap.after", "false_alarms.before", "false_alarms.after", "threshold", "false_alarms.training"}

// driftHistograms is figure 7: the errors of normal windows in the field before
// and after so many online steps, each beside those of the training phase, which
// are held-out windows under the frozen network. The windows of the field lie
// behind the last step.
func (p *paper) driftHistograms(ctx context.Context, f *result.Figure) error {
	p.stage(f.Name)
	constant(f, result.UnitCount, "", "steps", float64(p.spec.learn(tinyol.Unsupervised)))
	constant(f, "", "", "learning_rate", p.spec.learningRate(tinyol.Unsupervised))
	var rows []result.HistogramRow
	for _, s := range p.setups {
		part, err := p.drift(ctx, f, s)
		if err != nil {
			return err
		}
		rows = append(rows, part...)
	}
	return save(p, f, rows)
}

func (p *paper) drift(ctx context.Context, f *result.Figure, s *setup) ([]result.HistogramRow, error) {
	steps := s.spec.learn(tinyol.Unsupervised)
	learn, rest := p.cut(s, p.recordingOf(p.field, p.normal), int(steps))
	reference, n := s.windows(p.recordingOf(p.held, p.normal), paperWindows)
	field, m := s.windows(rest, paperWindows)
	if n == 0 {
		return nil, tooFew(p.heldOut(), s.spec.Window)
	}
	if m == 0 {
		return nil, fmt.Errorf("the stream has no normal window behind %d updates; use a longer one, or a smaller --learn", steps)
	}
	training, before, after := p.perSeed(s), p.perSeed(s), p.perSeed(s)
	seeds := p.scalars(s, driftFigures)
	err := p.eachSeed(ctx, s, func(seed int, m *Model) error {
		d, err := tinyol.New(p.program(s, tinyol.Unsupervised, m))
		if err != nil {
			return err
		}
		a, b := errorsOf(m.Network, reference), errorsOf(m.Network, field)
		eachWindow(d, learn, func() { d.Step(p.normal) })
		c := scores(d, field, m.FrontEnd.Features())
		training[seed], before[seed], after[seed] = histogram(a), histogram(b), histogram(c)
		t := m.Training.Threshold
		for k, v := range []float64{
			metrics.Overlap(training[seed], before[seed]), metrics.Overlap(training[seed], after[seed]),
			shareAbove(b, t), shareAbove(c, t), float64(t), shareAbove(a, t),
		} {
			seeds[driftFigures[k]][seed] = v
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range driftFigures {
		unit := result.UnitFraction
		if name == "threshold" {
			unit = result.UnitLoss
		}
		number(f, unit, name+"."+s.name(), seeds[name])
	}
	constant(f, result.UnitCount, "", "training_windows."+s.name(), float64(n))
	constant(f, result.UnitCount, "", "field_windows."+s.name(), float64(m))
	var rows []result.HistogramRow
	for _, panel := range []struct {
		name  string
		field [][]float64
	}{{"before", before}, {"after", after}} {
		rows = append(rows, histogramRows(s.name(), panel.name, seriesTraining, training)...)
		rows = append(rows, histogramRows(s.name(), panel.name, seriesField, panel.field)...)
	}
	return rows, nil
}

func (p *paper) perSeed(s *setup) [][]float64 { return make([][]float64, len(s.models)) }

// cut splits a recording behind the row that completes so many windows.
func (p *paper) cut(s *setup, rec *stream.Recording, windows int) (before, behind *stream.Recording) {
	window, stride := s.models[0].FrontEnd.Window(), s.spec.Stride
	before, behind = &stream.Recording{Channels: rec.Channels}, &stream.Recording{Channels: rec.Channels}
	for _, run := range rec.Runs {
		rows := len(run) / rec.Channels
		take := rows
		if have := max((rows-window)/stride+1, 0); rows >= window && have > windows {
			take = 0
			if windows > 0 {
				take = window + (windows-1)*stride
			}
			windows = 0
		} else if rows >= window {
			windows -= have
		}
		if take > 0 {
			before.Runs = append(before.Runs, run[:take*rec.Channels])
		}
		if take < rows {
			behind.Runs = append(behind.Runs, run[take*rec.Channels:])
		}
	}
	return before, behind
}

// eachWindow pushes a recording's rows and calls step for every window.
func eachWindow(d *tinyol.Device, rec *stream.Recording, step func()) {
	for _, run := range rec.Runs {
		d.Reset()
		for ; len(run) > 0; run = run[rec.Channels:] {
			if d.Push(run[:rec.Channels]) {
				step()
			}
		}
	}
}

// scores are the errors of windows [n][features] with the layer as it stands.
func scores(d *tinyol.Device, windows []float32, features int) []float32 {
	errs := make([]float32, len(windows)/features)
	for i := range errs {
		errs[i] = d.Score(windows[i*features : (i+1)*features])
	}
	return errs
}
