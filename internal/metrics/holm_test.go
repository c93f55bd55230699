package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func TestHolmByHand(t *testing.T) {
	nan := math.NaN()
	for _, test := range []struct{ p, want []float64 }{
		// 4 * 0.005, 3 * 0.01, 2 * 0.03, and 1 * 0.04 may not be below 0.06.
		{[]float64{0.01, 0.04, 0.03, 0.005}, []float64{0.03, 0.06, 0.06, 0.02}},
		{[]float64{0.2}, []float64{0.2}},
		{[]float64{0.5, 0.9}, []float64{1, 1}},
		{[]float64{0.01, 0.01}, []float64{0.02, 0.02}},
		{[]float64{nan, 0.02, nan, 0.03}, []float64{nan, 0.04, nan, 0.04}},
		{[]float64{nan}, []float64{nan}},
		{nil, nil},
	} {
		got := Holm(test.p)
		if len(got) != len(test.want) {
			t.Errorf("%d of %d values", len(got), len(test.want))
		}
		for i := range got {
			near(t, fmt.Sprintf("%v: %d", test.p, i), got[i], test.want[i], 1e-15)
		}
	}
}

// stepDown is Holm's procedure as he wrote it: at a level, hypotheses fall from
// the smallest p on while p <= level / (those that stand).
func stepDown(p []float64, level float64) []bool {
	fallen := make([]bool, len(p))
	for standing := len(p); standing > 0; standing-- {
		smallest := -1
		for i := range p {
			if !fallen[i] && (smallest < 0 || p[i] < p[smallest]) {
				smallest = i
			}
		}
		if p[smallest]*float64(standing) > level {
			break
		}
		fallen[smallest] = true
	}
	return fallen
}

func TestHolmEqualsTheProcedure(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 32))
	for range 300 {
		p := make([]float64, 1+random.IntN(12))
		for i := range p {
			p[i] = math.Exp2(-float64(random.IntN(12))) * float64(1+random.IntN(3)) / 3
		}
		for _, level := range []float64{0.01, 0.05, 0.2} {
			adjusted := Holm(p)
			for i, fallen := range stepDown(p, level) {
				if fallen != (adjusted[i] <= level) {
					t.Fatalf("%v at %v: %d falls %v, adjusted to %v", p, level, i, fallen, adjusted[i])
				}
			}
		}
	}
}

// Of five tests without an effect, any is below 0.05 in 23 % of the families,
// and any adjusted one in at most 5 %.
func TestHolmKeepsTheFamilysLevel(t *testing.T) {
	random := rand.New(rand.NewPCG(33, 34))
	const families = 4000
	raw, adjusted := 0, 0
	for range families {
		p := make([]float64, 5)
		anyRaw, anyAdjusted := false, false
		for i := range p {
			p[i] = random.Float64()
			anyRaw = anyRaw || p[i] < 0.05
		}
		for _, v := range Holm(p) {
			anyAdjusted = anyAdjusted || v < 0.05
		}
		if anyRaw {
			raw++
		}
		if anyAdjusted {
			adjusted++
		}
	}
	near(t, "families with a raw p below 0.05", float64(raw)/families, 1-math.Pow(0.95, 5), 0.02)
	near(t, "families with an adjusted one", float64(adjusted)/families, 0.05, 0.012)
}
