package metrics

import (
	"cmp"
	"math"
	"slices"
)

// Holm adjusts the p values of several tests of one family: whoever calls those
// below a level significant is wrong about any of them with at most that
// probability, however the tests depend on each other (S. Holm, A simple
// sequentially rejective multiple test procedure, Scandinavian Journal of
// Statistics 6, 1979). The smallest of m is multiplied by m, the next by m - 1
// and so on; none becomes smaller than the one before it, or larger than 1.
//
// The result is in the order of p. A NaN stays one and counts for no test.
func Holm(p []float64) []float64 {
	order := make([]int, 0, len(p))
	for i, v := range p {
		if !math.IsNaN(v) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	adjusted := slices.Repeat([]float64{math.NaN()}, len(p))
	least := 0.0
	for rank, i := range order {
		least = max(least, min(1, float64(len(order)-rank)*p[i]))
		adjusted[i] = least
	}
	return adjusted
}
