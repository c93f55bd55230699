package metrics

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sortedAveragePrecision is average precision of scores without ties.
func sortedAveragePrecision(sample []scored) float64 {
	sorted := slices.Clone(sample)
	slices.SortFunc(sorted, func(a, b scored) int {
		if a.score > b.score {
			return -1
		}
		return 1
	})
	var hits, sum float64
	for i, s := range sorted {
		if s.positive {
			hits++
			sum += hits / float64(i+1)
		}
	}
	return sum / hits
}

// Beyond ExactScores the figures must stay within the errors they state, and
// those must be small for scores as they occur.
func TestRankingBeyondExact(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	wild := make([]scored, 200_000) // any bits, of both signs and most exponents, but no NaN
	for i := range wild {
		wild[i] = scored{math.Float32frombits(random.Uint32() &^ 0x40000000), random.IntN(2) == 0}
	}
	for name, test := range map[string]struct {
		sample    []scored
		tolerance float64
	}{
		"chance":    {normalScores(random, 200_000, 0), 2e-4},
		"good":      {normalScores(random, 200_000, 1.5), 1e-4},
		"very good": {normalScores(random, 200_000, 6), 1e-6},
		"wild":      {wild, 1e-3},
	} {
		r := rankingOf(test.sample)
		if r.DroppedBits() == 0 {
			t.Fatalf("%s: still exact", name)
		}
		auc, precision := gonumAUC(test.sample), sortedAveragePrecision(test.sample)
		near(t, name+": AUC", r.AUC(), auc, r.AUCError())
		near(t, name+": average precision", r.AveragePrecision(), precision, r.AveragePrecisionError())
		if r.AUCError() > test.tolerance || r.AveragePrecisionError() > 20*test.tolerance {
			t.Errorf("%s: stated errors %.2g and %.2g with %d bits dropped", name, r.AUCError(), r.AveragePrecisionError(), r.DroppedBits())
		}
		t.Logf("%s: %d bits dropped; AUC %.6f, off by %.2g, stated %.2g; average precision %.6f, off by %.2g, stated %.2g", name, r.DroppedBits(),
			auc, r.AUC()-auc, r.AUCError(), precision, r.AveragePrecision()-precision, r.AveragePrecisionError())
	}
}

// Few scores in coarse buckets: the stated errors are large there, and must
// hold for every order inside of the buckets.
func TestStatedErrorsHoldInCoarseBuckets(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 500 {
		sample := randomSample(random, 2+random.IntN(40), 64)
		sample[0].positive, sample[1].positive = true, false
		r := rankingOf(sample)
		r.rebuild(len(r.slots), 18+uint(random.IntN(9)))
		near(t, "AUC", r.AUC(), pairsWon(sample), r.AUCError()+1e-12)
		near(t, "average precision", r.AveragePrecision(), precisionAtPositives(sample), r.AveragePrecisionError()+1e-12)
	}
}

// A group seen through Only must be what a Ranking of that group alone is.
func TestOnlyEqualsRankingOfTheGroup(t *testing.T) {
	random := rand.New(rand.NewPCG(15, 16))
	const groups = 3
	for _, n := range []int{50, 60_000} {
		all, whole := NewGroupRanking(groups), NewRanking()
		var alone [groups + 1]*Ranking
		for group := 1; group <= groups; group++ {
			alone[group] = NewRanking()
		}
		for range n {
			group := random.IntN(groups + 1)
			score := float32(math.Exp(random.NormFloat64() + float64(group)))
			all.AddTo(group, score)
			whole.Add(score, group > 0)
			for g := 1; g <= groups; g++ {
				if group == 0 || group == g {
					alone[g].Add(score, group > 0)
				}
			}
		}
		near(t, "AUC of all", all.AUC(), whole.AUC(), 0)
		near(t, "average precision of all", all.AveragePrecision(), whole.AveragePrecision(), 0)
		for g := 1; g <= groups; g++ {
			only := all.Only(g)
			if only.Positives() != alone[g].Positives() || only.Negatives() != alone[g].Negatives() || only.DroppedBits() != all.DroppedBits() {
				t.Errorf("group %d: %d positives, %d negatives, %d bits", g, only.Positives(), only.Negatives(), only.DroppedBits())
			}
			// More groups need coarser buckets, so both states' errors count.
			near(t, "AUC of a group", only.AUC(), alone[g].AUC(), only.AUCError()+alone[g].AUCError()+1e-12)
		}
	}
}
