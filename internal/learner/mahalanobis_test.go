package learner

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// product is L D Lᵀ of a factor column by column.
func product(factor []float32, n int) *mat.SymDense {
	c := mat.NewSymDense(n, nil)
	for j := range n {
		column := mat.NewVecDense(n, nil)
		column.SetVec(j, 1)
		for r := j + 1; r < n; r++ {
			column.SetVec(r, float64(factor[r-j]))
		}
		c.SymRankOne(c, max(float64(factor[0]), 1e-4), column)
		factor = factor[n-j:]
	}
	return c
}

// Mean, covariance and score are those of a batch with the weights written out. The
// floor under D, which counts while there are fewer windows than features, leaves
// no more than itself.
func TestMahalanobisIsTheBatch(t *testing.T) {
	const n, rate = 6, 0.02
	for _, seen := range []int{30, 50, 400} {
		all := windows(seen+1, n, 2)
		r := newRig(t, "mahalanobis", n, &Settings{Network: tuneNetwork(), LearningRate: rate})
		for _, x := range all[:seen] {
			r.learn(x)
		}
		mean, covariance := momentsOf(all[:seen], forgotten(seen, rate))
		statistics, got := r.kept("statistics (count, means)"), product(r.kept("covariance as L and D"), n)
		for i := range n {
			near(t, "a mean", float64(statistics[1+i]), mean[i], 1e-6)
			for j := range n {
				near(t, "a covariance", got.At(i, j), covariance.At(i, j), 1e-4)
			}
		}
		d := mat.NewVecDense(n, nil)
		for i, v := range all[seen] {
			d.SetVec(i, float64(v)-mean[i])
		}
		var inverse mat.Cholesky
		if !inverse.Factorize(got) {
			t.Fatal("the covariance is not positive definite")
		}
		var solved mat.VecDense
		if err := inverse.SolveVecTo(&solved, d); err != nil {
			t.Fatal(err)
		}
		want := mat.Dot(d, &solved) / n
		near(t, "the score", r.score(all[seen]), want, 1e-4*want)

		if !inverse.Factorize(covariance) || inverse.SolveVecTo(&solved, d) != nil {
			t.Fatal("the batch has no inverse")
		}
		want = mat.Dot(d, &solved) / n
		near(t, "the score against the batch", r.score(all[seen]), want, 0.02*want)
	}
}

// Features that are constant, equal, and sums of others: float32 never makes the
// covariance indefinite, however long it forgets, and the score stays of a size.
func TestMahalanobisStaysPositive(t *testing.T) {
	const n = 6
	r := newRig(t, "mahalanobis", n, &Settings{Network: tuneNetwork(), LearningRate: 0.05})
	largest := 0.0
	x := make([]float32, n)
	for k, w := range windows(30000, 2, 3) {
		copy(x, []float32{w[0], w[0], 0.5, w[1], w[0] + w[1], w[1]})
		if score := r.learn(x); k > 1000 {
			largest = max(largest, score)
		}
		factor := r.kept("covariance as L and D")
		for j := n; j > 0; factor, j = factor[j:], j-1 {
			if !(factor[0] >= 0) || math.IsInf(float64(factor[0]), 0) {
				t.Fatalf("window %d: D has %g", k, factor[0])
			}
		}
	}
	if !(largest > 0 && largest < 100) {
		t.Errorf("the largest score is %g", largest)
	}
}
