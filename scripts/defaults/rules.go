package main

import "tinyol-sim/internal/frontend"

// leastApart is how many held-out windows that share no row a promise of one false
// alarm in a hundred needs for the rule of the threshold's step; bench itself takes no
// threshold from fewer.
const leastApart = 10

// point is the size of the promised rate of false alarms.
const point = 0.01

// chooseFrontEnd is the kind of the highest mean worth, [kind][recording].
func chooseFrontEnd(kinds []frontend.Kind, all [][]judged) frontend.Kind {
	best, most := kinds[0], meanOver(all[0], judged.worth)
	for i, k := range kinds {
		if w := meanOver(all[i], judged.worth); w > most {
			best, most = k, w
		}
	}
	return best
}

func meanOver(all []judged, of func(judged) float64) float64 {
	var values []float64
	for _, j := range all {
		values = append(values, of(j))
	}
	return mean(values)
}

// meanGain is what training longer is worth, the mean over all.
func meanGain(all []trainedLonger) float64 {
	var gains []float64
	for _, t := range all {
		gains = append(gains, t.many.worth()-t.few.worth())
	}
	return mean(gains)
}

// chooseRate is the largest rate that raises the error by less than another seed does:
// up to there, and every smaller one.
func chooseRate(all []learnedAt, deviation float64) float64 {
	best := all[0].rate
	for _, l := range all {
		if l.rise > deviation {
			break
		}
		best = l.rate
	}
	return best
}

// chooseStep is the step that settles first of those that lose at most a point more
// of the faults than the one which loses least.
func chooseStep(all []followed) float64 {
	least := all[0].lost
	for _, f := range all {
		least = min(least, f.lost)
	}
	best := followed{}
	for _, f := range all {
		if f.lost <= least+point && (best.step == 0 || f.settled < best.settled) {
			best = f
		}
	}
	return best.step
}
