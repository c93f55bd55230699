package learner

import (
	"fmt"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// The nearest neighbours among the windows that were learned from last. The score
// is the mean distance to the nearest three: the weight of Angiulli and Pizzuti (Fast
// outlier detection in high dimensional spaces, PKDD 2002), over which one odd window
// among those remembered has less say than over the distance to the nearest one or
// to the k-th alone (Ramaswamy, Rastogi and Shim, SIGMOD 2000). A new one takes the
// place of the oldest.
var _ = Register(Learner{
	Name: "knn", Text: "remembers windows; the score is the mean distance to the nearest three",
	Aim: Score, Score: "mean distance to the nearest", Rate: 1, Warm: true,
	Check: func(s *Settings) error {
		if n := s.windows(); n < leastRemembered || n > mostRemembered {
			return fmt.Errorf("%d windows to remember; %d to %d are possible", n, leastRemembered, mostRemembered)
		}
		return nil
	},
	Plan: func(p *plan.Plan, s *Settings) {
		remembered := p.Keep("remembered windows", "remembered windows", 0, s.windows()*p.Input.Cols)
		state := p.Keep("next place, places taken", "remembered windows", 0, 2)
		p.Score = ownScore(p)
		p.Do(plan.Predict, kernel.Nearest(p.Score, p.Input, remembered, state))
		p.Do(plan.Update, kernel.Remember(remembered, state, p.Input))
	},
})

// Remembered windows are at least as many as distances are averaged.
const (
	leastRemembered = 3
	defaultWindows  = 32
)

func (o *Options) windows() int { return orDefault(o.Remembered, defaultWindows) }
