package report

import (
	"math"
	"strings"

	"tinyol-sim/internal/result"
)

// sizes formats bytes one by one: a difference of a few matters.
var sizes = unit{
	number: func(v, scale float64) string { return countNumber(v, scale) },
	suffix: fixedSuffix(" bytes"),
	most:   math.Inf(1),
}

// unitsOf are the formats of measures.
var unitsOf = map[result.Unit]unit{
	result.UnitFraction: rate, result.UnitScore: score, result.UnitLoss: quantity, result.UnitCount: count, result.UnitPerHour: count,
	result.UnitBytes: sizes, result.UnitCycles: count, result.UnitMicroseconds: microseconds, result.UnitMicrojoules: microjoules,
	result.UnitSeconds: seconds,
}

// unitFor is the format of a measure's values.
func unitFor(key string, u result.Unit) unit {
	switch {
	case strings.Contains(key, "kappa"):
		return coefficient
	case strings.HasPrefix(key, "deadline."):
		if u == result.UnitFraction {
			return share
		}
	}
	return unitsOf[u]
}

// differenceUnit is the format of a measure's differences, which have either
// sign and no bounds; those of rates are in percentage points.
func differenceUnit(key string, u result.Unit) unit {
	d := unitFor(key, u)
	number := d.number
	d.number = func(v, scale float64) string { return signed(number(v, scale)) }
	d.least, d.most = 0, 0
	if u == result.UnitFraction {
		d.suffix = fixedSuffix(" points")
	}
	return d
}

// signed puts a plus before what is above zero.
func signed(number string) string {
	if strings.HasPrefix(number, "-") || strings.Trim(number, "0.,") == "" {
		return number
	}
	return "+" + number
}
