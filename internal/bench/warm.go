package bench

import (
	"slices"

	"gonum.org/v1/gonum/stat"

	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// warm gives a program the start and the threshold that the training recording
// teaches it.
func (x *Experiment) warm(p *tinyol.Program, m *Model) error {
	if x.train == nil {
		return usage.New("learner", "pass --train in the place of --model", "%s begins with what the training recording teaches it, which is not in a model file", learner.Of(p.Mode).Name)
	}
	if x.windows == nil {
		x.windows = m.FrontEnd.Windows(&x.train.rec, m.Training.Stride)
	}
	return x.Spec.warm(p, x.windows, m.Training.Quantile)
}

// heldOut is the part of the training windows that a learner's threshold is a
// quantile of: those that taught it score lower.
const heldOut = 4 // a quarter

// warm teaches a program by the leading training windows, and takes its threshold
// from the last, which share no row with them.
func (s *Spec) warm(p *tinyol.Program, windows []float32, quantile float64) error {
	width := p.FrontEnd.Features()
	n := len(windows) / width
	first := n - n/heldOut
	shared := (p.FrontEnd.Window() - 1) / p.Stride
	if err := p.Warm(windows[:max(first-shared, 1)*width]); err != nil {
		return err
	}
	d, err := tinyol.New(p)
	if err != nil {
		return err
	}
	base := tinyol.NewBase(p.Network)
	var scores []float64
	for ; first < n; first++ {
		base.Run(windows[first*width : (first+1)*width])
		// A window of two labels teaches nothing.
		scores = append(scores, float64(d.StepOn(base, stream.Mixed).Score))
	}
	slices.Sort(scores)
	p.Policy.Threshold = float32(stat.Quantile(quantile, stat.Empirical, scores, nil))
	if step := s.thresholdStep(p.Policy.Gate); step > 0 {
		p.Policy = p.Policy.RunningThreshold(quantile, step)
	}
	return nil
}
