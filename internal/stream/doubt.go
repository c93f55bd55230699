package stream

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tinyol-sim/internal/stream/number"
)

// Rates that sensors are read at. A unit of time that makes another one is hardly
// meant.
const (
	leastRate = 0.5
	mostRate  = 50_000
)

// Unix time in seconds, from 2001 to 2033. Steps of it below a minute, or of whole
// minutes, are those of a clock; a board's microseconds have others.
const (
	leastUnixSeconds = 1e9
	mostUnixSeconds  = 2e9
)

// judgeUnit doubts numbers that are taken for seconds by nothing but habit: whole ones
// that rise by one may be milliseconds or count rows, and sensors are rarely read
// every two seconds or more.
func (c *clock) judgeUnit(samples [][]byte) {
	c.doubt, c.note = "", ""
	if c.format.moment.RateInDoubt() {
		c.doubt = c.format.moment.Doubt()
	}
	p := &c.pace
	if !c.format.assumed || p.period == 0 {
		return
	}
	first, whole := wholeNumbers(samples, c.point)
	minutes := p.period < 60 || math.Mod(p.period, 60) == 0
	if whole && first >= leastUnixSeconds && first < mostUnixSeconds && minutes {
		return
	}
	step := max(p.period, p.jump)
	if step < 1/leastRate && !(whole && math.Round(step) == step) {
		return
	}
	others := otherUnits(p.period)
	if len(others) == 0 {
		return
	}
	or := strings.Join(others, " or ")
	c.doubt = fmt.Sprintf("the unit of time is not known: %s if seconds, %s", hertz(p.period), or)
	kind := "numbers"
	if whole {
		kind = "whole numbers"
	}
	c.note = fmt.Sprintf("%s in steps of %s without a unit are read as seconds, %s; it is %s", kind, shortNumber(step), hertz(p.period), or)
	if step == 1 && p.jump == 0 {
		c.note += ", and no time at all if it counts rows"
	}
}

// otherUnits says what the period in seconds makes as something else.
func otherUnits(period float64) (texts []string) {
	for _, u := range []struct {
		name    string
		seconds float64
	}{{"milliseconds", 1e-3}, {"microseconds", 1e-6}} {
		if rate := 1 / (period * u.seconds); rate >= leastRate && rate <= mostRate {
			texts = append(texts, hertz(period*u.seconds)+" if "+u.name)
		}
	}
	return texts
}

func hertz(period float64) string { return shortNumber(1/period) + " Hz" }

// shortNumber shows three digits, and no exponent where people would not.
func shortNumber(x float64) string {
	const digits = 3
	if x >= 1000 && x < 1e6 {
		return strconv.FormatFloat(math.Round(x), 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', digits, 64)
}

// wholeNumbers returns the first number of a sample, and whether all are whole.
func wholeNumbers(samples [][]byte, point byte) (first float64, whole bool) {
	found := false
	for _, s := range samples {
		x, ok := number.Float64(s, point)
		if !ok {
			continue
		}
		if !found {
			found, first = true, x
		}
		if x != math.Floor(x) {
			return first, false
		}
	}
	return first, found
}

// noteTime tells how the time was understood, where that is not plain.
func (r *Reader) noteTime(note func(string)) {
	c := &r.clock
	if c.time < 0 {
		if r.options.Time != None {
			r.dialect.noteNoTime(r.name, r.layout, note)
		}
		return
	}
	say := func(text string) { note(fmt.Sprintf("time column %q of %s: %s", r.TimeColumn(), r.name, text)) }
	if zone := c.format.moment.Zone(); zone != "" {
		say("the zone " + strconv.Quote(zone) + " is left out, times are taken as they stand; where summer time ends an hour comes twice")
	}
	if doubt := c.format.moment.Doubt(); doubt != "" {
		say(doubt)
	}
	if r.options.Rate > 0 {
		return
	}
	if c.told != "" {
		say(c.told)
	}
	switch {
	case c.pace.period == 0:
		say("it never changes in the rows looked at; give the rows a second with --rate")
	case c.note != "":
		say(fmt.Sprintf("%s; name it %[2]s_s or %[2]s_ms, or give the rows a second with --rate", c.note, r.nameOf(c.time)))
	}
	if c.pace.uneven {
		say(fmt.Sprintf("rows are not evenly spaced: a tenth of the steps is %s s or less and a tenth %s s or more; --resample %s makes them even",
			shortNumber(c.pace.low), shortNumber(c.pace.high), shortNumber(1/c.pace.period)))
	}
}
