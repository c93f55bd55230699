package recording

import (
	"math"
	"slices"

	"tinyol-sim/internal/figure"
)

// Series is what is drawn of one value: positions with mean, minimum and
// maximum. Where steps without a value lie between two bins, an entry of NaN
// stands between them, and lines break there.
type Series struct {
	X, Mean, Min, Max []float64
}

// Of returns the i-th series over the positions it was added at.
func (d *Decimator) Of(i int) Series {
	return d.collect(i, func(b *bin) float64 { return b.x / float64(b.n) })
}

// at returns the i-th series with the means of another as its positions.
func (d *Decimator) at(i, positions int) Series {
	return d.collect(i, func(b *bin) float64 { return b.values[positions].mean() })
}

func (v binValue) mean() float64 { return v.sum / float64(v.n) }

// point is a bin of one series with its position.
type point struct {
	x float64
	binValue
}

// collect joins the stretches of bins that have a value.
func (d *Decimator) collect(i int, position func(*bin) float64) Series {
	var s Series
	var stretch []point
	for k := range d.Bins {
		b := &d.Bins[k]
		if b.n == 0 || b.values[i].n == 0 {
			s.add(joinThinEnds(stretch, d.width))
			stretch = stretch[:0]
			continue
		}
		stretch = append(stretch, point{position(b), b.values[i]})
	}
	s.add(joinThinEnds(stretch, d.width))
	return s
}

// thinPart is the part of a bin's steps below which the bin at an end of a
// stretch joins its neighbour: the mean of a few steps would stand out among
// the means of many.
const thinPart = 4

func joinThinEnds(stretch []point, width int64) []point {
	if n := len(stretch); n > 1 && stretch[n-1].n*thinPart < width {
		stretch[n-2].include(stretch[n-1].binValue)
		stretch = stretch[:n-1]
	}
	if n := len(stretch); n > 1 && stretch[0].n*thinPart < width {
		stretch[1].include(stretch[0].binValue)
		stretch = stretch[1:]
	}
	return stretch
}

// add appends a stretch behind a gap.
func (s *Series) add(stretch []point) {
	if len(stretch) == 0 {
		return
	}
	if len(s.X) > 0 {
		s.append(math.NaN(), math.NaN(), math.NaN(), math.NaN())
	}
	for _, p := range stretch {
		s.append(p.x, p.mean(), p.min, p.max)
	}
}

func (s *Series) append(x, mean, low, high float64) {
	s.X = append(s.X, x)
	s.Mean = append(s.Mean, mean)
	s.Min = append(s.Min, low)
	s.Max = append(s.Max, high)
}

// shift moves all positions.
func (s Series) shift(by float64) Series {
	for i := range s.X {
		s.X[i] += by
	}
	return s
}

// scale multiplies all positions, to change their unit.
func (s Series) scale(factor float64) Series {
	for i := range s.X {
		s.X[i] *= factor
	}
	return s
}

// BandReach is how far the bands may stretch a logarithmic axis beyond the
// lines: single windows should not flatten what the figure is about.
const BandReach = 8

// LogLimits spans the means and the extra values with some room, and the bands
// as far as bandReach.
func LogLimits(extra []float64, all ...Series) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, s := range all {
		for _, v := range append(extra, s.Mean...) {
			if v > 0 {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if low > high {
		return 0.1, 1 // nothing above zero
	}
	bandLow, bandHigh := low, high
	for _, s := range all {
		for i := range s.Min {
			if s.Min[i] > 0 {
				bandLow = min(bandLow, s.Min[i])
			}
			if s.Max[i] > bandHigh {
				bandHigh = s.Max[i]
			}
		}
	}
	low, high = max(bandLow, low/BandReach), min(bandHigh, high*BandReach)
	const room = 1.15
	return low / room, high * room
}

// coarse joins this many positions of a series to one: lines on each other need
// to be smoother than one alone.
const coarse = 4

// Coarser takes means over neighbours, none across a gap.
func (s Series) Coarser() Series {
	var out Series
	for _, r := range figure.Stretches(s.X) {
		if len(out.X) > 0 {
			out.append(math.NaN(), math.NaN(), math.NaN(), math.NaN())
		}
		for from := r.From; from < r.To; from += coarse {
			to := min(from+coarse, r.To)
			x, mean := 0.0, 0.0
			for i := from; i < to; i++ {
				x, mean = x+s.X[i], mean+s.Mean[i]
			}
			n := float64(to - from)
			out.append(x/n, mean/n, slices.Min(s.Min[from:to]), slices.Max(s.Max[from:to]))
		}
	}
	return out
}
