package metrics

// Overlap returns what two histograms over the same bins have in common: the
// sum of the smaller share of each bin, 1 where they are equal, 0 where they
// never meet (the overlapping coefficient of M. S. Weitzman, Measures of
// overlap of income distributions, US Bureau of the Census, technical paper 22,
// 1970). Both lists hold shares of a whole. It panics where their lengths
// differ.
func Overlap(a, b []float64) float64 {
	if len(a) != len(b) {
		panic("metrics: Overlap: the histograms have different bins")
	}
	var common float64
	for i := range a {
		common += min(a[i], b[i])
	}
	return common
}
