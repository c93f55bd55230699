package nn

import (
	"math/rand/v2"
	"testing"
)

// The likeliest is where Predict's output is largest, whatever the sums: far apart,
// so close that softmax makes them equal, or no numbers.
func TestLikeliestIsThatOfPredict(t *testing.T) {
	eachFiller(t, func(t *testing.T, random *rand.Rand, vector func(int) []float32) {
		for range 300 {
			in, classes := 1+random.IntN(5), 1+random.IntN(9)
			o := NewClassifier(in, classes, 0.1)
			for range classes {
				if err := o.Grow(); err != nil {
					t.Fatal(err)
				}
			}
			scale := pick(random, 1, 1e-3, 1e-6, 1e-8)
			for i := range in {
				copy(o.weights[i*o.stride:][:classes], vector(classes))
				for k := range classes {
					o.weights[i*o.stride+k] *= scale
				}
			}
			x, y := vector(in*(1+random.IntN(2*likeliestBlock))), NewVector(classes)
			next := 0
			o.EachLikeliest(x, func(input, neuron int) {
				o.Predict(y, x[input*in:(input+1)*in])
				if neuron != largest(y) || input != next {
					t.Fatalf("input %d: output %d, Predict gives %v", input, neuron, y)
				}
				next++
			})
			if next != len(x)/in {
				t.Fatalf("%d inputs of %d", next, len(x)/in)
			}
		}
	})
}

func TestStandardiseAllIsStandardiseOfEach(t *testing.T) {
	random := newRandom()
	s := NewStatistics(5)
	for range 20 {
		s.Update(randomVector(random, 5)[:5])
	}
	x := make([]float32, 35)
	for i := range x {
		x[i] = float32(random.NormFloat64())
	}
	got, want := make([]float32, 35), make([]float32, 35)
	s.StandardiseAll(got, x)
	for at := 0; at < 35; at += 5 {
		s.Standardise(want[at:at+5], x[at:at+5])
	}
	if !sameVectors(got, want) {
		t.Errorf("%v, one by one %v", got, want)
	}
}
