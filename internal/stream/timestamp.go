package stream

import (
	"math"
	"strings"
)

// timeFormat says how the fields of a time column become seconds.
type timeFormat struct {
	moments  bool    // ISO 8601 date-times
	multiply float64 // else seconds = number * multiply / divide
	divide   float64
}

// timeUnits are the units that may end the name of a time column.
var timeUnits = map[string]timeFormat{
	"h": {multiply: 3600, divide: 1}, "min": {multiply: 60, divide: 1},
	"s": {multiply: 1, divide: 1}, "sec": {multiply: 1, divide: 1}, "seconds": {multiply: 1, divide: 1},
	"ms": {multiply: 1, divide: 1e3}, "msec": {multiply: 1, divide: 1e3}, "milliseconds": {multiply: 1, divide: 1e3},
	"us": {multiply: 1, divide: 1e6}, "usec": {multiply: 1, divide: 1e6}, "microseconds": {multiply: 1, divide: 1e6},
	"µs": {multiply: 1, divide: 1e6}, "μs": {multiply: 1, divide: 1e6}, // micro sign; Greek mu
	"ns": {multiply: 1, divide: 1e9}, "nsec": {multiply: 1, divide: 1e9}, "nanoseconds": {multiply: 1, divide: 1e9},
}

// timeNames are the names of time columns without their unit. A lone t is
// matched in lower case only: T is a temperature.
var timeNames = map[string]bool{"time": true, "timestamp": true, "datetime": true}

// arduinoClocks are columns named after the function that filled them.
var arduinoClocks = map[string]string{"millis": "ms", "micros": "us"}

// timeColumn reports whether a name is that of a time column, and the unit in
// it, "" where there is none.
func timeColumn(name string) (unit string, ok bool) {
	if unit, ok := arduinoClocks[strings.ToLower(name)]; ok {
		return unit, true
	}
	base, unit := splitUnit(name)
	return unit, base == "t" || timeNames[strings.ToLower(base)]
}

// splitUnit separates a unit from a name: t_ms, time[ms], Timestamp (us).
func splitUnit(name string) (base, unit string) {
	words := strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune(" _-.,/[](){}", c) })
	if n := len(words) - 1; n > 0 {
		if _, ok := timeUnits[strings.ToLower(words[n])]; ok {
			unit, words = strings.ToLower(words[n]), words[:n]
		}
	}
	return strings.Join(words, ""), unit
}

// Numbers from here on can only be Unix time in a finer unit than seconds: as
// seconds, 1e11 would be the year 5138.
const (
	leastUnixMilliseconds = 1e11
	leastUnixMicroseconds = 1e14
	leastUnixNanoseconds  = 1e17
)

// formatOf returns the format of numbers with a unit; first is the first of
// them, which decides where the name has no unit.
func formatOf(unit string, first float64) timeFormat {
	if unit != "" {
		return timeUnits[unit]
	}
	switch first = math.Abs(first); {
	case first >= leastUnixNanoseconds:
		unit = "ns"
	case first >= leastUnixMicroseconds:
		unit = "us"
	case first >= leastUnixMilliseconds:
		unit = "ms"
	default:
		unit = "s"
	}
	return timeUnits[unit]
}

// seconds reads one field.
func (t timeFormat) seconds(field []byte, point byte) (s float64, ok bool) {
	if t.moments {
		return parseMoment(field)
	}
	s, ok = parseFloat64(field, point)
	return s * t.multiply / t.divide, ok
}

// parseMoment reads an ISO 8601 date, time or date-time as seconds: since 1970
// with a date, since midnight without. A zone may follow the time; none stands
// for UTC. Slashes are taken for the dashes of the date, a space for the T.
func parseMoment(s []byte) (seconds float64, ok bool) {
	date := len(s) > 4 && (s[4] == '-' || s[4] == '/')
	if date {
		days, ok := parseDate(s)
		seconds = float64(days) * 86400
		if !ok || len(s) == 10 {
			return seconds, ok
		}
		if s[10] != 'T' && s[10] != 't' && s[10] != ' ' {
			return 0, false
		}
		s = s[11:]
	}
	clock, rest, ok := parseClock(s)
	if !ok {
		return 0, false
	}
	zone, ok := parseZone(rest)
	return seconds + clock - zone, ok
}

// parseDate reads the yyyy-mm-dd that s begins with, as days since 1970.
func parseDate(s []byte) (days int, ok bool) {
	if len(s) < 10 || s[4] != s[7] {
		return 0, false
	}
	year, ok1 := digits(s[0:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	if !ok1 || !ok2 || !ok3 || month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, false
	}
	return civilDays(year, month, day), true
}

// civilDays counts the days since 1970-01-01 in the Gregorian calendar: years
// begin in March, so that the leap day comes last.
func civilDays(year, month, day int) int {
	if month <= 2 {
		year, month = year-1, month+12
	}
	const marchToEpoch = 719468 // days from 0000-03-01 to 1970-01-01
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 1 - marchToEpoch
}

// parseClock reads hh:mm, hh:mm:ss or hh:mm:ss.fff, and returns what follows.
func parseClock(s []byte) (seconds float64, rest []byte, ok bool) {
	if len(s) < 5 || s[2] != ':' {
		return 0, nil, false
	}
	hour, ok1 := digits(s[0:2])
	minute, ok2 := digits(s[3:5])
	if !ok1 || !ok2 || hour > 24 || minute > 59 {
		return 0, nil, false
	}
	seconds = float64(hour*3600 + minute*60)
	s = s[5:]
	if len(s) < 3 || s[0] != ':' {
		return seconds, s, true
	}
	end := 3
	for end < len(s) && (s[end] == '.' || s[end]-'0' <= 9) {
		end++
	}
	whole, ok := digits(s[1:3])
	part, ok1 := parseFloat64(s[1:end], '.')
	if !ok || !ok1 || whole > 60 {
		return 0, nil, false
	}
	return seconds + part, s[end:], true
}

// parseZone reads Z, ±hh, ±hhmm or ±hh:mm as seconds east of Greenwich.
func parseZone(s []byte) (seconds float64, ok bool) {
	if len(s) == 0 || (len(s) == 1 && s[0]|0x20 == 'z') {
		return 0, true
	}
	if len(s) < 3 || (s[0] != '+' && s[0] != '-') {
		return 0, false
	}
	hours, ok := digits(s[1:3])
	minutes := 0
	if rest := s[3:]; ok && len(rest) > 0 {
		if rest[0] == ':' {
			rest = rest[1:]
		}
		if len(rest) != 2 {
			return 0, false
		}
		minutes, ok = digits(rest)
	}
	seconds = float64(hours*3600 + minutes*60)
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, ok
}

// digits reads a number of fixed width.
func digits(s []byte) (n int, ok bool) {
	for _, c := range s {
		if c -= '0'; c > 9 {
			return 0, false
		}
		n = n*10 + int(c)
	}
	return n, true
}
