package metrics

import (
	"math"
	"slices"
)

// AUC returns the area under the ROC curve: the share of pairs of a positive
// and a negative in which the positive has the higher score, equal scores
// counting half (J. A. Hanley and B. J. McNeil, The meaning and use of the area
// under a receiver operating characteristic curve, Radiology 143, 1982). It is
// NaN without positives or without negatives.
func (r *Ranking) AUC() float64 {
	return pairsWonBy(r.ascending()) / r.pairs()
}

// pairsWonBy counts the pairs in which the positive has the higher score, equal
// scores half.
func pairsWonBy(ascending []bucket) float64 {
	var won, below float64
	for _, b := range ascending {
		won += float64(b.positives * (below + float64(b.negatives/2)))
		below += b.negatives
	}
	return won
}

// AUCError bounds how far AUC may be from the value of the scores themselves:
// half the pairs that share a bucket, 0 while everything is exact.
func (r *Ranking) AUCError() float64 {
	if r.shift == 0 {
		return 0
	}
	return pairsTied(r.ascending()) / 2 / r.pairs()
}

func pairsTied(buckets []bucket) float64 {
	var tied float64
	for _, b := range buckets {
		tied += float64(b.positives * b.negatives)
	}
	return tied
}

func (r *Ranking) pairs() float64 { return float64(r.positives) * float64(r.negatives) }

// AveragePrecision returns the mean over the positives of the precision at the
// threshold that just catches them: the sum of precision times gain in recall
// over all thresholds, without interpolation. A score that says nothing has the
// share of positives. It is NaN without positives.
func (r *Ranking) AveragePrecision() float64 {
	average, _ := r.averagePrecision()
	return average
}

// AveragePrecisionError bounds how far AveragePrecision may be from the value
// of the scores themselves, 0 while everything is exact.
func (r *Ranking) AveragePrecisionError() float64 {
	if r.shift == 0 {
		return 0
	}
	average, low := r.averagePrecision()
	// Upwards, the best a bucket can do is to have its negatives last.
	return max(average-low, r.averagePrecisionHigh()-average)
}

// averagePrecision returns the figure and the least it could be if every
// bucket had its negatives first.
func (r *Ranking) averagePrecision() (average, low float64) {
	total := float64(r.positives)
	var hits, alarms float64
	for _, b := range slices.Backward(r.ascending()) {
		low += positivesAfter(hits, b.positives, alarms-hits+b.negatives)
		hits += b.positives
		alarms += b.positives + b.negatives
		if b.positives > 0 {
			average += float64(b.positives * (hits / alarms))
		}
	}
	return average / total, low / total
}

// positivesAfter bounds from below the sum over i = 1..n of
// (hits+i) / (hits+i+false alarms), which is n - f (H(h+f+n) - H(h+f)) with
// harmonic numbers H, whose difference the logarithm exceeds.
func positivesAfter(hits, n, falseAlarms float64) float64 {
	if falseAlarms == 0 || n == 0 {
		return n
	}
	return max(0, n-float64(falseAlarms*math.Log1p(n/(hits+falseAlarms))))
}

// averagePrecisionHigh is the most the figure could be: a positive's precision
// is at best that of its whole bucket without the negatives.
func (r *Ranking) averagePrecisionHigh() float64 {
	var high, hits, alarms float64
	for _, b := range slices.Backward(r.ascending()) {
		hits += b.positives
		alarms += b.positives
		if b.positives > 0 {
			high += float64(b.positives * (hits / alarms))
		}
		alarms += b.negatives
	}
	return high / float64(r.positives)
}
