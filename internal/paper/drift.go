package paper

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Series of figure 7.
const (
	seriesTraining = "training phase"
	seriesField    = "field"
)

// driftRates are what the learning rate of figure 7 is chosen from.
var driftRates = []float64{0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05}

// driftValidation is the share of the field's windows after the last step, the
// earliest, that the learning rate is chosen on. The figure shows the others.
const driftValidation = 1. / 3

// driftFigures are the scalars of figure 7. Those with "default" are what comes
// after as many steps at fineTuningRate, on the same windows.
var driftFigures = []string{
	"overlap.before", "overlap.after", "false_alarms.before", "false_alarms.after", "threshold", "false_alarms.training",
	"overlap.training_halves", "overlap.after_default", "false_alarms.after_default",
}

// driftHistograms is figure 7: the errors of normal windows in the field before
// and after so many online steps, each beside those of the training phase, which
// are held-out windows under the frozen network. The windows of the field lie
// after the last step, and after those that the learning rate was chosen on.
func (p *maker) driftHistograms(ctx context.Context, f *result.Figure) error {
	n := 0
	for _, s := range p.setups {
		n += 3 * len(s.models) * seedParts
	}
	p.mon.Stage(bench.Stage{Name: f.Name, Total: int64(n)})
	constant(f, result.UnitCount, "", "steps", float64(p.spec.UpdatesIn(tinyol.Unsupervised)))
	constant(f, "", "", "learning_rate.default", fineTuningRate)
	f.Facts["loss"] = p.spec.Loss
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

// driftData is the recordings of figure 7 for a setup.
type driftData struct {
	learn      *frontend.Recording
	validation []float32 // windows [n][features] that the rate is chosen on
	reference  []float32 // of the training phase
	shown      []float32 // of the field

	validationWindows, referenceWindows, shownWindows int
}

func (p *maker) driftData(s *setup) (*driftData, error) {
	steps := s.spec.UpdatesIn(tinyol.Unsupervised)
	g := &driftData{}
	var behind *frontend.Recording
	g.learn, behind = p.cut(s, p.recordingOf(p.field, p.normal), int(steps))
	all := windowCount(behind, s.models[0].FrontEnd.Window(), s.spec.Stride)
	validation, rest := p.cut(s, behind, int(driftValidation*float64(all)))
	g.validation, g.validationWindows = s.windows(validation, windowsOfAKind)
	g.reference, g.referenceWindows = s.windows(p.recordingOf(p.held, p.normal), windowsOfAKind)
	g.shown, g.shownWindows = s.windows(rest, windowsOfAKind)
	if g.referenceWindows == 0 {
		return nil, tooFew(p.heldOut(), s.spec.Window)
	}
	if g.shownWindows == 0 {
		return nil, fmt.Errorf("the stream has no normal window after %d updates; use a longer one, or a smaller --learn", steps)
	}
	return g, nil
}

// learned are the devices of every seed after the steps at each rate.
type learned [][]*tinyol.Device // [seed][rate]

// learnAt lets every network of the setup learn at each rate, and returns the
// overlap of the errors on the validation windows with those of the training
// phase: [rate][seed].
func (p *maker) learnAt(ctx context.Context, s *setup, g *driftData, rates []float64) (learned, [][]float64, error) {
	devices := make(learned, len(s.models))
	overlaps := make([][]float64, len(rates))
	for i := range overlaps {
		overlaps[i] = make([]float64, len(s.models))
	}
	for seed, m := range s.models {
		for _, rate := range rates {
			program := p.program(s, tinyol.Unsupervised, m)
			program.LearningRate = float32(rate)
			d, err := tinyol.New(program)
			if err != nil {
				return nil, nil, err
			}
			devices[seed] = append(devices[seed], d)
		}
	}
	err := p.play(ctx, s, rowsOf(g.learn, p.normal), s.spec.Stride, func(seed int, b *tinyol.Base, label int) (bool, error) {
		for _, d := range devices[seed] {
			d.StepOn(b, label)
		}
		return true, nil
	})
	if err != nil || g.validationWindows == 0 {
		return devices, overlaps, err
	}
	err = p.eachSeed(ctx, s, func(seed int, m *modelfile.Model) error {
		reference := histogram(errorsOf(m.Network, g.reference))
		for i, d := range devices[seed] {
			overlaps[i][seed] = metrics.Overlap(reference, histogram(scores(d, g.validation, m.FrontEnd.Features())))
		}
		return nil
	})
	return devices, overlaps, err
}

// chooseRate picks the rate with the largest overlap on the validation windows,
// the mean over the seeds; the lowest of equals. It returns its position in
// rates.
func chooseRate(f *result.Figure, s *setup, g *driftData, rates []float64, overlaps [][]float64) int {
	best := 0
	var texts []string
	means := make([]float64, len(rates))
	for i := range rates {
		means[i], _, _ = interval(overlaps[i])
		if means[i] > means[best] {
			best = i
		}
		texts = append(texts, fmt.Sprintf("%g: %.1f %%", rates[i], 100*means[i]))
	}
	f.Facts["rates"] = fmt.Sprintf("%d from %g to %g", len(rates), rates[0], rates[len(rates)-1])
	f.Facts["validation."+s.name()] = "overlap on the validation windows by rate: " + strings.Join(texts, ", ")
	constant(f, result.UnitCount, "", "validation_windows."+s.name(), float64(g.validationWindows))
	number(f, result.UnitFraction, "overlap.validation."+s.name(), overlaps[best])
	return best
}

// driftRate lets the setup learn and returns the position of the figure's rate
// among rates, and of the default of the figures.
func (p *maker) driftRate(ctx context.Context, f *result.Figure, s *setup, g *driftData) (devices learned, chosen, byDefault int, err error) {
	rates := driftRates
	if p.spec.LearningRate > 0 {
		rates = []float64{p.spec.LearningRate, fineTuningRate}
	}
	byDefault = slices.Index(rates, fineTuningRate)
	devices, overlaps, err := p.learnAt(ctx, s, g, rates)
	if err != nil {
		return nil, 0, 0, err
	}
	how := "chosen"
	switch {
	case p.spec.LearningRate > 0:
		how = "given"
	case g.validationWindows == 0:
		p.mon.Note(fmt.Sprintf("%s: after %d updates the stream leaves no window to choose the learning rate on: it is %g; --lr gives another", f.Name, s.spec.UpdatesIn(tinyol.Unsupervised), fineTuningRate))
		chosen, how = byDefault, "default"
	default:
		chosen = chooseRate(f, s, g, rates, overlaps)
	}
	f.Facts["rate."+s.name()] = how
	constant(f, "", "", "learning_rate."+s.name(), rates[chosen])
	return devices, chosen, byDefault, nil
}

func (p *maker) drift(ctx context.Context, f *result.Figure, s *setup) ([]result.HistogramRow, error) {
	g, err := p.driftData(s)
	if err != nil {
		return nil, err
	}
	devices, chosen, byDefault, err := p.driftRate(ctx, f, s, g)
	if err != nil {
		return nil, err
	}
	training, before, after := p.perSeed(s), p.perSeed(s), p.perSeed(s)
	seeds := p.scalars(s, driftFigures)
	err = p.eachSeed(ctx, s, func(seed int, m *modelfile.Model) error {
		features := m.FrontEnd.Features()
		a, b := errorsOf(m.Network, g.reference), errorsOf(m.Network, g.shown)
		c, d := scores(devices[seed][chosen], g.shown, features), scores(devices[seed][byDefault], g.shown, features)
		training[seed], before[seed], after[seed] = histogram(a), histogram(b), histogram(c)
		t := m.Training.Threshold
		for k, v := range []float64{
			metrics.Overlap(training[seed], before[seed]), metrics.Overlap(training[seed], after[seed]),
			shareAbove(b, t), shareAbove(c, t), float64(t), shareAbove(a, t),
			metrics.Overlap(histogram(a[:len(a)/2]), histogram(a[len(a)/2:])),
			metrics.Overlap(training[seed], histogram(d)), shareAbove(d, t),
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
	constant(f, result.UnitCount, "", "training_windows."+s.name(), float64(g.referenceWindows))
	constant(f, result.UnitCount, "", "field_windows."+s.name(), float64(g.shownWindows))
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

func (p *maker) perSeed(s *setup) [][]float64 { return make([][]float64, len(s.models)) }

// cut splits a recording behind the row that completes so many windows.
func (p *maker) cut(s *setup, rec *frontend.Recording, windows int) (before, behind *frontend.Recording) {
	window, stride := s.models[0].FrontEnd.Window(), s.spec.Stride
	before, behind = &frontend.Recording{Channels: rec.Channels}, &frontend.Recording{Channels: rec.Channels}
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

// scores are the errors of windows [n][features] with the layer as it stands.
func scores(d *tinyol.Device, windows []float32, features int) []float32 {
	errs := make([]float32, len(windows)/features)
	for i := range errs {
		errs[i] = d.Score(windows[i*features : (i+1)*features])
	}
	return errs
}
