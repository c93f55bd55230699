package stream

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestMissingValues(t *testing.T) {
	const text = "t,ax,ay\n0,1,10\n1,NA,20\n2,3,30\n3,4,\n4,-,null\n5,6,60\n6,7,70\n"
	for _, c := range []struct {
		missing Missing
		want    string
		leftOut int64
		notes   string
	}{
		{"", "t: ax ay | 0: 1 10 / | 2: 3 30 / | 5: 6 60 | 6: 7 70", 3, "3, a new segment begins after each; --missing hold keeps the value before instead"},
		{Split, "t: ax ay | 0: 1 10 / | 2: 3 30 / | 5: 6 60 | 6: 7 70", 3, "3, a new segment begins after each; --missing hold keeps the value before instead"},
		{Skip, "t: ax ay | 0: 1 10 | 2: 3 30 | 5: 6 60 | 6: 7 70", 3, "3, as if they had not been recorded"},
		{Hold, "t: ax ay | 0: 1 10 | 1: 1 20 | 2: 3 30 | 3: 4 30 | 4: 4 30 | 5: 6 60 | 6: 7 70", 0, "0, before there was a value to keep"},
	} {
		got, notes := told(t, text, Options{Missing: c.missing})
		if wantNotes := "values missing: 2 of ax, 2 of ay; rows left out: " + c.notes; got != c.want || notes != wantNotes {
			t.Errorf("%q:\n got %s\nwant %s\nnotes %s\n want %s", c.missing, got, c.want, notes, wantNotes)
		}
		r, err := NewReader(strings.NewReader(text), "fan.csv", Options{Missing: c.missing})
		if err != nil {
			t.Fatal(err)
		}
		for r.Scan() {
		}
		if !slices.Equal(r.Missing(), []int64{2, 2}) || r.LeftOut() != c.leftOut || r.Skipped() != 0 {
			t.Errorf("%q: missing %v, left out %d, skipped %d", c.missing, r.Missing(), r.LeftOut(), r.Skipped())
		}
	}
}

// Skip bridges no gap that the clock would not: 3.5 steps of 1 s.
func TestSkippedGapsBreak(t *testing.T) {
	const text = "t,x\n0,1\n1,2\n2,\n3,\n4,\n5,6\n6,7\n7,8\n8,9\n"
	if got, _ := told(t, text, Options{Missing: Skip}); got != "t: x | 0: 1 | 1: 2 / | 5: 6 | 6: 7 | 7: 8 | 8: 9" {
		t.Errorf("got %s", got)
	}
}

// A value is held within its segment alone.
func TestHoldBeginsAnew(t *testing.T) {
	for text, want := range map[string]string{
		"x,y\n,1\n2,2\n,3\n":                        "x y | 2 2 | 2 3",
		"x,y,session\n1,1,a\n,2,b\n3,3,b\n,4,b\n":   "x y | 1 1 / | 3 3 | 3 4",
		"x,y\n1,1\n2,2\n3,3\n\n,2\n3,3\n,4\n5,5\n":  "x y | 1 1 | 2 2 | 3 3 / | 3 3 | 3 4 | 5 5",
		"t,x,y\n0,1,1\n1,1,2\n2,1,3\n0,,1\n1,2,2\n": "t: x y | 0: 1 1 | 1: 1 2 | 2: 1 3 / | 1: 2 2",
	} {
		if got, _ := told(t, text, Options{Missing: Hold}); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestWordsForMissing(t *testing.T) {
	for _, word := range []string{"", "NA", "n/a", "#N/A", "null", "NULL", "None", "NaN", "nan", "-nan", "nan(ind)", "-", "--", "?", " NA "} {
		if got, _ := told(t, "x,y\n1,1\n2,"+word+"\n3,3\n4,4\n", Options{}); got != "x y | 1 1 / | 3 3 | 4 4" {
			t.Errorf("%q: %s", word, got)
		}
	}
	for _, word := range []string{"inf", "nada", "off", "---", "0x", "."} {
		e := readErrorOf(t, "x,y\n1,1\n"+word+",2\n3,3\n4,4\n", Options{})
		if e.Line != 3 || e.Name != "x" {
			t.Errorf("%q: %s", word, e)
		}
	}
	// As a label they are none, and the row stays.
	r, rows := readAll(t, "x,label\n1,None\n2,-\n3,on\n", Options{})
	if got := labels(r, rows); !slices.Equal(got, []string{"-", "-", "on"}) || r.Labels().Len() != 1 {
		t.Errorf("labels %q", got)
	}
}

// A row that is bad, too, is a bad row, and counts no missing value.
func TestMissingAndBad(t *testing.T) {
	const text = "t,x,y\n0,1,1\n1,,bad\n2,3,3\n"
	r, rows := readAll(t, text, Options{SkipBadRows: true})
	if len(rows) != 2 || r.Skipped() != 1 || !slices.Equal(r.Missing(), []int64{0, 0}) || rows[1].Segment != 1 {
		t.Errorf("%d rows, %d skipped, missing %v", len(rows), r.Skipped(), r.Missing())
	}
	want := `fan.csv:1: column 2 "y": has no value in 2 rows, and no row is complete; keep the values before with --missing hold, or leave the column out with --columns`
	if e := readErrorOf(t, "x,y\n1,\n2,\n,3\n", Options{}); e.Error() != want {
		t.Errorf("got %s\nwant %s", e, want)
	}
}

// What is left out does not allocate either, and rows in a form do not.
func TestFormsDoNotAllocate(t *testing.T) {
	const runs = 5000
	for name, text := range map[string]string{
		"missing":   "t,x,y\n" + strings.Repeat("0.5,1,2\n0.5,NA,2\n", 4*runs),
		"units":     strings.Repeat("0.5 ms,1%\n", 4*runs),
		"spaces":    strings.Repeat(" 0.5  1 \n", 4*runs),
		"arrow":     strings.Repeat("12:00:00.500 -> 1,2\n", 4*runs),
		"zephyr":    strings.Repeat("[00:00:01.500,125] <inf> imu: 1,2\n", 4*runs),
		"pairs":     strings.Repeat("ax:1,ay:2\n", 4*runs),
		"spaced":    strings.Repeat("ax = 1 ay = 2 m/s2\n", 4*runs),
		"brackets":  strings.Repeat("[1, \"2\"]\n", 4*runs),
		"teleplot":  strings.Repeat(">ax:100:1\n>ay:100:2\n", 4*runs),
		"trailing":  "x,y\n" + strings.Repeat("1,2,\n", 4*runs),
		"blank":     "x,y\n1,2\n3,4\n5,6\n" + strings.Repeat("1,2\n3,4\n\n", 4*runs),
		"two times": strings.Repeat("12:00:00.500 -> 12:00:00,2\n", 4*runs),
	} {
		for _, missing := range []Missing{Split, Hold} {
			r, err := NewReader(strings.NewReader(text), "fan.csv", Options{Missing: missing})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for range 300 {
				r.Scan()
			}
			if allocs := testing.AllocsPerRun(runs, func() {
				if !r.Scan() {
					t.Fatalf("%s: ended at row %d: %v", name, r.Rows(), r.Err())
				}
			}); allocs != 0 {
				t.Errorf("%s, %s: %v allocations a row", name, missing, allocs)
			}
		}
	}
}

// Values are those that were written, also where they come in many rows.
func TestFormsOverManyRows(t *testing.T) {
	var b strings.Builder
	for i := range 50_000 {
		b.WriteString(">ax:" + strings.Repeat("1", i%7+1) + "\n>ay:-2\n")
	}
	r, err := NewReader(strings.NewReader(b.String()), "fan.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; r.Scan(); i++ {
		ones := float32(math.Round((math.Pow10(i%7+1) - 1) / 9))
		if row := r.Row(); row.Values[0] != ones || row.Values[1] != -2 || row.Line != 2*i+1 {
			t.Fatalf("row %d: %+v, want %v", i, *row, ones)
		}
	}
	if r.Rows() != 50_000 || r.Err() != nil {
		t.Errorf("%d rows, %v", r.Rows(), r.Err())
	}
}
