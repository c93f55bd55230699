package metrics

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Interval is a figure with the two ends of its 95 % confidence interval.
type Interval struct{ Mean, Low, High float64 }

// confidence is two-sided.
const confidence = 0.95

// StudentInterval returns the mean of independent values, as of runs with
// different seeds, and Student's t interval, mean -+ t(n-1) s / sqrt(n). With
// less than two values the ends are NaN.
func StudentInterval(values []float64) Interval {
	mean, deviation := stat.MeanStdDev(values, nil)
	n := float64(len(values))
	if n < 2 {
		return Interval{mean, math.NaN(), math.NaN()}
	}
	t := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile((1 + confidence) / 2)
	half := t * deviation / math.Sqrt(n)
	return Interval{mean, mean - half, mean + half}
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
	z := distuv.UnitNormal.Quantile((1 + confidence) / 2)
	outside := func(a float64) bool {
		return math.Abs(area-a) > z*math.Sqrt(areaVariance(a, m, n))
	}
	return Interval{area, edge(0, area, outside), edge(1, area, outside)}
}

// areaVariance is the variance of the area under a ROC curve of m positives
// and n negatives with exponential scores (Hanley and McNeil 1982), in which
// Newcombe puts the mean of m and n for both.
func areaVariance(a, m, n float64) float64 {
	others := (m+n)/2 - 1
	return a * (1 - a) * (1 + others*((1-a)/(2-a)+a/(1+a))) / (m * n)
}

// edge halves the way from an end that may be outside to a point inside until
// it is at the border.
func edge(outer, inner float64, outside func(float64) bool) float64 {
	for range 60 {
		middle := (outer + inner) / 2
		if outside(middle) {
			outer = middle
		} else {
			inner = middle
		}
	}
	return inner
}
