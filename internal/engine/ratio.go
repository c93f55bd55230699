package engine

import (
	"math"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// ratio is that of executed to priced cycles, over executed windows that each
// stand for a number of windows.
type ratio struct {
	executed, priced float64

	// Of the windows' own ratios: their weights, mean, and sum of squared distances
	// from it, by West's updating formulas (Communications of the ACM 22, 1979).
	weight, mean, squares float64
}

// add takes in a window that stands for so many.
func (r *ratio) add(executed, priced, stands int64) {
	if priced <= 0 {
		return
	}
	weight := float64(stands)
	r.executed += float64(weight * float64(executed))
	r.priced += float64(weight * float64(priced))
	x := float64(executed) / float64(priced)
	r.weight += weight
	away := x - r.mean
	step := float64(away * weight / r.weight)
	r.mean += step
	r.squares += float64(float64(r.weight-weight) * float64(away*step))
}

// of is what a window takes that is priced so.
func (r *ratio) of(priced int64) int64 {
	if r.priced == 0 || r.executed == r.priced {
		return priced
	}
	return int64(math.Round(float64(priced) * (r.executed / r.priced)))
}

// spread is the standard deviation of the windows' ratios as a part of their mean.
func (r *ratio) spread() float64 {
	if r.weight == 0 || r.mean == 0 {
		return 0
	}
	return math.Sqrt(r.squares/r.weight) / r.mean
}

// ratios are those of a step's phases, of an inference and of a step that learned.
type ratios struct {
	phases            [result.PhaseCount]ratio
	inference, online ratio
}

func (r *ratios) add(executed, priced *[result.PhaseCount]int64, updated bool, stands int64) {
	for phase := range r.phases {
		r.phases[phase].add(executed[phase], priced[phase], stands)
	}
	a, b := inference(executed), inference(priced)
	r.inference.add(a, b, stands)
	if updated {
		r.online.add(a+executed[tinyol.PhaseUpdate], b+priced[tinyol.PhaseUpdate], stands)
	}
}

// inference sums the phases from front end to prediction.
func inference(cycles *[result.PhaseCount]int64) (sum int64) {
	for phase := tinyol.PhaseFrontEnd; phase <= tinyol.PhasePredict; phase++ {
		sum += cycles[phase]
	}
	return sum
}

// estimate turns what a window is priced at into what it is taken to have taken.
func (r *ratios) estimate(cycles *[result.PhaseCount]int64) {
	for phase := range r.phases {
		cycles[phase] = r.phases[phase].of(cycles[phase])
	}
}
