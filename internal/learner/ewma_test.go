package learner

import "testing"

// Mean, variance and score are those of the windows with the weights written out.
func TestEWMAIsTheClosedForm(t *testing.T) {
	const n, rate = 5, 0.05
	for _, seen := range []int{1, 7, 20, 300} {
		all := windows(seen+1, n, 1)
		r := newRig(t, "ewma", n, &Settings{LearningRate: rate})
		for _, x := range all[:seen] {
			r.learn(x)
		}
		mean, covariance := momentsOf(all[:seen], forgotten(seen, rate))
		moments := r.kept("moments (count, means, variances)")
		near(t, "the count", float64(moments[0]), float64(seen), 0)
		score := 0.0
		for i := range n {
			near(t, "a mean", float64(moments[1+i]), mean[i], 1e-6)
			near(t, "a variance", float64(moments[1+n+i]), covariance.At(i, i), 1e-6)
			d := float64(all[seen][i]) - mean[i]
			score += d * d / max(covariance.At(i, i), 1e-4) / n
		}
		near(t, "the score", r.score(all[seen]), score, 2e-4*score)
	}
}

// A feature that never moved does not make a score infinite, and a long life does
// not wear the moments out.
func TestEWMAOfAConstant(t *testing.T) {
	r := newRig(t, "ewma", 2, &Settings{LearningRate: 0.01})
	for range 20000 {
		r.learn([]float32{0.25, 0.75})
	}
	near(t, "the score of what was always seen", r.score([]float32{0.25, 0.75}), 0, 1e-6)
	near(t, "the score a tenth off", r.score([]float32{0.35, 0.85}), 100, 1)
}
