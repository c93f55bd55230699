package metrics

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// What every block bootstrap has in common.
const (
	Replicates   = 1000
	FewestBlocks = 5 // with less there is no interval

	// The seed, "tinyol" in ASCII, is the same always, so that a result has one
	// interval.
	bootstrapSeed   = 0x74696e796f6c
	bootstrapStream = 1
)

// Pair is a difference to take: arm less against, indices of arms.
type Pair struct{ Arm, Against int }

// replicates are figures of the blocks as they came, and of samples of as many
// blocks drawn from them with replacement, each stratum by itself.
type replicates struct {
	whole []float64   // [figures]
	drawn [][]float64 // [figures][Replicates]
}

// resample draws from strata of so many blocks, if any has enough. evaluate
// writes the figures of a sample, in which each block of a stratum occurs
// weights[stratum][block] times.
func resample(strata []int, figures int, evaluate func(weights [][]int64, figures []float64)) *replicates {
	weights := make([][]int64, len(strata))
	for s, blocks := range strata {
		weights[s] = slices.Repeat([]int64{1}, blocks)
	}
	r := &replicates{whole: make([]float64, figures), drawn: make([][]float64, figures)}
	evaluate(weights, r.whole)
	if slices.Max(strata) < FewestBlocks {
		return r
	}
	for f := range r.drawn {
		r.drawn[f] = make([]float64, Replicates)
	}
	random, into := rand.NewPCG(bootstrapSeed, bootstrapStream), make([]float64, figures)
	for i := range Replicates {
		for _, w := range weights {
			clear(w)
			for range w {
				// The high half of the product is below len(w), each value as
				// likely as the other but for a share of 2^-50.
				block, _ := bits.Mul64(random.Uint64(), uint64(len(w)))
				w[block]++
			}
		}
		evaluate(weights, into)
		for f, v := range into {
			r.drawn[f][i] = v
		}
	}
	return r
}

// interval is that of a figure that so many blocks decide.
func (r *replicates) interval(figure, blocks int) Interval {
	return percentileInterval(r.whole[figure], slices.Clone(r.drawn[figure]), blocks)
}

// difference is that of one figure less another of the same samples.
func (r *replicates) difference(figure, against, blocks int) Interval {
	drawn := slices.Clone(r.drawn[figure])
	for i, v := range r.drawn[against] {
		drawn[i] -= v
	}
	return percentileInterval(r.whole[figure]-r.whole[against], drawn, blocks)
}

// percentileInterval takes the ends of the middle 95 % of what was drawn, which
// it sorts: the percentile interval (B. Efron, Nonparametric standard errors and
// confidence intervals, Canadian Journal of Statistics 9, 1981). With few blocks
// that is too narrow, as a sample varies less than what it was drawn from, and by
// an unknown factor; so it reaches as far out as Student's t does for so many
// blocks (T. C. Hesterberg, What teachers should know about the bootstrap, The
// American Statistician 69, 2015, the expanded percentile interval).
//
// It is no cure: on made recordings with 10 blocks a state it holds an area of
// 0.84 in 93 % of them and a false alarm rate of 0.12, which a few runs decide,
// in 85 %; with 100 blocks both in 95 % (TestBlocksCover).
//
// The ends are NaN with too few blocks, where a figure is not defined, and where
// all samples agree: blocks that are all alike do not show what another one
// would be.
func percentileInterval(whole float64, drawn []float64, blocks int) Interval {
	none := Interval{whole, math.NaN(), math.NaN()}
	if blocks < FewestBlocks || math.IsNaN(whole) || slices.ContainsFunc(drawn, math.IsNaN) {
		return none
	}
	slices.Sort(drawn)
	if drawn[0] == drawn[len(drawn)-1] {
		return none
	}
	beyond := max(1, int(expandedTail(blocks)*float64(len(drawn)+1)))
	return Interval{whole, drawn[beyond-1], drawn[len(drawn)-beyond]}
}

// expandedTail is the share of samples to leave out at either end: that of a
// normal distribution beyond sqrt(n / (n-1)) t(n-1), 0.025 for many blocks.
func expandedTail(blocks int) float64 {
	n := float64(blocks)
	return math.Erfc(math.Sqrt(n/(n-1))*studentQuantile(blocks-1)/math.Sqrt2) / 2
}
