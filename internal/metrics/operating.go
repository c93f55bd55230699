package metrics

import (
	"math"
	"slices"
)

// ROCPoint is what a threshold makes of the windows: the shares of the
// negatives and of the positives whose score is above it.
type ROCPoint struct{ FalseAlarms, Detections float64 }

// DetectionAt returns the share of positives above the threshold that lets at
// most this share of the negatives through, so that detectors are compared at
// equal false alarms: the height of the ROC curve at rate, between 0 and 1.
// Where equal scores step over the rate, the curve is a straight line between
// the thresholds around them, as for AUC (T. Fawcett, An introduction to ROC
// analysis, Pattern Recognition Letters 27, 2006, section 5): the threshold
// whose tie is broken by chance.
//
// It is NaN without positives, and with fewer than 1 / rate negatives, of which
// a single one would be too many.
func (r *Ranking) DetectionAt(rate float64) float64 {
	share, _ := r.detectionAt(rate)
	return share
}

// DetectionAtError bounds how far DetectionAt may be from the value of the
// scores themselves, 0 while everything is exact.
func (r *Ranking) DetectionAtError(rate float64) float64 {
	share, doubt := r.detectionAt(rate)
	if r.shift == 0 && !math.IsNaN(share) {
		return 0
	}
	return doubt
}

func (r *Ranking) detectionAt(rate float64) (share, doubt float64) {
	allowed := allowedAlarms(rate, float64(r.negatives))
	if !(allowed >= 1) || r.positives == 0 {
		return math.NaN(), math.NaN()
	}
	hits, doubt := caughtWith(r.ascending(), allowed)
	return hits / float64(r.positives), doubt / float64(r.positives)
}

// caughtWith counts the positives above the threshold that lets this many
// negatives through, and by how many the bucket that it splits may err.
func caughtWith(ascending []bucket, allowed float64) (hits, doubt float64) {
	for _, b := range slices.Backward(ascending) {
		if b.negatives > allowed { // the curve passes the rate in here
			between := float64(b.positives * (allowed / b.negatives))
			return hits + between, max(between, b.positives-between)
		}
		allowed -= b.negatives
		hits += b.positives
	}
	return hits, 0
}

// allowedAlarms is the number of false alarms at a rate. A product that misses
// a whole number by its rounding alone, like 0.07 * 100, is that number: a
// whole step of the curve may stand there.
func allowedAlarms(rate, negatives float64) float64 {
	allowed := float64(rate * negatives)
	if whole := math.Round(allowed); math.Abs(allowed-whole) < 1e-9*max(1, allowed) {
		return whole
	}
	return allowed
}

// rocEnds are the points that ROC keeps whatever the limit: its two ends, the
// last without a false alarm and the first that misses nothing.
const rocEnds = 4

// ROC returns at most limit points of the ROC curve, at least 8, from (0, 0) to
// (1, 1); straight lines join them. All are points of the curve, and the two
// ends, the last point without a false alarm and the first that misses no
// positive are always among them. Where points are left out, the two beside the
// gap are no further apart than 4 / (limit - 6) along both axes together, which
// bounds the error of the drawing. It is nil without positives or without
// negatives.
func (r *Ranking) ROC(limit int) []ROCPoint {
	if limit < 2*rocEnds {
		panic("metrics: Ranking.ROC: at least 8 points")
	}
	if r.positives == 0 || r.negatives == 0 {
		return nil
	}
	points := r.corners()
	if len(points) <= limit {
		return points
	}
	// A point stays where without it the gap would be too wide. Two gaps
	// together are then wider than gap, and all of them 2, the way from corner
	// to corner.
	gap := 4 / float64(limit-rocEnds-2)
	var kept []ROCPoint
	for i, p := range points {
		last := i == len(points)-1
		clean := p.FalseAlarms == 0 && !last && points[i+1].FalseAlarms > 0
		full := p.Detections == 1 && points[max(i-1, 0)].Detections < 1
		if i == 0 || last || clean || full || along(kept[len(kept)-1], points[i+1]) > gap {
			kept = append(kept, p)
		}
	}
	return kept
}

// corners are the points of the curve at which it turns.
func (r *Ranking) corners() []ROCPoint {
	points := []ROCPoint{{}}
	var hits, alarms float64
	var before bucket
	for _, b := range slices.Backward(r.ascending()) {
		// Exact in float64: counts are below 2^26 or the product is off by a
		// share of 2^-53, and a point too many stays.
		if len(points) > 1 && before.positives*b.negatives == b.positives*before.negatives {
			points = points[:len(points)-1]
		}
		hits += b.positives
		alarms += b.negatives
		points = append(points, ROCPoint{alarms / float64(r.negatives), hits / float64(r.positives)})
		before = b
	}
	return points
}

// along is the way between two points of a curve that never falls.
func along(a, b ROCPoint) float64 {
	return (b.FalseAlarms - a.FalseAlarms) + (b.Detections - a.Detections)
}
