package role

import "testing"

func TestTimeColumnNames(t *testing.T) {
	for name, want := range map[string]string{
		"t": "", "time": "", "Time": "", "TIMESTAMP": "", "datetime": "", "t_ms": "ms", "time[ms]": "ms", "Time (s)": "s",
		"timestamp_us": "us", "t_ns": "ns", "time_stamp_ms": "ms", "time stamp": "", "Timestamp [µs]": "µs", "t (seconds)": "seconds",
		"millis": "ms", "Micros": "us", "time/min": "min", "t.s": "s",
	} {
		if unit, ok := TimeName(name); !ok || unit != want {
			t.Errorf("%q: unit %q, %v; want %q", name, unit, ok, want)
		}
	}
	for _, name := range []string{"T", "T_ms", "ms", "temp", "tt", "ax", "", "_", "time of flight", "timeout"} {
		if unit, ok := TimeName(name); ok {
			t.Errorf("%q was taken for time in %q", name, unit)
		}
	}
}

func TestTimeUnit(t *testing.T) {
	for name, want := range map[string]string{
		"t_ms": "ms", "ms": "ms", "millis": "ms", "millis_a": "ms", "ts_us": "us", "uptimeMs": "ms", "elapsed seconds": "seconds", "Millisecond": "ms",
		"ts": "", "c1": "", "uptime": "", "masse": "",
	} {
		if unit := TimeUnit(name); unit != want {
			t.Errorf("%q: unit %q, want %q", name, unit, want)
		}
	}
}
