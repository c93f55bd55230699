package stream

import (
	"fmt"
	"strings"
	"testing"
)

// What instruments and loggers write above, below and beside their rows.
func TestInstruments(t *testing.T) {
	checkReadings(t, Options{}, []reading{
		{"names, units and Min or Avg below", "\"TOA5\",\"CR1000\"\n\"TS\",\"N\",\"V\"\n\"s\",\"RN\",\"Volts\"\n\"\",\"\",\"Avg\"\n0,1.5,2\n0.5,2.5,4\n1,7.5,3\n",
			"TS: N V | 0: 1.5 2 | 0.5: 2.5 4 | 1: 7.5 3", "line 1 is no row; the header is line 2\nbelow the header, lines 3 to 4 are no rows"},
		{"numbers for names, units below", "time,1,2\nsecond,Volt,Volt\n0,5,2\n0.5,2,4\n1,7,3\n", "time: 1 2 | 0: 5 2 | 0.5: 2 4 | 1: 7 3", "line 2 is taken for the units of the columns"},
		{"a line drawn below the header", "t,ax\n---,---\n0,5\n0.5,2\n", "t: ax | 0: 5 | 0.5: 2", ""},
		{"a table of Markdown", "| t | ax |\n|---|:--|\n| 0 | 5 |\n| 0.5 | 2 |\n", "t: ax | 0: 5 | 0.5: 2", ""},
		{"a table of a database", "  t  | ax\n-----+----\n 0   | 5\n 0.5 | 2\n", "t: ax | 0: 5 | 0.5: 2", ""},
		{"lines drawn between recordings", "ax,ay\n1,2\n3,4\n-----\n5,6\n7,8\n", "ax ay | 1 2 | 3 4 / | 5 6 | 7 8", ""},
		{"signs apart from their numbers", "t,ax\n0,+  1.5\n0.5,-  2\n1,+ 12\n", "t: ax | 0: 1.5 | 0.5: -2 | 1: 12", ""},
		{"names of spreadsheets for the time", "X_Value,Voltage\n0.0,5\n0.5,2\n", "X_Value: Voltage | 0: 5 | 0.5: 2", ""},
		{"what a board says, with commas", "Sensor found on bus, range is 2 g.\n1,2,3\n4,5,7\n", "c1 c2 c3 | 1 2 3 | 4 5 7",
			"line 1 is no row, and there is no header; the columns are c1 to c3"},
	})
}

// Some oscilloscopes write their settings into columns beside the first samples.
func TestSettingsBesideTheRows(t *testing.T) {
	settings := []string{"Record Length,100,Points", "Sample Interval,0.01,s", "Source,CH1,", "Vertical Units,V,"}
	var b strings.Builder
	for i := range 100 {
		beside := ",,"
		if i < len(settings) {
			beside = settings[i]
		}
		fmt.Fprintf(&b, "%s,%.2f,%d,\n", beside, float64(i)*0.01, i*7%13)
	}
	var notes []string
	r, rows := readAll(t, b.String(), Options{Note: func(text string) { notes = append(notes, text) }, Time: "c4"})
	if len(rows) != 100 || fmt.Sprint(r.Columns()) != "[c5]" || rows[99].Values[0] != 4 { // 99*7 = 693 = 53*13 + 4
		t.Errorf("%d rows of %q", len(rows), r.Columns())
	}
	if want := "fan.csv: what stands beside the first rows in c1, c2 and c3 is left out"; len(notes) == 0 || notes[0] != want {
		t.Errorf("notes %q, want %q", notes, want)
	}
	// A sensor that falls silent has no text, and keeps its values.
	b.Reset()
	for i := range 100 {
		fmt.Fprintf(&b, "%d,%s\n", i*7%13, map[bool]string{true: "1.5", false: ""}[i < 30])
	}
	_, _, notes = readNoted(t, "ax,ay\n"+b.String(), Options{})
	if text := strings.Join(notes, "\n"); strings.Contains(text, "beside") {
		t.Errorf("a sensor that falls silent: %s", text)
	}
}

// What monitors and loggers put before rows.
func TestMoreLogs(t *testing.T) {
	const want = "time: c1 c2 | 43200: 1.5 2 | 43200.5: 3 -4 | 43201: 5 6"
	lines := func(before func(clock string) string, after string) string {
		text := ""
		for i, row := range []string{"1.5,2", "3,-4", "5,6"} {
			text += before([]string{"12:00:00.000", "12:00:00.500", "12:00:01.000"}[i]) + row + after + "\n"
		}
		return text
	}
	before := func(format string) func(string) string {
		return func(clock string) string { return fmt.Sprintf(format, clock) }
	}
	const timed = "read as rows with a time before each"
	checkReadings(t, Options{}, []reading{
		{"of Python", lines(before("%s INFO:root:"), ""), want, timed},
		{"of Python, with names and dashes", lines(before("%s - imu - INFO - "), ""), want, timed},
		{"of a system", lines(before("May  3 %s raspi imu[612]: "), ""), want, timed},
		{"of a system, two digits", lines(before("Dec 13 %s raspi imu: "), ""), want, timed},
		{"Zephyr in colour", strings.ReplaceAll(lines(before("[%s,000] \x1b[0m<inf> imu: "), "\x1b[0m"), ".000,000", ".000,000"), want, "read as Zephyr's log"},
		{"what PlatformIO says first", "--- Terminal on /dev/ttyUSB0 | 115200 8-N-1\n--- Available filters and text transformations: colorize, debug\n--- Quit: Ctrl+C\n" +
			strings.Repeat(lines(before("%s > "), ""), 4), strings.Replace(want, "1: 5 6", "1: 5 6", 1) + strings.Repeat(" / "+want[len("time: c1 c2 "):], 3),
			timed + "\nlines 1 to 3 are no rows, and there is no header; the columns are c1 to c2"},
	})
	const frames = "read as rows in frames"
	checkReadings(t, Options{}, []reading{
		{"dollar and semicolon", "$1 2;\n$3 4;\n", "c1 c2 | 1 2 | 3 4", frames},
		{"dollar alone", "$1,2\n$3,4\n", "c1 c2 | 1 2 | 3 4", frames},
		{"comments of C", "/*1,2*/\n/*3,4*/\n", "c1 c2 | 1 2 | 3 4", frames},
		{"positions are no frames", "$GPGGA,1,2\n$GPGGA,3,4\n", "c2 c3 | 1 2 | 3 4", ""},
	})
}

// A blank line after each sample of a few lines ends it, and is no break.
func TestBlankLinesAfterSamples(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "%d,%d\n%d,%d\n\n", i*7%13, i*5%11, i*3%13, i*8%11)
	}
	if r, rows := readAll(t, "ax,ay\n"+b.String(), Options{}); len(rows) != 80 || r.Segments() != 1 {
		t.Errorf("%d rows in %d segments, want 80 in one", len(rows), r.Segments())
	}
	b.Reset()
	for i := range 80 {
		fmt.Fprintf(&b, "%d,%d\n", i*7%13, i*5%11)
		if i%10 == 9 {
			b.WriteString("\n")
		}
	}
	if r, rows := readAll(t, "ax,ay\n"+b.String(), Options{}); len(rows) != 80 || r.Segments() != 8 {
		t.Errorf("%d rows in %d segments, want 80 in 8 of ten", len(rows), r.Segments())
	}
}

// What the examples of sensor libraries print: three lines a sample, and a blank one.
func TestSamplesOfSeveralLines(t *testing.T) {
	var b strings.Builder
	for i := range 40 {
		fmt.Fprintf(&b, "Acceleration X: %d.5, Y: %d, Z: %d m/s^2\nRotation X: %d, Y: %d, Z: %d rad/s\nTemperature: %d.25 degC\n\n",
			i*7%13, i*5%11, i*3%7, i*4%13, i*6%11, i*2%7, i*9%13)
	}
	r, rows := readAll(t, b.String(), Options{})
	if len(rows) != 40 || r.Segments() != 1 || len(r.Columns()) != 7 {
		t.Fatalf("%d rows in %d segments of %q; want 40 in one of 7 channels", len(rows), r.Segments(), r.Columns())
	}
	// Of the second sample, i = 1: 7.5, 5, 3; 4, 6, 2; 9.25.
	if got := fmt.Sprint(rows[1].Values); got != "[7.5 5 3 4 6 2 9.25]" {
		t.Errorf("the second sample is %s", got)
	}
}
