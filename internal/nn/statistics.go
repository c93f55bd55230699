package nn

import "tinyol-sim/internal/f32"

// varianceFloor keeps a constant feature from dividing by zero; it is far below
// the variance of any feature in [0, 1].
const varianceFloor float32 = 1e-12

// Statistics are the running mean and population variance of a vector, by
// Welford's recurrence (Technometrics 4(3), 1962): our choice, as the paper does
// not say how it keeps them.
type Statistics struct {
	Count float32   // vectors seen; float32 counts exactly up to 2^24 and then stays
	Mean  []float32 // [n]
	M2    []float32 // [n], sum of squared deviations from the mean
}

// NewStatistics returns statistics of vectors of length n with nothing seen.
func NewStatistics(n int) *Statistics {
	return &Statistics{Mean: NewVector(n), M2: NewVector(n)}
}

// Update takes one vector in: per element d = x - mean, mean = mean + d/count,
// m2 = m2 + d·(x - mean).
func (s *Statistics) Update(x []float32) {
	mustLength(x, len(s.Mean), "the vector", "Statistics.Update")
	s.Count++
	for i, v := range x {
		d := v - s.Mean[i]
		s.Mean[i] += d / s.Count
		s.M2[i] += float32(d * (v - s.Mean[i]))
	}
}

// Standardise writes (x - mean) / sqrt(m2/count + 1e-12) to dst, which may be x.
// Algorithm 1 updates the statistics with x first; before any update the result
// is NaN.
func (s *Statistics) Standardise(dst, x []float32) {
	mustLength(x, len(s.Mean), "the vector", "Statistics.Standardise")
	mustLength(dst, len(s.Mean), "the destination", "Statistics.Standardise")
	for i, v := range x {
		dst[i] = (v - s.Mean[i]) / s.deviation(i)
	}
}

func (s *Statistics) deviation(i int) float32 {
	return f32.Sqrt(s.M2[i]/s.Count + varianceFloor)
}

// StandardiseAll is Standardise of many vectors: x and dst are [vectors][n].
func (s *Statistics) StandardiseAll(dst, x []float32) {
	n := len(s.Mean)
	mustLength(dst, len(x), "the destination", "Statistics.StandardiseAll")
	deviations := make([]float32, n)
	for i := range deviations {
		deviations[i] = s.deviation(i)
	}
	for ; len(x) >= n; x, dst = x[n:], dst[n:] {
		for i, v := range x[:n] {
			dst[i] = (v - s.Mean[i]) / deviations[i]
		}
	}
}
