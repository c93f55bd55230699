package stream

import (
	"math"
	"testing"
	"time"
)

func TestMomentsAgreeWithPackageTime(t *testing.T) {
	layouts := map[string]string{
		"2013-12-02 21:15:00":             "2006-01-02 15:04:05",
		"1970-01-01T00:00:00Z":            time.RFC3339,
		"2000-02-29T23:59:59.5Z":          time.RFC3339Nano,
		"1999-12-31T23:59:59.123456789Z":  time.RFC3339Nano,
		"2024-03-01T00:00:00+05:30":       time.RFC3339,
		"2024-03-01T00:00:00-0800":        "2006-01-02T15:04:05-0700",
		"2024-03-01 06:07:08+02":          "2006-01-02 15:04:05-07",
		"1900-03-01":                      time.DateOnly,
		"2100/02/28":                      "2006/01/02",
		"2026-07-04T12:30":                "2006-01-02T15:04",
		"1969-07-20T20:17:40.000Z":        time.RFC3339Nano,
		"0001-01-01t00:00:00z":            "2006-01-02t15:04:05z",
		"2020-12-31 23:59:59.999999+0000": "2006-01-02 15:04:05.999999-0700",
	}
	for text, layout := range layouts {
		want, err := time.Parse(layout, text)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := parseMoment([]byte(text))
		// A float64 of this size has steps of 0.24 µs, 7.6 µs in the year 1.
		exact := float64(want.Unix()) + float64(want.Nanosecond())/1e9
		if !ok || math.Abs(got-exact) > 1e-6 {
			t.Errorf("%s: %f %v, want %f", text, got, ok, exact)
		}
	}
}

func TestEveryDayOfFourCenturies(t *testing.T) {
	day := time.Date(1801, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 400*365 + 97 {
		if got, ok := parseMoment([]byte(day.Format(time.DateOnly))); !ok || got != float64(day.Unix()) {
			t.Fatalf("%s: %f %v, want %d", day.Format(time.DateOnly), got, ok, day.Unix())
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestClockTimes(t *testing.T) {
	for text, want := range map[string]float64{"00:00:00": 0, "21:15:00.25": 76500.25, "01:02": 3720} {
		if got, ok := parseMoment([]byte(text)); !ok || got != want {
			t.Errorf("%s: %v %v, want %v", text, got, ok, want)
		}
	}
}

func TestNoMoments(t *testing.T) {
	for _, text := range []string{
		"", "2013", "2013-13-01", "2013-00-01", "2013-01-32", "2013-01/02", "2013-01-01X00:00:00", "2013-01-01T",
		"2013-01-01T25:00:00", "2013-01-01T00:61:00", "2013-01-01T00:00:99", "2013-01-01T00:00:00Q", "12:3", "a2:30:00",
		"2013-01-01T00:00:00+", "2013-01-01T00:00:00+5", "2013-01-01T00:00:00+05:", "2013-01-01T00:00:0.5", "FAN-OFF",
	} {
		if got, ok := parseMoment([]byte(text)); ok {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
}

func TestTimeColumnNames(t *testing.T) {
	for name, want := range map[string]string{
		"t": "", "time": "", "Time": "", "TIMESTAMP": "", "datetime": "", "t_ms": "ms", "time[ms]": "ms", "Time (s)": "s",
		"timestamp_us": "us", "t_ns": "ns", "time_stamp_ms": "ms", "time stamp": "", "Timestamp [µs]": "µs", "t (seconds)": "seconds",
		"millis": "ms", "Micros": "us", "time/min": "min", "t.s": "s",
	} {
		if unit, ok := timeColumn(name); !ok || unit != want {
			t.Errorf("%q: unit %q, %v; want %q", name, unit, ok, want)
		}
	}
	for _, name := range []string{"T", "T_ms", "ms", "temp", "tt", "ax", "", "_", "time of flight", "timeout"} {
		if unit, ok := timeColumn(name); ok {
			t.Errorf("%q was taken for time in %q", name, unit)
		}
	}
}

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
		first, _ := parseFloat64([]byte(c.field), '.')
		got, ok := formatOf(c.unit, first).seconds([]byte(c.field), '.')
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
	if len(timeUnits) != len(units) {
		t.Errorf("%d units are known, %d tested", len(timeUnits), len(units))
	}
}
