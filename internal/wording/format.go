package wording

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tinyol-sim/internal/result"
)

// Unit formats figures of one kind. Number formats one value so that it lines
// up with another of the same scale; Suffix is what follows, once.
type Unit struct {
	Number func(v, scale float64) string
	Suffix func(scale float64) string
	// least and most a figure of this kind can be: an interval computed from few
	// seeds may reach beyond and is cut there. Both 0: anything.
	least, most float64
}

func noSuffix(float64) string { return "" }

func fixedSuffix(s string) func(float64) string {
	return func(float64) string { return s }
}

// The units of what results hold.
var (
	Share = Unit{ // a part of something that may exceed it
		Number: func(v, _ float64) string { return PercentNumber(v) },
		Suffix: fixedSuffix(" %"),
	}
	Rate = Unit{ // a part of windows
		Number: Share.Number,
		Suffix: Share.Suffix,
		most:   1,
	}
	Coefficient = Unit{ // a kappa
		Number: func(v, _ float64) string { return Fixed(v, 3) },
		Suffix: noSuffix,
		least:  math.Inf(-1),
		most:   1,
	}
	Score = Unit{ // F1 and areas under curves
		Number: Coefficient.Number,
		Suffix: noSuffix,
		most:   1,
	}
	Quantity = Unit{ // a loss: any magnitude, three significant digits
		Number: func(v, _ float64) string { return Significant(v, 3) },
		Suffix: noSuffix,
		most:   math.Inf(1),
	}
	Count = Unit{
		Number: func(v, scale float64) string { return countNumber(v, scale) },
		Suffix: noSuffix,
		most:   math.Inf(1),
	}
	Microseconds = Unit{
		Number: func(v, scale float64) string { return Significant(v/TimeScale(scale).Factor, 3) },
		Suffix: func(scale float64) string { return " " + TimeScale(scale).Name },
		most:   math.Inf(1),
	}
	Seconds = Unit{
		Number: func(v, _ float64) string { return Significant(v, 3) },
		Suffix: fixedSuffix(" s"),
		most:   math.Inf(1),
	}
	Microjoules = Unit{
		Number: func(v, _ float64) string { return Significant(v, 3) },
		Suffix: fixedSuffix(" µJ"),
		most:   math.Inf(1),
	}
)

// Text formats one value with its unit.
func (u Unit) Text(v float64) string {
	return u.Number(v, v) + u.Suffix(v)
}

// Interval formats a mean with its interval.
func (u Unit) Interval(i result.Interval) string {
	i = u.Within(i)
	return fmt.Sprintf("%s [%s, %s]%s", u.Number(i.Mean, i.Mean),
		u.Number(i.Low, i.Mean), u.Number(i.High, i.Mean), u.Suffix(i.Mean))
}

// Within cuts an interval at what a figure of this kind can be.
func (u Unit) Within(i result.Interval) result.Interval {
	if u.least != u.most {
		i.Low, i.High = max(i.Low, u.least), min(i.High, u.most)
	}
	return i
}

// Spread formats the smallest and largest of several values.
func (u Unit) Spread(low, high float64) string {
	return fmt.Sprintf("%s to %s%s", u.Number(low, high), u.Number(high, high), u.Suffix(high))
}

// ScaledUnit is a multiple of a unit, with its name.
type ScaledUnit struct {
	Factor float64
	Name   string
}

// TimeScale picks the unit for a time in microseconds.
func TimeScale(us float64) ScaledUnit {
	switch us = math.Abs(us); {
	case us >= 1e6:
		return ScaledUnit{1e6, "s"}
	case us >= 1e4:
		return ScaledUnit{1e3, "ms"}
	}
	return ScaledUnit{1, "µs"}
}

// PercentNumber keeps small rates apart from zero and rates near one apart
// from one: 0.04 must not read as 0.0, nor 99.97 as 100.0.
func PercentNumber(v float64) string {
	p := float64(100 * v)
	edge := math.Min(math.Abs(p), math.Abs(100-p))
	switch {
	case edge == 0 || edge >= 0.05:
		return Fixed(p, 1)
	case edge >= 0.005:
		return Fixed(p, 2)
	}
	return Fixed(p, 3)
}

// countNumber writes whole numbers with thousands separated; means of counts
// keep a decimal while they are small.
func countNumber(v, scale float64) string {
	if math.Abs(scale) < 100 && v != math.Trunc(v) {
		return Fixed(v, 1)
	}
	return Thousands(Fixed(v, 0))
}

// Fixed writes v with so many decimals.
func Fixed(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.HasPrefix(s, "-") && strings.Trim(s, "-0.") == "" {
		return s[1:] // no minus zero
	}
	return s
}

// Significant writes v with the given number of significant digits, plain
// where that is short and with an exponent where it is not.
func Significant(v float64, digits int) string {
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
	return Thousands(Fixed(v, max(decimals, 0)))
}

// Thousands puts commas between groups of three digits before the point.
func Thousands(s string) string {
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

// Integer writes a whole number with thousands separated.
func Integer[T int | int64 | uint64](n T) string { return Thousands(fmt.Sprint(n)) }

// Plural joins a number with its noun.
func Plural[T int | int64](n T, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Integer(n) + " " + many
}

// BytesOf writes a size in KiB, below one KiB in bytes.
func BytesOf(n int) string {
	if n < 1024 {
		return Plural(n, "byte", "bytes")
	}
	return Thousands(strings.TrimSuffix(Fixed(float64(n)/1024, 1), ".0")) + " KiB"
}
