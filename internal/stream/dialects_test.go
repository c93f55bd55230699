package stream

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestDelimiters(t *testing.T) {
	checkReadings(t, Options{}, []reading{
		{"aligned", "  2.5e-01 -2.25e-01  1.0\n -2.5e-01  2.25e-01 -1.0\n", "c1 c2 c3 | 0.25 -0.225 1 | -0.25 0.225 -1", ""},
		{"spaces and a header", "t ax  ay\n0.0  1 2\n0.5 3  4 \n", "t: ax ay | 0: 1 2 | 0.5: 3 4", ""},
		{"spaces and decimal commas", "t ax\n0,0 1,5\n0,5 2,5\n", "t: ax | 0: 1.5 | 0.5: 2.5", ""},
		{"spaces and quotes", "\"t\" \"ax\" \"label\"\n0.0 \"1\"  \"on load\"\n0.5  2 \"off\"\n", "t: ax | 0: 1 | 0.5: 2", ""},
		{"tabs and spaces", "t \tax\n0.0 \t 1\n0.5\t2\n", "t: ax | 0: 1 | 0.5: 2", ""},
		{"pipes", "t|ax|ay\n0.0|1|2\n0.5|3|4\n", "t: ax ay | 0: 1 2 | 0.5: 3 4", ""},
		{"pipes and decimal commas", "t|ax\n0,0|1,5\n0,5|2,5\n", "t: ax | 0: 1.5 | 0.5: 2.5", ""},
		{"comma and space", "t, ax, ay\n0.0, 1, 2\n0.5, 3, 4\n", "t: ax ay | 0: 1 2 | 0.5: 3 4", ""},
		{"date with a space", "time,ax\n2024-01-01 00:00:00,1\n2024-01-01 00:00:01,2\n", "time: ax | 1.7040672e+09: 1 | 1.704067201e+09: 2", ""},
		{"a label with spaces", "0.5,1.5,on load\n0.5,2.5,no load\n", "c1 c2 | 0.5 1.5 | 0.5 2.5", ""},
		{"a label with semicolons", "x,label\n1,a;b\n2,a;b\n", "x | 1 | 2", ""},
		{"sep=", "sep=;\nt;ax\n0,5;1,5\n1,0;2,5\n", "t: ax | 0.5: 1.5 | 1: 2.5", ""},
		{"sep= in quotes, CRLF", "\"sep=\t\"\r\nt\tax\r\n0.5\t1\r\n1.5\t2\r\n", "t: ax | 0.5: 1 | 1.5: 2", ""},
		{"quoted decimal commas", "t,ax\n\"0,5\",\"1,25\"\n\"1,0\",\"2,5\"\n", "t: ax | 0.5: 1.25 | 1: 2.5", ""},
	})
}

// The delimiter is found over many lines: the first two may have another one.
func TestDelimiterOverManyLines(t *testing.T) {
	text := "Recorded; by hand\nby me; too\nt,ax,ay\n" + strings.Repeat("0.5,1,2\n", 20)
	_, rows := readAll(t, text, Options{})
	if len(rows) != 20 || !slices.Equal(rows[19].Values, []float32{1, 2}) {
		t.Errorf("%d rows, the last %v", len(rows), rows[len(rows)-1].Values)
	}
}

func TestTrailingDelimiters(t *testing.T) {
	const want = "t: ax ay | 0: 1 2 | 0.5: 3 4 | 1: 5 6"
	checkReadings(t, Options{}, []reading{
		{"of the rows", "t,ax,ay\n0,1,2,\n0.5,3,4,\n1,5,6,\n", want, ""},
		{"of the rows, tab", "t\tax\tay\n0\t1\t2\t\n0.5\t3\t4\t\n1\t5\t6\t\n", want, ""},
		{"of all lines", "t,ax,ay,\n0,1,2,\n0.5,3,4,\n1,5,6,\n", want, ""},
		{"of the header", "t,ax,ay,,\n0,1,2\n0.5,3,4\n1,5,6\n", want, ""},
		{"several", "t,ax,ay,,,\n0,1,2,,,\n0.5,3,4,,,\n1,5,6,,,\n", want, ""},
		{"of some rows", "t,ax,ay\n0,1,2,\n0.5,3,4\n1,5,6,\n", want, ""},
		{"without a header", "0,1,\n0.5,3,\n", "c1 c2 | 0 1 | 0.5 3", ""},
		{"an empty column", "t,,ax,ay\n0,,1,2\n0.5,,3,4\n1,,5,6\n", want, ""},
		// No trailing delimiter: the column has a name, or a value.
		{"an empty column with a name", "x,y\n1,\n2,\n3,\n", "x | 1 | 2 | 3", ""},
	})
	r, _ := readAll(t, "x,y,\n1,,\n2,,\n", Options{})
	if !slices.Equal(r.Unused(), []string{"y"}) {
		t.Errorf("unused %q, want y alone: a column without name and value is none", r.Unused())
	}
	e := readErrorOf(t, "t,ax\n0,1,\n0.5,2,\n1,3,4\n", Options{})
	if want := "fan.csv:1: the header has 2 names, the rows below it have 3 fields; give each column its name in the header"; e.Error() != want {
		t.Errorf("got %s\nwant %s", e, want)
	}
}

// R writes no name over the names of the rows.
func TestRowNames(t *testing.T) {
	checkReadings(t, Options{}, []reading{
		{"write.table", "\"ax\" \"ay\"\n\"1\" 0.5 1.5\n\"2\" 2.5 3.5\n", "ax ay | 0.5 1.5 | 2.5 3.5", ""},
		{"names", "ax,ay\nfirst,0.5,1.5\nsecond,2.5,3.5\n", "ax ay | 0.5 1.5 | 2.5 3.5", ""},
		{"a name is missing", "t,ax\n0.00,0.5,1.5\n0.01,2.5,3.5\n0.02,2.5,3.5\n",
			"fan.csv:1: the header has 2 names, the rows below it have 3 fields; give each column its name in the header", ""},
	})
}

func TestLinesAboveTheRows(t *testing.T) {
	const rows = "0,1,2\n0.5,3,4\n1,5,6\n"
	const want = "t: ax ay | 0: 1 2 | 0.5: 3 4 | 1: 5 6"
	checkReadings(t, Options{}, []reading{
		{"remarks with //", "// Start: 0\n// Rate: 100.0Hz\nt,ax,ay\n" + rows, want, "lines 1 to 2 are no rows; the header is line 3"},
		{"key,value", "Device,ADXL345\nRate,100\nt,ax,ay\n" + rows, want, "lines 1 to 2 are no rows; the header is line 3"},
		{"key: value", "Device: ADXL345\nStarted: 2024-01-01 12:00:00\n\nt,ax,ay\n" + rows, want, "lines 1 to 2 are no rows; the header is line 4"},
		{"a title with a comma", "Fan, on Monday\nt,ax,ay\n" + rows, want, "line 1 is no row; the header is line 2"},
		{"a title with a quote", "The \"old\" fan\nt,ax,ay\n" + rows, want, "line 1 is no row; the header is line 2"},
		{"a header in a remark", "# recorded at home\n# t ax ay\n" + rows, want, "the remark above line 3 is taken for the header"},
		{"the same with commas", "#t,ax,ay\n" + rows, want, "the remark above line 2 is taken for the header"},
		{"the same behind //", "Fan\n// t,ax,ay\n" + rows, want, "line 1 is no row; the header is line 2"},
		{"remarks and a header", "# a b c\nt,ax,ay\n" + rows, want, ""},
		{"as many fields as the rows", "Device,ADXL345\nRate,100\nt,x\n0,1\n0.5,2\n1,3\n", "t: x | 0: 1 | 0.5: 2 | 1: 3", "lines 1 to 2 are no rows; the header is line 3"},
		{"no header", "Fan on Monday\n" + rows, "c1 c2 c3 | 0 1 2 | 0.5 3 4 | 1 5 6", "line 1 is no row, and there is no header; the columns are c1 to c3"},
		{"a remark of other numbers", "# 3 axes\n" + rows, "c1 c2 c3 | 0 1 2 | 0.5 3 4 | 1 5 6", ""},
		{"a first line that is cut off", "7,2\n" + rows, "c1 c2 c3 | 0 1 2 | 0.5 3 4 | 1 5 6", "line 1 is cut off, with 2 of 3 fields, and left out"},
		{"two of them", "7,2\n8,2\n" + rows + rows, "c1 c2 c3 ! fan.csv:2: the row has 2 fields, the file has 3 columns; fix the row or pass --skip-bad-rows", "line 1 is cut off, with 2 of 3 fields, and left out"},
		{"too long a first line", "7,2,3,4\n" + rows, "c1 c2 c3 ! fan.csv:1: the row has 4 fields, the file has 3 columns; fix the row or pass --skip-bad-rows", ""},
		{"a longer header", "t,ax,ay,az\n" + rows, "fan.csv:1: the header has 4 names, the rows below it have 3 fields; give each column its name in the header", ""},
		{"what a board says below it", "t,x\nboot,ok\n0,1\n0.5,2\n", "t: x | 0: 1 | 0.5: 2", "below the header, line 2 is no row"},
		{"a bad row below the header", "t,ax,ay\nwait,1,2\n" + rows, "t: ax ay ! fan.csv:2: column 1 \"t\": \"wait\" is not a number; fix the value or pass --skip-bad-rows", ""},
	})
	long := strings.Repeat("Key,value\n", 30) + "t,ax,ay\n" + strings.Repeat("0.5,1,2\n", 30) // 31 lines and 30 rows
	if r, rows := readAll(t, long, Options{}); len(rows) != 30 || !slices.Equal(r.Columns(), []string{"ax", "ay"}) {
		t.Errorf("30 rows below 31 lines: %d rows of %q", len(rows), r.Columns())
	}
}

func TestUnitsBelowTheHeader(t *testing.T) {
	for _, c := range []struct {
		text  string
		units []string
		time  float64 // of the last row
	}{
		{"t,ax,ay\ns,m/s2,m/s2\n0.5,1,2\n1,3,4\n1.5,5,6\n", []string{"m/s2", "m/s2"}, 1.5},
		{"time,ax,ay\n(ms),(g),(g)\n500,1,2\n1000,3,4\n1500,5,6\n", []string{"g", "g"}, 1.5},
		{"time,ax,note\nms,g,-\n500,1,2\n1000,3,4\n1500,5,6\n", []string{"g", ""}, 1.5},
		{"t,ax,ay\nsec,gees,gees\n0.5,1,2\n1,3,4\n1.5,5,6\n", []string{"gees", "gees"}, 1.5}, // unknown, but no header repeats itself
		{"s,g,V\n0.5,1,2\n1,3,4\n1.5,5,6\n", []string{"", "", ""}, 0},                        // the header itself
	} {
		var notes []string
		r, err := NewReader(strings.NewReader(c.text), "fan.csv", Options{Note: func(s string) { notes = append(notes, s) }})
		if err != nil {
			t.Fatalf("%q: %v", c.text, err)
		}
		rows := copyRows(r)
		if r.Err() != nil || len(rows) != 3 || !slices.Equal(r.Units(), c.units) || c.time != 0 && rows[2].Time != c.time {
			t.Errorf("%q: %d rows, units %q, %v; last %+v", c.text, len(rows), r.Units(), r.Err(), rows[len(rows)-1])
		}
		said := slices.Contains(notes, "fan.csv: line 2 is taken for the units of the columns")
		if want := c.units[0] != ""; said != want {
			t.Errorf("%q: notes %q", c.text, notes)
		}
	}
}

func TestHeadersAgain(t *testing.T) {
	checkReadings(t, Options{}, []reading{
		{"once", "t,ax\n0,1\n0.5,2\nt,ax\n0,3\n0.5,4\n", "t: ax | 0: 1 | 0.5: 2 / | 0: 3 | 0.5: 4", "the header stands again in line 4; a new segment begins after it"},
		{"twice, with what the board says", "Ready.\nax,ay\n1,2\nReady.\nax,ay\n3,4\nax,ay\n5,6\n6,7\n", "ax ay | 1 2 / | 3 4 / | 5 6 | 6 7",
			"line 1 is no row; the header is line 2\nthe header stands 2 times again, first in line 5; a new segment begins after it"},
		{"with a trailing delimiter", "t,ax\n0,1,\n0.5,2,\nt,ax\n0,3,\n0.5,4,\n", "t: ax | 0: 1 | 0.5: 2 / | 0: 3 | 0.5: 4", "the header stands again in line 4; a new segment begins after it"},
		{"another one", "t,ax\n0,1\n0.5,2\nt,ay\n0,3\n", "t: ax | 0: 1 | 0.5: 2 ! fan.csv:4: column 2 \"ax\": \"ay\" is not a number; fix the value or pass --skip-bad-rows", ""},
	})
}

func TestBlankLines(t *testing.T) {
	checkReadings(t, Options{}, []reading{
		{"between recordings", "ax\n1\n2\n3\n\n4\n5\n6\n", "ax | 1 | 2 | 3 / | 4 | 5 | 6", ""},
		{"several, with spaces", "ax\n1\n2\n3\n\n  \n\n4\n5\n6\n", "ax | 1 | 2 | 3 / | 4 | 5 | 6", ""},
		{"of a spreadsheet", "ax,ay\n1,2\n2,3\n,\n3,4\n4,5\n", "ax ay | 1 2 | 2 3 / | 3 4 | 4 5", ""},
		{"above and below the rows", "\nax\n\n1\n2\n3\n\n", "ax | 1 | 2 | 3", ""},
		{"after every row", "ax\n\n1\n\n2\n\n3\n\n4\n", "ax | 1 | 2 | 3 | 4", ""},
		{"CRLF that was translated again", "ax\r\r\n1\r\r\n2\r\r\n3\r\r\n", "ax | 1 | 2 | 3", ""},
		{"the same with quotes", "\"ax\"\r\r\n\"1\"\r\r\n\"2\"\r\r\n", "ax | 1 | 2", ""},
		{"remarks are none", "ax\n1\n2\n# a\n3\n#\n4\n", "ax | 1 | 2 | 3 | 4", ""},
	})
}

// A remedy that would lose much of the recording is not named.
func TestManyBadRows(t *testing.T) {
	many := func(bad string) string {
		var b strings.Builder
		b.WriteString("t,ax,ay\n")
		for i := range 60 {
			fmt.Fprintf(&b, "%d.5,%d,%d\n", i, i*7%13, i*5%11)
			if i%10 == 0 {
				b.WriteString(bad + "\n")
			}
		}
		return b.String()
	}
	for _, c := range []struct{ bad, want string }{ // 6 of 66 rows are bad, 9 %
		{"I: calibrating", `6 of the first 66 rows have 1 field like this one, the file has 3 columns; take the lines that are no rows out of the file, such as "I: calibrating"`},
		{"1,2", `6 of the first 66 rows have 2 fields like this one, the file has 3 columns; put the rows of each kind into a file of their own`},
		{"1.5,ERR,2", `column 2 "ax": 6 of the first 66 values are no numbers, namely "ERR"; write NA where there is no value; --missing says what becomes of those rows, or leave the column out with --columns ay`},
		{"never,1,2", `column 1 "t": 6 of the first 66 values are no numbers, namely "never"; name another column with --time, or none with --time -`},
	} {
		e := readErrorOf(t, many(c.bad), Options{})
		if got := strings.TrimPrefix(e.Error(), "fan.csv:3: "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.bad, got, c.want)
		}
		if r, rows := readAll(t, many(c.bad), Options{SkipBadRows: true}); len(rows) != 60 || r.Skipped() != 6 {
			t.Errorf("%s: %d rows, %d skipped; want 60 and 6", c.bad, len(rows), r.Skipped())
		}
	}
	few := many("0.5,3,4") + "1\n"
	if e := readErrorOf(t, few, Options{}); !strings.HasSuffix(e.Error(), "fix the row or pass --skip-bad-rows") {
		t.Errorf("one bad row of many: %s", e)
	}
}
