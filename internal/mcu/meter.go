package mcu

import (
	"math"
	"math/bits"
	"slices"
)

// Meter collects cycle counts per phase in bounded memory. Host-engine counts
// take few distinct values and stay exact; beyond maxDistinct of them the
// median comes from a histogram.
type Meter struct {
	phases []distribution
}

// Dist summarises the counts of one phase.
type Dist struct {
	Count                  int64
	Mean, Median, Min, Max float64
	// Exact is false where the median was read off a histogram; it is then
	// within 1/64 of the true one. Mean, Min and Max are always exact.
	Exact bool
}

// NewMeter returns a meter for phases 0 to n-1.
func NewMeter(n int) *Meter { return &Meter{phases: make([]distribution, n)} }

// Add counts one observation of at least 0 cycles.
func (m *Meter) Add(phase int, cycles int64) { m.AddTimes(phase, cycles, 1) }

// AddTimes adds a number of observations that are equal.
func (m *Meter) AddTimes(phase int, cycles, times int64) {
	if cycles < 0 {
		panic("mcu: negative cycle count")
	}
	m.phases[phase].add(cycles, times)
}

// Dist returns the summary of a phase; all zero where nothing was added.
func (m *Meter) Dist(phase int) Dist { return m.phases[phase].summary() }

// maxDistinct bounds the exact part of a distribution to 8 KB.
const maxDistinct = 512

type distribution struct {
	count    int64
	sumHigh  uint64 // 128-bit sum: exact for any run
	sumLow   uint64
	min, max int64
	values   []bucket // distinct values in order, until there are too many
	last     int      // index in values of the latest hit: counts repeat
	coarse   *histogram
}

type bucket struct {
	value int64
	count int64
}

func (d *distribution) add(v, times int64) {
	if d.count == 0 || v < d.min {
		d.min = v
	}
	d.max = max(d.max, v)
	d.count += times
	high, low := bits.Mul64(uint64(v), uint64(times))
	var carry uint64
	d.sumLow, carry = bits.Add64(d.sumLow, low, 0)
	d.sumHigh += high + carry
	if d.coarse != nil {
		d.coarse.add(v, times)
		return
	}
	d.addExact(v, times)
}

func (d *distribution) addExact(v, times int64) {
	if d.last < len(d.values) && d.values[d.last].value == v {
		d.values[d.last].count += times
		return
	}
	i, found := slices.BinarySearchFunc(d.values, v, func(b bucket, v int64) int {
		switch {
		case b.value < v:
			return -1
		case b.value > v:
			return 1
		}
		return 0
	})
	switch {
	case found:
		d.values[i].count += times
		d.last = i
	case len(d.values) < maxDistinct:
		d.values = slices.Insert(d.values, i, bucket{v, times})
		d.last = i
	default:
		d.coarsen()
		d.coarse.add(v, times)
	}
}

// coarsen moves the distinct values into a histogram.
func (d *distribution) coarsen() {
	d.coarse = &histogram{}
	for _, b := range d.values {
		d.coarse.add(b.value, b.count)
	}
	d.values = nil
}

func (d *distribution) summary() Dist {
	if d.count == 0 {
		return Dist{}
	}
	return Dist{
		Count: d.count,
		Mean:  (math.Ldexp(float64(d.sumHigh), 64) + float64(d.sumLow)) / float64(d.count),
		// The middle value, or the mean of the middle two.
		Median: (d.ranked((d.count-1)/2) + d.ranked(d.count/2)) / 2,
		Min:    float64(d.min),
		Max:    float64(d.max),
		Exact:  d.coarse == nil,
	}
}

// ranked is the value at an index of the sorted observations.
func (d *distribution) ranked(index int64) float64 {
	if d.coarse != nil {
		return min(max(d.coarse.ranked(index), float64(d.min)), float64(d.max))
	}
	for _, b := range d.values {
		if index -= b.count; index < 0 {
			return float64(b.value)
		}
	}
	return float64(d.max)
}

// histogram has 32 buckets per octave: a bucket is at most 1/32 of its lower
// end wide, and its middle within 1/64 of all it holds. Values below 32 have a
// bucket each. The total is 60 octaves, 15 KB.
type histogram [(octaves + 1) * perOctave]int64

const (
	perOctaveBits = 5
	perOctave     = 1 << perOctaveBits
	octaves       = 63 - perOctaveBits
)

func (h *histogram) add(v, count int64) {
	h[histogramIndex(v)] += count
}

func histogramIndex(v int64) int {
	octave := max(bits.Len64(uint64(v))-1-perOctaveBits, 0)
	if v < perOctave {
		return int(v)
	}
	return octave*perOctave + int(v>>octave)
}

// ranked returns the middle of the bucket that holds an index.
func (h *histogram) ranked(index int64) float64 {
	for i, count := range h {
		if index -= count; index < 0 {
			return bucketMiddle(i)
		}
	}
	return math.MaxInt64
}

func bucketMiddle(i int) float64 {
	if i < 2*perOctave {
		return float64(i)
	}
	octave := i/perOctave - 1
	low := math.Ldexp(float64(i-octave*perOctave), octave)
	return low + float64((math.Ldexp(1, octave)-1)/2)
}
