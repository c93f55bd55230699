package bench

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/fixture"
)

// events is noise at 100 Hz with an event of so many rows at the end of every period.
func events(rows, period, long int, normal, event string) []byte {
	rng := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("time_s,x,y,label\n")
	for i := range rows {
		label, lift := normal, 0.0
		if i%period >= period-long {
			label, lift = event, 4
		}
		fmt.Fprintf(&b, "%.2f,%.3f,%.3f,%s\n", float64(i)/100, lift+rng.NormFloat64(), rng.NormFloat64(), label)
	}
	return b.Bytes()
}

func shortSpec() Spec {
	s := Default()
	s.Streams, s.Epochs, s.Engine = []string{"stream"}, 2, "host"
	return s
}

// A refusal says what is true of the events, and names windows that do: followed to the
// letter, they run and carry both labels.
func TestEventsShorterThanAWindow(t *testing.T) {
	for name, c := range map[string]struct {
		stream         []byte
		window, stride int // that are asked for
		says           string
		use            [2]int
	}{
		// Events of 10 rows: the longest window of spectrum within is 8, which lies within
		// every event if one comes every 10 - 8 + 1 rows.
		"in training": {events(1000, 100, 10, "normal", "knock"), 64, 10, "training needs 10, and no run of another label there is longer than 10; use --window 8 --stride 3", [2]int{8, 3}},
		// Of windows of 8 a run of 8 rows would need one at every row: 4 are better.
		"in the stream":   {events(3000, 100, 8, "normal", "knock"), 64, 10, `no run of "knock" is as long as a window of 64 rows, the longest has 8, so that no window carries it; use --window 4 --stride 4`, [2]int{4, 4}},
		"between strides": {events(3000, 100, 8, "normal", "knock"), 8, 10, `no window of 8 rows, one every 10, lies within a run of "knock", the longest of which has 8; use --window 4 --stride 4`, [2]int{4, 4}},
		"normal as well":  {events(3000, 40, 15, "ok", "bad"), 64, 10, "use --window 8 --stride 8", [2]int{8, 8}},
	} {
		s := shortSpec()
		s.Window, s.Stride = c.window, c.stride
		files := fixture.Opener(map[string][]byte{"stream": c.stream})
		if _, err := Run(context.Background(), s, files, Silent{}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
		s.Window, s.Stride = c.use[0], c.use[1]
		sum, err := Run(context.Background(), s, files, Silent{})
		if err != nil {
			t.Errorf("%s, followed: %v", name, err)
			continue
		}
		if by := sum.Runs[0].Anomaly.ByLabel; len(by) != 2 || by[0].Windows == 0 || by[1].Windows == 0 {
			t.Errorf("%s, followed: %+v", name, by)
		}
	}
}

// What nobody asked to tell apart is warned of: there was a fault, and no window of it.
func TestShortEventsAreWarnedOf(t *testing.T) {
	s := shortSpec()
	s.Mode = "unsupervised"
	sum := mustRun(t, s, map[string][]byte{"stream": events(3000, 100, 8, "normal", "knock")})
	if !slices.ContainsFunc(sum.Warnings, func(w string) bool { return strings.HasPrefix(w, `no run of "knock" is as long as a window`) }) {
		t.Errorf("warnings %q", sum.Warnings)
	}
	s.Window = 4
	s.Stride = 4
	sum = mustRun(t, s, map[string][]byte{"stream": events(3000, 100, 8, "normal", "knock")})
	if slices.ContainsFunc(sum.Warnings, func(w string) bool { return strings.HasPrefix(w, "no run of") }) {
		t.Errorf("warnings %q", sum.Warnings)
	}
}

// Marks of one row are in no window, whatever its length.
func TestMarksOfOneRow(t *testing.T) {
	s := shortSpec()
	_, err := Run(context.Background(), s, fixture.Opener(map[string][]byte{"stream": events(3000, 500, 1, "normal", "knock")}), Silent{})
	if err == nil || !strings.Contains(err.Error(), `the longest has 1, so that no window carries it; label the rows around it as well, or --mode unsupervised`) {
		t.Error(err)
	}
}

// A fault that comes before the rows that train, and never again, leaves nothing to tell
// apart; the label has not one value for that.
func TestTheFaultCameBefore(t *testing.T) {
	s := shortSpec()
	_, err := Run(context.Background(), s, fixture.Opener(map[string][]byte{"stream": events(3000, 3000, 2000, "broken", "normal")}), Silent{})
	if want := `every window of the stream is labelled "normal", for all rows of "broken" come before`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %q", err, want)
	}
}

// The rows that train are cut into pieces by values that are missing: to keep the one
// before is a remedy.
func TestPiecesByMissingValues(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("time_s,x,y\n")
	for i := range 2000 {
		x := fmt.Sprintf("%d.%d", i%7, i%3)
		if i%20 == 9 {
			x = "NA"
		}
		fmt.Fprintf(&b, "%.2f,%s,%d\n", float64(i)/100, x, i*i%11)
	}
	s := shortSpec()
	files := fixture.Opener(map[string][]byte{"stream": b.Bytes()})
	if _, err := Run(context.Background(), s, files, Silent{}); err == nil || !strings.Contains(err.Error(), "values are missing; keep the one before with --missing hold") {
		t.Error(err)
	}
	s.Missing = "hold"
	if _, err := Run(context.Background(), s, files, Silent{}); err != nil {
		t.Error(err)
	}
}

// A channel that stands still in training has no part in the axis of raw.
func TestRawWarnsOfAChannelThatNeverMoved(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var b bytes.Buffer
	b.WriteString("time_s,ax,ay,gx\n")
	for i := range 2000 {
		gx := 0.0
		if i >= 1000 {
			gx = 5 * rng.NormFloat64()
		}
		fmt.Fprintf(&b, "%.2f,%.3f,%.3f,%.3f\n", float64(i)/100, rng.NormFloat64(), rng.NormFloat64(), gx)
	}
	for kind, want := range map[string]bool{"raw": true, "demean": false, "spectrum": false} {
		s := shortSpec()
		s.FrontEnd = kind
		sum := mustRun(t, s, map[string][]byte{"stream": b.Bytes()})
		got := slices.ContainsFunc(sum.Warnings, func(w string) bool { return strings.HasPrefix(w, "gx: no movement in training") })
		if got != want {
			t.Errorf("%s: warnings %q", kind, sum.Warnings)
		}
	}
}
