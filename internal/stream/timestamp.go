package stream

import (
	"math"
	"slices"
	"strings"

	"tinyol-sim/internal/stream/moment"
	"tinyol-sim/internal/stream/number"
	"tinyol-sim/internal/stream/role"
)

// timeFormat says how the fields of a time column become seconds.
type timeFormat struct {
	moment moment.Format // of dates and times; of Kind None: numbers
	unit   timeUnit      // of numbers
	// assumed is set where nothing says that numbers are seconds.
	assumed bool
	// sized is set where their size alone says in which unit they are Unix time.
	sized bool
	// digits says that numbers are hours, minutes and seconds: 80459.5 is 8:04:59.5.
	digits bool
}

// timeUnit is a number of seconds: times / 10^digits.
type timeUnit struct {
	times  uint64
	digits int
}

func (u timeUnit) seconds() float64 { return float64(u.times) / number.ExactPowers[u.digits] }

// timeUnits are the units that may end the name of a time column.
var timeUnits = map[string]timeUnit{
	role.Days: {times: 86400}, "h": {times: 3600}, "min": {times: 60},
	"s": {times: 1}, "sec": {times: 1}, "seconds": {times: 1},
	"ms": {1, 3}, "msec": {1, 3}, "milliseconds": {1, 3},
	"us": {1, 6}, "usec": {1, 6}, "microseconds": {1, 6},
	"µs": {1, 6}, "μs": {1, 6}, // micro sign; Greek mu
	"ns": {1, 9}, "nsec": {1, 9}, "nanoseconds": {1, 9},
}

// dateName reports a name whose numbers are days, if anything.
func dateName(name string) bool { return strings.ToLower(name) == "date" }

// Numbers from here on can only be Unix time in a finer unit than seconds: as
// seconds, 1e11 would be the year 5138.
const (
	leastUnixMilliseconds = 1e11
	leastUnixMicroseconds = 1e14
	leastUnixNanoseconds  = 1e17
)

// numbersIn returns the format of numbers with a unit; first is the first of them,
// which decides where the name has no unit.
func numbersIn(unit string, first float64) timeFormat {
	if unit != "" {
		return timeFormat{unit: timeUnits[unit]}
	}
	assumed := false
	switch first = math.Abs(first); {
	case first >= leastUnixNanoseconds:
		unit = "ns"
	case first >= leastUnixMicroseconds:
		unit = "us"
	case first >= leastUnixMilliseconds:
		unit = "ms"
	default:
		unit, assumed = "s", true
	}
	return timeFormat{unit: timeUnits[unit], assumed: assumed, sized: !assumed}
}

// formatOf finds the format of a time column by a sample of it. numeric is what the
// column mostly is; digits alone are a date where no unit says that they are none.
func formatOf(samples [][]byte, unit string, numeric bool, point byte) timeFormat {
	if !numeric {
		if f, ok := moment.Detect(samples); ok {
			return timeFormat{moment: f}
		}
	}
	if unit == "" {
		if f, ok := moment.DetectBare(samples); ok {
			return timeFormat{moment: f}
		}
	}
	first := 0.0
	i := slices.IndexFunc(samples, func(s []byte) bool { _, ok := number.Float64(s, point); return ok })
	if i >= 0 {
		first, _ = number.Float64(samples[i], point)
	}
	return numbersIn(unit, first)
}

// moments reports dates and times, not numbers.
// turnsAtMidnight reports times of day.
func (t *timeFormat) turnsAtMidnight() bool { return t.digits || t.moment.TurnsAtMidnight() }

func (t *timeFormat) moments() bool { return t.moment.Kind() != moment.None }

// read reads one field: as seconds, and exactly.
func (t *timeFormat) read(field []byte, point byte) (seconds float64, at moment.Instant, ok bool) {
	if t.moments() {
		at, ok = t.moment.Instant(field)
		return at.Seconds(), at, ok
	}
	d, ok := number.Scan(field, point)
	if !ok {
		return 0, at, false
	}
	if t.digits {
		seconds, ok = role.ClockDigits(d.Float64(field, point))
		whole := math.Floor(seconds)
		return seconds, moment.Instant{Whole: int64(whole), Part: seconds - whole}, ok
	}
	seconds = d.Float64(field, point) * float64(t.unit.times) / number.ExactPowers[t.unit.digits]
	return seconds, instantOf(&d, seconds, t.unit), true
}

// instantOf is a decimal in a unit, which makes so many seconds, as an instant. It is
// exact to the last digit that was written, where that is one of 10^-18 seconds or
// more.
func instantOf(d *number.Decimal, seconds float64, unit timeUnit) moment.Instant {
	const places, largest = 18, 1 << 62
	n := unit.digits - d.Exponent
	if !d.Exact || n < 0 || n > places || d.Mantissa > math.MaxInt64/unit.times || math.Abs(seconds) > largest {
		return moment.Instant{Part: seconds}
	}
	ticks, second := int64(d.Mantissa*unit.times), int64Powers[n]
	if d.Negative {
		ticks = -ticks
	}
	whole := int64(seconds) // where this is one off, Part makes up for it
	return moment.Instant{Whole: whole, Part: float64(ticks-whole*second) / float64(second)}
}

var int64Powers = [...]int64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}
