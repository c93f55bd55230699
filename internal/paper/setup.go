package paper

import (
	"context"
	"fmt"
	"math"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/workers"
)

// setup is a front end with one network per seed.
type setup struct {
	spec   bench.Spec
	models []*modelfile.Model
}

// train fits the networks of the spec's front end, and of the paper's where
// that is another.
func (p *maker) train(ctx context.Context) error {
	p.spec.UseNaturalWindow(p.natural, len(p.channels), p.mon.Note)
	specs := []bench.Spec{p.spec.Spec}
	if p.spec.FrontEnd != string(frontend.Raw) {
		raw := p.spec.Spec
		raw.FrontEnd, raw.Window = string(frontend.Raw), 0
		if err := raw.Complete(); err != nil {
			return err
		}
		raw.UseNaturalWindow(p.natural, len(p.channels), p.mon.Note)
		specs = append(specs, raw)
	}
	for _, spec := range specs {
		spec.HoldOut = 0 // the threshold is a quantile of the training errors
		rows := &bench.NormalRows{
			Recording: *p.recordingOf(p.training, p.normal), Name: replay.Title(spec.Train), Columns: p.channels, Label: p.labels.Name(p.normal),
		}
		models, err := bench.Fit(ctx, &spec, rows, nil, p.mon)
		if err != nil {
			return err
		}
		p.setups = append(p.setups, &setup{spec: spec, models: models})
	}
	return nil
}

func (s *setup) name() string { return s.spec.FrontEnd }

func (s *setup) record() result.FigureSetup {
	m := s.models[0]
	return result.FigureSetup{
		FrontEnd: s.name(), Window: m.FrontEnd.Window(), Stride: s.spec.Stride, Layers: m.Network.Sizes(),
		TrainWindows: m.Training.Windows, Epochs: s.spec.Epochs, Quantile: s.spec.Quantile,
	}
}

// errorsOf are the reconstruction errors of windows [n][features] under the
// frozen network.
func errorsOf(net *nn.Network, windows []float32) []float32 {
	width := net.Sizes()[0]
	acts := net.NewActivations()
	errs := make([]float32, len(windows)/width)
	for i := range errs {
		x := windows[i*width : (i+1)*width]
		errs[i] = nn.MeanSquaredError(net.Forward(acts, x), x)
	}
	return errs
}

// eachSeed runs f for every network of the setup side by side and returns the
// first error in their order.
func (p *maker) eachSeed(ctx context.Context, s *setup, f func(seed int, m *modelfile.Model) error) error {
	return workers.EachErr(len(s.models), func(i int) error {
		defer p.mon.Advance(seedParts)
		if err := ctx.Err(); err != nil {
			return err
		}
		return f(i, s.models[i])
	})
}

// stage announces work on every seed of every setup.
func (p *maker) stage(name string) {
	n := 0
	for _, s := range p.setups {
		n += len(s.models) * seedParts
	}
	p.mon.Stage(bench.Stage{Name: name, Total: int64(n)})
}

// fineTuningRate is that of the figures where none is chosen or given; the paper names
// none.
const fineTuningRate = 0.02

// program is what a mode runs with one of the setup's networks. There is no
// limit of updates.
func (p *maker) program(s *setup, mode tinyol.Mode, m *modelfile.Model) *tinyol.Program {
	spec := s.spec
	if mode == tinyol.Unsupervised && spec.LearningRate == 0 {
		spec.LearningRate = fineTuningRate
	}
	spec.Learn = 0 // labels are there at once: the operator of the paper sees the machine
	return spec.Program(mode, m, p.normal)
}

// interval is the mean over the seeds with its ends, NaN for a single seed.
func interval(values []float64) (mean, low, high float64) {
	ci := metrics.StudentInterval(values)
	return ci.Mean, ci.Low, ci.High
}

// number adds a scalar over the seeds to a figure's record; one that is not
// finite is left out.
func number(f *result.Figure, unit result.Unit, name string, values []float64) {
	mean, low, high := interval(values)
	if !score.IsFinite(mean) {
		return
	}
	f.Numbers = append(f.Numbers, result.FigureNumber{Name: name, Unit: unit, Mean: round(mean), Low: score.Defined(round(low)), High: score.Defined(round(high))})
}

// constant adds a scalar that no seed changes, exact as it is.
func constant(f *result.Figure, unit result.Unit, mark result.Provenance, name string, value float64) {
	f.Numbers = append(f.Numbers, result.FigureNumber{Name: name, Unit: unit, Mark: mark, Mean: value})
}

// round keeps six significant digits: what any text shows, and less than the
// difference between two processors.
func round(v float64) float64 {
	if v == 0 || !score.IsFinite(v) {
		return v
	}
	scale := math.Pow10(5 - int(math.Floor(math.Log10(math.Abs(v)))))
	return math.Round(v*scale) / scale
}

// tooFew refuses a figure whose recordings hold no window.
func tooFew(what string, window int) error {
	return fmt.Errorf("%s holds no window of %d rows; use a longer recording, or a smaller --window", what, window)
}
