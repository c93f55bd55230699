package report

import "math"

// maxBins bounds the points of a drawn series. At column width a point then
// covers a sixth of a millimetre, about the width of a line.
const maxBins = 512

// decimator thins several series that share their positions to between
// maxBins/2 and maxBins bins while they stream by. A bin keeps the mean,
// minimum and maximum of each series. When the bins run out, neighbours are
// merged and every bin holds twice as many steps.
type decimator struct {
	width  int64 // steps to a bin
	series int
	bins   []bin
}

// bin holds one stretch of steps; a series without a value in it has n = 0.
type bin struct {
	x      float64 // sum of positions
	n      int64   // positions
	values []binValue
}

type binValue struct {
	n             int64
	sum, min, max float64
}

func newDecimator(series int) *decimator {
	return &decimator{width: 1, series: series, bins: make([]bin, 0, maxBins)}
}

// add puts one value of each series, at position x, into the bin of the
// ordinal-th step (from 0, never falling). NaN stands for no value; infinities
// are left out like it, since no axis can show them.
func (d *decimator) add(ordinal int64, x float64, values ...float64) {
	for ordinal/d.width >= maxBins {
		d.halve()
	}
	at := int(ordinal / d.width)
	for len(d.bins) <= at {
		d.grow()
	}
	b := &d.bins[at]
	b.x += x
	b.n++
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		b.values[i].include(binValue{n: 1, sum: v, min: v, max: v})
	}
}

func (v *binValue) include(o binValue) {
	switch {
	case o.n == 0:
		return
	case v.n == 0:
		*v = o
		return
	}
	v.n += o.n
	v.sum += o.sum
	v.min = math.Min(v.min, o.min)
	v.max = math.Max(v.max, o.max)
}

// grow adds an empty bin, of the memory that halve set free where it can.
func (d *decimator) grow() {
	d.bins = d.bins[:len(d.bins)+1]
	b := &d.bins[len(d.bins)-1]
	if b.values == nil {
		b.values = make([]binValue, d.series)
	}
	b.x, b.n = 0, 0
	clear(b.values)
}

// halve merges neighbours, in place.
func (d *decimator) halve() {
	half := (len(d.bins) + 1) / 2
	for i := range half {
		b := &d.bins[2*i]
		if 2*i+1 < len(d.bins) {
			b.include(&d.bins[2*i+1])
		}
		d.bins[i], d.bins[2*i] = d.bins[2*i], d.bins[i]
	}
	d.bins = d.bins[:half]
	d.width *= 2
}

func (b *bin) include(o *bin) {
	b.x += o.x
	b.n += o.n
	for i := range b.values {
		b.values[i].include(o.values[i])
	}
}
