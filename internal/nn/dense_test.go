package nn

import (
	"fmt"
	"testing"
)

// TestDenseByHand computes a layer of 2 inputs and 3 outputs whose numbers are
// exact in float32:
//
//	y0 = 0.5 + 2·1 + (-3)·0.25 = 1.75
//	y1 = -1  + 2·0.5 + (-3)·1  = -3
//	y2 = 0   + 2·(-1) + (-3)·2 = -8
func TestDenseByHand(t *testing.T) {
	d := NewDense(2, 3, Linear)
	copy(d.Bias, []float32{0.5, -1, 0})
	for o, w := range [][2]float32{{1, 0.25}, {0.5, 1}, {-1, 2}} {
		d.SetWeight(0, o, w[0])
		d.SetWeight(1, o, w[1])
	}
	y := NewVector(3)
	d.Forward(y, []float32{2, -3})
	if want := []float32{1.75, -3, -8}; !sameVectors(y, want) {
		t.Errorf("y = %v, want %v", y, want)
	}
	if d.Weights[1*Stride(3)+2] != 2 {
		t.Errorf("the weight from input 1 to output 2 is not at 1*Stride+2")
	}
}

// TestDenseOrder tells index order from any other: 2^24 + 1 is not a float32,
// so ((1 + 2^24) - 2^24) = 0 but (1 + (2^24 - 2^24)) = 1.
func TestDenseOrder(t *testing.T) {
	for _, out := range []int{1, 4, 8, 40} {
		d := NewDense(2, out, Linear)
		for o := range out {
			d.Bias[o] = 1
			d.SetWeight(0, o, 1<<24)
			d.SetWeight(1, o, -1<<24)
		}
		y := NewVector(out)
		d.Forward(y, []float32{1, 1})
		for o, v := range y {
			if v != 0 {
				t.Errorf("%d outputs: y[%d] = %g, want 0: the bias first, then the inputs in order", out, o, v)
			}
		}
	}
}

// TestDenseNotFused tells separate rounding from a fused multiply-add:
// (1+2^-12)² = 1 + 2^-11 + 2^-24 rounds to 1 + 2^-11, so subtracting that gives
// 0, where a fused operation leaves 2^-24.
func TestDenseNotFused(t *testing.T) {
	const a = 1 + 0x1p-12
	d := NewDense(1, 8, Linear)
	for o := range 8 {
		d.Bias[o] = -(1 + 0x1p-11)
		d.SetWeight(0, o, a)
	}
	y := NewVector(8)
	d.Forward(y, []float32{a})
	for o, v := range y {
		if v != 0 {
			t.Errorf("y[%d] = %g, want 0: the product must be rounded before it is added", o, v)
		}
	}
}

// TestDenseReference compares with float64 over odd and even sizes.
func TestDenseReference(t *testing.T) {
	random := newRandom()
	for _, size := range [][2]int{{1, 1}, {3, 5}, {40, 16}, {16, 4}, {4, 16}, {16, 40}, {96, 33}} {
		for a := Linear; a <= TanhActivation; a++ {
			d := randomDense(random, size[0], size[1], a)
			x := randomVector(random, size[0])
			y := NewVector(size[1])
			d.Forward(y, x)
			for o, want := range referenceOf(d).forward(widen(x)) {
				if !near(float64(y[o]), want) {
					t.Errorf("%v %s: y[%d] = %g, want %g", size, a, o, y[o], want)
				}
			}
		}
	}
}

// TestPaddingDoesNotLeak runs a layer with an infinite input: 0·Inf in the
// padding is NaN, which no output may see, now or in the next layer.
func TestPaddingDoesNotLeak(t *testing.T) {
	first := NewDense(1, 3, Linear)
	second := NewDense(3, 2, Linear)
	for o := range 3 {
		first.SetWeight(0, o, 1)
		second.SetWeight(o, 0, 1)
		second.SetWeight(o, 1, -1)
	}
	y, z := NewVector(3), NewVector(2)
	first.Forward(y, []float32{infinity})
	second.Forward(z, y)
	if !sameVectors(z, []float32{infinity, -infinity}) {
		t.Errorf("z = %v, want +Inf and -Inf", z)
	}
}

func TestDenseMisuse(t *testing.T) {
	d := NewDense(2, 3, Linear)
	mustPanic(t, "input too short", func() { d.Forward(NewVector(3), make([]float32, 1)) })
	mustPanic(t, "destination without room", func() { d.Forward(make([]float32, 3), make([]float32, 2)) })
	mustPanic(t, "destination too long", func() { d.Forward(NewVector(4), make([]float32, 2)) })
	mustPanic(t, "weight outside", func() { d.Weight(0, 3) })
	mustPanic(t, "no outputs", func() { NewDense(1, 0, Linear) })
}

func TestStrideAndNewVector(t *testing.T) {
	for n, want := range map[int]int{1: 8, 7: 8, 8: 8, 9: 16, 40: 40} {
		if Stride(n) != want {
			t.Errorf("Stride(%d) = %d, want %d", n, Stride(n), want)
		}
		if v := NewVector(n); len(v) != n || cap(v) < want {
			t.Errorf("NewVector(%d) has length %d and capacity %d", n, len(v), cap(v))
		}
	}
}

func TestNetwork(t *testing.T) {
	random := newRandom()
	n := &Network{Embedding: 1, Layers: []*Dense{
		randomDense(random, 40, 16, ReLU), randomDense(random, 16, 4, Linear),
		randomDense(random, 4, 16, ReLU), randomDense(random, 16, 40, SigmoidActivation),
	}}
	if err := n.Validate(); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(n.Sizes()); got != "[40 16 4 16 40]" {
		t.Errorf("sizes %s", got)
	}
	// 40·16+16 + 16·4+4 + 4·16+16 + 16·40+40 = 656 + 68 + 80 + 680
	if n.Parameters() != 1484 {
		t.Errorf("%d parameters, want 1484", n.Parameters())
	}
	x := randomVector(random, 40)
	activations := n.NewActivations()
	y := n.Forward(activations, x)
	want := widen(x)
	for l, layer := range n.Layers {
		want = referenceOf(layer).forward(want)
		for o, v := range activations[l] {
			if !near(float64(v), want[o]) {
				t.Errorf("layer %d output %d: %g, want %g", l, o, v, want[o])
			}
		}
	}
	if &y[0] != &activations[3][0] {
		t.Error("the result is not the last activation")
	}
	if allocations := testing.AllocsPerRun(100, func() { n.Forward(activations, x) }); allocations != 0 {
		t.Errorf("Forward allocates %g times", allocations)
	}
}

func TestNetworkValidate(t *testing.T) {
	random := newRandom()
	build := func() *Network {
		return &Network{Layers: []*Dense{randomDense(random, 3, 2, ReLU), randomDense(random, 2, 3, Linear)}}
	}
	cases := map[string]func(*Network){
		"no layers":          func(n *Network) { n.Layers = nil },
		"embedding outside":  func(n *Network) { n.Embedding = 2 },
		"missing layer":      func(n *Network) { n.Layers[1] = nil },
		"sizes do not chain": func(n *Network) { n.Layers[1] = randomDense(random, 3, 3, Linear) },
		"activation unknown": func(n *Network) { n.Layers[0].Activation = 9 },
		"weights cut off":    func(n *Network) { n.Layers[0].Weights = n.Layers[0].Weights[1:] },
		"weight not finite":  func(n *Network) { n.Layers[0].SetWeight(2, 1, nan) },
		"bias not finite":    func(n *Network) { n.Layers[1].Bias[0] = infinity },
		"padding not zero":   func(n *Network) { n.Layers[0].Weights[7] = 1 },
	}
	if err := build().Validate(); err != nil {
		t.Fatalf("a sound network: %v", err)
	}
	for name, spoil := range cases {
		n := build()
		spoil(n)
		if _, ok := n.Validate().(*NetworkError); !ok {
			t.Errorf("%s: %v, want a *NetworkError", name, n.Validate())
		}
	}
}
