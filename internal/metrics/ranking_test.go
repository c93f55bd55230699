package metrics

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"gonum.org/v1/gonum/integrate"
	"gonum.org/v1/gonum/stat"
)

type scored struct {
	score    float32
	positive bool
}

func rankingOf(sample []scored) *Ranking {
	r := NewRanking()
	for _, s := range sample {
		r.Add(s.score, s.positive)
	}
	return r
}

// scoresOf lists negatives and positives.
func scoresOf(negatives, positives []float32) []scored {
	var sample []scored
	for _, score := range negatives {
		sample = append(sample, scored{score, false})
	}
	for _, score := range positives {
		sample = append(sample, scored{score, true})
	}
	return sample
}

// repeat gives each score 1, 2, ... as often as counts says.
func repeat(counts ...int) []float32 {
	var scores []float32
	for i, n := range counts {
		scores = append(scores, slices.Repeat([]float32{float32(i + 1)}, n)...)
	}
	return scores
}

func TestAUCOfPublishedExamples(t *testing.T) {
	for _, test := range []struct {
		source    string
		sample    []scored
		want      float64
		tolerance float64
	}{
		// scikit-learn's manual, roc_auc_score: 3 of the 4 pairs.
		{"scikit-learn", scoresOf([]float32{0.1, 0.4}, []float32{0.35, 0.8}), 0.75, 0},
		// Hanley and McNeil 1982, table I: ratings 1 to 5 of 58 normal and 51
		// abnormal images; they print 0.893.
		{"Hanley and McNeil", scoresOf(repeat(33, 6, 6, 11, 2), repeat(3, 2, 2, 11, 33)), 0.893, 0.0005},
		// The R package SingleCaseES: 38 of 42 pairs won and 1 tied = 38.5/42.
		{"SingleCaseES", scoresOf([]float32{20, 20, 26, 25, 22, 23}, []float32{28, 25, 24, 27, 30, 30, 29}), 38.5 / 42, 1e-15},
		{"all equal", scoresOf([]float32{1, 1}, []float32{1, 1, 1}), 0.5, 0},
		{"upside down", scoresOf([]float32{3, 4}, []float32{1, 2}), 0, 0},
		{"no positives", scoresOf([]float32{3, 4}, nil), math.NaN(), 0},
		{"nothing", nil, math.NaN(), 0},
	} {
		near(t, test.source, rankingOf(test.sample).AUC(), test.want, test.tolerance)
	}
}

func TestAveragePrecisionOfPublishedExamples(t *testing.T) {
	// scikit-learn's manual, average_precision_score: 0.83...; the highest
	// score is a hit (precision 1), the second no, the third is (2/3).
	r := rankingOf(scoresOf([]float32{0.1, 0.4}, []float32{0.35, 0.8}))
	near(t, "average precision", r.AveragePrecision(), (1+2.0/3)/2, 1e-15)
	// A constant score has one threshold, with the share of positives.
	r = rankingOf(scoresOf([]float32{1, 1, 1}, []float32{1}))
	near(t, "of a constant", r.AveragePrecision(), 0.25, 0)
	near(t, "of nothing", NewRanking().AveragePrecision(), math.NaN(), 0)
}

// higher is the order that Ranking promises: a NaN is above every number.
func higher(a, b float32) bool {
	aNaN, bNaN := a != a, b != b
	return aNaN && !bNaN || a > b
}

// pairsWon is the definition of AUC: every pair is looked at.
func pairsWon(sample []scored) float64 {
	var won, pairs float64
	for _, p := range sample {
		for _, n := range sample {
			if !p.positive || n.positive {
				continue
			}
			pairs++
			switch {
			case higher(p.score, n.score):
				won++
			case !higher(n.score, p.score):
				won += 0.5
			}
		}
	}
	return won / pairs
}

// precisionAtPositives is the definition of average precision: for each
// positive, the precision among all scores that are not below its own.
func precisionAtPositives(sample []scored) float64 {
	var sum, positives float64
	for _, p := range sample {
		if !p.positive {
			continue
		}
		var hits, alarms float64
		for _, s := range sample {
			if !higher(p.score, s.score) {
				alarms++
				if s.positive {
					hits++
				}
			}
		}
		positives++
		sum += hits / alarms
	}
	return sum / positives
}

// randomSample has ties where steps is small, and odd values now and then.
func randomSample(random *rand.Rand, n, steps int) []scored {
	odd := []float32{float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1)), 0, float32(math.Copysign(0, -1)), -1e-40, math.MaxFloat32}
	sample := make([]scored, n)
	for i := range sample {
		score := float32(random.IntN(steps))/float32(steps) - 0.4
		if random.IntN(20) == 0 {
			score = odd[random.IntN(len(odd))]
		}
		sample[i] = scored{score, random.IntN(3) == 0}
	}
	return sample
}

func TestRankingEqualsPairCounting(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		sample := randomSample(random, 2+random.IntN(200), 1+random.IntN(300))
		r := rankingOf(sample)
		near(t, "AUC", r.AUC(), pairsWon(sample), 1e-12)
		near(t, "average precision", r.AveragePrecision(), precisionAtPositives(sample), 1e-12)
		if r.DroppedBits() != 0 || r.AUCError() != 0 || r.AveragePrecisionError() != 0 {
			t.Fatal("an exact ranking states an error")
		}
	}
}

// gonumAUC integrates gonum's ROC curve.
func gonumAUC(sample []scored) float64 {
	sorted := slices.Clone(sample)
	slices.SortFunc(sorted, func(a, b scored) int {
		if a.score < b.score {
			return -1
		}
		if a.score > b.score {
			return 1
		}
		return 0
	})
	scores, classes := make([]float64, len(sorted)), make([]bool, len(sorted))
	for i, s := range sorted {
		scores[i], classes[i] = float64(s.score), s.positive
	}
	hits, alarms, _ := stat.ROC(nil, scores, classes, nil)
	return integrate.Trapezoidal(alarms, hits)
}

// normalScores draws two overlapping lognormal populations, as reconstruction
// errors are.
func normalScores(random *rand.Rand, n int, shift float64) []scored {
	sample := make([]scored, n)
	for i := range sample {
		sample[i].positive = random.IntN(4) == 0
		x := random.NormFloat64()
		if sample[i].positive {
			x += shift
		}
		sample[i].score = float32(math.Exp(x - 5))
	}
	return sample
}

func TestRankingEqualsGonumWhileExact(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	sample := normalScores(random, ExactScores, 1)
	r := rankingOf(sample)
	if r.DroppedBits() != 0 {
		t.Fatalf("%d bits dropped with %d scores", r.DroppedBits(), len(sample))
	}
	near(t, "AUC", r.AUC(), gonumAUC(sample), 1e-12)
}

func TestRankingForgetsOrderOfArrival(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	sample := normalScores(random, 50_000, 1)
	first := rankingOf(sample)
	random.Shuffle(len(sample), func(i, j int) { sample[i], sample[j] = sample[j], sample[i] })
	second := rankingOf(sample)
	if first.AUC() != second.AUC() || first.AveragePrecision() != second.AveragePrecision() || first.shift != second.shift {
		t.Error("the order of arrival changes the figures")
	}
}

// A Reset must leave nothing behind, neither in the table nor when the table
// grows, and not when the number of the generation comes round either.
func TestRankingReset(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for name, r := range map[string]*Ranking{
		"small": rankingOf(randomSample(random, 40, 1000)),
		"large": rankingOf(normalScores(random, 50_000, 1)),
	} {
		before := r.generation
		r.generation = math.MaxUint32 - 1
		for i := range r.slots {
			if r.slots[i].generation == before {
				r.slots[i].generation = r.generation
			} else { // left over from the last time round
				r.slots[i] = slot{key: uint32(i) << 20, generation: 1}
				r.counts[1][i] = 99
			}
		}
		for _, n := range []int{20, 30, 300, 40, 2000} {
			r.Reset()
			sample := randomSample(random, n, 10_000)
			for _, s := range sample {
				r.Add(s.score, s.positive)
			}
			near(t, name+": AUC after Reset", r.AUC(), pairsWon(sample), 1e-12)
		}
	}
}

func TestRankingMemoryIsBounded(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	r := NewRanking()
	for range 300_000 {
		r.Add(math.Float32frombits(random.Uint32()), random.IntN(2) == 0)
	}
	if bytes := memoryOf(r); bytes > 384<<10 {
		t.Errorf("%d bytes", bytes)
	}
	near(t, "AUC of noise", r.AUC(), 0.5, 0.005)
}

// Most streams have few labels, and a run for each of many seeds: a group takes
// no memory before it has a score.
func TestGroupsWithoutScoresTakeNoMemory(t *testing.T) {
	one, many := NewRanking(), NewGroupRanking(9)
	for _, s := range normalScores(rand.New(rand.NewPCG(15, 16)), 50_000, 1) {
		one.Add(s.score, s.positive)
		many.Add(s.score, s.positive)
	}
	if memoryOf(many) != memoryOf(one) || many.AUC() != one.AUC() {
		t.Errorf("nine groups, of which one has scores, take %d bytes, one group %d", memoryOf(many), memoryOf(one))
	}
}

func memoryOf(r *Ranking) uintptr {
	bytes := uintptr(len(r.slots)) * unsafe.Sizeof(slot{})
	for _, counts := range r.counts {
		bytes += uintptr(8 * len(counts))
	}
	return bytes
}

func BenchmarkRankingAdd(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	sample := normalScores(random, 1<<17, 1)
	r := rankingOf(sample)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		s := sample[i&(len(sample)-1)]
		r.Add(s.score, s.positive)
		i++
	}
}

func BenchmarkAUC(b *testing.B) {
	r := rankingOf(normalScores(rand.New(rand.NewPCG(1, 2)), 1<<17, 1))
	for b.Loop() {
		r.AUC()
	}
}
