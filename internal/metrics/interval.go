package metrics

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval is a figure with the two ends of its 95 % confidence interval.
type Interval struct{ Mean, Low, High float64 }

// confidence is two-sided; normalQuantile is how many standard errors it reaches
// to either side of a normal distribution.
const (
	confidence     = 0.95
	normalQuantile = 1.9599639845400536
)

// StudentInterval returns the mean of independent values, as of runs with
// different seeds, and Student's t interval, mean -+ t(n-1) s / sqrt(n). With
// less than two values the ends are NaN.
func StudentInterval(values []float64) Interval {
	mean, deviation := meanAndDeviation(values)
	n := float64(len(values))
	if n < 2 {
		return Interval{mean, math.NaN(), math.NaN()}
	}
	half := float64(studentQuantile(len(values)-1) * deviation / math.Sqrt(n))
	return Interval{mean, mean - half, mean + half}
}

// studentQuantile is how many standard errors of a mean its interval reaches to
// either side.
func studentQuantile(degrees int) float64 {
	if degrees <= len(studentQuantiles) {
		return studentQuantiles[degrees-1]
	}
	return distuv.StudentsT{Sigma: 1, Nu: float64(degrees)}.Quantile((1 + confidence) / 2)
}

// meanAndDeviation returns the mean and the standard deviation of a sample, by
// the corrected two-pass algorithm (T. F. Chan, G. H. Golub and R. J. LeVeque,
// Algorithms for computing the sample variance, The American Statistician 37,
// 1983). The conversions round each product: without them some processors would
// add it unrounded (The Go Programming Language Specification, Floating-point
// operators), and the last digit would depend on the processor.
func meanAndDeviation(values []float64) (mean, deviation float64) {
	n := float64(len(values))
	mean = sum(values) / n
	var squares, rest float64
	for _, v := range values {
		d := v - mean
		squares += float64(d * d)
		rest += d
	}
	return mean, math.Sqrt((squares - float64(rest*rest/n)) / (n - 1))
}

// sum adds in eight lanes, as gonum's kernel for amd64 does, so that every
// processor rounds alike.
func sum(values []float64) float64 {
	var lane [8]float64
	for ; len(values) >= 8; values = values[8:] {
		for i, v := range values[:8] {
			lane[i] += v
		}
	}
	for i := range 2 {
		lane[i], lane[i+2] = lane[i]+lane[i+6], lane[i+2]+lane[i+4]
	}
	if len(values) >= 4 {
		for i, v := range values[:4] {
			lane[i] += v
		}
		values = values[4:]
	}
	for i := range 2 {
		lane[i] += lane[i+2]
	}
	if len(values) >= 2 {
		lane[0], lane[1] = lane[0]+values[0], lane[1]+values[1]
		values = values[2:]
	}
	total := lane[0] + lane[1]
	if len(values) == 1 {
		total += values[0]
	}
	return total
}

// AUCInterval returns AUC with the score interval that R. G. Newcombe
// recommends (Confidence intervals for an effect size measure based on the
// Mann-Whitney statistic, part 2, Statistics in Medicine 25, 2006, method 5):
// the areas a from which AUC is no further than 1.96 of a's own standard
// errors. It makes sense at 0 and 1 and for few windows too.
//
// Windows that share rows are not independent. overlap is window over stride,
// at least 1, and counts that many windows as one.
func (r *Ranking) AUCInterval(overlap float64) Interval {
	area := r.AUC()
	overlap = max(overlap, 1)
	m, n := float64(r.positives)/overlap, float64(r.negatives)/overlap
	if math.IsNaN(area) || m < 1 || n < 1 {
		return Interval{area, math.NaN(), math.NaN()}
	}
	outside := func(a float64) bool {
		return math.Abs(area-a) > normalQuantile*math.Sqrt(areaVariance(a, m, n))
	}
	return Interval{area, edge(0, area, outside), edge(1, area, outside)}
}

// areaVariance is the variance of the area under a ROC curve of m positives
// and n negatives with exponential scores (Hanley and McNeil 1982), in which
// Newcombe puts the mean of m and n for both.
func areaVariance(a, m, n float64) float64 {
	others := float64((m+n)/2) - 1
	return a * (1 - a) * (1 + float64(others*((1-a)/(2-a)+a/(1+a)))) / (m * n)
}

// edge halves the way from an end that may be outside to a point inside until
// it is at the border.
func edge(outer, inner float64, outside func(float64) bool) float64 {
	for range 60 {
		middle := float64((outer + inner) / 2)
		if outside(middle) {
			outer = middle
		} else {
			inner = middle
		}
	}
	return inner
}
