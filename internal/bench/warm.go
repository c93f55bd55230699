package bench

import (
	"slices"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// warm gives a program the start and the threshold that the training recording
// teaches it.
func (x *Experiment) warm(p *tinyol.Program, m *modelfile.Model) error {
	if x.train == nil {
		return usage.New("learner", "pass --train in the place of --model", "%s begins with what the training recording teaches it, which is not in a model file", learner.Of(p.Mode).Name)
	}
	return x.Spec.warm(p, x.taught(), x.heldOut(), m.Training.Quantile)
}

// taught are the features of the windows that trained, [n][features], and heldOut
// those of the ones that did not.
func (x *Experiment) taught() []float32  { return x.split().taught }
func (x *Experiment) heldOut() []float32 { return x.split().held }

// trainingWindows are the features of the training recording, once somebody has asked
// for them.
type trainingWindows struct {
	taught, held []float32
	faulty       []float32 // of other labels than the healthy machine's
	labels       []int     // of these
}

func (x *Experiment) split() *trainingWindows {
	if x.windows != nil {
		return x.windows
	}
	x.windows = &trainingWindows{}
	if x.train == nil {
		return x.windows
	}
	f, stride := x.Models[0].FrontEnd, x.Models[0].Training.Stride
	taught, held := (&NormalRows{Recording: x.train.rec}).split(x.Spec.HoldOut, f.Window())
	x.windows.taught, x.windows.held = f.Windows(&taught, stride), f.Windows(&held, stride)
	for i, run := range x.train.faulty.Runs {
		windows := f.Windows(&frontend.Recording{Channels: x.train.faulty.Channels, Runs: [][]float32{run}}, stride)
		x.windows.faulty = append(x.windows.faulty, windows...)
		x.windows.labels = append(x.windows.labels, slices.Repeat([]int{x.train.faults[i]}, len(windows)/f.Features())...)
	}
	return x.windows
}

// warm teaches a program by windows of the training recording, and takes its threshold
// from those that were held out, or, where none were, from the same.
func (s *Spec) warm(p *tinyol.Program, taught, held []float32, quantile float64) error {
	if err := p.Warm(taught); err != nil {
		return err
	}
	d, err := tinyol.New(p)
	if err != nil {
		return err
	}
	if len(held) == 0 {
		held = taught
	}
	var scores []float64
	eachScore(d, held, func(score float32) { scores = append(scores, float64(score)) })
	slices.Sort(scores)
	p.Policy.Threshold = quantileOf(scores, quantile)
	if step := s.thresholdStep(p.Policy.Gate); step > 0 {
		p.Policy = p.Policy.RunningThreshold(quantile, step)
	}
	return nil
}

// eachScore scores windows [n][features] by what a device has learned, and changes
// nothing of it.
func eachScore(d *tinyol.Device, windows []float32, each func(float32)) {
	width := len(d.Input())
	for ; len(windows) >= width; windows = windows[width:] {
		each(d.Score(windows[:width]))
	}
}
