package bench

import (
	"cmp"

	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// aimOf is a mode's aim as results have it.
func aimOf(m tinyol.Mode) result.Aim {
	if classifies(m) {
		return result.AimClassify
	}
	return result.AimDetect
}

// learnerRecords describe what the modes learn.
func (x *Experiment) learnerRecords() (list []result.Learner) {
	for _, mode := range x.Modes {
		of := learner.Of(mode)
		l := result.Learner{Mode: of.String(), Text: of.Text, Aim: aimOf(mode), Warm: of.Warm}
		if of.Rate > 0 {
			l.LearningRate = new(x.Spec.RateIn(mode))
		}
		switch {
		case classifies(mode) && of.Rate > 0:
			l.Loss = "cross-entropy"
		case mode == tinyol.Unsupervised:
			l.Loss = x.Spec.Loss
		}
		if l.Aim == result.AimDetect {
			l.Score = cmp.Or(of.Score, "reconstruction error (MSE)")
		}
		list = append(list, l)
	}
	return list
}
