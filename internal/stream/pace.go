package stream

import (
	"math"
	"slices"
	"strconv"
)

// gapPeriods is the longest step in time that a segment bears: a few lost rows
// are a flaw of the recording, more are a break in it.
const gapPeriods = 3.5

// pace is what the steps in time say of a recording, in seconds.
type pace struct {
	period  float64 // from row to row; 0: unknown
	longest float64 // step within a segment
	jump    float64 // from packet to packet, where rows come in such; else 0
	still   float64 // steps up to this are within a packet
	// low and high are the 10th and the 90th percentile of the steps within segments.
	low, high float64
	uneven    bool
	spread    float64 // longest step less the shortest that is not 0
	falls     bool    // nearly all steps are backwards: the newest row stands first
}

// longestJump is the longest step from stamp to stamp within a segment.
func (p *pace) longestJump() float64 { return max(p.longest, gapPeriods*p.jump) }

// Percentiles that show the spread of the steps, and how far from the median one they
// may be before a recording counts as uneven.
const (
	lowShare, highShare = 0.1, 0.9
	evenWithin          = 0.2
)

// sharedStamps is the share of steps of 0 from which on stamps are those of packets:
// two rows a stamp are half of the steps.
const sharedStamps = 0.45

// paceOf measures chunks of consecutive times, each in seconds from a start of its
// own. Steps backwards do not count.
func paceOf(chunks [][]float64) pace {
	steps := stepsOf(chunks)
	still, _ := slices.BinarySearch(steps, math.SmallestNonzeroFloat64)
	median := medianStep(steps)
	p := pace{longest: math.Inf(1)}
	switch {
	case median == 0:
	case float64(still) >= sharedStamps*float64(len(steps)):
		p.measurePackets(chunks, median)
	default:
		p.period, p.longest = periodOf(steps, median), gapPeriods*median
		p.measureSpread(steps, median)
		if jump := p.bursts(steps); jump > 0 {
			p = pace{still: p.longest}
			p.measurePackets(chunks, jump)
		}
	}
	p.falls = fall(chunks)
	if median > 0 {
		p.spread = steps[len(steps)-1] - steps[still]
	}
	return p
}

// fall reports that nine of ten steps that are not 0 are backwards.
func fall(chunks [][]float64) bool {
	up, down := 0, 0
	for _, times := range chunks {
		for i := 1; i < len(times); i++ {
			switch step := times[i] - times[i-1]; {
			case step > 0:
				up++
			case step < 0:
				down++
			}
		}
	}
	return down > 9*up && down >= leastFalls
}

// leastFalls is how many steps backwards are no recordings that begin again.
const leastFalls = 8

// bursts returns the usual step from burst to burst, where rows were stamped as they
// arrived and not as they were read: in bursts of uneven short steps, with even long
// ones between that make up nearly all of the time. 0: they were not. Short steps that
// are even are those of a recorder with pauses.
func (p *pace) bursts(steps []float64) (jump float64) {
	const (
		leastLong  = 0.02
		nearlyAll  = 0.9
		unevenBy   = 2
		longEvenBy = 3
	)
	n, _ := slices.BinarySearch(steps, math.Nextafter(p.longest, math.Inf(1)))
	long := steps[n:]
	if float64(len(long)) < leastLong*float64(len(steps)) || p.high < unevenBy*p.low {
		return 0
	}
	all, between := 0.0, 0.0
	for _, s := range steps {
		all += s
	}
	for _, s := range long {
		between += s
	}
	if between < nearlyAll*all || percentile(long, highShare) > longEvenBy*percentile(long, lowShare) {
		return 0
	}
	return long[len(long)/2]
}

// stepsOf returns the steps in time that are not negative, sorted.
func stepsOf(chunks [][]float64) (steps []float64) {
	for _, times := range chunks {
		for i := 1; i < len(times); i++ {
			if step := times[i] - times[i-1]; step >= 0 {
				steps = append(steps, step)
			}
		}
	}
	slices.Sort(steps)
	return steps
}

// medianStep is the median of the positive steps; 0 if there is none.
func medianStep(steps []float64) float64 {
	first, _ := slices.BinarySearch(steps, math.SmallestNonzeroFloat64)
	if positive := steps[first:]; len(positive) > 0 {
		return positive[len(positive)/2]
	}
	return 0
}

// periodOf is the median where nearly all steps are equal, else the mean of the
// steps without gaps: a clock of milliseconds shows 119 Hz as steps of 8 and 9.
func periodOf(steps []float64, median float64) float64 {
	const (
		equal     = 1e-6 // relative: rounding of the differences
		nearlyAll = 0.9
	)
	same, sum, n := 0, 0.0, 0
	for _, s := range steps {
		if math.Abs(s-median) <= equal*median {
			same++
		}
		if s <= gapPeriods*median {
			sum += s
			n++
		}
	}
	period := median
	if float64(same) < nearlyAll*float64(n) {
		period = sum / float64(n)
	}
	return roundOff(period)
}

// roundOff removes the noise that a difference of decimal fractions has.
func roundOff(x float64) float64 {
	const significant = 9
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', significant, 64), 64)
	if err != nil {
		return x
	}
	return y
}

// measurePackets takes rows that share a stamp: the period is the time between
// changes of the stamp over the rows between them. What comes before the first change
// and after the last is not whole.
func (p *pace) measurePackets(chunks [][]float64, jump float64) {
	rows, span, most := 0, 0.0, 0
	var ends []packetEnd
	for _, times := range chunks {
		from := -1 // first row of the packet at hand, where it is whole
		begin := 0
		for i := 1; i < len(times); i++ {
			step := times[i] - times[i-1]
			if step >= 0 && step <= p.still {
				continue
			}
			most, begin = max(most, i-begin), i
			if step < 0 || step > gapPeriods*jump {
				from = -1
				continue
			}
			if from >= 0 {
				e := packetEnd{rows: i - from, step: times[i] - times[from]}
				rows, span, ends = rows+e.rows, span+e.step, append(ends, e)
			}
			from = i
		}
		most = max(most, len(times)-begin)
	}
	if rows == 0 {
		rows, span = most, jump
	}
	p.jump, p.period = jump, roundOff(span/float64(rows))
	p.longest = gapPeriods * max(p.period, usualGap(ends, p.period))
}

// packetEnd is a packet of rows and the time from its stamp to the next one's.
type packetEnd struct {
	rows int
	step float64
}

// usualGap is the time from the last row of a packet to the next packet, which nine in
// ten stay below where rows are a period apart: packets do not come as evenly as rows.
func usualGap(ends []packetEnd, period float64) float64 {
	if len(ends) == 0 {
		return 0
	}
	gaps := make([]float64, len(ends))
	for i, e := range ends {
		gaps[i] = e.step - float64(float64(e.rows-1)*period)
	}
	slices.Sort(gaps)
	return percentile(gaps, highShare)
}

func percentile(sorted []float64, share float64) float64 {
	return sorted[int(share*float64(len(sorted)-1))]
}

// measureSpread judges how even the steps within segments are.
func (p *pace) measureSpread(steps []float64, median float64) {
	n, _ := slices.BinarySearch(steps, math.Nextafter(p.longest, math.Inf(1)))
	within := steps[:n]
	p.low, p.high = percentile(within, lowShare), percentile(within, highShare)
	far := p.low < (1-evenWithin)*median || p.high > (1+evenWithin)*median
	p.uneven = far && !p.byTicks(within, median)
}

// byTicks reports steps that differ by no more than the resolution of their clock: at
// 400 Hz one of milliseconds shows steps of 2 and 3.
func (p *pace) byTicks(steps []float64, median float64) bool {
	const near = 0.01
	tick := math.Inf(1)
	for i := 1; i < len(steps); i++ {
		if d := steps[i] - steps[i-1]; d > near*near*median {
			tick = min(tick, d)
		}
	}
	ticks := median / tick
	return p.high-p.low <= (1+near)*tick && math.Abs(ticks-math.Round(ticks)) <= near
}
