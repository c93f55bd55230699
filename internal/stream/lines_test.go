package stream

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const (
	timed  = "read as rows with a time before each"
	paired = "read as values with their names"
)

// Seconds since midnight of 12:00:00 are 43200.
func TestTimeBeforeEachRow(t *testing.T) {
	const want = "time: c1 c2 | 43200.5: 1 2 | 43200.75: 3 4"
	checkReadings(t, Options{}, []reading{
		{"arrow", "12:00:00.500 -> 1,2\n12:00:00.750 -> 3,4\n", want, timed},
		{"arrow and tabs", "12:00:00.500 -> 1\t2\n12:00:00.750 -> 3\t4\n", want, timed},
		{"arrow and spaces", "12:00:00.500 -> 1 2\n12:00:00.750 -> 3 4\n", want, timed},
		{"arrow and decimal commas", "12:00:00.500 -> 1,5;2\n12:00:00.750 -> 3,5;4\n", "time: c1 c2 | 43200.5: 1.5 2 | 43200.75: 3.5 4", timed},
		{"greater than", "12:00:00.500 > 1,2\n12:00:00.750 > 3,4\n", want, timed},
		{"colon", "12:00:00.500: 1,2\n12:00:00.750: 3,4\n", want, timed},
		{"a logger's comma and dash", "12:00:00,500 - 1,2\n12:00:00,750 - 3,4\n", want, timed},
		{"spaces alone", "12:00:00.500 1,2\n12:00:00.750 3,4\n", want, timed},
		{"negative behind spaces", "12:00:00.500 -1234,2\n12:00:00.750 -1235,4\n", "time: c1 c2 | 43200.5: -1234 2 | 43200.75: -1235 4", timed},
		{"brackets", "[12:00:00.500] 1,2\n[12:00:00.750] 3,4\n", want, "read as rows with a time in brackets before each"},
		{"brackets and an arrow", "[12:00:00.500] -> 1,2\n[12:00:00.750] -> 3,4\n", want, "read as rows with a time in brackets before each"},
		{"brackets and a comma", "[12:00:00.500],1,2\n[12:00:00.750],3,4\n", want, "read as rows with a time in brackets before each"},
		{"with a date", "[1970-01-02 12:00:00.500] 1,2\n[1970-01-02 12:00:00.750] 3,4\n", "time: c1 c2 | 129600.5: 1 2 | 129600.75: 3 4", "read as rows with a time in brackets before each"},
		{"seconds since the start", "[    0.500000] 1,2\n[    0.750000] 3,4\n", "time: c1 c2 | 0.5: 1 2 | 0.75: 3 4", "read as rows with seconds in brackets before each"},
		{"header", "12:00:00.250 -> ax,ay\n12:00:00.500 -> 1,2\n12:00:00.750 -> 3,4\n", "time: ax ay | 43200.5: 1 2 | 43200.75: 3 4", timed},
		{"header above", "ax,ay\n12:00:00.500 -> 1,2\n12:00:00.750 -> 3,4\n12:00:01.000 -> 3,4\n12:00:01.250 -> 3,4\n",
			"time: ax ay | 43200.5: 1 2 | 43200.75: 3 4 | 43201: 3 4 | 43201.25: 3 4", timed},
		{"header with time", "12:00:00.250 -> time,ax\n12:00:00.500 -> 1,2\n12:00:00.750 -> 3,4\n", "timestamp: ax | 43200.5: 2 | 43200.75: 4", timed},
		{"an empty line", "12:00:00.500 -> 1,2\n12:00:00.750 -> 3,4\n12:00:00.800 ->\n12:00:01.000 -> 3,4\n", want + " / | 43201: 3 4", timed},
		{"names", "12:00:00.500 -> ax:1,ay:2\n12:00:00.750 -> ax:3,ay:4\n", "time: ax ay | 43200.5: 1 2 | 43200.75: 3 4", timed + ", values with their names"},
		{"brackets around the row", "12:00:00.500 -> [1, 2]\n12:00:00.750 -> [3, 4]\n", want, timed + ", rows in brackets"},
	})
	checkReadings(t, Options{}, []reading{
		{"no form: a column of times", "12:00:00.500,1,2\n12:00:00.750,3,4\n", "c1: c2 c3 | 43200.5: 1 2 | 43200.75: 3 4", ""},
		{"no form: spaces between all", "12:00:00.500 1 2\n12:00:00.750 3 4\n", "c1: c2 c3 | 43200.5: 1 2 | 43200.75: 3 4", ""},
		{"no form: AM and PM", "time,ax\n12:00:00 PM,1\n12:00:01 PM,2\n", "time: ax | 43200: 1 | 43201: 2", ""},
	})
}

func TestLoggers(t *testing.T) {
	const want = "time_ms: c1 c2 | 1.5: 1 2 | 1.75: 3 4"
	checkReadings(t, Options{}, []reading{
		{"ESP-IDF", "I (1500) imu: 1,2\nI (1750) imu: 3,4\n", want, "read as ESP-IDF's log"},
		{"in colour", "\x1b[0;32mI (1500) imu: 1,2\x1b[0m\n\x1b[0;32mI (1750) imu: 3,4\x1b[0m\r\n", want, "read as ESP-IDF's log"},
		{"with the time of day", "I (12:00:00.500) imu: 1,2\nI (12:00:00.750) imu: 3,4\n", "time: c1 c2 | 43200.5: 1 2 | 43200.75: 3 4", "read as ESP-IDF's log"},
		{"with names", "I (1500) imu: ax=1 ay=2\nI (1750) imu: ax=3 ay=4\n", "time_ms: ax ay | 1.5: 1 2 | 1.75: 3 4", "read as ESP-IDF's log, values with their names"},
		{"Zephyr", "[00:00:00.500,125] <inf> imu: 1,2\n[00:00:00.750,250] <inf> imu: 3,4\n", "time: c1 c2 | 0.500125: 1 2 | 0.75025: 3 4", "read as Zephyr's log"},
		{"colours alone", "\x1b[32m1,2\x1b[0m\n\x1b[32m3,4\x1b[0m\n", "c1 c2 | 1 2 | 3 4", "read as text in the colours of a terminal"},
	})
	// The lines of other tags are no rows.
	log := "I (312) boot: starting\n" + strings.Repeat("I (1500) imu: 1,2\n", 9) + "W (1600) wifi: 1,2\nI (1700) imu: 3,4\n"
	r, rows := readAll(t, log, Options{SkipBadRows: true})
	if len(rows) != 10 || r.Skipped() != 1 || rows[9].Line != 12 || rows[9].Segment != 1 {
		t.Errorf("%d rows, %d skipped, the last %+v; want 10, 1, and line 12 of segment 1", len(rows), r.Skipped(), rows[9])
	}
}

func TestValuesWithNames(t *testing.T) {
	const want = "ax ay | 1.5 2 | 3 -4"
	checkReadings(t, Options{}, []reading{
		{"comma", "ax:1.5,ay:2\nax:3,ay:-4\n", want, paired},
		{"comma and spaces", "ax: 1.5, ay: 2\nax: 3, ay: -4\n", want, paired},
		{"tab", "ax:1.5\tay:2\nax:3\tay:-4\n", want, paired},
		{"space", "ax:1.5 ay:2\nax:3 ay:-4\n", want, paired},
		{"equals", "ax=1.5 ay=2\nax=3 ay=-4\n", want, paired},
		{"equals with spaces", "ax = 1.5, ay = 2\nax = 3, ay = -4\n", want, paired},
		{"semicolon and decimal commas", "ax:1,5;ay:2,0\nax:3,0;ay:-4,0\n", want, paired},
		{"arrow", ">ax:1.5,ay:2\n>ax:3,ay:-4\n", want, paired},
		{"separator at the end", "ax:1.5,ay:2,\nax:3,ay:-4,\n", want, paired},
		{"another order", "ax:1.5,ay:2\nay:-4,ax:3\n" + "ax:1,ay:1\n", want + " | 1 1", paired},
		{"names with spaces", "Accel X: 1.5, Accel Y: 2\nAccel X: 3, Accel Y: -4\n", "Accel X Accel Y | 1.5 2 | 3 -4", paired},
		{"units", "X: 1.5  Y: 2 m/s^2\nX: 3  Y: -4 m/s^2\n", "X Y | 1.5 2 | 3 -4", paired + "\nunits are taken off the numbers: \"m/s^2\" behind those of Y"},
		{"one of them", "temp: 20.5\ntemp: 21\n", "temp | 20.5 | 21", paired},
		{"a time among them", "time:12:00:00.500,ax:1\ntime:12:00:00.750,ax:3\n", "time: ax | 43200.5: 1 | 43200.75: 3", paired},
		{"a number before them", "100,ax:1.5,ay:2\n120,ax:3,ay:-4\n", "c1 ax ay | 100 1.5 2 | 120 3 -4", paired},
		{"brackets around them", "{ax:1.5,ay:2}\n{ax:3,ay:-4}\n", want, paired + ", rows in brackets"},
		{"lines above them", "Ready: yes\nax:1,ay:2\nax:1,ay:2\nax:1,ay:2\nax:1,ay:2\n", "ax ay | 1 2 | 1 2 | 1 2 | 1 2", paired + "\nline 1 is no row"},
		{"a value is missing", "ax:1,ay:2\nax:1,ay:2\nax:7\nax:1,ay:2\n", "ax ay | 1 2 | 1 2 / | 1 2",
			paired + "\nvalues missing: 1 of ay; rows left out: 1, a new segment begins after each; --missing hold keeps the value before instead"},
		{"a label", "ax:1,label:on\nax:2,label:off\n", "ax | 1 | 2", paired},
	})
	none := "fan.csv:1: none of the columns (%s) holds numbers to use as a channel; delete what stands above the header, separate the columns by comma, semicolon or tab, or name the channels with --columns"
	checkReadings(t, Options{}, []reading{
		{"texts with colons", "t,state,x\n0.5,state:ok,1\n1,state:bad,2\n", "t: x | 0.5: 1 | 1: 2", ""},
		{"addresses", "t,ip,mac,x\n0.5,10.0.0.1:80,0a:1b:2c:3d:4e:5f,1\n1,10.0.0.1:80,0a:1b:2c:3d:4e:5f,2\n", "t: x | 0.5: 1 | 1: 2", ""},
		{"paths", "t,from,x\n0.5,C:\\data,1\n1,C:\\data,2\n", "t: x | 0.5: 1 | 1: 2", ""},
		{"texts alone", "a:b,c:d\ne:f,g:h\n", fmt.Sprintf(none, "a:b, c:d"), ""},
		{"names that change", "ax:1\nay:2\naz:3\n", fmt.Sprintf(none, "ax:1"), ""},
		{"quoted", "note,x\n\"a:1,b:2\",1\n\"a:1,b:2\",2\n", "x | 1 | 2", ""},
	})
}

func TestBrackets(t *testing.T) {
	const bracketed, want = "read as rows in brackets", "c1 c2 | 1 2 | 3 4"
	checkReadings(t, Options{}, []reading{
		{"square", "[1, 2]\n[3, 4]\n", want, bracketed},
		{"round, spaces", "(1 2)\n(3 4)\n", want, bracketed},
		{"curly, commas behind", "{1,2},\n{3,4},\n", want, bracketed},
		{"a list of lists", "[\n[1,2],\n[3,4]\n]\n", want, ""},
		{"a table in C", "{\n{1,2},\n{3,4}\n};\n", want, bracketed},
		{"of NumPy", "[[ 1.  2.]\n [ 3.  4.]]\n", want, bracketed},
		{"a header", "[ax, ay]\n[1, 2]\n[3, 4]\n", "ax ay | 1 2 | 3 4", bracketed},
		{"a header above", "ax,ay\n[1,2]\n[3,4]\n[3,4]\n[3,4]\n", "ax ay | 1 2 | 3 4 | 3 4 | 3 4", bracketed},
	})
	checkReadings(t, Options{}, []reading{
		{"quoted fields", "t,note,x\n0.5,\"[1,2]\",1\n1,\"[3,4]\",2\n", "t: x | 0.5: 1 | 1: 2", ""},
		{"a field", "x,note\n1,(a)\n2,(b)\n", "x | 1 | 2", ""},
		{"first and last", "(a),1,(b)\n(c),2,(d)\n", "c2 | 1 | 2", ""},
	})
}

func TestWordsBeforeNumbers(t *testing.T) {
	const word = "read as rows with a word before each"
	checkReadings(t, Options{}, []reading{
		{"of the row", "Accel: 1.5, 2, 9\nAccel: 3, -4, 8\n", "c1 c2 c3 | 1.5 2 9 | 3 -4 8", word},
		{"of the row, spaces", "acc = 1.5 2\nacc = 3 -4\n", "c1 c2 | 1.5 2 | 3 -4", word},
		{"of a field", "t,ax,temp\n0.5,1,T=20.5\n1,2,T=21\n", "t: ax temp | 0.5: 1 20.5 | 1: 2 21", `names are taken off the numbers: "T=" before those of temp`},
		{"of a field without a header", "0.5,1,T=20.5C,on\n1,2,T=21C,off\n", "c1 c2 T | 0.5 1 20.5 | 1 2 21",
			"names are taken off the numbers: \"T=\" before those of T\nunits are taken off the numbers: \"C\" behind those of T"},
		{"no reading", "t,ax,state\n0.5,1,s=1\n1,2,s=2\n", "t: ax | 0.5: 1 | 1: 2", ""},
		{"no name", "t,ax,node\n0.5,1,node1.5\n1,2,node2.5\n", "t: ax | 0.5: 1 | 1: 2", ""},
	})
}

// Teleplot takes one value a line; a sample is a cycle of them.
func TestValuesLineByLine(t *testing.T) {
	const cycle = "read as one value a line"
	checkReadings(t, Options{}, []reading{
		{"plain", ">ax:1\n>ay:2\n>ax:3\n>ay:4\n", "ax ay | 1 2 | 3 4", cycle},
		{"time, unit and flag", ">ax:500:1§g|g\n>ay:500:2§g|g\n>ax:750:3§g|g\n>ay:750:4§g|g\n", "time_ms: ax ay | 0.5: 1 2 | 0.75: 3 4", cycle},
		{"without an arrow", "X: 1\nY: 2\nX: 3\nY: 4\n", "X Y | 1 2 | 3 4", cycle},
		{"with a blank line after each", "X = 1\nY = 2\n\nX = 3\nY = 4\n\nX = 5\nY = 6\n", "X Y | 1 2 | 3 4 | 5 6", cycle},
		{"not finished", ">ax:1\n>ay:2\n>ax:3\n", "ax ay | 1 2", cycle + "\nline 3, the last, is cut off and left out"},
	})
	text := strings.Repeat(">ax:1\n>ay:2\n", 9) + ">ax:7\n>ax:3\n>ay:4\n"
	r, rows := readAll(t, text, Options{SkipBadRows: true})
	if len(rows) != 10 || r.Skipped() != 1 || rows[9].Line != 20 || !slices.Equal(rows[9].Values, []float32{3, 4}) {
		t.Errorf("%d rows, %d skipped, the last %+v; want 10, 1, and 3, 4 in line 20", len(rows), r.Skipped(), rows[9])
	}
	if e := readErrorOf(t, ">ax:1\n>ax:1\n>ay:2\n>ax:2\n>ax:3\n", Options{}); !strings.Contains(e.Problem, "none of the columns") {
		t.Errorf("values in no order: %s", e)
	}
}

func TestUnitsBehindNumbers(t *testing.T) {
	off := func(text string) string { return "units are taken off the numbers: " + text }
	checkReadings(t, Options{}, []reading{
		{"percent", "t,h\n0.5,50.1%\n1,50.2%\n", "t: h | 0.5: 50.1 | 1: 50.2", off(`"%" behind those of h`)},
		{"several", "t,h,T,u\n0.5,50%,20.5°C,3.5 V\n1,51%,21°C,3 V\n", "t: h T u | 0.5: 50 20.5 3.5 | 1: 51 21 3", off(`"%" behind those of h, "°C" behind those of T, "V" behind those of u`)},
		{"powers", "a,b\n9.5m/s2,1\n-9.5m/s2,2\n", "a b | 9.5 1 | -9.5 2", off(`"m/s2" behind those of a`)},
		{"decimal commas", "a;b\n9,5 g;1\n8,5 g;2\n", "a b | 9.5 1 | 8.5 2", off(`"g" behind those of a`)},
		{"of time", "t,x\n500 ms,1\n750 ms,2\n", "t: x | 0.5: 1 | 0.75: 2", off(`"ms" behind those of t`)},
		{"of a lone column", "3.5 V\n4.5 V\n", "c1 | 3.5 | 4.5", off(`"V" behind those of c1`)},
		{"not behind all", "x,y\n" + strings.Repeat("1g,4\n3g,1\n2g,5\n", 7) + "2,2\n", "x y" + strings.Repeat(" | 1 4 | 3 1 | 2 5", 7) + " | 2 2", off(`"g" behind those of x`)},
	})
	checkReadings(t, Options{}, []reading{
		{"several in a column", "t,u,x\n0.5,3 V,1\n1,500 mV,2\n", "t: x | 0.5: 1 | 1: 2", `column u has numbers with several units, such as "V" and "mV", and is left out; write one of them`},
		{"that alone", "t,u\n0.5,3 V\n1,500 mV\n", `fan.csv:1: column 2 "u": has numbers with several units, such as "V" and "mV"; write one of them`, ""},
		{"identifiers", "t,id,x\n0.5,3A,1\n1,3B,2\n", "t: x | 0.5: 1 | 1: 2", ""},
		{"addresses", "ip,x\n10.0.0.1,1\n10.0.0.2,2\n", "x | 1 | 2", ""},
		{"versions", "v,x\n1.2.3,1\n1.2.4,2\n", "x | 1 | 2", ""},
		{"ordinals and months", "n,d,x\n1st,3 Nov,1\n1st,3 Nov,2\n", "x | 1 | 2", ""},
		{"a slip of the pen", "x,y\n1,1\n1g,2\n3,3\n", `x y | 1 1 ! fan.csv:3: column 1 "x": "1g" is not a number; fix the value or pass --skip-bad-rows`, ""},
	})
	r, rows := readAll(t, "x,label\n1mm,5mm\n2mm,5mm\n", Options{})
	if got := labels(r, rows); !slices.Equal(got, []string{"5mm", "5mm"}) || !slices.Equal(r.Units(), []string{"mm"}) {
		t.Errorf("labels %q, units %q: a label keeps its unit", got, r.Units())
	}
}

func TestNumbersWrittenOtherwise(t *testing.T) {
	const remedy = ", which are not guessed; write them without, or name the channels with --columns"
	checkReadings(t, Options{}, []reading{
		{"hexadecimal", "t,status\n0.5,0x1F\n1,0xff\n", "t: status | 0.5: 31 | 1: 255", ""},
		{"thousands", "t,x\n0.5,\"1,234.5\"\n1,\"1,235.5\"\n", `fan.csv:1: column 2 "x": holds numbers with separators between the thousands, such as "1,234.5"` + remedy, ""},
		{"thousands beside another channel", "t,x,y\n0.5,\"1,234\",1\n1,\"1,235\",2\n", `fan.csv:1: column 2 "x": holds numbers with separators between the thousands, such as "1,234"` + remedy, ""},
		{"thousands with points", "t;x\n0,5;1.234,5\n1;1.235,5\n", `fan.csv:1: column 2 "x": holds numbers with separators between the thousands, such as "1.234,5"` + remedy, ""},
		{"one of them", "t,x\n0.5,1\n1,2\n1.5,\"1,234.5\"\n", `t: x | 0.5: 1 | 1: 2 ! fan.csv:4: column 2 "x": "1,234.5" has separators between the thousands, which are not guessed; write it without them or pass --skip-bad-rows`, ""},
	})
	if got, _ := told(t, "t,x,y\n0.5,\"1,234\",1\n1,\"1,235\",2\n", Options{Columns: []string{"y"}}); got != "t: y | 0.5: 1 | 1: 2" {
		t.Errorf("thousands in a column that is not named: %s", got)
	}
}
