package stream

import (
	"fmt"
	"math"

	"tinyol-sim/internal/stream/moment"
)

// equalRates is how far apart two periods are at most, as a part of one, that are the
// same for all that is computed from them.
const equalRates = 1e-3

// mostMade bounds how many rows --resample makes of one, against a rate in the wrong
// unit.
const mostMade = 1000

// resampler makes rows that are a period apart of those that a reader reads, segment
// by segment. Between two rows the recording is the line from one to the other. Where
// rows get more, a new one is the point of that line; where they get fewer, the mean of
// it over the period around the new row, as a sensor at that rate would average.
// docs/RATIONALE.md says why.
type resampler struct {
	r       *Reader
	period  float64
	average bool
	row     Row // the one that was made

	began   bool
	start   float64 // time of the segment's first row, as Row.Time
	number  int64   // of that row
	instant moment.Instant
	next    int64 // row of the segment to make next
	pending bool  // the line to the latest row has not been gone along to its end
	from    knot  // begin and end of that line
	to      knot

	sums   []float64 // of the mean at hand: values times seconds
	summed float64   // up to here
	middle knot      // the recorded row that the middle of the period is nearest to
}

// knot is a recorded row; at is seconds from the first of its segment.
type knot struct {
	at     float64
	values []float32
	label  int
	line   int
}

// slack is how far times may be apart, in periods, that are equal but for rounding.
const slack = 1e-6

// newResampler checks that the reader's rows can be put at a rate.
func newResampler(r *Reader, rate float64) (*resampler, *Error) {
	recorded := r.recordedPeriod()
	if recorded == 0 {
		return nil, &Error{File: r.name, Problem: "--resample has to know when rows were recorded, and there is no time", Remedy: "name the column with --time, or give the rows a second as recorded with --rate"}
	}
	if made := rate * recorded; made > mostMade {
		return nil, &Error{File: r.name, Problem: fmt.Sprintf("--resample %g makes %.0f rows of one, at %s Hz", rate, made, shortNumber(1/recorded)), Remedy: "check the unit of the time, or give a lower rate"}
	}
	channels := len(r.layout.channels)
	e := &resampler{r: r, period: 1 / rate, sums: make([]float64, channels)}
	e.average = e.period > recorded*(1+equalRates)
	e.row = Row{Values: make([]float32, channels)}
	e.from.values, e.to.values = make([]float32, channels), make([]float32, channels)
	return e, nil
}

// scan makes the next row.
func (e *resampler) scan() bool {
	for {
		if e.pending && e.makeRow() {
			return true
		}
		if e.pending = e.r.scan(); !e.pending {
			return false
		}
		e.take()
	}
}

// take has the row that was read end the line, or begin a segment.
func (e *resampler) take() {
	row := &e.r.row
	if !e.began || row.Segment != e.row.Segment {
		e.began, e.row.Segment = true, row.Segment
		e.start, e.number, e.instant = row.Time, row.Number, e.r.clock.position()
		e.next, e.summed = 0, 0
		clear(e.sums)
		e.to.set(0, row)
		e.from.set(0, row)
		return
	}
	e.from, e.to = e.to, e.from
	e.to.set(e.sinceStart(), row)
}

// sinceStart is the time of the reader's row from the segment's first on, in seconds.
func (e *resampler) sinceStart() float64 {
	if rate := e.r.options.Rate; rate > 0 {
		return float64(e.r.row.Number-e.number) / rate
	}
	return e.r.clock.position().Since(e.instant)
}

func (k *knot) set(at float64, row *Row) {
	k.at, k.label, k.line = at, row.Label, row.Line
	copy(k.values, row.Values)
}

// makeRow makes the next row if it lies on the line at hand.
func (e *resampler) makeRow() bool {
	middle := float64(float64(e.next) * e.period)
	end := middle
	if e.average {
		middle, end = middle+float64(0.5*e.period), middle+e.period
		e.sumTo(min(end, e.to.at), middle)
	}
	if end > e.to.at+float64(slack*e.period) {
		return false
	}
	if e.average {
		for i, sum := range e.sums {
			e.row.Values[i] = float32(sum / e.period)
		}
		clear(e.sums)
		e.finish(&e.middle, middle)
		return true
	}
	w := e.weight(middle)
	if math.Abs(middle-e.to.at) <= slack*e.period {
		w = 1
	}
	for i, a := range e.from.values {
		e.row.Values[i] = float32(float64(a) + float64(w*(float64(e.to.values[i])-float64(a))))
	}
	e.finish(e.nearest(middle), middle)
	return true
}

// finish completes a row with what belongs to the recorded one nearest to it.
func (e *resampler) finish(nearest *knot, at float64) {
	e.row.Number++
	e.row.Line, e.row.Label, e.row.Time = nearest.line, nearest.label, e.start+at
	e.next++
}

// weight is how far along the line a time is, 0 to 1.
func (e *resampler) weight(at float64) float64 {
	if e.to.at == e.from.at {
		return 1
	}
	return min(max((at-e.from.at)/(e.to.at-e.from.at), 0), 1)
}

// nearest is the recorded row that a time is nearest to; the later one in the middle.
func (e *resampler) nearest(at float64) *knot {
	if e.weight(at) < 0.5-slack {
		return &e.from
	}
	return &e.to
}

// sumTo goes on with the mean along the line.
func (e *resampler) sumTo(end, middle float64) {
	if e.from.at <= middle && middle <= e.to.at {
		n := e.nearest(middle)
		e.middle.label, e.middle.line = n.label, n.line
	}
	if end <= e.summed {
		return
	}
	// A line's mean is its value in the middle.
	w := e.weight(e.summed + float64(0.5*(end-e.summed)))
	for i, a := range e.from.values {
		e.sums[i] += float64((float64(a) + float64(w*(float64(e.to.values[i])-float64(a)))) * (end - e.summed))
	}
	e.summed = end
}

// resample has the reader's rows come at a rate, where one is asked for.
func (r *Reader) resample() error {
	if r.options.Resample <= 0 {
		return nil
	}
	e, err := newResampler(r, r.options.Resample)
	if err != nil {
		return err
	}
	r.even = e
	return nil
}

// RatesDiffer reports two periods that are not the same, and whether they are so far
// apart that recordings of them cannot go together.
func RatesDiffer(a, b float64) (differ, far bool) {
	const farRates = 0.05
	d := math.Abs(a-b) / min(a, b)
	return d > equalRates, d > farRates
}
