package tinyol

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
)

// history are the inputs of each class so far.
type history [][][]float64

// grow makes room for so many classes.
func (h *history) grow(classes int) {
	for len(*h) < classes {
		*h = append(*h, nil)
	}
}

func (h history) total() (n int) {
	for _, inputs := range h {
		n += len(inputs)
	}
	return n
}

// column is one feature of a class's inputs.
func (h history) column(class, feature int) []float64 {
	var values []float64
	for _, x := range h[class] {
		values = append(values, x[feature])
	}
	return values
}

// mean is zero where there is no input.
func (h history) mean(class, n int) []float64 {
	mean := make([]float64, n)
	for i := range mean {
		if len(h[class]) > 0 {
			mean[i] = stat.Mean(h.column(class, i), nil)
		}
	}
	return mean
}

// againstBatch compares a classifier's outputs window by window with a formula over
// all inputs before, in float64.
func againstBatch(t *testing.T, name string, part float64, formula func(h history, x []float64) []float64) {
	for _, tap := range []learner.Tap{learner.Embedding, learner.Features} {
		p := testProgram(t, named(t, name), frontend.Raw)
		p.Options.Tap = tap
		var h history
		classes := 0
		teach(t, p, 150, func(d *Device, w *taught) {
			h.grow(len(w.after.Classes))
			want := formula(h, w.x)
			for c, y := range w.y {
				near(t, name+" on "+tap.String()+": output", y, want[c], part)
			}
			if classes == len(want) { // else the winner was found without the new class
				if best := slices.Index(want, slices.Max(want)); d.Classes()[best] != w.winner && want[best]-want[slices.Index(d.Classes(), w.winner)] > 1e-3 {
					t.Errorf("%s takes the window for %d: %v", name, w.winner, want)
				}
			}
			classes = len(want)
			h[w.class] = append(h[w.class], w.x)
		})
	}
}

// Naive Bayes with variances as if each class had one deviation more, of 1.
func TestNaiveBayesIsTheBatchFormula(t *testing.T) {
	againstBatch(t, "naive-bayes", 2e-4, func(h history, x []float64) (y []float64) {
		for c := range h {
			count := float64(len(h[c]))
			score, mean := math.Log(count+1), h.mean(c, len(x))
			for i, v := range x {
				squares := 0.0
				for _, u := range h.column(c, i) {
					squares += (u - mean[i]) * (u - mean[i])
				}
				variance := (squares + 1) / (count + 1)
				score -= (math.Log(variance) + (v-mean[i])*(v-mean[i])/variance) / 2
			}
			y = append(y, score)
		}
		return y
	})
}

// Linear discriminant analysis with the pooled covariance as if there were one
// deviation more, of 1 in every direction; inverted as a whole.
func TestLDAIsTheBatchFormula(t *testing.T) {
	againstBatch(t, "lda", 2e-4, func(h history, x []float64) (y []float64) {
		n := len(x)
		scatter := mat.NewSymDense(n, nil)
		for i := range n {
			scatter.SetSym(i, i, 1)
		}
		for c := range h {
			mean := h.mean(c, n)
			for _, u := range h[c] {
				d := mat.NewVecDense(n, nil)
				d.SubVec(mat.NewVecDense(n, u), mat.NewVecDense(n, mean))
				scatter.SymRankOne(scatter, 1, d)
			}
		}
		scatter.ScaleSym(1/float64(h.total()+1), scatter)
		var inverse mat.Dense
		if err := inverse.Inverse(scatter); err != nil {
			t.Fatal(err)
		}
		for c := range h {
			d := mat.NewVecDense(n, nil)
			d.SubVec(mat.NewVecDense(n, x), mat.NewVecDense(n, h.mean(c, n)))
			y = append(y, math.Log(float64(len(h[c]))+1)-mat.Inner(d, &inverse, d)/2)
		}
		return y
	})
}

// The factor stays triangular, and its diagonal, which begins at one, never falls:
// no division by it fails, and what is factored stays positive.
func TestFactorNeverFalls(t *testing.T) {
	p := testProgram(t, named(t, "lda"), frontend.Raw)
	p.Options.Tap = learner.Features
	teach(t, p, 200, func(d *Device, w *taught) {
		n := len(w.x)
		before, after := learnedVector(t, d, &w.before, "covariance (count, factor)"), learnedVector(t, d, &w.after, "covariance (count, factor)")
		if after[0] != before[0]+1 {
			t.Fatalf("%g inputs, then %g", before[0], after[0])
		}
		for j := range n {
			if at := 1 + j*(n+1); !(after[at] >= before[at] && before[at] >= 1) {
				t.Fatalf("diagonal %d was %g, and is %g", j, before[at], after[at])
			}
			for i := range j {
				if after[1+j*n+i] != 0 {
					t.Fatalf("element %d, %d below the diagonal is %g", j, i, after[1+j*n+i])
				}
			}
		}
	})
}

// The nearest class mean.
func TestMeansIsTheBatchFormula(t *testing.T) {
	againstBatch(t, "means", 2e-5, func(h history, x []float64) (y []float64) {
		for c := range h {
			sum := 0.0
			for i, m := range h.mean(c, len(x)) {
				sum += (x[i] - m) * (x[i] - m)
			}
			y = append(y, -sum/2)
		}
		return y
	})
}

// The votes are those of the nearest among the last inputs of each class, found by
// sorting.
func TestKNNIsSortedVotes(t *testing.T) {
	for _, o := range []learner.Options{{}, {Tap: learner.Features, Remembered: 5, Neighbours: 4}, {Remembered: 1, Neighbours: 9}} {
		p := testProgram(t, named(t, "knn-classes"), frontend.Raw)
		p.Options = o
		slots, neighbours := max(o.Remembered, 1), o.Neighbours
		if o.Remembered == 0 {
			slots, neighbours = 8, 3
		}
		var h history
		teach(t, p, 120, func(d *Device, w *taught) {
			h.grow(len(w.after.Classes))
			type neighbour struct {
				distance float64
				class    int
			}
			var all []neighbour
			for c, inputs := range h {
				for _, u := range inputs[max(0, len(inputs)-slots):] {
					sum := 0.0
					for i := range u {
						sum += (w.x[i] - u[i]) * (w.x[i] - u[i])
					}
					all = append(all, neighbour{sum, c})
				}
			}
			slices.SortStableFunc(all, func(a, b neighbour) int {
				switch {
				case a.distance < b.distance:
					return -1
				case a.distance > b.distance:
					return 1
				}
				return 0
			})
			want := make([]float64, len(h))
			for i, n := range all[:min(len(all), neighbours)] {
				want[n.class] += 1 + math.Pow(0.5, float64(i+2))
			}
			if !slices.Equal(w.y, want) {
				t.Fatalf("votes are %v, want %v of %v", w.y, want, all)
			}
			h[w.class] = append(h[w.class], w.x)
		})
	}
}
