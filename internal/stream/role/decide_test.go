package role

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
)

// made is a column of a test's recording and what it is: a role, ? behind it where
// it is in doubt.
type made struct {
	name string
	cell at
	want string
}

var (
	ms    = line(1e12+3e11, 10)
	t     = line(0, 0.01)
	x     = noise(1, 0, 1)
	state = cycle(512, "ok", "worn", "ok", "broken")
)

// recordings are what people record. Each line of a table is a column.
var recordings = map[string][]made{
	"plain":               {{"t", t, "time"}, {"ax", x, "sensor"}, {"label", state, "label"}},
	"nothing but sensors": {{"T", noise(2, 20, 1), "sensor"}, {"RH", noise(3, 40, 5), "sensor"}},
	"phone": {
		{"time", line(1.7e18, 1e7), "time"}, {"seconds_elapsed", line(0.1, 0.01), "clock"},
		{"z", x, "sensor"}, {"y", noise(4, 0, 1), "sensor"}, {"x", noise(5, 9.8, 0.1), "sensor"},
	},
	"two clocks, neither with a name": {
		{"c1", ms, "time?"}, {"c2", line(5, 0.01), "clock"}, {"c3", noise(6, 0, 1), "sensor"},
	},
	"a clock of another start that jitters": {
		{"t", jitter(7, 0.01, 0.002), "time"}, {"host", jitter(7, 10, 2), "clock"}, {"ax", x, "sensor"},
	},
	"a time that begins again with each recording": {
		{"t", func(i int) any { return float64(i%300) * 0.01 }, "time"}, {"ax", x, "sensor"},
		{"file", func(i int) any { return "rec" + strconv3(i/300) }, "session"},
	},
	"whole-second stamps": {
		{"when", func(i int) any { return moment(1.7e9 + float64(i/100)) }, "time"}, {"ax", x, "sensor"},
	},
	"date beside a time of day": {
		{"date", func(int) any { return moment(1.7e9) }, "constant"},
		{"time", func(i int) any { return moment(i) }, "time"}, {"ax", x, "sensor"},
	},
	"temperature called t":   {{"t", noise(8, 20, 1), "sensor?"}, {"RH", noise(9, 40, 5), "sensor"}},
	"time that jumps about":  {{"time", noise(10, 20, 1), "annotation?"}, {"RH", noise(9, 40, 5), "sensor"}},
	"no time, but a counter": {{"n", line(1, 1), "counter"}, {"ax", x, "sensor"}},
	"row numbers": {
		{"UDI", line(1, 1), "counter"}, {"", line(0, 1), "counter"}, {"sample", line(100, 2), "counter"}, {"ax", x, "sensor"},
	},
	"counters that begin again": {
		{"t", t, "time"}, {"seq", cycle(1, numbers(0, 255)...), "counter"}, {"digit", cycle(1, numbers(0, 9)...), "counter"},
		{"packet", func(i int) any { return float64(i / 6 % 200) }, "counter"}, {"lost", lossy(11), "counter"},
		{"remaining", line(9000, -1), "counter"}, {"ax", x, "sensor"},
	},
	"what is no counter": {
		{"t", t, "time"}, {"ramp", rounded(1, slow(12, 0, 500, 0.4)), "sensor"}, {"bits", bits(13, 2), "sensor"},
		{"three", bits(14, 3), "sensor"}, {"four", bits(15, 4), "sensor"}, {"walk", rounded(1, walk(16, 0, 1)), "sensor"},
	},
	"label under another name":     {{"t", t, "time"}, {"ax", x, "sensor"}, {"Machine failure", cycle(512, 0.0, 1.0), "label"}},
	"label under no name":          {{"t", t, "time"}, {"ax", x, "sensor"}, {"foo", cycle(512, 0.0, 1.0, 0.0, 2.0), "label?"}},
	"label of texts under no name": {{"t", t, "time"}, {"ax", x, "sensor"}, {"foo", state, "label"}},
	"labels of which one is plain": {
		{"fault", cycle(512, 0.0, 1.0), "annotation"}, {"t", t, "time"}, {"ax", x, "sensor"}, {"class", cycle(256, "a", "b", "c"), "label"},
	},
	"codes with decimals":     {{"t", t, "time"}, {"ax", x, "sensor"}, {"activity", cycle(400, 1.0, 2.0, 3.0), "label"}},
	"label not labels":        {{"t", t, "time"}, {"x", x, "sensor"}, {"y", bits(17, 5), "sensor"}, {"z", noise(18, 9.8, 1), "sensor"}},
	"y is the answer":         {{"t", t, "time"}, {"a", x, "sensor"}, {"y", cycle(300, 0.0, 1.0), "label"}},
	"target that is measured": {{"t", t, "time"}, {"a", x, "sensor"}, {"target", noise(19, 0, 1), "annotation?"}},
	"one window a row": {
		{"c1", func(i int) any { return float64(1 + i*7919%3%2) }, "label?"}, {"c2", noise(20, 0, 1), "sensor"}, {"c3", noise(21, 0, 1), "sensor"},
	},
	"answers": {
		{"t", t, "time"}, {"ax", x, "sensor"}, {"label", state, "label"}, {"recorded_label", state, "annotation"},
		{"coded", cycle(512, 0.0, 1.0, 0.0, 2.0), "annotation"}, {"any", cycle(512, 0.0, 1.0, 0.0, 1.0), "annotation"},
		{"part", cycle(512, 3.0, 7.0, 5.0, 9.0), "annotation?"},
		{"changepoint", but(line(0, 0), func(i int) bool { return i%512 == 0 && i > 0 }, 1), "annotation"},
		{"cp", but(line(0, 0), func(i int) bool { return i%500 == 20 }, 1), "annotation?"},
		{"anomaly_score", noise(22, 0, 1), "annotation"},
		{"temp", hot(23), "sensor"}, // tells the states apart, and is a sensor
	},
	"set-points": {
		{"t", t, "time"}, {"ax", x, "sensor"}, {"label", cycle(700, "a", "b"), "label"},
		{"speed", cycle(300, 1000.0, 1500.0, 1200.0, 1500.0), "set-point?"}, {"valve", cycle(150, 0.0, 1.0), "set-point?"},
		{"gear", cycle(200, 1.0, 2.0, 3.0, 2.0), "set-point?"},
	},
	"slow sensors of few values": {
		{"t", t, "time"}, {"label", cycle(700, "a", "b"), "label"},
		{"temp", rounded(1, slow(24, 26, 2, 0.2)), "sensor"}, {"half", rounded(0.5, slow(25, 21, 2, 0.1)), "sensor"},
		{"lm75", rounded(0.0625, slow(26, 21, 0.4, 0.02)), "sensor"}, {"still", rounded(1, slow(27, 40, 3, 0.001)), "sensor"},
		{"battery", rounded(0.01, func(i int) any { return 4.1 - float64(i)/1e4 + 0.002*math.Sin(float64(i)) }), "sensor"},
		{"ax8", rounded(1, noise(28, 0, 1.5)), "sensor"},
	},
	"sessions": {
		{"t", t, "time"}, {"ax", x, "sensor"}, {"label", cycle(700, "a", "b"), "label"},
		{"subject", cycle(1000, 1.0, 2.0, 3.0, 4.0, 5.0), "session"}, {"run", cycle(500, numbers(1, 9)...), "session"},
		{"machine_id", cycle(1500, 7.0, 3.0, 9.0), "session?"}, {"engine", func(i int) any { return float64(1 + i/450) }, "session?"},
		{"device", cycle(1, "dev1"), "id"}, {"Product ID", func(i int) any { return "L" + strconv3(i*31) }, "id"},
	},
	"parts of the date": {
		{"t", line(1.7e9, 600), "time"}, {"value", noise(29, 0, 1), "sensor"}, {"hour", func(i int) any { return float64(i / 6 % 24) }, "annotation"},
		{"weekday", func(i int) any { return float64(i / 144 % 7) }, "annotation"},
		{"hour_sin", func(i int) any { return math.Sin(2 * math.Pi * float64(i%144) / 144) }, "annotation"},
		{"shift", func(i int) any { return []any{"early", "late", "night"}[(1700000000+i*600)%86400/28800] }, "annotation"},
		{"label", cycle(777, "a", "b"), "label"},
	},
	"nothing in it": {
		{"t", t, "time"}, {"ax", x, "sensor"}, {"dead", line(0, 0), "constant"}, {"firmware", cycle(1, "1.2b"), "constant"},
		{"spare", cycle(1, ""), "empty"}, {"remark", func(i int) any { return "row " + strconv3(i) }, "text"},
		{"kind", cycle(1, "L", "M", "H"), "text"},
	},
	"newest first":            {{"time", line(9e5, -10), "annotation?"}, {"ax", x, "sensor"}},
	"rows of several sensors": {{"t", t, "time"}, {"sensor_id", cycle(1, 1.0, 2.0, 3.0), "id"}, {"value", x, "sensor"}},
	"an angle is no clock": {
		{"t", t, "time"}, {"shaft", func(i int) any { return math.Mod(float64(i)*7.3, 360) }, "sensor"},
		{"tips", but(line(0, 0), func(i int) bool { return i%300 == 20 }, 0.2), "sensor"}, {"rc", noise(30, 0, 1), "sensor"},
	},
	"phones of several people, without a header": {
		{"c1", cycle(800, 33.0, 17.0, 5.0, 20.0, 36.0, 29.0), "set-point?"}, {"c2", cycle(400, "Walking", "Jogging", "Sitting"), "label"},
		{"c3", jitter(31, 5e7, 1e6), "time?"}, {"c4", noise(32, 0, 5), "sensor"}, {"c5", noise(33, 9, 5), "sensor"},
	},
	"engines until they fail, without a header": {
		{"c1", func(i int) any { return float64(1 + i/201) }, "session?"}, {"c2", func(i int) any { return float64(1 + i%201) }, "counter"},
		{"c3", noise(34, 0, 0.001), "sensor"}, {"c4", line(100, 0), "constant"}, {"c5", noise(35, 641, 0.5), "sensor"},
	},
	"machine tools": {
		{"UDI", line(1, 1), "counter"}, {"Product ID", func(i int) any { return "M" + strconv3(14860+i) }, "id"},
		{"Type", func(i int) any { return []any{"L", "M", "L", "H", "L"}[i*i%5] }, "text"}, {"Torque [Nm]", noise(36, 40, 10), "sensor"},
		{"Tool wear [min]", func(i int) any { return float64(i%90*2 + i%90/2) }, "sensor"},
		{"Machine failure", but(line(0, 0), every(31), 1), "label"}, {"TWF", but(line(0, 0), every(310), 1), "annotation?"},
	},
	"water works": {
		{"Timestamp", func(i int) any { return moment(1.45e9 + float64(i)) }, "time"}, {"FIT101", noise(37, 2, 0.1), "sensor"},
		{"LIT101", walk(38, 500, 0.5), "sensor"}, {"MV101", cycle(333, 1.0, 2.0), "set-point?"}, {"P102", line(1, 0), "constant"},
		{"Normal/Attack", func(i int) any { return map[bool]any{true: "Attack", false: "Normal"}[i%1000 > 800] }, "label"},
	},
	"a board's milliseconds under that name": {{"ms", line(5000, 10), "time"}, {"dist", x, "sensor"}},
	"microseconds with a word for time":      {{"ts_us", jitter(40, 2500, 4), "time"}, {"ax", x, "sensor"}},
	"millis of two boards":                   {{"millis_a", line(0, 10), "time"}, {"millis_b", line(58213, 10), "clock"}, {"ax", x, "sensor"}},
	"seconds of the week":                    {{"gps_week", line(2260, 0), "constant"}, {"gps_tow", line(345600, 0.01), "time"}, {"ax", x, "sensor"}},
	"Zeit":                                   {{"Zeit", line(0, 0.5), "time"}, {"Druck", x, "sensor"}},
	"a date that stands still beside milliseconds": {
		{"date", func(int) any { return moment(1683158400) }, "constant"}, {"ms", line(0, 100), "time"}, {"temp", x, "sensor"},
	},
	"a temperature beside the time": {{"ms", line(0, 1000), "time"}, {"t", rounded(0.5, noise(41, 22, 0.5)), "sensor"}},
	"switches": {
		{"t", t, "time"}, {"ax", x, "sensor"}, {"is_run", cycle(200, 0.0, 1.0), "set-point?"}, {"Pump Run", cycle(300, 0.0, 1.0), "set-point?"},
		{"state", cycle(256, "a", "b", "c"), "label"},
	},
	"who was there": {
		{"t", t, "time"}, {"operator", cycle(900, 101.0, 102.0, 103.0), "session?"}, {"recipe", cycle(200, 5.0, 12.0, 9.0), "session?"}, {"temp", x, "sensor"},
	},
	"a time of day in parts": {
		{"h", cycle(2000, 8.0, 9.0), "annotation"}, {"m", cycle(240, numbers(0, 59)...), "annotation"},
		{"s", cycle(4, numbers(0, 59)...), "annotation"}, {"temp", x, "sensor"},
	},
	"a mass called m": {{"t", t, "time"}, {"m", rounded(1, noise(42, 30, 4)), "sensor"}},
	"whole seconds beside a finer clock": {
		{"t", t, "time"}, {"uptime_s", func(i int) any { return float64(4000 + i/100) }, "clock"}, {"ax", x, "sensor"},
		{"level", func(i int) any { return float64(4000 + i*i/100000) }, "sensor"},
	},
	"whole seconds alone":         {{"ts", func(i int) any { return float64(1683187200 + i/100) }, "time"}, {"ax", x, "sensor"}},
	"a time of day in six digits": {{"utc_time", digits(1), "time"}, {"lat", noise(43, 48, 1e-4), "sensor"}},
	"the same every 20 seconds":   {{"utc", digits(20), "time"}, {"lat", noise(43, 48, 1e-4), "sensor"}},
	"a sign of life":              {{"t", t, "time"}, {"hb", cycle(1, 0.0, 1.0), "counter"}, {"ax", x, "sensor"}},
	"the time since something": {
		{"t", t, "time"}, {"since_s", func(i int) any { return float64(i%300) * 0.01 }, "counter"}, {"ax", x, "sensor"},
		{"shaft", func(i int) any { return math.Mod(float64(i)*7.3, 360) }, "sensor"},
	},
	"votes beside the label": {
		{"t", t, "time"}, {"ax", x, "sensor"}, {"label", cycle(500, "ok", "bad"), "label"},
		{"vote", flips(44, cycle(500, 0.0, 1.0), 0.05), "annotation?"}, {"coin", bits(45, 2), "sensor"},
		{"half", flips(46, cycle(500, 0.0, 1.0), 0.3), "sensor"},
	},
	"an alarm beside a program": {
		{"t", t, "time"}, {"load", x, "sensor"}, {"Program", cycle(700, "O1001", "O1002"), "text"}, {"Alarm", cycle(1200, 0.0, 1.0), "label"},
	},
	"gaps": {
		{"t", t, "time"}, {"gps", func(i int) any {
			if i%10 > 0 {
				return ""
			}
			return 47 + math.Sin(float64(i))
		}, "sensor"},
	},
}

// digits is a time of day as hhmmss, from 8:00:00 on.
func digits(step int) at {
	return func(i int) any {
		s := 8*3600 + i*step
		return float64(s/3600%24*10000 + s/60%60*100 + s%60)
	}
}

// flips takes the other of 0 and 1 in a share of the rows.
func flips(seed uint64, signal at, share float64) at {
	r := source(seed)
	return func(i int) any {
		x := signal(i).(float64)
		if r.Float64() < share {
			return 1 - x
		}
		return x
	}
}

func strconv3(i int) string { return fmt.Sprintf("%03d", i) }

// jitter rises by step, give or take.
func jitter(seed uint64, step, deviation float64) at {
	r := source(seed)
	x := 0.0
	return func(int) any { x += step + deviation*min(max(r.NormFloat64(), -2), 2); return x }
}

func numbers(from, to int) (values []any) {
	for i := from; i <= to; i++ {
		values = append(values, float64(i))
	}
	return values
}

// bits are so many values that change from row to row.
func bits(seed uint64, values int) at {
	r := source(seed)
	return func(int) any { return float64(r.IntN(values)) }
}

// lossy counts packets of one row, of which three of a hundred get lost.
func lossy(seed uint64) at {
	r := source(seed)
	n := 0.0
	return func(int) any {
		n++
		if r.Float64() < 0.03 {
			n += float64(1 + r.IntN(3))
		}
		return n
	}
}

// hot is a temperature that differs with the states by more than it moves in one.
func hot(seed uint64) at {
	n := noise(seed, 0, 0.3)
	return func(i int) any { return math.Round([]float64{25, 40, 25, 60}[i/512%4] + n(i).(float64)) }
}

func TestDecide(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(recordings)) { // in one order, for noise goes on
		columns := recordings[name]
		var in []Column
		for _, c := range columns {
			in = append(in, makeColumn(c.name, testRows, c.cell))
		}
		for i, f := range findingsOf(in...) {
			got := string(f.Role)
			if f.Doubt {
				got += "?"
			}
			if got != columns[i].want {
				t.Errorf("%s: %q is %s (%s), want %s", name, columns[i].name, got, f.Evidence, columns[i].want)
			}
			if strings.TrimSpace(f.Evidence) == "" || strings.ContainsAny(f.Evidence, "\n") {
				t.Errorf("%s: %q: evidence %q", name, columns[i].name, f.Evidence)
			}
			if f.Doubt && f.Role != Session && f.Flag == nil {
				t.Errorf("%s: %q: a doubt that no flag settles", name, columns[i].name)
			}
		}
	}
}
