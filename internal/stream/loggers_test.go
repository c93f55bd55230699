package stream

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// rowsOf writes a header and so many rows.
func rowsOf(header string, rows int, row func(i int) string) string {
	var b strings.Builder
	b.WriteString(header)
	for i := range rows {
		b.WriteString(row(i) + "\n")
	}
	return b.String()
}

// reading20 is some reading of a sensor.
func reading20(i int) string { return fmt.Sprintf("%.2f", 20+3*math.Sin(float64(i*i)*0.7)) }

// Times as loggers write them: the rate that has to be found, and the time column.
func TestTimesOfLoggers(t *testing.T) {
	for name, c := range map[string]struct {
		text, time string
		period     float64
	}{
		"a spreadsheet's days": {rowsOf("Date;Flow\n", 100, func(i int) string {
			return strings.Replace(fmt.Sprintf("%.6f", 45050.25+float64(i)/1440), ".", ",", 1) + ";" + strings.Replace(reading20(i), ".", ",", 1)
		}), "Date", 60},
		"a date and a time with full stops": {rowsOf("Date;Time;CO\n", 100, func(i int) string {
			return fmt.Sprintf("%d/03/2004;%02d.00.00;%s", 10+i/24, i%24, reading20(i))
		}), "Date and Time", 3600},
		"full stops behind a date": {rowsOf("Zeit;p\n", 100, func(i int) string {
			return fmt.Sprintf("14.05.2023 08.%02d.%02d;%s", i/30, i%30*2, reading20(i))
		}), "Zeit", 2},
		"a file's name": {rowsOf("ts,p\n", 100, func(i int) string {
			return fmt.Sprintf("2023-05-04_08-%02d-%02d,%s", i/60, i%60, reading20(i))
		}), "ts", 1},
		"a board's milliseconds": {rowsOf("ms,p\n", 100, func(i int) string { return fmt.Sprintf("%d,%s", 900+20*i, reading20(i)) }), "ms", 0.02},
		"millis of one of two":   {rowsOf("millis_a,p\n", 100, func(i int) string { return fmt.Sprintf("%d,%s", 20*i, reading20(i)) }), "millis_a", 0.02},
		"a date beside milliseconds": {rowsOf("date,ms,p\n", 100, func(i int) string {
			return fmt.Sprintf("2023-05-04,%d,%s", 100*i, reading20(i))
		}), "ms", 0.1},
		"a phone's nanoseconds since it was started": {rowsOf("timestamp,x\n", 100, func(i int) string {
			return fmt.Sprintf("%d,%s", 49105962326000+50_000_000*i, reading20(i))
		}), "timestamp", 0.05},
		"the same within an hour": {rowsOf("timestamp,x\n", 100, func(i int) string {
			return fmt.Sprintf("%d,%s", 1205962326123+10_000_057*i, reading20(i))
		}), "timestamp", 0.010000057},
		"Unix milliseconds every hour": {rowsOf("timestamp,x\n", 100, func(i int) string {
			return fmt.Sprintf("%d,%s", 1683187200000+3_600_000*i, reading20(i))
		}), "timestamp", 3600},
		"six digits, each second": {rowsOf("utc_time,x\n", 100, func(i int) string {
			return fmt.Sprintf("%02d%02d%02d.00,%s", 23+(i+3570)/3600-24*((i+3570)/3600), (i+3570)/60%60, (i+3570)%60, reading20(i))
		}), "utc_time", 1},
		"six digits, every 20 seconds": {rowsOf("date,time,x\n", 100, func(i int) string {
			return fmt.Sprintf("230504,%d%02d%02d,%s", 8+i/180, i/3%60, i%3*20, reading20(i))
		}), "time", 20},
		"seconds that have six digits": {rowsOf("time,x\n", 100, func(i int) string {
			return fmt.Sprintf("%d,%s", 80000+30*i, reading20(i))
		}), "time", 30},
		"Unix milliseconds": {rowsOf("timestamp,x\n", 100, func(i int) string {
			return fmt.Sprintf("%d,%s", 1683187200123+10*i, reading20(i))
		}), "timestamp", 0.01},
	} {
		r, rows := readAll(t, c.text, Options{})
		if r.TimeColumn() != c.time || math.Abs(r.Period()-c.period) > 1e-4*c.period || len(rows) != 100 || r.Segments() != 1 {
			t.Errorf("%s: time %q, a row every %v s, %d rows in %d segments; want %q, %v s", name, r.TimeColumn(), r.Period(), len(rows), r.Segments(), c.time, c.period)
		}
	}
}

// A version or a size of three numbers is no time of day.
func TestVersionsAreNoTimes(t *testing.T) {
	r, _ := readAll(t, rowsOf("firmware,p\n", 100, func(i int) string { return "2.00.01," + reading20(i) }), Options{})
	if r.TimeColumn() != "" {
		t.Errorf("time %q", r.TimeColumn())
	}
}

// Followed to the letter, the remedy reads the recording: the rows turned round, or as
// they stand.
func TestTheNewestRowFirst(t *testing.T) {
	row := func(i int) string { return fmt.Sprintf("2023-05-04 08:%02d:%02d,%s", i/60, i%60, reading20(i)) }
	text := rowsOf("timestamp,p\n", 100, func(i int) string { return row(99 - i) })
	e := readErrorOf(t, text, Options{})
	const want = `fan.csv:1: column 1 "timestamp": the newest row stands first, and a stream goes on in time; turn the rows round with (head -n 1 fan.csv; tail -n +2 fan.csv | tac) > turned.csv, or read the rows as they stand with --time -`
	if e.Error() != want {
		t.Errorf("got %s\nwant %s", e, want)
	}
	if r, rows := readAll(t, text, Options{Time: None}); len(rows) != 100 || r.Segments() != 1 {
		t.Errorf("as they stand: %d rows in %d segments", len(rows), r.Segments())
	}
	if r, rows := readAll(t, rowsOf("timestamp,p\n", 100, row), Options{}); len(rows) != 100 || r.Period() != 1 {
		t.Errorf("turned: %d rows, %v s apart", len(rows), r.Period())
	}
	if e := readErrorOf(t, rowsOf("", 100, func(i int) string { return row(99 - i) }), Options{}); !strings.Contains(e.Error(), "with tac fan.csv > turned.csv") {
		t.Error(e)
	}
}

// Two spellings of one label are one label, in one recording and in two that share
// their labels; a and A may be two gestures.
func TestSpellingsAreOneLabel(t *testing.T) {
	words := []string{"Normal", "fault", "normal", "Fault ", "NORMAL"}
	labels := NewLabels()
	var notes []string
	text := rowsOf("t,x,label\n", 100, func(i int) string { return fmt.Sprintf("%d,%s,%s", i, reading20(i), words[i/20]) })
	r, _ := readAll(t, text, Options{Labels: labels, Note: func(text string) { notes = append(notes, text) }})
	if got := labels.Names(); !slices.Equal(got, []string{"Normal", "fault"}) {
		t.Errorf("labels %q", got)
	}
	if s := r.States(); len(s) != 2 || s[0].Rows != 60 || s[1].Rows != 40 || s[0].Name != "Normal" {
		t.Errorf("states %+v", s)
	}
	if want := `fan.csv: "Normal" and "normal" and "NORMAL" are taken for one label, "Normal"`; !slices.Contains(notes, want) {
		t.Errorf("notes %q", notes)
	}
	if i := labels.Index("normal"); i != 0 {
		t.Errorf("normal is %d", i)
	}
	for _, pair := range [][2]string{{"0", "0.0"}, {"no_fault", "No Fault"}} {
		if l := NewLabels(); l.Index(pair[0]) != l.Index(pair[1]) {
			t.Errorf("%q are two labels", pair)
		}
	}
	for _, pair := range [][2]string{{"a", "A"}, {"1", "-1"}, {"1-2", "12"}} {
		if l := NewLabels(); l.Index(pair[0]) == l.Index(pair[1]) {
			t.Errorf("%q are one label", pair)
		}
	}
}

// A million spellings of one label cost no memory.
func TestSpellingsAreBounded(t *testing.T) {
	l := NewLabels()
	for i := range 10 * mostSpellings {
		if got := l.Index("a" + strings.Repeat(" ", i%7) + "b" + strings.Repeat("_", i)); got != 0 {
			t.Fatalf("spelling %d is %d", i, got)
		}
	}
	if len(l.index) > mostSpellings+1 {
		t.Errorf("%d are kept", len(l.index))
	}
}

// What spreadsheets and historians write where there is no value, and a semicolon that
// ends each row.
func TestCellsOfSpreadsheetsAndLogs(t *testing.T) {
	for _, word := range []string{"#DIV/0!", "#N/V", "#WERT!", "No Data", "I/O Timeout"} {
		text := rowsOf("t_ms,x,y\n", 60, func(i int) string {
			if i == 30 {
				return fmt.Sprintf("%d,%s,%s", i, word, reading20(i))
			}
			return fmt.Sprintf("%d,%s,%s", i, reading20(i+7), reading20(i))
		})
		if r, rows := readAll(t, text, Options{}); len(rows) != 59 || !slices.Equal(r.Missing(), []int64{1, 0}) {
			t.Errorf("%s: %d rows, missing %v of %q", word, len(rows), r.Missing(), r.Columns())
		}
	}
	text := rowsOf("", 60, func(i int) string {
		return fmt.Sprintf("33,Walking,%d,%s,%s,%s;", 49105962326000+50_000_000*i, reading20(i), reading20(i+1), reading20(i+2))
	})
	if r, rows := readAll(t, text, Options{}); !slices.Equal(r.Columns(), []string{"c4", "c5", "c6"}) || len(rows) != 60 {
		t.Errorf("%d rows of %q", len(rows), r.Columns())
	}
}
