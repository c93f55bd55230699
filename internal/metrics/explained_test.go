package metrics

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
)

func TestExplainedByHand(t *testing.T) {
	e := NewExplained(2)
	near(t, "R2 of nothing", e.R2(), math.NaN(), 0)
	// The first feature is 1, 2, 3 (sum of squares about its mean 2), the second
	// always 5; the errors are 0.5 in one place and 1 in another: 1 - 1.25 / 2.
	e.Add([]float32{1, 5}, []float32{1.5, 5})
	e.Add([]float32{2, 5}, []float32{2, 4})
	e.Add([]float32{3, 5}, []float32{3, 5})
	near(t, "R2", e.R2(), 1-1.25/2, 1e-15)

	constant := NewExplained(1)
	constant.Add([]float32{4}, []float32{3})
	constant.Add([]float32{4}, []float32{3})
	near(t, "R2 of a constant", constant.R2(), math.NaN(), 0)

	for _, odd := range []float64{math.NaN(), math.Inf(1)} {
		for _, window := range []float32{1, float32(odd)} {
			broken := NewExplained(1)
			broken.Add([]float32{0}, []float32{0})
			broken.Add([]float32{window}, []float32{float32(odd)})
			near(t, "R2 of what is not finite", broken.R2(), math.NaN(), 0)
		}
	}
}

// The reference takes everything at once; a large offset shows sums that cancel.
func TestExplainedEqualsTwoPasses(t *testing.T) {
	const features = 7
	random := rand.New(rand.NewPCG(41, 42))
	for _, noise := range []float64{0, 0.3, 3} {
		e := NewExplained(features)
		columns, rest := make([][]float64, features), 0.0
		for range 2000 {
			x, y := make([]float32, features), make([]float32, features)
			for i := range x {
				x[i] = float32(1000 + float64(i+1)*random.NormFloat64())
				y[i] = x[i] + float32(noise*random.NormFloat64())
				columns[i] = append(columns[i], float64(x[i]))
				rest += math.Pow(float64(x[i])-float64(y[i]), 2)
			}
			e.Add(x, y)
		}
		total := 0.0
		for _, c := range columns {
			total += stat.Variance(c, nil) * float64(len(c)-1)
		}
		near(t, "R2", e.R2(), 1-rest/total, 1e-9)
	}
}

func TestChannelSpreadByHand(t *testing.T) {
	s := NewChannelSpread(4)
	// Deviations sqrt(2)/2, 0, 10 sqrt(2)/2 and 1000 sqrt(2)/2.
	s.Add([]float32{1, 7, -5, 0})
	near(t, "deviation of one row", s.Deviation(0), math.NaN(), 0)
	if ratio, _, _ := s.Ratio(); !math.IsNaN(ratio) {
		t.Errorf("ratio of one row %v", ratio)
	}
	s.Add([]float32{2, 7, 5, 1000})
	near(t, "deviation", s.Deviation(2), 10*math.Sqrt2/2, 1e-12)
	ratio, largest, smallest := s.Ratio()
	near(t, "ratio", ratio, 1000, 1e-9)
	if largest != 3 || smallest != 0 || s.Constant() != 1 {
		t.Errorf("channels %d and %d, %d constant", largest, smallest, s.Constant())
	}

	equal := NewChannelSpread(2)
	equal.Add([]float32{1, 11})
	equal.Add([]float32{3, 13})
	if ratio, largest, smallest := equal.Ratio(); ratio != 1 || largest != 0 || smallest != 0 {
		t.Errorf("equal channels: %v, %d, %d", ratio, largest, smallest)
	}
	for name, rows := range map[string][2][]float32{
		"one that varies": {{1, 5}, {2, 5}},
		"none":            {{5, 5}, {5, 5}},
		"not a number":    {{1, 5}, {2, float32(math.NaN())}},
		"infinite":        {{1, 5}, {2, float32(math.Inf(1))}},
	} {
		s := NewChannelSpread(2)
		s.Add(rows[0])
		s.Add(rows[1])
		if ratio, largest, smallest := s.Ratio(); !math.IsNaN(ratio) || largest != -1 || smallest != -1 {
			t.Errorf("%s: %v, %d, %d", name, ratio, largest, smallest)
		}
	}
}

// The order of channels changes the names alone, and gonum has the deviations.
func TestChannelSpreadEqualsGonum(t *testing.T) {
	random := rand.New(rand.NewPCG(43, 44))
	for _, scale := range [][]float64{{1, 20, 300}, {300, 20, 1}, {20, 300, 1}} {
		s, columns := NewChannelSpread(3), make([][]float64, 3)
		for range 500 {
			row := make([]float32, 3)
			for c := range row {
				row[c] = float32(9.81 + scale[c]*random.NormFloat64())
				columns[c] = append(columns[c], float64(row[c]))
			}
			s.Add(row)
		}
		ratio, largest, smallest := s.Ratio()
		if scale[largest] != 300 || scale[smallest] != 1 {
			t.Errorf("%v: largest %d, smallest %d", scale, largest, smallest)
		}
		near(t, "ratio", ratio, stat.StdDev(columns[largest], nil)/stat.StdDev(columns[smallest], nil), 1e-9)
	}
}
