package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The references of the tests: the same mathematics in float64, written from the
// formulas and sharing nothing with the package.

var (
	nan       = float32(math.NaN())
	infinity  = float32(math.Inf(1))
	minusZero = float32(math.Copysign(0, -1))
)

// sameBits compares two values by their bits and takes all NaNs as one.
func sameBits(a, b float32) bool {
	if a != a || b != b {
		return a != a && b != b
	}
	return math.Float32bits(a) == math.Float32bits(b)
}

func sameVectors(a, b []float32) bool { return slices.EqualFunc(a, b, sameBits) }

func widen(x []float32) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = float64(v)
	}
	return y
}

func activate(a Activation, z float64) float64 {
	switch a {
	case ReLU:
		return math.Max(z, 0)
	case SigmoidActivation:
		return 1 / (1 + math.Exp(-z))
	case TanhActivation:
		return math.Tanh(z)
	}
	return z
}

// referenceLayer holds the parameters of a layer in float64, unpadded.
type referenceLayer struct {
	weights    [][]float64 // [in][out]
	bias       []float64
	activation Activation
}

func referenceOf(d *Dense) *referenceLayer {
	r := &referenceLayer{activation: d.Activation, bias: widen(d.Bias[:d.Out])}
	for i := range d.In {
		row := make([]float64, d.Out)
		for o := range row {
			row[o] = float64(d.Weight(i, o))
		}
		r.weights = append(r.weights, row)
	}
	return r
}

func (r *referenceLayer) forward(x []float64) []float64 {
	y := slices.Clone(r.bias)
	for i, v := range x {
		for o := range y {
			y[o] += v * r.weights[i][o]
		}
	}
	for o := range y {
		y[o] = activate(r.activation, y[o])
	}
	return y
}

// objective is the J whose derivative Loss.Delta states.
func objective(loss Loss, y, target []float64) float64 {
	sum := 0.0
	for i, t := range target {
		switch loss {
		case MSE:
			sum += 0.5 * (y[i] - t) * (y[i] - t)
		case BCE:
			sum -= t*math.Log(y[i]) + (1-t)*math.Log(1-y[i])
		case CrossEntropy:
			sum -= t * math.Log(y[i])
		}
	}
	return sum
}

// logSoftmax returns log(softmax(z)[class]) in float64.
func logSoftmax(z []float64, class int) float64 {
	sum := 0.0
	for _, v := range z {
		sum += math.Exp(v)
	}
	return z[class] - math.Log(sum)
}

// slope is the central difference of f over the variable, with a step that
// balances the rounding of float64 against the curvature.
func slope(variable *float64, f func() float64) float64 {
	const h = 1e-6
	original := *variable
	*variable = original + h
	above := f()
	*variable = original - h
	below := f()
	*variable = original
	return (above - below) / (2 * h)
}

// near allows for the rounding of a float32 computation of a few dozen terms of
// order one.
func near(got, want float64) bool { return math.Abs(got-want) <= 2e-6+2e-5*math.Abs(want) }

func randomVector(random *rand.Rand, n int) []float32 {
	v := NewVector(n)
	for i := range v {
		v[i] = float32(random.NormFloat64())
	}
	return v
}

// randomTarget lies strictly inside (0, 1).
func randomTarget(random *rand.Rand, n int) []float32 {
	v := NewVector(n)
	for i := range v {
		v[i] = 0.05 + 0.9*random.Float32()
	}
	return v
}

func randomDense(random *rand.Rand, in, out int, a Activation) *Dense {
	d := NewDense(in, out, a)
	for o := range out {
		d.Bias[o] = float32(0.3 * random.NormFloat64())
		for i := range in {
			d.SetWeight(i, o, float32(random.NormFloat64()/math.Sqrt(float64(in))))
		}
	}
	return d
}

func newRandom() *rand.Rand { return rand.New(rand.NewPCG(1, 2)) }

// mustPanic checks that f panics with a message of this package.
func mustPanic(t *testing.T, name string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		message, ok := recover().(string)
		if !ok || len(message) < 3 || message[:3] != "nn:" {
			t.Errorf("%s: recovered %q, want a panic that starts with nn:", name, message)
		}
	}()
	f()
}
