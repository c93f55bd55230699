package metrics

import (
	"fmt"
	"math"
)

// When LockOut warns.
const (
	LockOutWindows = 100 // windows in a row without an update
	LockOutShare   = 0.9 // share of them above the threshold
)

// LockOut watches a policy that lets the learner update below a threshold only.
// After a real drift every normal window may lie above it, and then the
// learner never sees what it should learn. The zero value is ready to use.
type LockOut struct {
	windows int64 // since the last update
	high    int64 // of them above the threshold
	first   int64 // number of the first of them
	finite  int64
	sum     float64 // of the finite scores
	limit   float64 // the threshold at the last window
}

// Add shows one window that the learner should be able to learn from: labelled
// normal, or not labelled at all. Windows of a known fault are not for it, for
// a policy is right to keep those out; neither is a learner whose updates have
// been used up.
func (l *LockOut) Add(window int64, updated bool, score, threshold float64) {
	if updated {
		*l = LockOut{}
		return
	}
	if l.windows == 0 {
		l.first = window
	}
	l.windows++
	l.limit = threshold
	if !(score <= threshold) { // NaN is no low error
		l.high++
	}
	if !math.IsNaN(score) && !math.IsInf(score, 0) {
		l.finite++
		l.sum += score
	}
}

// Warning returns a line for the user if the learner is locked out at this
// point of the stream, or nothing.
func (l *LockOut) Warning() string {
	share := float64(l.high) / float64(l.windows)
	if l.windows < LockOutWindows || share < LockOutShare {
		return ""
	}
	return fmt.Sprintf("lock-out: no update in the last %d normal or unlabelled windows (since window %d), %.0f %% of them above the threshold %.4g, mean score %.4g: "+
		"the policy keeps out what the learner would have to learn; update always, or use a higher --threshold-quantile",
		l.windows, l.first, 100*share, l.limit, l.sum/float64(l.finite))
}
