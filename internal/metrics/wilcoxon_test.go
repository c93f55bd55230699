package metrics

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestWilcoxonSignedRankOfPublishedExamples(t *testing.T) {
	// Hollander and Wolfe, Nonparametric statistical methods, 1973, page 29:
	// depression scores before and after. The help of R's wilcox.test prints
	// V = 40 and p = 0.01953 to one side, which is 10 of 2^9 ways; to two, 20.
	before := []float64{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30}
	after := []float64{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29}
	depression := make([]float64, len(before))
	for i := range before {
		depression[i] = before[i] - after[i]
	}
	// Darwin's maize, self- against cross-fertilised; the manual of
	// scipy.stats.wilcoxon prints statistic 24 (the smaller sum of ranks, of a
	// total of 120) and p = 0.041259765625.
	maize := []float64{6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75}
	for _, test := range []struct {
		name        string
		differences []float64
		w, p        float64
	}{
		{"depression", depression, 40, 20. / 512},
		{"maize", maize, 120 - 24, 0.041259765625},
	} {
		got := WilcoxonSignedRank(test.differences)
		near(t, test.name+": W", got.W, test.w, 0)
		near(t, test.name+": P", got.P, test.p, 1e-15)
	}
}

func TestWilcoxonSignedRankByHand(t *testing.T) {
	for _, test := range []struct {
		name        string
		differences []float64
		n           int
		w, p        float64
	}{
		// All of 3 to one side: 2 of 8 ways.
		{"three of one side", []float64{0.1, 0.2, 0.4}, 3, 6, 2. / 8},
		{"and of the other", []float64{-0.1, -0.2, -0.4}, 3, 0, 2. / 8},
		// Ranks 1, 2, 3 with sum 5 = 2 + 3 of the positive; 5 or 6 or their
		// mirrors 1 and 0: {2,3} {1,2,3} {1} {}, 4 of 8 ways.
		{"one against two", []float64{2, 3, -1}, 3, 5, 4. / 8},
		// Zeros go: what is left are two of one side.
		{"zeros", []float64{0, 3, 0, 1, 0}, 2, 3, 2. / 4},
		// Four equal sizes have rank 2.5 each: 7.5 of 10. As extreme are three or
		// four of one side: 2 (4 + 1) = 10 of 16 ways.
		{"ties", []float64{1, 1, 1, -1}, 4, 7.5, 10. / 16},
		{"balanced", []float64{1, -1}, 2, 1.5, 1},
		{"no difference", []float64{0, 0, 0}, 0, 0, 1},
		{"nothing", nil, 0, 0, 1},
	} {
		got := WilcoxonSignedRank(test.differences)
		if got.N != test.n || got.W != test.w || math.Abs(got.P-test.p) > 1e-15 {
			t.Errorf("%s: %+v, want N %d, W %v, P %v", test.name, got, test.n, test.w, test.p)
		}
	}
	if got := WilcoxonSignedRank([]float64{1, math.NaN(), 2}); !math.IsNaN(got.P) {
		t.Errorf("a difference that is no number has P %v", got.P)
	}
}

// TestWilcoxonSignedRankCountsAllWays gives the ranks every combination of
// signs, one by one.
func TestWilcoxonSignedRankCountsAllWays(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for n := 1; n <= 12; n++ {
		differences := make([]float64, n)
		for i := range differences {
			differences[i] = float64(random.IntN(9)) - 4 // many ties and zeros
		}
		got := WilcoxonSignedRank(differences)
		size, ways := math.Abs, 0
		distance := func(signs int) float64 { // of the sum of signed ranks from 0
			sum := 0.0
			for i, d := range differences {
				if d == 0 {
					continue
				}
				rank := 0.5
				for _, e := range differences {
					switch {
					case e == 0:
					case size(e) < size(d):
						rank++
					case size(e) == size(d):
						rank += 0.5
					}
				}
				if signs>>i&1 == 1 {
					rank = -rank
				}
				sum += rank
			}
			return math.Abs(sum)
		}
		observed := 0
		for i, d := range differences {
			if d < 0 {
				observed |= 1 << i
			}
		}
		for signs := range 1 << n {
			if distance(signs) >= distance(observed) {
				ways++
			}
		}
		near(t, "P", got.P, float64(ways)/float64(int(1)<<n), 1e-12)
	}
}

// With 10 pairs without any lean, P stays under 0.05 in at most 5 % of the
// samples: it is exact, and discrete on the safe side.
func TestWilcoxonSignedRankKeepsItsLevel(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const samples = 4000
	below := 0
	for range samples {
		differences := make([]float64, 10)
		for i := range differences {
			differences[i] = random.NormFloat64()
		}
		if WilcoxonSignedRank(differences).P <= 0.05 {
			below++
		}
	}
	// 2 * 24 / 1024 = 0.0488 is the largest P under 0.05 for 10 pairs: the table
	// of critical values has 8 for it.
	near(t, "share under 0.05", float64(below)/samples, 0.0488, 0.012)
}

func TestSmallestSignedRankP(t *testing.T) {
	for n, want := range map[int]float64{0: 1, 1: 1, 3: 0.25, 5: 0.0625, 6: 0.03125, 10: 0.001953125} {
		near(t, "smallest P", SmallestSignedRankP(n), want, 0)
		differences := make([]float64, n)
		for i := range differences {
			differences[i] = float64(i + 1)
		}
		near(t, "P of one side", WilcoxonSignedRank(differences).P, want, 1e-15)
	}
}

// The largest experiment that bench runs has 1000 seeds.
func TestWilcoxonSignedRankOfManyPairs(t *testing.T) {
	differences := make([]float64, 1000)
	for i := range differences {
		differences[i] = float64(i + 1)
		if i%2 == 1 {
			differences[i] = -differences[i]
		}
	}
	got := WilcoxonSignedRank(differences)
	// The normal approximation: mean n(n+1)/4 = 250250, variance
	// n(n+1)(2n+1)/24 = 83458375; W is 250 below the mean + the half step.
	z := (math.Abs(got.W-250250) - 0.5) / math.Sqrt(83458375)
	near(t, "P", got.P, math.Erfc(z/math.Sqrt2), 1e-4)
}
