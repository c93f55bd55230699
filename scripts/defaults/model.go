package main

import (
	"context"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// seeds behind every mean.
const seeds = 5

// fitted is what bench trains with a front end: the networks of all seeds.
type fitted struct {
	spec   bench.Spec
	models []*modelfile.Model
}

// fit trains as bench does.
func fit(ctx context.Context, kind string, epochs int, name string, taught *frontend.Recording) (*fitted, error) {
	f := &fitted{spec: bench.Default()}
	f.spec.FrontEnd, f.spec.Epochs, f.spec.Seeds, f.spec.Streams = kind, epochs, seeds, []string{name}
	err := f.spec.Complete()
	if err == nil {
		f.models, err = bench.Fit(ctx, &f.spec, &bench.NormalRows{Recording: *taught, Name: name}, nil, bench.Silent{})
	}
	return f, err
}

// windows of a recording, [n][features].
func (f *fitted) windows(rec *frontend.Recording) []float32 {
	return f.models[0].FrontEnd.Windows(rec, f.spec.Stride)
}

func (f *fitted) features() int { return f.models[0].FrontEnd.Features() }

const healthy = 0 // label of healthy windows

// program is that of the fine-tuned layer.
func (f *fitted) program(m *modelfile.Model, rate float64) *tinyol.Program {
	spec := f.spec
	spec.Learn, spec.LearningRate = 0, rate
	return spec.Program(tinyol.Unsupervised, m, healthy)
}

// errorsOf are the reconstruction errors of windows [n][features] under a network.
func errorsOf(net *nn.Network, windows []float32) []float32 {
	width, acts := net.Sizes()[0], net.NewActivations()
	var all []float32
	for ; len(windows) >= width; windows = windows[width:] {
		x := windows[:width]
		all = append(all, nn.MeanSquaredError(net.Forward(acts, x), x))
	}
	return all
}

func above(scores []float32, threshold float32) float64 {
	n := 0
	for _, s := range scores {
		if s > threshold {
			n++
		}
	}
	return float64(n) / float64(len(scores))
}

// auc is the area under the curve of changed windows against healthy ones.
func auc(healthy, changed []float32) float64 {
	r := metrics.NewRanking()
	for _, s := range healthy {
		r.Add(s, false)
	}
	for _, s := range changed {
		r.Add(s, true)
	}
	return r.AUC()
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v / float64(len(values))
	}
	return sum
}
