package stream

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// notesOf reads a text to its end and returns what was said of it.
func notesOf(t *testing.T, text string, o Options) (*Reader, []Row, []string) {
	t.Helper()
	var notes []string
	o.Note = func(text string) { notes = append(notes, text) }
	r, rows := readAll(t, text, o)
	return r, rows, notes
}

func times(rows []Row) (list []float64) {
	for _, r := range rows {
		list = append(list, r.Time)
	}
	return list
}

func TestDateAndTimeOfDayInTwoColumns(t *testing.T) {
	// 2004-03-10 is day 12487: 12487*86400 + 23*3600 = 1078959600.
	const begin = 1078959600
	for name, text := range map[string]string{
		"date first":    "Date,Time,x\n10/03/2004,23:00:00,1\n11/03/2004,0:00:00,2\n11/03/2004,1:00:00,3\n13/03/2004,2:00:00,4\n",
		"time first":    "clock;day;x\n23:00:00;10.3.2004;1\n0:00:00;11.3.2004;2\n1:00:00;11.3.2004;3\n2:00:00;13.3.2004;4\n",
		"month's name":  "x,on,at\n1,10-Mar-2004,11:00:00 PM\n2,11-Mar-2004,12:00:00 AM\n3,11-Mar-2004,1:00:00 AM\n4,13-Mar-2004,2:00:00 AM\n",
		"digits":        "date,time,x\n20040310,23:00,1\n20040311,00:00,2\n20040311,01:00,3\n20040313,02:00,4\n",
		"short years":   "Date,Time,x\n10.03.04,23:00:00,1\n11.03.04,00:00:00,2\n11.03.04,01:00:00,3\n13.03.04,02:00:00,4\n",
		"beside others": "n,Date,who,Time,x\n7,2004-03-10,me,23:00:00,1\n9,2004-03-11,me,00:00:00,2\n4,2004-03-11,me,01:00:00,3\n5,2004-03-13,me,02:00:00,4\n",
	} {
		r, rows, notes := notesOf(t, text, Options{Columns: []string{"x"}})
		if want := []float64{begin, begin + 3600, begin + 7200, begin + 51*3600}; !slices.Equal(times(rows), want) || r.Period() != 3600 {
			t.Errorf("%s: times %.0f, period %v; want %.0f, 3600", name, times(rows), r.Period(), want)
		}
		if got := segments(rows); !slices.Equal(got, []int{0, 0, 0, 1}) || len(notes) > 0 {
			t.Errorf("%s: segments %v, notes %q", name, got, notes)
		}
	}
	for _, column := range []string{"Date", "Time"} {
		r, _ := readAll(t, "Date,Time,x\n2004-03-10,23:00:00,1\n2004-03-11,00:00:00,2\n", Options{Time: column})
		if r.TimeColumn() != "Date and Time" || r.Period() != 3600 || len(r.Unused()) > 0 {
			t.Errorf("--time %s: %q, period %v, unused %q", column, r.TimeColumn(), r.Period(), r.Unused())
		}
	}
	e := readErrorOf(t, "Date,Time,x\n2004-03-10,23:00:00,1\n2004-03-11,00:00:00,1\n2004-03-11,noon,2\n", Options{})
	if want := `fan.csv:4: column 1 "Date": "2004-03-11 noon" is no time that is written as year-month-day hours:minutes:seconds; fix the value or pass --skip-bad-rows`; e.Error() != want {
		t.Errorf("got %s\nwant %s", e, want)
	}
}

func TestWhichColumnIsTime(t *testing.T) {
	for line, want := range map[string]string{
		"date,x,t|2004-03-10,%[2]d,%[1]d.5":                "t", // a date beside a time of day, which moves
		"date,x|2004-03-%02[1]d,%[2]d":                     "date",
		"took,x,when|00:00:05,%[2]d,2004-03-10 10:%02[1]d": "when",
		"took,x|00:%02[1]d:05,%[2]d":                       "took",
		"version,x|1.2.10,%[2]d":                           "", // no date of 2010
		"date,x|%[1]d.2.10,%[2]d":                          "date",
		"date,x|202301%02[1]d,%[2]d":                       "date",
		"date,clock,x|20230105,12:%02[1]d,%[2]d":           "date and clock",
		"serial,x|202301%02[1]d,%[2]d":                     "", // a number
		"time,x|20230105120%03[1]d,%[2]d":                  "time",
		"zone,time,x|12:00,2004-03-10 10:%02[1]d,%[2]d":    "time",
	} {
		header, row, _ := strings.Cut(line, "|")
		text := header + "\n"
		for i := range 20 {
			text += fmt.Sprintf(row, i+1, i*7%13) + "\n"
		}
		if r, _ := readAll(t, text, Options{Columns: []string{"x"}}); r.TimeColumn() != want {
			t.Errorf("%q: time %q, want %q", line, r.TimeColumn(), want)
		}
	}
	r, _ := readAll(t, "time,x\n20230105120000,1\n20230105120010,1\n", Options{})
	if r.Period() != 10 || r.Doubt() != "" {
		t.Errorf("digits of a date: period %v, doubt %q; want 10", r.Period(), r.Doubt())
	}
}

// A column that looks like time and cannot be read is told of.
func TestTimeThatIsNotRead(t *testing.T) {
	const forms = "which is no time; times are read as seconds, or as 2023-01-05 12:00:00.5, 5.1.2023 12:00, 1/5/2023 9:00 AM, 5-Jan-2023 or 12:00:00.5; without time give the rows a second with --rate"
	for text, want := range map[string]string{
		"time,x\n12h30,1\n12h31,2\n":                   `fan.csv: column 1 "time" is not taken for time: it holds "12h30", ` + forms,
		"x,when\n1,2023-W05-3\n2,2023-W05-4\n":         `fan.csv: column 2 "when" is not taken for time: it holds "2023-W05-3", ` + forms,
		"x,when\n1,Jan 5 12:00:00\n2,Jan 5 12:00:01\n": `fan.csv: column 2 "when" is not taken for time: it holds "Jan 5 12:00:00", ` + forms,
		"x,who\n1,me\n2,you\n":                         "",
		"time,x,t\n12h30,1,0.1\n12h31,2,0.2\n":         "",
	} {
		_, _, notes := notesOf(t, text, Options{})
		if got := strings.Join(notes, "\n"); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestMidnightIsNoBreak(t *testing.T) {
	// Two midnights, a break of 8 hours between.
	_, rows := readAll(t, "at,x\n23:59:58,1\n23:59:59,1\n0:00:00,1\n0:00:01,1\n8:00:00,1\n8:00:01,1\n", Options{})
	if want := []float64{86398, 86399, 86400, 86401, 115200, 115201}; !slices.Equal(times(rows), want) {
		t.Errorf("times %v, want %v", times(rows), want)
	}
	if got := segments(rows); !slices.Equal(got, []int{0, 0, 0, 0, 1, 1}) {
		t.Errorf("segments %v", got)
	}
	// Without the midnight the clock went back.
	_, rows = readAll(t, "at,x\n12:00:00,1\n12:00:01,1\n11:00:00,1\n11:00:01,1\n", Options{})
	if got := segments(rows); !slices.Equal(got, []int{0, 0, 1, 1}) {
		t.Errorf("segments of a clock that was set back: %v", got)
	}
}

// A float64 of Unix time has steps of 2.4e-7 s; what was written is finer.
func TestStepsAreExact(t *testing.T) {
	for name, text := range map[string]string{
		"nanoseconds": "time,x\n1700000000000000000,1\n1700000000000000100,2\n1700000000000000200,3\n",
		"decimals":    "time,x\n1700000000.0000000,1\n1700000000.0000001,2\n1700000000.0000002,3\n",
		"date":        "time,x\n2023-11-14 22:13:20.0000000,1\n2023-11-14 22:13:20.0000001,2\n2023-11-14 22:13:20.0000002,3\n",
	} {
		r, rows := readAll(t, text, Options{})
		if r.Period() != 1e-7 || r.Segments() != 1 || rows[2].Time != 1.7e9 && rows[2].Time-1.7e9 > 3e-7 {
			t.Errorf("%s: period %v, %d segments, time %f; want 1e-07", name, r.Period(), r.Segments(), rows[2].Time)
		}
	}
	for _, field := range []string{"-12.5", "1e300", "0.1234567890123456789012", "9223372036854775807", "18446744073709551615", "1e-30", "-0"} {
		f := numbersIn("s", 0)
		s, at, ok := f.read([]byte(field), '.')
		if !ok || math.Abs(at.Seconds()-s) > 1e-15*math.Abs(s) {
			t.Errorf("%s: %v, exactly %v", field, s, at)
		}
	}
}

// stamped writes rows whose times are what at says.
func stamped(header string, rows int, at func(i int) string) string {
	var b strings.Builder
	b.WriteString(header + "\n")
	for i := range rows {
		fmt.Fprintf(&b, "%s,%d\n", at(i), i*7%13)
	}
	return b.String()
}

func TestRowsThatShareAStamp(t *testing.T) {
	clock := func(s int) string { return fmt.Sprintf("12:%02d:%02d", s/60, s%60) }
	for _, c := range []struct {
		name   string
		at     func(i int) string
		rows   int
		period float64
	}{
		{"100 Hz", func(i int) string { return clock(i / 100) }, 1000, 0.01},
		{"begins within a second", func(i int) string { return clock((i + 63) / 100) }, 1000, 0.01},
		// The stamp changes only after the head of 256 rows.
		{"400 Hz", func(i int) string { return clock(i / 400) }, 4000, 0.0025},
		{"5 kHz", func(i int) string { return clock(i / 5000) }, 30_000, 0.0002},
		{"two seconds", func(i int) string { return clock(i / 5) }, 10, 0.2},
		// Packets of 20 rows every 50 ms, and of 18 to 22.
		{"packets", func(i int) string { return fmt.Sprintf("12:00:%06.3f", float64(i/20)*0.05) }, 1000, 0.0025},
		{"jitter", func(i int) string { return fmt.Sprintf("12:00:%06.3f", float64((i+2*(i/40%2))/20)*0.05) }, 1000, 0.0025},
	} {
		r, rows := readAll(t, stamped("at,x", c.rows, c.at), Options{})
		if math.Abs(r.Period()-c.period) > 0.002*c.period || r.Segments() != 1 || len(rows) != c.rows {
			t.Errorf("%s: period %v, %d segments, %d rows; want %v", c.name, r.Period(), r.Segments(), len(rows), c.period)
		}
		for i := 1; i < len(rows); i++ {
			if rows[i].Time < rows[i-1].Time-1e-9 { // but for rounding
				t.Errorf("%s: row %d at %v, after %v", c.name, i+1, rows[i].Time, rows[i-1].Time)
				break
			}
		}
	}
	_, rows := readAll(t, stamped("at,x", 1000, func(i int) string { return clock(i / 100) }), Options{})
	for i, row := range rows {
		if math.Abs(row.Time-(43200+0.01*float64(i))) > 1e-9 {
			t.Fatalf("row %d at %v, want %v", i, row.Time, 43200+0.01*float64(i))
		}
	}
}

// Of 100 rows a second ten seconds are missing, then 20 rows within a second, then
// nothing: only the ten seconds and the rows are breaks.
func TestGapsBetweenSharedStamps(t *testing.T) {
	at := func(i int) string {
		if i >= 540 { // 40 rows of second 5, and the 60 that end it, are one second
			i += 20
		}
		if i >= 800 {
			i += 1000
		}
		return fmt.Sprint(i / 100)
	}
	_, rows := readAll(t, stamped("t_s,x", 1200, at), Options{})
	begins := []int{}
	for i := 1; i < len(rows); i++ {
		if rows[i].Segment != rows[i-1].Segment {
			begins = append(begins, i)
		}
	}
	// Second 5 has 80 rows, so that second 6 begins at row 580; row 780 is of second 18.
	if !slices.Equal(begins, []int{580, 780}) {
		t.Errorf("segments begin at rows %v, want 580 and 780", begins)
	}
}

// Rows that a computer stamps as they arrive come in bursts: 10 within a few hundred
// microseconds, a tenth of a second apart.
func TestBursts(t *testing.T) {
	delays := []float64{0, 90, 350, 420, 800, 830, 1200, 1700, 1730, 2300} // microseconds
	at := func(i int) string { return fmt.Sprintf("%.6f", float64(i/10)*0.1+delays[i%10]*1e-6) }
	r, rows := readAll(t, stamped("t_s,x", 500, at), Options{})
	if math.Abs(r.Period()-0.01) > 1e-5 || r.Segments() != 1 {
		t.Errorf("period %v, %d segments; want 0.01, 1", r.Period(), r.Segments())
	}
	for i, row := range rows {
		if math.Abs(row.Time-0.01*float64(i)) > 1e-4 {
			t.Fatalf("row %d at %v, want %v", i, row.Time, 0.01*float64(i))
		}
	}
}

func TestAStampThatNeverChanges(t *testing.T) {
	r, _, notes := notesOf(t, stamped("time,x", 500, func(int) string { return "2023-01-05 12:00:00" }), Options{})
	if r, _ := readAll(t, stamped("time,x", 500, func(int) string { return "7" }), Options{}); r.TimeColumn() != "time" || r.Period() != 0 {
		t.Errorf("of numbers: time %q, period %v", r.TimeColumn(), r.Period())
	}
	if r, _ := readAll(t, stamped("time,x", 4000, func(i int) string { return fmt.Sprint(7 + i/500) }), Options{}); r.Period() != 0.002 {
		t.Errorf("of numbers that change after the head: period %v, want 0.002", r.Period())
	}
	want := []string{`time column "time" of fan.csv: it never changes in the rows looked at; give the rows a second with --rate`}
	if r.Period() != 0 || r.TimeColumn() != "time" || !slices.Equal(notes, want) {
		t.Errorf("period %v, notes %q", r.Period(), notes)
	}
}

func TestUnitsInDoubt(t *testing.T) {
	for _, c := range []struct {
		name, header string
		at           func(i int) string
		period       float64
		want         []string // of note and doubt
	}{
		{"counts by one", "time,x", func(i int) string { return fmt.Sprint(i) }, 1, []string{"1 Hz if seconds", "1000 Hz if milliseconds", "counts rows", "time_ms", "--rate"}},
		{"tens", "t,x", func(i int) string { return fmt.Sprint(10 * i) }, 10, []string{"steps of 10 ", "0.1 Hz", "100 Hz if milliseconds", "t_ms"}},
		{"twenties with jitter", "t,x", func(i int) string { return fmt.Sprint(20*i + i%3%2) }, 20, []string{"50 Hz if milliseconds"}},
		{"microseconds", "timestamp,x", func(i int) string { return fmt.Sprint(10_000 * i) }, 10_000, []string{"100 Hz if microseconds"}},
		{"fractions of milliseconds", "t,x", func(i int) string { return fmt.Sprintf("%.1f", 8.4*float64(i)) }, 8.4, []string{"119 Hz if milliseconds", "numbers in steps of 8.4"}},
		{"milliseconds at 5 kHz", "t,x", func(i int) string { return fmt.Sprint(i / 5) }, 0.2, []string{"5 Hz if seconds", "5000 Hz if milliseconds"}},
		{"by one, as decimals", "t,x", func(i int) string { return fmt.Sprintf("%d.0", i) }, 1, []string{"1000 Hz if milliseconds"}},
		{"decimals", "t,x", func(i int) string { return fmt.Sprintf("%.2f", 0.01*float64(i)) }, 0.01, nil},
		{"a unit", "time_s,x", func(i int) string { return fmt.Sprint(i) }, 1, nil},
		{"milliseconds by name", "t_ms,x", func(i int) string { return fmt.Sprint(10 * i) }, 0.01, nil},
		{"milliseconds by size", "time,x", func(i int) string { return fmt.Sprint(1700000000000 + 10*i) }, 0.01, nil},
		{"Unix seconds", "time,x", func(i int) string { return fmt.Sprint(1700000000 + i) }, 1, nil},
		{"Unix, ten minutes", "time,x", func(i int) string { return fmt.Sprint(1700000000 + 600*i) }, 600, nil},
		{"a counter of microseconds as large", "time,x", func(i int) string { return fmt.Sprint(1700000000 + 10_000*i) }, 10_000, []string{"100 Hz if microseconds"}},
		{"seconds at 100 rows a stamp", "t,x", func(i int) string { return fmt.Sprint(i / 100) }, 0.01, nil},
		{"dates", "time,x", func(i int) string { return fmt.Sprintf("2023-01-%02d", 1+i/10) }, 8640, nil},
	} {
		text := stamped(c.header, 300, c.at)
		r, _, notes := notesOf(t, text, Options{})
		if math.Abs(r.Period()-c.period) > 0.01*c.period {
			t.Errorf("%s: period %v, want %v", c.name, r.Period(), c.period)
		}
		said := strings.Join(notes, "\n") + "\n" + r.Doubt()
		if (r.Doubt() == "") != (c.want == nil) || len(notes) != min(len(c.want), 1) {
			t.Errorf("%s: notes %q, doubt %q", c.name, notes, r.Doubt())
		}
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: nothing of %q in %q", c.name, want, said)
			}
		}
		if r, _, notes := notesOf(t, text, Options{Rate: 100}); r.Doubt() != "" || len(notes) > 0 {
			t.Errorf("%s, with --rate: notes %q, doubt %q", c.name, notes, r.Doubt())
		}
	}
}

func TestUnevenSteps(t *testing.T) {
	at := func(steps ...float64) func(i int) string {
		sum, all := 0.0, []float64{}
		for i := range 300 {
			all = append(all, sum)
			sum += steps[i%len(steps)]
		}
		return func(i int) string { return fmt.Sprintf("%.3f", all[i]) }
	}
	for _, c := range []struct {
		name   string
		at     func(i int) string
		uneven bool
	}{
		{"even", at(0.01), false},
		{"jitter of a tenth", at(0.009, 0.01, 0.01, 0.011), false},
		{"a clock of milliseconds at 400 Hz", at(0.002, 0.003), false},
		{"at 700 Hz", at(0.001, 0.002, 0.001), false},
		{"one slow step in twenty", at(slices.Concat(slices.Repeat([]float64{0.01}, 19), []float64{0.02})...), false},
		{"uneven", at(0.006, 0.01, 0.009, 0.015, 0.02), true},
		{"two kinds of steps", at(0.005, 0.015, 0.015), true},
	} {
		_, _, notes := notesOf(t, stamped("t,x", 300, c.at), Options{})
		if said := strings.Join(notes, "\n"); strings.Contains(said, "not evenly spaced") != c.uneven || strings.Contains(said, "--resample") != c.uneven {
			t.Errorf("%s: notes %q", c.name, notes)
		}
	}
}

// Chunks of the whole file count alike, and what lies between them does not.
func TestPaceOfChunks(t *testing.T) {
	p := paceOf([][]float64{{0, 1, 2, 3}, {0, 2, 4, 6, 8, 10}, {0, 100}, {5, 4}, nil})
	// Steps 1 1 1 2 2 2 2 2 100; the median is 2, 100 a gap; not nearly all are equal,
	// so that the mean of the others is the period: 13/8.
	if p.period != 1.625 || p.longest != 7 || p.low != 1 || p.high != 2 {
		t.Errorf("%+v", p)
	}
	// Packets of 3 rows, 0.3 s apart; the first and the last of a chunk are not whole.
	p = paceOf([][]float64{{0, 0.3, 0.3, 0.3, 0.6, 0.6, 0.6, 0.9, 0.9}, {0, 0, 0, 0.3, 0.3, 0.3, 0.6, 0.6}})
	if math.Abs(p.period-0.1) > 1e-9 || math.Abs(p.jump-0.3) > 1e-9 {
		t.Errorf("%+v", p)
	}
}
