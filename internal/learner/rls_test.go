package learner

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"tinyol-sim/internal/nn"
)

// start is P's diagonal before the first window, 1/start the ridge.
const start = 100.0

// hiddenOf is what the rig's last layer sees, with the input that is 1.
func hiddenOf(net *nn.Network, x []float32) *mat.VecDense {
	acts := net.NewActivations()
	in := nn.NewVector(len(x))
	copy(in, x)
	net.Forward(acts, in)
	hidden := acts[len(acts)-2]
	h := mat.NewVecDense(len(hidden)+1, nil)
	for i, v := range hidden {
		h.SetVec(i, float64(v))
	}
	h.SetVec(len(hidden), 1)
	return h
}

func rlsNetwork() *nn.Network {
	return network([]int{6, 5, 6}, []nn.Activation{nn.TanhActivation, nn.SigmoidActivation}, 0)
}

// batch are the normal equations A W = B of recursive least squares in float64, with
// the rule by which it forgets.
type batch struct {
	a *mat.SymDense
	b *mat.Dense
}

func newBatch(n, out int) *batch {
	m := &batch{mat.NewSymDense(n, nil), mat.NewDense(n, out, nil)}
	for i := range n {
		m.a.SetSym(i, i, 1/start)
	}
	return m
}

// learn adds a window, then lets all fade unless the trace of the inverse of A would
// go beyond what it was at the start.
func (m *batch) learn(t *testing.T, h, target *mat.VecDense, forgetting float64) (forgot bool) {
	t.Helper()
	m.a.SymRankOne(m.a, 1, h)
	var outer, inverse mat.Dense
	outer.Outer(1, h, target)
	m.b.Add(m.b, &outer)
	if err := inverse.Inverse(m.a); err != nil {
		t.Fatal(err)
	}
	if inverse.Trace()/forgetting > start*float64(h.Len()) {
		return false
	}
	m.a.ScaleSym(forgetting, m.a)
	m.b.Scale(forgetting, m.b)
	return true
}

func vector(x []float32) *mat.VecDense {
	v := mat.NewVecDense(len(x), nil)
	for i, value := range x {
		v.SetVec(i, float64(value))
	}
	return v
}

// The layer is the solution of the weighted normal equations, with the ridge that
// it began from.
func TestRLSSolvesTheNormalEquations(t *testing.T) {
	const rate = 0.01
	net := rlsNetwork()
	all := windows(401, 6, 4)
	r := newRig(t, "rls", 6, &Settings{Network: net, LearningRate: rate})
	m := newBatch(6, 6)
	forgot := 0
	for k, x := range all {
		if k == 1 || k == 5 || k == 60 || k == 400 {
			r.isSolution(m, hiddenOf(net, x), x)
		}
		r.learn(x)
		if m.learn(t, hiddenOf(net, x), vector(x), 1-float64(float32(rate))) {
			forgot++
		}
	}
	if forgot < 300 {
		t.Errorf("%d of %d windows were forgotten from", forgot, len(all))
	}
}

// isSolution compares weights, and what they make of one more window.
func (r *rig) isSolution(m *batch, h *mat.VecDense, x []float32) {
	r.t.Helper()
	var want mat.Dense
	var y mat.VecDense
	if err := want.Solve(m.a, m.b); err != nil {
		r.t.Fatal(err)
	}
	weights := append(r.kept("online weights"), r.kept("online biases")...)
	for i := range 6 {
		for o := range 6 {
			near(r.t, "a weight", float64(weights[i*6+o]), want.At(i, o), 2e-3)
		}
	}
	y.MulVec(want.T(), h)
	y.SubVec(&y, vector(x))
	score := mat.Dot(&y, &y) / 6
	near(r.t, "the score", r.score(x), score, 1e-3*score)
}

// traceOf is the trace of U D Uᵀ; every d is above zero.
func traceOf(t *testing.T, factor []float32, n int) (trace float64) {
	t.Helper()
	for j := range n {
		d, squares := float64(factor[j]), 1.0
		for _, u := range factor[:j] {
			squares += float64(u) * float64(u)
		}
		if !(d > 0) || math.IsInf(d, 0) {
			t.Fatalf("D has %g", d)
		}
		trace += d * squares
		factor = factor[j+1:]
	}
	return trace
}

// Inputs that never take most directions: P stays positive, and its trace no larger
// than at the start, however long it forgets.
func TestRLSStaysBounded(t *testing.T) {
	net := rlsNetwork()
	r := newRig(t, "rls", 6, &Settings{Network: net, LearningRate: 0.05})
	limit := 6 * start
	near(t, "the trace at the start", traceOf(t, r.kept("P as U and D"), 6), limit, 0)
	grew := false
	before := limit
	x := []float32{0.1, 0.9, 0.3, 0.5, 0.5, 0.7}
	for range 20000 {
		r.learn(x)
		trace := traceOf(t, r.kept("P as U and D"), 6)
		grew = grew || trace > before
		if before = trace; trace > limit*1.0001 {
			t.Fatalf("the trace is %g, %g is its limit", trace, limit)
		}
	}
	if !grew {
		t.Error("nothing was forgotten")
	}
	near(t, "the score of what was always seen", r.score(x), 0, 1e-9)
	for _, x := range windows(500, 6, 9) {
		r.learn(x)
	}
	for _, x := range windows(5, 6, 10) {
		if score := r.score(x); !(score < 0.1) {
			t.Errorf("score %g after windows that move", score)
		}
	}
}
