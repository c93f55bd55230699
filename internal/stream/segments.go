package stream

import (
	"bytes"
	"math"
	"slices"
	"strconv"
)

// gapPeriods is the longest step in time that a segment bears: a few lost rows
// are a flaw of the recording, more are a break in it.
const gapPeriods = 3.5

// clock reads the time column and notices where time restarts.
type clock struct {
	format  timeFormat
	period  float64 // seconds from row to row; 0: unknown
	longest float64 // step within a segment
	last    float64 // NaN before the first row
}

// measure finds unit and period from the rows behind the mark at hand.
func (c *clock) measure(r *Reader) {
	c.last, c.longest = math.NaN(), math.Inf(1)
	if r.layout.time < 0 {
		return
	}
	c.format.moments = r.dialect.kinds[r.layout.time].moment()
	steps := c.peekSteps(r)
	median := medianStep(steps)
	if median == 0 {
		return
	}
	c.longest = gapPeriods * median
	c.period = periodOf(steps, median)
}

// peekSteps returns the steps in time that are not negative, sorted.
func (c *clock) peekSteps(r *Reader) []float64 {
	var steps []float64
	from := r.records.mark()
	last := math.NaN()
	for n := 0; !r.records.peeked(from, n); n++ {
		if err := r.records.next(); err != nil {
			if f, ok := err.(*fault); ok && !f.tooLong {
				continue
			}
			break
		}
		if len(r.records.fields) != len(r.dialect.names) {
			continue
		}
		field := trim(r.records.fields[r.layout.time])
		if c.format.divide == 0 && !c.format.moments {
			first, _ := parseFloat64(field, r.dialect.point)
			c.format = formatOf(r.layout.unit, first)
		}
		t, ok := c.format.seconds(field, r.dialect.point)
		if ok && t >= last {
			steps = append(steps, t-last)
		}
		if ok {
			last = t
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

// read returns the time of the record at hand in seconds, NaN without a time
// column.
func (c *clock) read(r *Reader) (float64, error) {
	column := r.layout.time
	if column < 0 {
		return math.NaN(), nil
	}
	field := trim(r.records.fields[column])
	t, ok := c.format.seconds(field, r.dialect.point)
	if ok && t-t == 0 {
		return t, nil
	}
	f := r.badNumber(column, "float64")
	if c.format.moments {
		f.problem = quoted(field) + " is not an ISO 8601 date-time"
	}
	return 0, f
}

// restarted takes the time of a good row and reports whether it begins a new
// segment.
func (c *clock) restarted(t float64) bool {
	broken := t < c.last || t-c.last > c.longest
	c.last = t
	return broken
}

// sessions watches the columns that name the session.
type sessions struct {
	columns []int
	last    [][]byte
}

func newSessions(columns []int) sessions {
	return sessions{columns: columns, last: make([][]byte, len(columns))}
}

// changed takes a good row and reports whether a session began.
func (s *sessions) changed(fields [][]byte) bool {
	changed := false
	for i, c := range s.columns {
		if text := fields[c]; !bytes.Equal(text, s.last[i]) {
			s.last[i] = append(s.last[i][:0], text...)
			changed = true
		}
	}
	return changed
}
