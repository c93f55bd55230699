package main

import (
	"math"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/modelfile"
	"tinyol-sim/internal/tinyol"
)

// rates that the rule chooses from.
var rates = []float64{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1}

// learnedAt is what learning at a rate does where nothing has changed.
type learnedAt struct {
	rate float64
	rise float64 // of the mean error of held-out windows, as a part of the frozen one's
}

// rises are those of every rate, and the deviation between the seeds' frozen networks.
func (r *recording) rises(f *fitted) (all []learnedAt, deviation float64, err error) {
	frozen := make([]float64, len(f.models))
	for i, m := range f.models {
		frozen[i] = meanOf(errorsOf(m.Network, f.windows(&r.held)))
	}
	before := mean(frozen)
	for _, v := range frozen {
		deviation += (v - before) * (v - before) / float64(len(frozen)-1)
	}
	deviation = math.Sqrt(deviation) / before
	for _, rate := range rates {
		after := make([]float64, len(f.models))
		for i, m := range f.models {
			scores, err := f.learned(m, rate, &r.taught, &r.held)
			if err != nil {
				return nil, 0, err
			}
			after[i] = meanOf(scores)
		}
		all = append(all, learnedAt{rate, mean(after)/before - 1})
	}
	return all, deviation, nil
}

// learned are the scores of windows after the paper's number of updates on others, in
// their order and, where they are too few, again from the first.
func (f *fitted) learned(m *modelfile.Model, rate float64, taught, held *frontend.Recording) ([]float32, error) {
	d, err := tinyol.New(f.program(m, rate))
	if err != nil {
		return nil, err
	}
	b, width, windows := tinyol.NewBase(m.Network), f.features(), f.windows(taught)
	for at := 0; d.Updates() < bench.FieldUpdates; at = (at + width) % len(windows) {
		b.Run(windows[at : at+width])
		d.StepOn(b, healthy)
	}
	var scores []float32
	for windows = f.windows(held); len(windows) > 0; windows = windows[width:] {
		scores = append(scores, d.Score(windows[:width]))
	}
	return scores, nil
}

func meanOf(scores []float32) float64 {
	sum := 0.0
	for _, s := range scores {
		sum += float64(s) / float64(len(scores))
	}
	return sum
}
