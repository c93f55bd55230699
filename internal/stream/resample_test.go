package stream

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestResampling(t *testing.T) {
	const text = "t_s,x,y,label\n0,0,8,a\n1,4,8,a\n2,0,8,b\n3,-8,8,b\n4,0,8,b\n"
	for _, c := range []struct {
		name  string
		text  string
		o     Options
		times []float64
		x     []float32
		label string
	}{
		{"the same rate", text, Options{Resample: 1}, []float64{0, 1, 2, 3, 4}, []float32{0, 4, 0, -8, 0}, "aabbb"},
		{"twice", text, Options{Resample: 2}, []float64{0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4}, []float32{0, 2, 4, 2, 0, -4, -8, -4, 0}, "aaabbbbbb"},
		// Points of the lines at 0, 0.8, 1.6, 2.4, 3.2 and 4: 0.8*4; 4-0.6*4; -0.4*8; -8+0.2*8.
		{"a quarter more", text, Options{Resample: 1.25}, []float64{0, 0.8, 1.6, 2.4, 3.2, 4}, []float32{0, 3.2, 1.6, -3.2, -6.4, 0}, "aabbbb"},
		// Over 0 to 2 the lines have the mean (2+2)/2, over 2 to 4 (-4-4)/2.
		{"half", text, Options{Resample: 0.5}, []float64{1, 3}, []float32{2, -4}, "ab"},
		// Over 0 to 1.6: (2*1 + 0.6*(4+1.6)/2)/1.6; over 1.6 to 3.2:
		// (0.4*0.8 - 4*1 - 0.2*(8+6.4)/2)/1.6; the third period is not whole.
		{"some less", text, Options{Resample: 0.625}, []float64{0.8, 2.4}, []float32{(2 + 1.68) / 1.6, (0.32 - 4 - 1.44) / 1.6}, "ab"},
		// Nothing is made between 1 and 6, and the second segment begins at its own row.
		{"segments", "t_s,x,y,label\n0,0,8,a\n1,4,8,a\n6.25,0,8,a\n7.25,2,8,a\n", Options{Resample: 2}, []float64{0, 0.5, 1, 6.25, 6.75, 7.25}, []float32{0, 2, 4, 0, 1, 2}, "aaaaaa"},
		{"a lost row", "t_s,x,y,label\n0,0,8,a\n1,4,8,a\n2,4,8,a\n4,0,8,a\n5,0,8,a\n", Options{Resample: 1}, []float64{0, 1, 2, 3, 4, 5}, []float32{0, 4, 4, 2, 0, 0}, "aaaaaa"},
		// Without a time column --rate says when rows were recorded.
		{"rate", "x,y,label\n0,8,a\n4,8,a\n0,8,b\n", Options{Rate: 50, Resample: 100}, []float64{0, 0.01, 0.02, 0.03, 0.04}, []float32{0, 2, 4, 2, 0}, "aaabb"},
		{"of Unix nanoseconds", "time,x,y,label\n1700000000000000000,0,8,a\n1700000000000001000,4,8,a\n1700000000000002000,0,8,a\n", Options{Resample: 2e6}, nil, []float32{0, 2, 4, 2, 0}, "aaaaa"},
		{"two sessions", "t_s,x,y,label,session\n0,0,8,a,1\n1,4,8,a,1\n2,6,8,a,2\n3,8,8,a,2\n", Options{Resample: 2}, []float64{0, 0.5, 1, 2, 2.5, 3}, []float32{0, 2, 4, 6, 7, 8}, "aaaaaa"},
	} {
		r, rows := readAll(t, c.text, c.o)
		if got := strings.Join(labels(r, rows), ""); got != c.label {
			t.Errorf("%s: labels %s, want %s", c.name, got, c.label)
		}
		for i, row := range rows {
			if i >= len(c.x) || math.Abs(float64(row.Values[0]-c.x[i])) > 1e-6 || row.Values[1] != 8 || row.Number != int64(i+1) || c.times != nil && math.Abs(row.Time-c.times[i]) > 1e-9 {
				t.Errorf("%s: row %d: %+v", c.name, i+1, row)
			}
		}
		if len(rows) != len(c.x) || r.Rows() != int64(len(c.x)) || r.Period() != 1/c.o.Resample {
			t.Errorf("%s: %d rows, %d counted, period %v; want %d rows", c.name, len(rows), r.Rows(), r.Period(), len(c.x))
		}
	}
	_, rows := readAll(t, "t_s,x\n0,0\n1,4\n6.25,0\n7.25,2\n", Options{Resample: 2})
	if got := segments(rows); !slices.Equal(got, []int{0, 0, 0, 1, 1, 1}) {
		t.Errorf("segments %v", got)
	}
}

// Of a sine that is far below both rates nothing is lost, whatever the rates are and
// however uneven the steps.
func TestResamplingKeepsASine(t *testing.T) {
	wave := func(t float64) float64 { return math.Sin(2 * math.Pi * t) }
	var b strings.Builder
	b.WriteString("t,x\n")
	for i := range 2000 {
		at := 0.01*float64(i) + 0.004*math.Sin(float64(i*i))
		fmt.Fprintf(&b, "%.6f,%.6f\n", at, wave(at))
	}
	for _, rate := range []float64{25, 92, 99.9, 100, 119, 400} {
		_, rows := readAll(t, b.String(), Options{Resample: rate})
		if want := 20 * rate; math.Abs(float64(len(rows))-want) > 3 {
			t.Errorf("%v Hz: %d rows, want %v", rate, len(rows), want)
		}
		for i, row := range rows {
			// Lines miss a sine by at most (2 pi h)^2/8 at steps of h, and a mean over h by
			// (2 pi h)^2/24; of 0.018 and 0.04 s that is 0.0016 and 0.0026.
			if math.Abs(float64(row.Values[0])-wave(row.Time)) > 0.0045 || i > 0 && math.Abs(row.Time-rows[i-1].Time-1/rate) > 1e-9 {
				t.Fatalf("%v Hz: row %d at %v is %v, want %v", rate, i+1, row.Time, row.Values[0], wave(row.Time))
			}
		}
	}
}

func TestResamplingThatCannotBe(t *testing.T) {
	for text, want := range map[string]string{
		"x\n1\n2\n":            "fan.csv: --resample has to know when rows were recorded, and there is no time; name the column with --time, or give the rows a second as recorded with --rate",
		"t_s,x\n0,1\n3600,2\n": "fan.csv: --resample 1 makes 3600 rows of one, at 0.000278 Hz; check the unit of the time, or give a lower rate",
	} {
		if e := readErrorOf(t, text, Options{Resample: 1}); e.Error() != want {
			t.Errorf("got %s\nwant %s", e, want)
		}
	}
}

func TestResamplingDoesNotAllocate(t *testing.T) {
	for _, rate := range []float64{50, 1000} {
		r, err := NewReader(strings.NewReader(stamped("t,x", 20_000, func(i int) string { return fmt.Sprintf("%.3f", 0.005*float64(i)) })), "fan.csv", Options{Resample: rate})
		if err != nil {
			t.Fatal(err)
		}
		r.Scan()
		if n := testing.AllocsPerRun(1000, func() { r.Scan() }); n != 0 {
			t.Errorf("%v Hz: %v allocations a row", rate, n)
		}
	}
}

func TestRatesDiffer(t *testing.T) {
	for _, c := range []struct {
		a, b        float64
		differ, far bool
	}{
		{0.01, 0.01, false, false}, {0.0100205, 0.0100216584, false, false}, {0.01, 0.0100099, false, false},
		{0.01, 0.010011, true, false}, {0.0104, 0.01, true, false}, {0.01, 0.0106, true, true}, {1, 0.001, true, true},
	} {
		if differ, far := RatesDiffer(c.a, c.b); differ != c.differ || far != c.far {
			t.Errorf("%v and %v: %v, %v", c.a, c.b, differ, far)
		}
	}
}
