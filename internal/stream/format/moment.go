package format

import (
	"math"
	"math/bits"
	"strconv"
	"time"
)

// momentUnit is the unit of whole numbers that count from 1970.
type momentUnit struct {
	perSecond int64 // units in a second; 0: the unit is longer
	seconds   int64 // in a unit, where that is longer
	zone      string
}

// momentUnits by their names in NumPy.
var momentUnits = map[string]momentUnit{
	"W": {seconds: 7 * 24 * 3600}, "D": {seconds: 24 * 3600}, "h": {seconds: 3600}, "m": {seconds: 60},
	"s": {perSecond: 1}, "ms": {perSecond: 1e3}, "us": {perSecond: 1e6}, "ns": {perSecond: 1e9},
}

// The years that ISO 8601 writes with four digits, in seconds from 1970.
var (
	firstSecond = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	lastSecond  = time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC).Unix()
)

// append appends a moment in ISO 8601, with as many decimals as the unit has;
// nothing where it is none. Beyond the years that have four digits it is the
// number as it stands.
func (u momentUnit) append(dst []byte, n int64) []byte {
	if n == math.MinInt64 { // NumPy's "not a time"
		return dst
	}
	second, rest := n, int64(0)
	if u.perSecond > 0 {
		second, rest = n/u.perSecond, n%u.perSecond
		if rest < 0 {
			second, rest = second-1, rest+u.perSecond
		}
	} else if high, low := bits.Mul64(uint64(max(n, -n)), uint64(u.seconds)); high != 0 || low > math.MaxInt64 {
		return strconv.AppendInt(dst, n, 10)
	} else {
		second = n * u.seconds
	}
	if second < firstSecond || second > lastSecond {
		return strconv.AppendInt(dst, n, 10)
	}
	dst = time.Unix(second, 0).UTC().AppendFormat(dst, "2006-01-02T15:04:05")
	if u.perSecond > 1 {
		at := len(dst)
		dst = strconv.AppendInt(dst, u.perSecond+rest, 10) // 1 and the decimals
		dst[at] = '.'
	}
	return append(dst, u.zone...)
}
