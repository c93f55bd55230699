package main

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"tinyol-sim/internal/tinyol"
)

// steps of the running threshold that the rule chooses from.
var steps = []float64{0.02, 0.05, 0.1, 0.2, 0.5, 1}

// followed is what a step of the running threshold gives.
type followed struct {
	step    float64
	settled float64 // windows until the threshold is where its promise holds
	lost    float64 // share of faulty windows, behind that, that a fixed threshold there would find and it does not
}

// follow lets the threshold run over the held-out windows, again and again, from half
// and from twice of where it was trained: a machine whose errors have doubled or halved.
func (r *recording) follow(f *fitted) ([]followed, error) {
	faults, err := r.faults()
	if err != nil {
		return nil, err
	}
	runs := make([]*run, len(f.models))
	for i, m := range f.models {
		runs[i] = &run{scores: errorsOf(m.Network, f.windows(&r.held))}
		for _, c := range faults {
			runs[i].faulty = append(runs[i].faulty, errorsOf(m.Network, f.windows(&c)))
		}
		runs[i].promised(m.Training.Quantile, r.apart(f))
	}
	var all []followed
	for _, step := range steps {
		var settled, lost []float64
		for i, m := range f.models {
			policy := f.program(m, 0).Policy.RunningThreshold(m.Training.Quantile, step)
			for _, by := range []float32{0.5, 2} {
				n, missed := runs[i].play(&policy, by*m.Training.Threshold)
				settled, lost = append(settled, float64(n)), append(lost, missed)
			}
		}
		all = append(all, followed{step, mean(settled), mean(lost)})
	}
	return all, nil
}

// run is what a network makes of the held-out windows, as they are and with faults.
type run struct {
	scores           []float32
	faulty           [][]float32
	low, fixed, high float32 // thresholds with the ends of the promise, and its middle
}

// promised finds where a threshold has to lie for the share of scores above it to be
// within the 95 % interval of Clopper and Pearson that as many independent windows give
// the promised rate.
func (r *run) promised(quantile float64, windows int) {
	ascending := make([]float64, len(r.scores))
	for i, s := range r.scores {
		ascending[i] = float64(s)
	}
	slices.Sort(ascending)
	at := func(q float64) float32 { return float32(stat.Quantile(q, stat.Empirical, ascending, nil)) }
	n := float64(windows)
	above := math.Floor(float64((1-quantile)*n) + 1e-9)
	least := 0.0
	if above > 0 {
		least = distuv.Beta{Alpha: above, Beta: n - above + 1}.Quantile(0.025)
	}
	most := distuv.Beta{Alpha: above + 1, Beta: n - above}.Quantile(0.975)
	r.low, r.fixed, r.high = at(1-most), at(quantile), at(1-least)
}

// play is how many windows a threshold takes to get where its promise holds, and the
// share of faulty windows that it misses behind that, beside one that stands there.
func (r *run) play(policy *tinyol.Policy, threshold float32) (settled int, lost float64) {
	n := 0
	for ; threshold < r.low || threshold > r.high; n++ {
		threshold = policy.Follow(threshold, r.scores[n%len(r.scores)])
	}
	settled = n
	windows := max(len(r.scores), leastFollowed)
	for ; n < settled+windows; n++ {
		at := n % len(r.scores)
		for _, scores := range r.faulty {
			if scores[at] > r.fixed {
				lost++
			}
			if scores[at] > threshold {
				lost--
			}
		}
		threshold = policy.Follow(threshold, r.scores[at])
	}
	return settled, lost / float64(windows*len(r.faulty))
}

// leastFollowed is how many windows detection is counted over at least.
const leastFollowed = 2000

// apart is how many held-out windows share no row.
func (r *recording) apart(f *fitted) (n int) {
	for _, run := range r.held.Runs {
		n += len(run) / r.held.Channels / f.spec.Window
	}
	return n
}
