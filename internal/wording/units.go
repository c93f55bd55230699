package wording

import (
	"math"
	"strings"

	"tinyol-sim/internal/result"
)

// sizes formats bytes one by one: a difference of a few matters.
var sizes = Unit{
	Number: func(v, scale float64) string { return countNumber(v, scale) },
	Suffix: fixedSuffix(" bytes"),
	most:   math.Inf(1),
}

// unitsOf are the formats of measures.
var unitsOf = map[result.Unit]Unit{
	result.UnitFraction: Rate, result.UnitScore: Score, result.UnitLoss: Quantity, result.UnitCount: Count, result.UnitPerHour: Count,
	result.UnitBytes: sizes, result.UnitCycles: Count, result.UnitMicroseconds: Microseconds, result.UnitMicrojoules: Microjoules,
	result.UnitSeconds: Seconds,
}

// UnitFor is the format of a measure's values.
func UnitFor(key string, u result.Unit) Unit {
	switch t, _ := result.TermOf(key); {
	case t == nil:
	case t.Signed:
		return Coefficient
	case t.Open:
		return Share
	}
	return unitsOf[u]
}

// DifferenceUnit is the format of a measure's differences, which have either
// sign and no bounds; those of rates are in percentage points.
func DifferenceUnit(key string, u result.Unit) Unit {
	d := UnitFor(key, u)
	number := d.Number
	d.Number = func(v, scale float64) string { return Signed(number(v, scale)) }
	d.least, d.most = 0, 0
	if u == result.UnitFraction {
		d.Suffix = fixedSuffix(" points")
	}
	return d
}

// Signed puts a plus before what is above zero.
func Signed(number string) string {
	if strings.HasPrefix(number, "-") || strings.Trim(number, "0.,") == "" {
		return number
	}
	return "+" + number
}
