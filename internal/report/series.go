package report

import "math"

// series is what is drawn of one value: positions with mean, minimum and
// maximum. Where steps without a value lie between two bins, an entry of NaN
// stands between them, and lines break there.
type series struct {
	X, Mean, Min, Max []float64
}

// of returns the i-th series over the positions it was added at.
func (d *decimator) of(i int) series {
	return d.collect(i, func(b *bin) float64 { return b.x / float64(b.n) })
}

// at returns the i-th series with the means of another as its positions.
func (d *decimator) at(i, positions int) series {
	return d.collect(i, func(b *bin) float64 { return b.values[positions].mean() })
}

func (v binValue) mean() float64 { return v.sum / float64(v.n) }

// point is a bin of one series with its position.
type point struct {
	x float64
	binValue
}

// collect joins the stretches of bins that have a value.
func (d *decimator) collect(i int, position func(*bin) float64) series {
	var s series
	var stretch []point
	for k := range d.bins {
		b := &d.bins[k]
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
func (s *series) add(stretch []point) {
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

func (s *series) append(x, mean, low, high float64) {
	s.X = append(s.X, x)
	s.Mean = append(s.Mean, mean)
	s.Min = append(s.Min, low)
	s.Max = append(s.Max, high)
}

// shift moves all positions.
func (s series) shift(by float64) series {
	for i := range s.X {
		s.X[i] += by
	}
	return s
}

// scale multiplies all positions, to change their unit.
func (s series) scale(factor float64) series {
	for i := range s.X {
		s.X[i] *= factor
	}
	return s
}

// indices is a range, to excluded.
type indices struct{ from, to int }

// stretches are the ranges between the gaps of a series' positions.
func stretches(x []float64) []indices {
	var out []indices
	from := 0
	for i := range len(x) + 1 {
		if i < len(x) && !math.IsNaN(x[i]) {
			continue
		}
		if i > from {
			out = append(out, indices{from, i})
		}
		from = i + 1
	}
	return out
}
