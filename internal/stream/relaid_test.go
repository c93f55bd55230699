package stream

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	layouts "tinyol-sim/internal/stream/layout"
)

// readNoted reads a text, with its notes.
func readNoted(t *testing.T, text string, o Options) (r *Reader, rows []Row, notes []string) {
	t.Helper()
	o.Note = func(text string) { notes = append(notes, text) }
	r, err := NewReader(strings.NewReader(text), "x", o)
	if err != nil {
		t.Fatal(err)
	}
	rows = copyRows(r)
	return r, rows, notes
}

// wave is a sample of a slow wave with a phase of its own in every window.
func wave(window, sample int) float64 {
	return math.Sin(float64(window)*2.4 + float64(sample)*0.3)
}

// archive is windows as the archives of time series classification have them.
func archiveText(lines, samples int, delimiter string) string {
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, "%d.0", 1+i%2)
		for k := range samples {
			fmt.Fprintf(&b, "%s%.4f", delimiter, wave(i, k))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// A whole recording in one line is a channel, and no row of two hundred.
func TestARecordingInOneLine(t *testing.T) {
	var values []string
	for i := range 200 {
		values = append(values, fmt.Sprintf("%.3f", wave(0, i)))
	}
	for _, delimiter := range []string{",", " ", "\t"} {
		r, rows, notes := readNoted(t, strings.Join(values, delimiter)+"\n", Options{})
		if len(rows) != 200 || r.Segments() != 1 || r.Window() != 0 || !slices.Equal(r.Columns(), []string{"value"}) {
			t.Errorf("%q: %d rows in %d segments of %q, window %d", delimiter, len(rows), r.Segments(), r.Columns(), r.Window())
		}
		want := "x: the line is read as 200 samples of one channel; --layout windows:1,no-class says so, --layout rows reads it as one row"
		if !slices.Equal(notes, []string{want}) {
			t.Errorf("notes %q", notes)
		}
	}
	if r, rows, _ := readNoted(t, strings.Join(values, ",")+"\n", Options{Layout: "rows"}); len(rows) != 1 || len(r.Columns()) != 200 {
		t.Errorf("--layout rows: %d rows of %d channels", len(rows), len(r.Columns()))
	}
}

// What a program has put before and behind the windows is none of them.
func TestAroundWindows(t *testing.T) {
	indexed, header := "", ""
	for i := range 24 {
		header += fmt.Sprintf(",%d", i)
	}
	trailing := ""
	for i, line := range strings.Split(strings.TrimSpace(archiveText(12, 24, ",")), "\n") {
		class, samples, _ := strings.Cut(line, ",")
		indexed += fmt.Sprintf("%d,%s,%s\n", i, samples, class)
		trailing += samples + ",\n"
	}
	for _, c := range []struct{ text, layout string }{
		{header + ",y\n" + indexed, "windows:1,class-last"},
		{"Unnamed: 0" + header + ",y\n" + indexed, "windows:1,class-last"},
		{trailing, "windows:1,no-class"},
	} {
		r, rows, _ := readNoted(t, c.text, Options{})
		if r.Layout() != c.layout || r.Window() != 24 || len(rows) != 12*24 || r.Err() != nil {
			t.Errorf("%.40s: %s, window %d, %d rows, %v", c.text, r.Layout(), r.Window(), len(rows), r.Err())
			continue
		}
		for i, row := range rows {
			if math.Abs(float64(row.Values[0])-wave(i/24, i%24)) > 6e-5 {
				t.Fatalf("%.40s: row %d: %v", c.text, i, row.Values)
			}
		}
		again, rows, _ := readNoted(t, c.text, Options{Layout: c.layout})
		if again.Window() != 24 || len(rows) != 12*24 {
			t.Errorf("%.40s: told %s: window %d, %d rows", c.text, c.layout, again.Window(), len(rows))
		}
	}
}

func TestAWindowALine(t *testing.T) {
	for _, delimiter := range []string{",", "\t"} {
		r, rows, notes := readNoted(t, archiveText(12, 24, delimiter), Options{})
		if r.Window() != 24 || r.Layout() != "windows:1,class-first" || !slices.Equal(r.Columns(), []string{"value"}) || r.LabelColumn() != "label" {
			t.Fatalf("%q: window %d, %s, %q, label %q", delimiter, r.Window(), r.Layout(), r.Columns(), r.LabelColumn())
		}
		if len(rows) != 12*24 || r.Segments() != 12 || r.Err() != nil {
			t.Fatalf("%d rows, %d segments, %v", len(rows), r.Segments(), r.Err())
		}
		for i, row := range rows {
			line, sample := i/24, i%24
			if row.Line != line+1 || row.Segment != line || math.Abs(float64(row.Values[0])-wave(line, sample)) > 6e-5 {
				t.Fatalf("row %d: %+v", i, row)
			}
			if want := []string{"1.0", "2.0"}[line%2]; r.Labels().Name(row.Label) != want {
				t.Fatalf("row %d: label %q, want %q", i, r.Labels().Name(row.Label), want)
			}
		}
		if len(notes) != 1 || !strings.HasPrefix(notes[0], "x: each line is read as a window of 24 samples, its label in the first column; --layout windows:1,class-first says so") {
			t.Errorf("notes %q", notes)
		}
	}
}

// axes is lines of windows of three channels, in either order, with a header or
// without one.
func axesText(lines, samples int, major, header bool) string {
	var names, b strings.Builder
	for i := range lines {
		for n := range 3 * samples {
			sample, axis := n/3, n%3
			if major {
				sample, axis = n%samples, n/samples
			}
			end := ","
			if n == 3*samples-1 {
				end = "\n"
			}
			if i == 0 {
				fmt.Fprintf(&names, "a%c_%d%s", 'x'+axis, sample+1, end)
			}
			fmt.Fprintf(&b, "%.3f%s", wave(i, sample)+10*float64(axis), end)
		}
	}
	if header {
		return names.String() + b.String()
	}
	return b.String()
}

func TestWindowsOfSeveralChannels(t *testing.T) {
	for name, test := range map[string]struct {
		text, layout, found string
		columns             []string
	}{
		"names":                 {axesText(9, 16, false, true), "", "windows:3,no-class", []string{"ax", "ay", "az"}},
		"names, channel-major":  {axesText(9, 16, true, true), "", "windows:3,channel-major,no-class", []string{"ax", "ay", "az"}},
		"smoothness":            {axesText(9, 16, false, false), "", "windows:3,no-class", []string{"x", "y", "z"}},
		"asked":                 {axesText(2, 16, false, false), "windows:3", "windows:3,no-class", []string{"x", "y", "z"}},
		"asked, channel-major":  {axesText(2, 16, true, false), "windows:3,channel-major", "windows:3,channel-major,no-class", []string{"x", "y", "z"}},
		"asked again, by names": {axesText(1, 16, true, true), "windows:3,channel-major,no-class", "windows:3,channel-major,no-class", []string{"x", "y", "z"}},
	} {
		r, rows, _ := readNoted(t, test.text, Options{Layout: test.layout})
		if r.Layout() != test.found || !slices.Equal(r.Columns(), test.columns) || r.Window() != 16 {
			t.Errorf("%s: %s, %q, %d", name, r.Layout(), r.Columns(), r.Window())
			continue
		}
		for i, row := range rows {
			for axis, v := range row.Values {
				if want := wave(i/16, i%16) + 10*float64(axis); math.Abs(float64(v)-want) > 6e-4 {
					t.Fatalf("%s: row %d, axis %d: %g, want %g", name, i, axis, v, want)
				}
			}
		}
	}
}

func TestWindowsEndInPadding(t *testing.T) {
	r, rows, _ := readNoted(t, "a,1,2,3\nb,4,NaN,NaN\na,5,6,\n", Options{Layout: "windows"})
	var got []string
	for _, row := range rows {
		got = append(got, fmt.Sprint(row.Line, r.Labels().Name(row.Label), row.Values, row.Segment))
	}
	if want := []string{"1a[1] 0", "1a[2] 0", "1a[3] 0", "2b[4] 1", "3a[5] 2", "3a[6] 2"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q (%v)", got, want, r.Err())
	}
}

// TestNumberedHeader: programs write the columns' numbers where they have no names.
func TestNumberedHeader(t *testing.T) {
	var header []string
	for i := range 25 {
		header = append(header, fmt.Sprint(i))
	}
	r, rows, _ := readNoted(t, strings.Join(header, ",")+"\n"+archiveText(12, 24, ","), Options{})
	if len(rows) != 12*24 || rows[0].Line != 2 || r.Window() != 24 {
		t.Errorf("%d rows from line %d, window %d", len(rows), rows[0].Line, r.Window())
	}
}

// TestRowsStayRows: nothing but plain evidence makes windows of rows.
func TestRowsStayRows(t *testing.T) {
	arrays := map[string]func(row, column int) float64{
		"slow sensors":      func(i, k int) float64 { return 20 + math.Sin(float64(i)*0.05+float64(k)) },
		"alike neighbours":  func(i, k int) float64 { return math.Sin(float64(i)*0.3) + 0.01*float64(k) },
		"sensors of a kind": func(i, k int) float64 { return float64(k*k) + math.Sin(float64(i*(k+1))) },
		"noise":             func(i, k int) float64 { return float64((i*7919+k*104729)%1009) / 1009 },
	}
	for name, value := range arrays {
		for _, header := range []string{"", strings.Join(numberedNames("s", 16), ",") + "\n"} {
			var b strings.Builder
			b.WriteString(header)
			for i := range 200 {
				for k := range 16 {
					fmt.Fprintf(&b, "%.4f,", value(i, k))
				}
				b.WriteString("0\n")
			}
			text := b.String()
			if header != "" {
				text = strings.Replace(text, "\n", ",label\n", 1)
			}
			r, rows, _ := readNoted(t, text, Options{})
			if r.Layout() != "rows" || len(rows) != 200 {
				t.Errorf("%s: %s, %d rows", name, r.Layout(), len(rows))
			}
		}
	}
}

func numberedNames(stem string, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprint(stem, i+1))
	}
	return names
}

// TestLong: 0.00 ax, 0.00 ay, 0.00 temp, 0.01 ax, ...; the first row and the last
// are cut, as the log was.
func TestLong(t *testing.T) {
	var b strings.Builder
	b.WriteString("time,sensor,value\n0.00,temp,25\n")
	for i := 1; i <= 20; i++ {
		fmt.Fprintf(&b, "%.2f,ax,%d\n%.2f,ay,%d\n%.2f,temp,%d\n", float64(i)/100, i, float64(i)/100, 10*i, float64(i)/100, 25+i)
	}
	b.WriteString("0.21,ax,0\n")
	r, rows, notes := readNoted(t, b.String(), Options{Columns: []string{"temp", "ax", "ay"}})
	if r.Layout() != "long" || !slices.Equal(r.Columns(), []string{"temp", "ax", "ay"}) || r.TimeColumn() != "time" || len(notes) != 1 {
		t.Fatalf("%s, %q, time %q, notes %q", r.Layout(), r.Columns(), r.TimeColumn(), notes)
	}
	if len(rows) != 20 || r.Err() != nil || r.Segments() != 1 || math.Abs(r.Period()-0.01) > 1e-9 {
		t.Fatalf("%d rows, %v, %d segments, %g s", len(rows), r.Err(), r.Segments(), r.Period())
	}
	for k, row := range rows {
		i := float32(k + 1)
		if !slices.Equal(row.Values, []float32{25 + i, i, 10 * i}) || math.Abs(row.Time-float64(i)/100) > 1e-7 || row.Line != 2+3*(k+1) {
			t.Errorf("row %d: %+v", k, row)
		}
	}
}

// TestLongByNumbers: sensors that have numbers, and no header.
func TestLongByNumbers(t *testing.T) {
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "%d,0,%d\n%d,1,%d\n", 10*i, i, 10*i, -i)
	}
	r, rows, _ := readNoted(t, b.String(), Options{Columns: []string{"sensor_0", "sensor_1"}})
	if r.Layout() != "long" || len(rows) != 30 {
		t.Fatalf("%s, %d rows of %q", r.Layout(), len(rows), r.Columns())
	}
	if got := r.Columns(); !slices.Contains(got, "sensor_0") || !slices.Contains(got, "sensor_1") {
		t.Errorf("%q", got)
	}
}

func TestIncompleteRowsOfLong(t *testing.T) {
	text := "t,sensor,value\n" + strings.Repeat("1,a,1\n1,b,2\n2,a,3\n2,b,4\n", 10) + "3,a,5\n4,a,6\n4,b,7\n"
	r, rows, _ := readNoted(t, text, Options{Layout: "long"})
	if len(rows) != 21 || r.Err() != nil || !slices.Equal(r.Missing(), []int64{0, 1}) || r.Segments() != 2 {
		t.Errorf("%d rows, %v, missing %v, %d segments", len(rows), r.Err(), r.Missing(), r.Segments())
	}
}

// TestTagged: acceleration at 100 Hz, rotation at 50 Hz.
func TestTagged(t *testing.T) {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "ACC,%d,%d\n", i*7%10, -i)
		if i%2 == 0 {
			fmt.Fprintf(&b, "GYR,%d.5,1,2\n", i)
		}
	}
	r, rows, notes := readNoted(t, b.String(), Options{Columns: []string{"ACC_1", "ACC_2", "GYR_1", "GYR_2", "GYR_3"}})
	if r.Layout() != "tagged" || !slices.Equal(r.Columns(), []string{"ACC_1", "ACC_2", "GYR_1", "GYR_2", "GYR_3"}) {
		t.Fatalf("%s, %q", r.Layout(), r.Columns())
	}
	if len(notes) != 1 || !strings.Contains(notes[0], "a row whenever ACC has come, with the last values of the others (lines a row: ACC 1, GYR 0.5)") {
		t.Errorf("notes %q", notes)
	}
	// ACC 0 comes before any GYR; ACC 1 and 2 have that of 0, ACC 3 and 4 that of 2.
	if len(rows) != 59 || r.Segments() != 1 || r.Err() != nil {
		t.Fatalf("%d rows, %d segments, %v", len(rows), r.Segments(), r.Err())
	}
	for k, row := range rows {
		i := k + 1
		if want := []float32{float32(i * 7 % 10), float32(-i), float32((i-1)/2*2) + 0.5, 1, 2}; !slices.Equal(row.Values, want) {
			t.Errorf("row %d: %v, want %v", k, row.Values, want)
		}
	}
}

// TestASensorThatFallsSilent: its last value is no measurement for ever.
func TestASensorThatFallsSilent(t *testing.T) {
	turn := "A,1\nB,2\n"
	text := "tag,v\n" + strings.Repeat(turn, 100) + strings.Repeat("B,3\n", 30) + strings.Repeat(turn, 5)
	r, rows, _ := readNoted(t, text, Options{})
	// B drives, 135 lines to 105 of A: A may be 3.5 * 135 / 105 = 4.5 lines of B old,
	// so five: four rows more without it.
	if r.Layout() != "tagged" || len(rows) != 100+4+5 || r.Segments() != 2 {
		t.Errorf("%s, %d rows in %d segments", r.Layout(), len(rows), r.Segments())
	}
}

func TestPositionLog(t *testing.T) {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, "$GPGGA,1235%02d,4807.%03d,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\n", i, i)
		fmt.Fprintf(&b, "$GPRMC,1235%02d,A,4807.%03d,N,01131.000,E,%d.4,084.4,230394,003.1,W*6A\n", i, i, i)
	}
	r, rows, _ := readNoted(t, b.String(), Options{Columns: []string{"GPGGA_2", "GPRMC_7"}})
	if r.Layout() != "tagged" || len(rows) != 20 {
		t.Fatalf("%s, %d rows", r.Layout(), len(rows))
	}
	if row := rows[7]; row.Values[0] != 4807.007 || row.Values[1] != 7.4 || row.Line != 16 {
		t.Errorf("%+v", row)
	}
}

// TestTextThatIsNoTag: states, remarks and ids come in runs or as they like.
func TestTextThatIsNoTag(t *testing.T) {
	var runs, remarks, alone strings.Builder
	for i := range 400 {
		fmt.Fprintf(&runs, "%s,%d,%d\n", []string{"idle", "wave", "shake"}[i/40%3], i%7, i%11)
		fmt.Fprintf(&remarks, "%s,%d,%d\n", []string{"ok", "ok", "ok", "err"}[(i*i*7919+i)/13%4], i%7, i%11)
		fmt.Fprintf(&alone, "dev1,%d,%d\n", i%7, i%11)
	}
	for name, text := range map[string]string{"runs": runs.String(), "remarks": remarks.String(), "alone": alone.String()} {
		if r, rows, _ := readNoted(t, text, Options{Columns: []string{"c2", "c3"}}); r.Layout() != "rows" || len(rows) != 400 {
			t.Errorf("%s: %s, %d rows", name, r.Layout(), len(rows))
		}
	}
}

func TestBadLinesOfLayouts(t *testing.T) {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, "A,%d,%d\nB,%d,%d\n", i*7%13, i*5%11, i*3%13, i*4%11)
	}
	turns := b.String()
	for name, test := range map[string]struct{ text, layout, want string }{
		"window of another length": {"a,1,2\nb,1\n", "windows", "x:2: the window has 2 fields, the others have 3; fix the line or pass --skip-bad-rows"},
		"number in a window":       {"a,1,2\na,1,y\n", "windows,class-first", `x:2: column 3 "value": "y" is not a number`},
		"another sensor":           {turns + "C,1,2\n", "", `x:41: sensor "C" is not one of those that the file begins with; take its lines out, or pass --skip-bad-rows`},
		"line of another length":   {turns + "A,1\n", "", "x:41: the line of A has 2 fields, its others have 3; fix the line or pass --skip-bad-rows"},
		"number of a sensor":       {turns + "A,1,x\nB,1,2\n", "", `x:42: column 3 "A_2": "x" is not a number`},
		"length in a long table":   {strings.Repeat("1,a,1\n1,b,2\n2,a,1\n2,b,2\n", 9) + "3,a\n", "long", "x:37: the line has 2 fields, the others have 3"},
	} {
		r, _, _ := readNoted(t, test.text, Options{Layout: test.layout})
		if r.Err() == nil || !strings.HasPrefix(r.Err().Error(), test.want) {
			t.Errorf("%s: %v, want %s", name, r.Err(), test.want)
		}
		if r, _, _ = readNoted(t, test.text, Options{Layout: test.layout, SkipBadRows: true}); r.Err() != nil || r.Skipped() != 1 {
			t.Errorf("%s, skipped: %d, %v", name, r.Skipped(), r.Err())
		}
	}
}

func TestLayoutsThatDoNotGo(t *testing.T) {
	rows := "x,y\n1,2\n3,4\n"
	for name, test := range map[string]struct{ text, layout, want string }{
		"unknown":     {rows, "tall", `x: the layout is unknown: unknown layout "tall"; use auto, rows,`},
		"uneven":      {"a,1,2,3,4\nb,1,2,3,4\n", "windows:3", "x: --layout windows:3: 4 columns beside the class are no whole number of samples of 3 channels; give"},
		"no sensor":   {rows, "long", "x: --layout long: the columns x, y are not time, sensor and value"},
		"never whole": {"s,v\na,1\na,2\na,3\nb,1\n", "tagged", "x: read with --layout tagged, no row of the table is complete"},
	} {
		_, err := NewReader(strings.NewReader(test.text), "x", Options{Layout: test.layout})
		if err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

// FuzzLayout: whatever the bytes and the layout, rows have the values of their lines,
// lines do not go back, and the layout that was found reads the same rows again.
func FuzzLayout(f *testing.F) {
	for _, text := range []string{
		archiveText(5, 12, ","), axesText(5, 6, true, true), "t,sensor,value\n1,a,1\n1,b,2\n2,a,1\n2,b,2\n",
		strings.Repeat("A,1,2\nB,3,4\n", 8), "a,1,NaN\nb,,\n", "\"a\",1\n\"b\n\",2\n", "$G,1,2\n$R,1\n$G,3,4\n$R,1\n",
	} {
		for _, layout := range []string{"", "windows", "windows:2,channel-major", "long", "tagged"} {
			f.Add([]byte(text), layout)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, layout string) {
		if _, err := layouts.Parse(layout); err != nil {
			return
		}
		first := scanAll(t, data, Options{Layout: layout, SkipBadRows: true})
		if first == nil {
			return
		}
		line := 0
		for _, row := range first.rows {
			if row.Line < line {
				t.Fatalf("line %d after line %d", row.Line, line)
			}
			line = row.Line
			for _, v := range row.Values {
				if v-v != 0 {
					t.Fatalf("line %d has %v", row.Line, row.Values)
				}
			}
		}
		again := scanAll(t, data, Options{Layout: first.reader.Layout(), SkipBadRows: true})
		if again == nil || len(again.rows) != len(first.rows) || again.reader.Segments() != first.reader.Segments() {
			t.Fatalf("read again with --layout %s: other rows", first.reader.Layout())
		}
	})
}
