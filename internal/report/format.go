package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tinyol-sim/internal/result"
)

// unit formats figures of one kind. number formats one value so that it lines
// up with another of the same scale; suffix is what follows, once.
type unit struct {
	number func(v, scale float64) string
	suffix func(scale float64) string
	// least and most a figure of this kind can be: an interval computed from few
	// seeds may reach beyond and is cut there. Both 0: anything.
	least, most float64
}

func noSuffix(float64) string { return "" }

func fixedSuffix(s string) func(float64) string {
	return func(float64) string { return s }
}

var (
	share = unit{ // a part of something that may exceed it
		number: func(v, _ float64) string { return percentNumber(v) },
		suffix: fixedSuffix(" %"),
	}
	rate = unit{ // a part of windows
		number: share.number,
		suffix: share.suffix,
		most:   1,
	}
	coefficient = unit{ // a kappa
		number: func(v, _ float64) string { return fixed(v, 3) },
		suffix: noSuffix,
		least:  math.Inf(-1),
		most:   1,
	}
	score = unit{ // F1 and areas under curves
		number: coefficient.number,
		suffix: noSuffix,
		most:   1,
	}
	quantity = unit{ // a loss: any magnitude, three significant digits
		number: func(v, _ float64) string { return significant(v, 3) },
		suffix: noSuffix,
		most:   math.Inf(1),
	}
	count = unit{
		number: func(v, scale float64) string { return countNumber(v, scale) },
		suffix: noSuffix,
		most:   math.Inf(1),
	}
	microseconds = unit{
		number: func(v, scale float64) string { return significant(v/timeScale(scale).factor, 3) },
		suffix: func(scale float64) string { return " " + timeScale(scale).name },
		most:   math.Inf(1),
	}
	seconds = unit{
		number: func(v, _ float64) string { return significant(v, 3) },
		suffix: fixedSuffix(" s"),
		most:   math.Inf(1),
	}
	microjoules = unit{
		number: func(v, _ float64) string { return significant(v, 3) },
		suffix: fixedSuffix(" µJ"),
		most:   math.Inf(1),
	}
)

// text formats one value with its unit.
func (u unit) text(v float64) string {
	return u.number(v, v) + u.suffix(v)
}

// interval formats a mean with its interval.
func (u unit) interval(i result.Interval) string {
	i = u.within(i)
	return fmt.Sprintf("%s [%s, %s]%s", u.number(i.Mean, i.Mean),
		u.number(i.Low, i.Mean), u.number(i.High, i.Mean), u.suffix(i.Mean))
}

// within cuts an interval at what a figure of this kind can be.
func (u unit) within(i result.Interval) result.Interval {
	if u.least != u.most {
		i.Low, i.High = max(i.Low, u.least), min(i.High, u.most)
	}
	return i
}

// spread formats the smallest and largest of several values.
func (u unit) spread(low, high float64) string {
	return fmt.Sprintf("%s to %s%s", u.number(low, high), u.number(high, high), u.suffix(high))
}

type scaledUnit struct {
	factor float64
	name   string
}

// timeScale picks the unit for a time in microseconds.
func timeScale(us float64) scaledUnit {
	switch us = math.Abs(us); {
	case us >= 1e6:
		return scaledUnit{1e6, "s"}
	case us >= 1e4:
		return scaledUnit{1e3, "ms"}
	}
	return scaledUnit{1, "µs"}
}

// percentNumber keeps small rates apart from zero and rates near one apart
// from one: 0.04 must not read as 0.0, nor 99.97 as 100.0.
func percentNumber(v float64) string {
	p := float64(100 * v)
	edge := math.Min(math.Abs(p), math.Abs(100-p))
	switch {
	case edge == 0 || edge >= 0.05:
		return fixed(p, 1)
	case edge >= 0.005:
		return fixed(p, 2)
	}
	return fixed(p, 3)
}

// countNumber writes whole numbers with thousands separated; means of counts
// keep a decimal while they are small.
func countNumber(v, scale float64) string {
	if math.Abs(scale) < 100 && v != math.Trunc(v) {
		return fixed(v, 1)
	}
	return thousands(fixed(v, 0))
}

func fixed(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.HasPrefix(s, "-") && strings.Trim(s, "-0.") == "" {
		return s[1:] // no minus zero
	}
	return s
}

// significant writes v with the given number of significant digits, plain
// where that is short and with an exponent where it is not.
func significant(v float64, digits int) string {
	a := math.Abs(v)
	switch {
	case v == 0:
		return "0"
	case math.IsNaN(v) || math.IsInf(v, 0):
		return strconv.FormatFloat(v, 'g', -1, 64)
	case a < 1e-4 || a >= 1e7:
		return strconv.FormatFloat(v, 'e', digits-1, 64)
	}
	decimals := digits - 1 - int(math.Floor(math.Log10(a)))
	return thousands(fixed(v, max(decimals, 0)))
}

// thousands puts commas between groups of three digits before the point.
func thousands(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, fraction, hasPoint := strings.Cut(s, ".")
	var b strings.Builder
	b.WriteString(sign)
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if hasPoint {
		b.WriteByte('.')
		b.WriteString(fraction)
	}
	return b.String()
}

func integer[T int | int64 | uint64](n T) string { return thousands(fmt.Sprint(n)) }

// plural joins a number with its noun.
func plural[T int | int64](n T, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return integer(n) + " " + many
}

// bytesOf writes a size in KiB, below one KiB in bytes.
func bytesOf(n int) string {
	if n < 1024 {
		return plural(n, "byte", "bytes")
	}
	return thousands(strings.TrimSuffix(fixed(float64(n)/1024, 1), ".0")) + " KiB"
}
