package stream

import (
	"math"
	"testing"

	"tinyol-sim/internal/stream/number"
)

func TestUnits(t *testing.T) {
	for _, c := range []struct {
		unit  string
		field string
		want  float64
	}{
		{"", "12.5", 12.5},
		{"ms", "12.5", 0.0125},
		{"us", "8403", 0.008403},
		{"min", "1.5", 90},
		{"h", "2", 7200},
		{"", "1712345678", 1712345678},            // Unix time in s
		{"", "1712345678901", 1712345678.901},     // in ms
		{"", "1712345678901234", 1712345678.9012}, // in µs
		{"", "1712345678901234567", 1712345678.9012},
		{"s", "1712345678901", 1712345678901}, // the name decides
	} {
		first, _ := number.Float64([]byte(c.field), '.')
		f := numbersIn(c.unit, first)
		got, at, ok := f.read([]byte(c.field), '.')
		if math.Abs(at.Seconds()-got) > 1e-6 {
			t.Errorf("%s %q: %v, and exactly %v", c.field, c.unit, got, at.Seconds())
		}
		if !ok || math.Abs(got-c.want) > 1e-4*math.Max(1, math.Abs(c.want)*1e-9) {
			t.Errorf("%s %q: %v, want %v", c.field, c.unit, got, c.want)
		}
	}
}

// Every unit that a time column's name may end in, in seconds.
func TestUnitsOfTime(t *testing.T) {
	units := map[string]float64{
		"h": 3600, "min": 60, "s": 1, "sec": 1, "seconds": 1, "ms": 1e-3, "msec": 1e-3, "milliseconds": 1e-3,
		"us": 1e-6, "usec": 1e-6, "microseconds": 1e-6, "µs": 1e-6, "μs": 1e-6, "ns": 1e-9, "nsec": 1e-9, "nanoseconds": 1e-9,
	}
	for unit, seconds := range units {
		r, _ := readAll(t, "time ["+unit+"],x\n0,1\n8000,1\n16000,1\n", Options{})
		if want := 8000 * seconds; math.Abs(r.Period()-want) > 1e-12*want {
			t.Errorf("%s: period %v, want %v", unit, r.Period(), want)
		}
	}
	if len(timeUnits) != len(units)+1 { // role.Days ends no name
		t.Errorf("%d units are known, %d tested", len(timeUnits), len(units))
	}
}
