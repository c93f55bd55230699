package stream

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestSegments(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []int
	}{
		{"steady", "t,x\n0,1\n1,1\n2,1\n3,1\n", []int{0, 0, 0, 0}},
		{"jitter", "t,x\n0,1\n0.9,1\n2.1,1\n2.1,1\n4,1\n", []int{0, 0, 0, 0, 0}},
		{"backwards", "t,x\n0,1\n1,1\n2,1\n0,1\n1,1\n", []int{0, 0, 0, 1, 1}},
		// Median step 1: 3.5 is the longest that a segment bears.
		{"lost rows", "t,x\n0,1\n1,1\n2,1\n5.5,1\n6.5,1\n", []int{0, 0, 0, 0, 0}},
		{"gap", "t,x\n0,1\n1,1\n2,1\n5.6,1\n6.6,1\n", []int{0, 0, 0, 1, 1}},
		{"session", "x,session\n1,a\n1,a\n1,b\n1,a\n", []int{0, 0, 1, 2}},
		{"session from nothing", "x,session\n1,\n1,\n1,b\n", []int{0, 0, 1}},
		{"file and session", "x,file,session\n1,a,1\n1,a,2\n1,b,2\n1,c,3\n", []int{0, 1, 2, 3}},
		{"session and time at once", "t,x,session\n0,1,a\n1,1,a\n0,1,b\n1,1,b\n", []int{0, 0, 1, 1}},
		{"no time", "x\n1\n1\n", []int{0, 0}},
		{"clock past midnight", "when,x\n23:59:58,1\n23:59:59,1\n00:00:00,1\n", []int{0, 0, 0}},
	} {
		r, rows := readAll(t, c.text, Options{})
		if got := segments(rows); !slices.Equal(got, c.want) || r.Segments() != c.want[len(c.want)-1]+1 {
			t.Errorf("%s: segments %v of %d, want %v", c.name, got, r.Segments(), c.want)
		}
	}
}

// steps writes a recording of rows whose times are what at says.
func steps(rows int, at func(i int) string) string {
	var b strings.Builder
	b.WriteString("t,x\n")
	for i := range rows {
		fmt.Fprintf(&b, "%s,%d\n", at(i), i*7%13)
	}
	return b.String()
}

func TestPeriod(t *testing.T) {
	for _, c := range []struct {
		name      string
		at        func(i int) string
		want, tol float64
	}{
		{"decimal", func(i int) string { return fmt.Sprintf("%.3f", 0.007+0.005*float64(i)) }, 0.005, 0},
		{"few odd ticks", func(i int) string { return fmt.Sprintf("%.3f", 0.005*float64(i)-0.001*float64(i/100)) }, 0.005, 0},
		// 119 Hz on a clock of milliseconds, and of hundredths.
		{"milliseconds", func(i int) string { return fmt.Sprintf("%.3f", float64(i)/119) }, 1.0 / 119, 2e-5},
		{"hundredths", func(i int) string { return fmt.Sprintf("%.2f", float64(i)/119) }, 1.0 / 119, 1e-4},
		{"five rows a stamp", func(i int) string { return fmt.Sprint(i / 5) }, 0.2, 2e-3},
		{"gaps", func(i int) string { return fmt.Sprint(i + 1000*(i/10)) }, 1, 0},
		{"stands still", func(i int) string { return "7" }, 0, 0},
	} {
		r, rows := readAll(t, steps(1000, c.at), Options{})
		if math.Abs(r.Period()-c.want) > c.tol {
			t.Errorf("%s: period %v, want %v within %v", c.name, r.Period(), c.want, c.tol)
		}
		if want := 1 + 99*btoi(c.name == "gaps"); r.Segments() != want {
			t.Errorf("%s: %d segments in %d rows, want %d", c.name, r.Segments(), len(rows), want)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestRateOverridesTime(t *testing.T) {
	r, rows := readAll(t, "t,x\n100,1\n200,1\n300,1\n100,1\n", Options{Rate: 50})
	var times []float64
	for _, row := range rows {
		times = append(times, row.Time)
	}
	if want := []float64{0, 0.02, 0.04, 0.06}; !slices.Equal(times, want) || r.Period() != 0.02 {
		t.Errorf("times %v, period %v; want %v, 0.02", times, r.Period(), want)
	}
	if got := segments(rows); !slices.Equal(got, []int{0, 0, 0, 1}) {
		t.Errorf("segments %v: the time column has to be seen still", got)
	}
	if r, _ := readAll(t, "t,x\n1,1\n2,1\n", Options{Rate: 0.5}); r.Period() != 2 {
		t.Errorf("period %v of half a row a second, want 2", r.Period())
	}
	_, rows = readAll(t, "x\n1\n", Options{})
	if !math.IsNaN(rows[0].Time) {
		t.Errorf("time %v without a time column, want NaN", rows[0].Time)
	}
}

func TestTimeInOtherUnits(t *testing.T) {
	for text, want := range map[string]float64{
		"t_ms,x\n0,1\n8,1\n16,1\n":                                   0.008,
		"timestamp [us],x\n0,1\n8000,1\n":                            0.008,
		"timestamp,x\n1712345678901,1\n1712345678909,1\n":            0.008,
		"datetime,x\n2013-12-02 21:15:00,1\n2013-12-02 21:20:00,1\n": 300,
		"t;x\n0,5;1\n0,75;1\n":                                       0.25,
	} {
		// A difference of Unix times is exact to 0.24 µs.
		if r, _ := readAll(t, text, Options{}); math.Abs(r.Period()-want) > 1e-6 {
			t.Errorf("%q: period %v, want %v", text, r.Period(), want)
		}
	}
}
