package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/integrate"
)

// upTo lists 1 to n.
func upTo(n int) []float32 {
	scores := make([]float32, n)
	for i := range scores {
		scores[i] = float32(i + 1)
	}
	return scores
}

func TestDetectionAtByHand(t *testing.T) {
	hundred := upTo(100)
	for _, test := range []struct {
		name                 string
		negatives, positives []float32
		rate, want           float64
	}{
		// One of 100 may be above the threshold: 99 < threshold < 100, so that
		// 99.5 and 200 are caught and 98.5 is not.
		{"one false alarm", hundred, []float32{98.5, 99.5, 200, 50}, 0.01, 2. / 4},
		// Five may be: the threshold is below 96 and above 95.
		{"five false alarms", hundred, []float32{95.5, 94.5}, 0.05, 1. / 2},
		// 1.5 of 150: the second, 149, is one too many.
		{"one and a half", upTo(150), []float32{149.5, 148.5, 147.5}, 0.01, 1. / 3},
		// Four at the top have one score, of which the rate allows one: a quarter
		// of the two positives that have it too, 0.5, and the one above.
		{"a tie across the rate", append(upTo(96), 200, 200, 200, 200), []float32{200, 200, 300, 1}, 0.01, (1 + 0.5) / 4},
		// 0.07 * 100 is 7.000000000000001 and 0.29 * 100 is 28.999999999999996.
		{"seven", hundred, []float32{93.5, 92.5}, 0.07, 1. / 2},
		{"twenty-nine", hundred, []float32{71.5, 70.5}, 0.29, 1. / 2},
		{"all tied", slices.Repeat([]float32{1}, 100), []float32{1, 1}, 0.05, 0.05},
		{"none caught", hundred, []float32{1, 2, 3}, 0.01, 0},
		{"every one allowed", hundred, []float32{0, 0}, 1, 1},
		{"too few normal windows", upTo(99), []float32{1000}, 0.01, math.NaN()},
		{"just enough", upTo(20), []float32{1000}, 0.05, 1},
		{"no positives", hundred, nil, 0.01, math.NaN()},
		{"no rate", hundred, []float32{1000}, 0, math.NaN()},
		{"a rate that is no number", hundred, []float32{1000}, math.NaN(), math.NaN()},
		{"a NaN is above all", hundred, []float32{float32(math.NaN())}, 0.01, 1},
	} {
		r := rankingOf(scoresOf(test.negatives, test.positives))
		near(t, test.name, r.DetectionAt(test.rate), test.want, 1e-12)
	}
	near(t, "nothing", NewRanking().DetectionAt(0.01), math.NaN(), 0)
	near(t, "error of nothing", NewRanking().DetectionAtError(0.01), math.NaN(), 0)
}

// heightAt is the definition: of all thresholds the two around the rate, and a
// straight line between them; of those at the rate the lowest.
func heightAt(sample []scored, rate float64) float64 {
	thresholds := []scored{{score: float32(math.NaN())}}
	thresholds = append(thresholds, sample...)
	var below, above ROCPoint
	above = ROCPoint{2, 2}
	for i, threshold := range thresholds {
		var p, positives, negatives ROCPoint
		for _, s := range sample {
			caught := i > 0 && !higher(threshold.score, s.score)
			switch {
			case s.positive:
				positives.Detections++
				if caught {
					p.Detections++
				}
			default:
				negatives.FalseAlarms++
				if caught {
					p.FalseAlarms++
				}
			}
		}
		p.Detections /= positives.Detections
		p.FalseAlarms /= negatives.FalseAlarms
		if p.FalseAlarms <= rate+1e-12 && along(ROCPoint{}, p) > along(ROCPoint{}, below) {
			below = p
		}
		if p.FalseAlarms > rate+1e-12 && along(ROCPoint{}, p) < along(ROCPoint{}, above) {
			above = p
		}
	}
	if above.FalseAlarms > 1 {
		return below.Detections
	}
	share := (rate - below.FalseAlarms) / (above.FalseAlarms - below.FalseAlarms)
	return below.Detections + share*(above.Detections-below.Detections)
}

func TestDetectionAtEqualsEveryThresholdTried(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 22))
	for range 60 {
		sample := randomSample(random, 150+random.IntN(200), 1+random.IntN(300))
		r := rankingOf(sample)
		for _, rate := range []float64{0.05, 0.1, 0.37, 1} {
			near(t, fmt.Sprint("detection at ", rate), r.DetectionAt(rate), heightAt(sample, rate), 1e-9)
			near(t, "its error", r.DetectionAtError(rate), 0, 0)
		}
	}
}

// Beyond ExactScores the stated error holds the value of the scores themselves.
func TestDetectionAtErrorHolds(t *testing.T) {
	random := rand.New(rand.NewPCG(23, 24))
	for _, drop := range []uint{0, 20, 24} {
		sample := normalScores(random, 3000, 1)
		r := rankingOf(sample)
		r.rebuild(len(r.slots), drop)
		for _, rate := range []float64{0.01, 0.05, 0.2} {
			off, stated := math.Abs(r.DetectionAt(rate)-heightAt(sample, rate)), r.DetectionAtError(rate)
			if !(off <= stated+1e-12) || drop > 0 && !(stated > 0) {
				t.Errorf("%d bits dropped, rate %v: off by %v, stated %v", drop, rate, off, stated)
			}
		}
	}
}

func TestROCByHand(t *testing.T) {
	// Hanley and McNeil 1982, table I, from the highest rating downwards: 33 of
	// 51 abnormal and 2 of 58 normal, then 11 and 11, 2 and 6, 2 and 6 (which
	// goes straight on), 3 and 33.
	r := rankingOf(scoresOf(repeat(33, 6, 6, 11, 2), repeat(3, 2, 2, 11, 33)))
	want := []ROCPoint{{0, 0}, {2. / 58, 33. / 51}, {13. / 58, 44. / 51}, {25. / 58, 48. / 51}, {1, 1}}
	if got := r.ROC(200); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	perfect := rankingOf(scoresOf([]float32{1, 2, 3}, []float32{4, 5}))
	if got, want := perfect.ROC(200), []ROCPoint{{0, 0}, {0, 1}, {1, 1}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := rankingOf(scoresOf([]float32{1}, nil)).ROC(200); got != nil {
		t.Errorf("without positives %v", got)
	}
}

// areaUnder integrates a curve.
func areaUnder(points []ROCPoint) float64 {
	x, y := make([]float64, len(points)), make([]float64, len(points))
	for i, p := range points {
		x[i], y[i] = p.FalseAlarms, p.Detections
	}
	return integrate.Trapezoidal(x, y)
}

func TestROCThinned(t *testing.T) {
	random := rand.New(rand.NewPCG(25, 26))
	for _, limit := range []int{8, 50, 200} {
		for name, sample := range map[string][]scored{
			"smooth": normalScores(random, 10_000, 1), "odd": randomSample(random, 5000, 4000), "small": randomSample(random, 30, 7),
		} {
			r := rankingOf(sample)
			whole, got := r.ROC(1<<20), r.ROC(limit)
			near(t, name+": area under the whole curve", areaUnder(whole), r.AUC(), 1e-12)
			gap := 4 / float64(limit-6)
			near(t, name+": area under the thinned curve", areaUnder(got), r.AUC(), gap)
			if len(got) > limit || len(whole) > limit && len(got) < limit/5 {
				t.Errorf("%s: %d of %d points, the limit is %d", name, len(got), len(whole), limit)
			}
			clean, full := 0., slices.IndexFunc(whole, func(p ROCPoint) bool { return p.Detections == 1 })
			for _, p := range whole {
				if p.FalseAlarms == 0 {
					clean = p.Detections
				}
			}
			for _, p := range []ROCPoint{{0, 0}, {0, clean}, whole[full], {1, 1}} {
				if !slices.Contains(got, p) {
					t.Errorf("%s: %v is not among the %d points", name, p, len(got))
				}
			}
			at := 0
			for i, p := range got {
				before := at
				if at += slices.Index(whole[at:], p); at < before {
					t.Fatalf("%s: %v is no point of the curve, or out of order", name, p)
				}
				if at > before+1 && along(got[i-1], p) > gap {
					t.Errorf("%s: a gap from %v to %v", name, got[i-1], p)
				}
			}
		}
	}
}
