package nn

import (
	"math/bits"
	"math/rand/v2"

	"tinyol-sim/internal/f32"
)

// generator draws from a seeded PCG. It turns the raw 64-bit values, which
// math/rand/v2 fixes for all versions and platforms, into numbers itself, so
// that the draws are as fixed as those.
type generator struct{ source *rand.PCG }

// streamConstant is the second half of the PCG's seed: the fractional digits of
// the golden ratio in binary, an arbitrary number without structure.
const streamConstant = 0x9e3779b97f4a7c15

func newGenerator(seed uint64) generator {
	return generator{rand.NewPCG(seed, streamConstant)}
}

// uniform returns a multiple of 2^-24 in [0, 1).
func (g generator) uniform() float32 {
	return float32(uint32(g.source.Uint64()>>40)) * 0x1p-24
}

// below returns an integer in [0, n). The multiply-shift prefers some values
// by less than n/2^64, which no training notices.
func (g generator) below(n int) int {
	high, _ := bits.Mul64(g.source.Uint64(), uint64(n))
	return int(high)
}

// shuffle permutes order in place (Fisher and Yates).
func (g generator) shuffle(order []int) {
	for i := len(order) - 1; i > 0; i-- {
		k := g.below(i + 1)
		order[i], order[k] = order[k], order[i]
	}
}

// initialise draws the layer's weights uniformly from ±limit: sqrt(6/in) before
// a ReLU (He et al., ICCV 2015), sqrt(6/(in+out)) otherwise (Glorot and Bengio,
// AISTATS 2010). Biases stay zero.
func (g generator) initialise(d *Dense) {
	fan := d.In + d.Out
	if d.Activation == ReLU {
		fan = d.In
	}
	limit := f32.Sqrt(6 / float32(fan))
	for i := range d.In {
		for o := range d.Out {
			d.SetWeight(i, o, (float32(2*g.uniform())-1)*limit)
		}
	}
}
