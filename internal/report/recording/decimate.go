package recording

import "math"

// maxBins bounds the points of a drawn series. At column width a point then
// covers a sixth of a millimetre, about the width of a line.
const maxBins = 512

// Decimator thins several series that share their positions to between
// maxBins/2 and maxBins bins while they stream by. A bin keeps the mean,
// minimum and maximum of each series. When the bins run out, neighbours are
// merged and every bin holds twice as many steps.
type Decimator struct {
	width  int64 // steps to a bin
	Series int
	Bins   []bin
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

func newDecimator(series int) *Decimator {
	return &Decimator{width: 1, Series: series, Bins: make([]bin, 0, maxBins)}
}

// add puts one value of each series, at position x, into the bin of the
// ordinal-th step (from 0, never falling). NaN stands for no value; infinities
// are left out like it, since no axis can show them.
func (d *Decimator) add(ordinal int64, x float64, values ...float64) {
	for ordinal/d.width >= maxBins {
		d.halve()
	}
	at := int(ordinal / d.width)
	for len(d.Bins) <= at {
		d.grow()
	}
	b := &d.Bins[at]
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
func (d *Decimator) grow() {
	d.Bins = d.Bins[:len(d.Bins)+1]
	b := &d.Bins[len(d.Bins)-1]
	if b.values == nil {
		b.values = make([]binValue, d.Series)
	}
	b.x, b.n = 0, 0
	clear(b.values)
}

// halve merges neighbours, in place.
func (d *Decimator) halve() {
	half := (len(d.Bins) + 1) / 2
	for i := range half {
		b := &d.Bins[2*i]
		if 2*i+1 < len(d.Bins) {
			b.include(&d.Bins[2*i+1])
		}
		d.Bins[i], d.Bins[2*i] = d.Bins[2*i], d.Bins[i]
	}
	d.Bins = d.Bins[:half]
	d.width *= 2
}

func (b *bin) include(o *bin) {
	b.x += o.x
	b.n += o.n
	for i := range b.values {
		b.values[i].include(o.values[i])
	}
}
