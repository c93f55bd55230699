package learner

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
)

// rig carries a learner's plan out on features that a test makes.
type rig struct {
	t    *testing.T
	plan *plan.Plan
	host *plan.Host
}

func newRig(t *testing.T, name string, features int, s *Settings) *rig {
	t.Helper()
	mode, ok := Named(name)
	if !ok {
		t.Fatalf("there is no %s", name)
	}
	l := Of(mode)
	if s.LearningRate == 0 {
		s.LearningRate = float32(l.Rate)
	}
	if l.Check != nil {
		if err := l.Check(s); err != nil {
			t.Fatal(err)
		}
	}
	p := &plan.Plan{}
	p.Ring = p.Keep("ring", "ring", 0, 1)
	p.Do(plan.Ingest, kernel.Take(p.Ring, 1))
	p.Input = p.Vector("features", "features", features)
	l.Plan(p, s)
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	return &rig{t, p, plan.NewHost(p)}
}

// score is that of features, before anything is learned from them.
func (r *rig) score(x []float32) float64 {
	copy(r.host.Values(r.plan.Input), x)
	for phase := plan.Base; phase <= plan.Predict; phase++ {
		r.host.Run(plan.Of(phase))
	}
	return float64(r.host.Values(r.plan.Score)[0])
}

// learn does the same and learns from them.
func (r *rig) learn(x []float32) float64 {
	score := r.score(x)
	r.host.Run(plan.Of(plan.Update))
	return score
}

// kept are the values of a vector of a name, as the device has them.
func (r *rig) kept(name string) []float32 {
	r.t.Helper()
	for _, v := range r.plan.Learned() {
		if v.Name == name {
			return v.Device(nil, r.host.Values(v))
		}
	}
	r.t.Fatalf("nothing that is kept has the name %s", name)
	return nil
}

// windows are features that depend on one another and drift, each of a span near
// one.
func windows(n, features int, seed uint64) [][]float32 {
	rng := rand.New(rand.NewPCG(seed, 3))
	all := make([][]float32, n)
	for k := range all {
		common := rng.NormFloat64()
		all[k] = make([]float32, features)
		for i := range all[k] {
			all[k][i] = float32(0.5 + 0.1*common*float64(i%3) + 0.1*rng.NormFloat64() + 0.2*float64(k)/float64(n))
		}
	}
	return all
}

// forgotten are the weights of n windows of which the newest weighs 1/count or the
// rate where that is more; they add up to one.
func forgotten(n int, rate float64) []float64 {
	weights := make([]float64, n)
	for k := range weights {
		newest := max(rate, 1/float64(k+1))
		for i := range k {
			weights[i] *= 1 - newest
		}
		weights[k] = newest
	}
	return weights
}

// momentsOf are the weighted mean and covariance of windows, in float64.
func momentsOf(all [][]float32, weights []float64) (mean []float64, covariance *mat.SymDense) {
	n := len(all[0])
	mean, covariance = make([]float64, n), mat.NewSymDense(n, nil)
	for k, x := range all {
		for i, v := range x {
			mean[i] += weights[k] * float64(v)
		}
	}
	for k, x := range all {
		d := mat.NewVecDense(n, nil)
		for i, v := range x {
			d.SetVec(i, float64(v)-mean[i])
		}
		covariance.SymRankOne(covariance, weights[k], d)
	}
	return mean, covariance
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %.9g, want %.9g", what, got, want)
	}
}

// network is a small one with all activations, and weights as after training.
func network(sizes []int, activations []nn.Activation, embedding int) *nn.Network {
	rng := rand.New(rand.NewPCG(4, 5))
	net := &nn.Network{Embedding: embedding}
	for i := range len(sizes) - 1 {
		l := nn.NewDense(sizes[i], sizes[i+1], activations[i])
		for in := range l.In {
			for out := range l.Out {
				l.SetWeight(in, out, float32(rng.NormFloat64()/math.Sqrt(float64(l.In))))
			}
		}
		for out := range l.Out {
			l.Bias[out] = float32(0.2 + 0.1*rng.NormFloat64())
		}
		net.Layers = append(net.Layers, l)
	}
	return net
}
