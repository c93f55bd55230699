package stream

import (
	"fmt"
	"math"

	"tinyol-sim/internal/stream/moment"
	"tinyol-sim/internal/stream/role"
	"tinyol-sim/internal/stream/table"
)

const (
	day     = 86400
	halfDay = day / 2
)

// clock reads the time and notices where it restarts.
type clock struct {
	time, second int // columns; -1: none
	point        byte
	joined       []byte
	format       timeFormat
	pace         pace
	doubt        string // about the rate
	note         string // how to settle it
	told         string // what was decided without a doubt, and is not plain

	began   bool
	now     moment.Instant // of the record at hand, midnights counted
	seconds float64        // the same in one number, as Row.Time has it
	last    moment.Instant
	turned  int64 // seconds of the midnights that times of day have passed

	// Of packets: how many rows of this one came before, and how far the last row
	// stands after its stamp.
	sharing int
	offset  float64
	inside  float64 // seconds since the packet's stamp, by the stamps of its rows
	first   bool    // the packet is the first of its segment
}

// text is the time of a record as it is written: a field, or date and time of day
// with a space between. It is valid until the next call.
func (c *clock) text(fields [][]byte) []byte {
	field := table.Trim(fields[c.time])
	if c.second < 0 {
		return field
	}
	c.joined = append(append(c.joined[:0], field...), ' ')
	c.joined = append(c.joined, table.Trim(fields[c.second])...)
	return c.joined
}

// offsets are the seconds of consecutive fields since the first that can be read.
type offsets struct {
	seconds     []float64
	first, last moment.Instant
	turned      int64
}

// add takes the next field; one that cannot be read is left out.
func (o *offsets) add(field []byte, f *timeFormat, point byte) {
	_, at, ok := f.read(field, point)
	if !ok {
		return
	}
	if len(o.seconds) == 0 {
		o.first, o.last = at, at
	}
	at.Whole += o.turned
	if f.turnsAtMidnight() && at.Since(o.last) < -halfDay {
		at.Whole += day
		o.turned += day
	}
	o.last = at
	o.seconds = append(o.seconds, at.Since(o.first))
}

// learn finds format and pace from stretches of consecutive fields, as text returns
// them. numeric is what the column mostly holds.
func (c *clock) learn(stretches [][][]byte, unit string, numeric bool) {
	var all [][]byte
	for _, fields := range stretches {
		all = append(all, fields...)
	}
	c.format = formatOf(all, unit, numeric, c.point)
	c.measure(stretches)
	if unit == "" && c.inDigits(stretches) {
		c.told = "numbers are read as hours, minutes and seconds in six digits, hhmmss"
	} else if first, _ := wholeNumbers(all, c.point); c.sinceStart(first) {
		c.format = timeFormat{unit: timeUnits["ns"]}
		c.measure(stretches)
		c.told = fmt.Sprintf("numbers of this size that rise like this are read as nanoseconds since a device was started, %s; --rate says otherwise", hertz(c.pace.period))
	} else if c.format.unit == timeUnits[role.Days] {
		c.told = "numbers are read as days, as spreadsheets write dates"
	}
	c.judgeUnit(all)
}

// inDigits reports numbers that all are a time of day as hhmmss, whose steps are even as
// such and uneven as numbers, for they leave out what is past 59; the format and the
// pace are then theirs.
func (c *clock) inDigits(stretches [][][]byte) bool {
	if !c.format.assumed {
		return false
	}
	before := *c
	c.format = timeFormat{digits: true}
	for _, fields := range stretches {
		for _, field := range fields {
			if _, _, ok := c.format.read(field, c.point); !ok && len(field) > 0 {
				*c = before
				return false
			}
		}
	}
	c.measure(stretches)
	p, as := &c.pace, &before.pace
	if p.period > 0 && !p.uneven && as.spread > p.spread+minuteLeap {
		return true
	}
	*c = before
	return false
}

// minuteLeap is by how much more numbers rise from 59 seconds to the next minute.
const minuteLeap = 39

func (c *clock) measure(stretches [][][]byte) {
	chunks := make([][]float64, len(stretches))
	for i, fields := range stretches {
		var o offsets
		for _, field := range fields {
			o.add(field, &c.format, c.point)
		}
		chunks[i] = o.seconds
	}
	c.pace = paceOf(chunks)
}

// sinceStart reports numbers that are large enough for Unix time in milliseconds or
// microseconds, and make a rate as nanoseconds alone: phones count these since they were
// started. Rows that come every whole minute, or second below one, are Unix time before
// the year 2100.
func (c *clock) sinceStart(first float64) bool {
	const year2100 = 4102444800
	unit, period := c.format.unit, c.pace.period
	if !c.format.sized || unit.digits == 9 || period < 1/leastRate {
		return false
	}
	even := period == math.Trunc(period) && (period < 60 || math.Mod(period, 60) == 0)
	if even && first*unit.seconds() < year2100 {
		return false
	}
	rate := 1e9 * unit.seconds() / period
	return rate >= leastRate && rate <= mostRate
}

// read reads the time of the record at hand.
func (c *clock) read(r *Reader) error {
	if c.time < 0 {
		c.seconds = math.NaN()
		return nil
	}
	text := c.text(r.records.Fields)
	seconds, at, ok := c.format.read(text, c.point)
	if !ok || seconds-seconds != 0 {
		f := r.badNumber(c.time, "float64")
		if c.format.moments() {
			f.Problem = quoted(text) + " is no time that is written as " + c.format.moment.String()
		}
		return f
	}
	c.seconds, c.now = seconds, at
	return nil
}

// restarted takes the record that was read as a good row's, and reports whether it
// begins a new segment.
func (c *clock) restarted() bool {
	if c.time < 0 {
		return false
	}
	c.shift(c.turned)
	if !c.began {
		c.began, c.first, c.last = true, true, c.now
		return false
	}
	step := c.now.Since(c.last)
	if step < 0 && c.format.turnsAtMidnight() && step+day <= c.pace.longestJump() {
		c.turned += day
		c.shift(day)
		step += day
	}
	c.last = c.now
	if c.pace.jump > 0 {
		return c.spread(step)
	}
	return step < 0 || step > c.pace.longest
}

// shift moves the time of the record at hand.
func (c *clock) shift(seconds int64) {
	c.now.Whole += seconds
	c.seconds += float64(seconds)
}

// spread gives the rows that share a stamp times between it and the next one.
func (c *clock) spread(step float64) (broken bool) {
	p := &c.pace
	if step >= 0 && step <= p.still {
		c.sharing++
		c.inside += step
		c.offset = max(c.offset-step, min(float64(c.sharing)*p.period, p.jump)-c.inside)
		c.seconds += c.offset
		return false
	}
	// A recording may begin within a packet, or within a second.
	begins := c.first && step > 0 && step <= nextStamp*p.jump
	broken = step < 0 || step-c.offset > p.longest && !begins
	c.first, c.sharing, c.inside = broken, 0, 0
	if c.offset -= step; broken || c.offset < 0 {
		c.offset = 0
	}
	c.seconds += c.offset
	return broken
}

// nextStamp is how far apart two stamps may be, in jumps, between which none is
// missing.
const nextStamp = 1.5

// position is the time of the record at hand, spread.
func (c *clock) position() moment.Instant {
	return moment.Instant{Whole: c.now.Whole, Part: c.now.Part + c.offset}
}
