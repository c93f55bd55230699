package replay

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/usage"
)

// timed is rows of one channel, 0.01 s apart, of as many sessions as there are
// lengths.
func timed(lengths ...int) string {
	var b strings.Builder
	b.WriteString("t,a,session\n")
	row := 0
	for session, n := range lengths {
		for range n {
			fmt.Fprintf(&b, "%.2f,%d,s%d\n", float64(row)/100, row*3%7, session)
			row++
		}
	}
	return b.String()
}

func played(t *testing.T, files map[string]string, names []string, window, stride int, drift ...string) *Feed {
	t.Helper()
	src, err := Open(NewInputs(opener(files), nil), RoleStream, names, Options{Options: stream.Options{Labels: stream.NewLabels()}, Drift: drift, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	f, err := frontend.Fit(frontend.Raw, window, stride, &frontend.Recording{Channels: 1, Runs: [][]float32{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22}}})
	if err != nil {
		t.Fatal(err)
	}
	feed := NewFeed(src, nil, f, stride)
	if err := feed.Play(context.Background(), Lanes{Count: 2, Run: func(int, *Batch) error { return nil }}, silent{}); err != nil {
		t.Fatal(err)
	}
	return feed
}

// text is drift, direction, first row and window, last row and window of changes.
func text(changes []Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%d %t %d:w%d %d:w%d; ", c.Drift, c.Drifted, c.Start.Row, c.StartWindow, c.End.Row, c.EndWindow)
	}
	return b.String()
}

// Windows of 10 rows, 4 rows apart, end at rows 10, 14, 18, ... of a segment: of one
// of 100 rows there are 23.
func TestWindowsOfChanges(t *testing.T) {
	one := map[string]string{"a": timed(100), "b": timed(50, 50), "c": timed(6, 94)}
	for _, c := range []struct {
		names []string
		drift []string
		want  string
	}{
		{[]string{"a"}, nil, ""},
		{[]string{"a"}, []string{"gain:factor=2"}, "0 true 1:w0 1:w0; "},
		// Row 31 is in the window of rows 25 to 34, the seventh; the first from there
		// on begins with row 33.
		{[]string{"a"}, []string{"gain:factor=2,at=31"}, "0 true 31:w6 31:w8; "},
		{[]string{"a"}, []string{"gain:factor=2,at=33"}, "0 true 33:w6 33:w8; "},
		{[]string{"a"}, []string{"gain:factor=2,at=35"}, "0 true 35:w7 35:w9; "},
		{[]string{"a"}, []string{"gain:factor=2,at=0.3s,ramp=0.2s"}, "0 true 31:w6 51:w13; "},
		{[]string{"a"}, []string{"gain:factor=2,shape=gradual,at=31,width=20"}, "0 true 31:w6 51:w13; "},
		{[]string{"a"}, []string{"gain:factor=2,shape=recurring,at=31,period=60"}, "0 true 31:w6 31:w8; 0 false 61:w13 61:w15; 0 true 91:w21 91:w-1; "},
		{[]string{"a"}, []string{"gain:factor=2,at=99"}, "0 true 99:w-1 99:w-1; "}, // the last window ends with row 98
		{[]string{"a"}, []string{"gain:factor=2,at=101"}, ""},
		{[]string{"a"}, []string{"gain:factor=2,at=95,ramp=20"}, "0 true 95:w22 0:w-1; "},
		// The second segment has rows 51 to 100 and windows from the twelfth on.
		{[]string{"b"}, []string{"gain:factor=2,at=51"}, "0 true 51:w11 51:w11; "},
		{[]string{"b"}, []string{"gain:factor=2,at=46"}, "0 true 46:w9 46:w11; "},
		{[]string{"b"}, []string{"gain:factor=2,at=51", "offset:value=1,at=50"}, "1 true 50:w10 50:w11; 0 true 51:w11 51:w11; "},
		// A segment shorter than a window has none.
		{[]string{"c"}, []string{"gain:factor=2,at=3"}, "0 true 3:w0 3:w0; "},
		// The second file goes on with row 101 and, in its seconds, with 1 s.
		{[]string{"a", "b"}, []string{"gain:factor=2,at=101"}, "0 true 101:w23 101:w23; "},
		{[]string{"a", "b"}, []string{"gain:factor=2,at=1.2s,ramp=40"}, "0 true 121:w26 161:w37; "},
	} {
		feed := played(t, one, c.names, 10, 4, c.drift...)
		changes, left := feed.Changes()
		if got := text(changes); got != c.want || left != 0 {
			t.Errorf("%s %s: %s, want %s", c.names, c.drift, got, c.want)
		}
	}
	// Where windows leave rows out, the first one after a change sees it.
	feed := played(t, one, []string{"a"}, 4, 10, "gain:factor=2,at=6", "gain:factor=3,at=11")
	changes, _ := feed.Changes()
	if got, want := text(changes), "0 true 6:w1 6:w1; 1 true 11:w1 11:w1; "; got != want {
		t.Errorf("stride above window: %s, want %s", got, want)
	}
}

// Seconds count from the first row through all files, whatever their clocks say.
func TestSecondsOfChanges(t *testing.T) {
	files := map[string]string{"a": timed(100), "b": timed(50, 50)}
	changes, _ := played(t, files, []string{"a", "b"}, 10, 4, "gain:factor=2,at=121,ramp=40").Changes()
	if c := changes[0]; math.Abs(c.Start.Seconds-1.2) > 1e-9 || math.Abs(c.End.Seconds-1.6) > 1e-9 {
		t.Errorf("from %g s to %g s, want 1.2 s to 1.6 s", c.Start.Seconds, c.End.Seconds)
	}
}

func TestManyChanges(t *testing.T) {
	feed := played(t, map[string]string{"a": timed(3000)}, []string{"a"}, 10, 4, "gain:factor=2,shape=recurring,period=2")
	changes, left := feed.Changes()
	if int64(len(changes))+left != 3000 || left == 0 || changes[len(changes)-1].EndWindow == NoWindow {
		t.Errorf("%d changes and %d left out, want 3000 in all, each with its windows", len(changes), left)
	}
}

// What was read ahead of an interrupt and not played has not happened.
func TestInterruptLeavesLaterChangesOut(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	src, err := Open(NewInputs(opener(map[string]string{"a": recording(5000)}), nil), RoleStream, []string{"a"}, Options{
		Options: stream.Options{Labels: stream.NewLabels()}, Drift: []string{"gain:factor=2,shape=recurring,period=20"},
	})
	if err != nil {
		t.Fatal(err)
	}
	feed := NewFeed(src, nil, frontEnd(t, frontend.Demean), 10)
	err = feed.Play(ctx, Lanes{Count: 4, Run: func(int, *Batch) error {
		if feed.Counts().Rows > 0 {
			cancel()
			time.Sleep(2 * grace)
		}
		return nil
	}}, silent{})
	changes, _ := feed.Changes()
	read, _ := src.changes()
	rows, windows := feed.Counts().Rows, feed.Counts().Windows
	if err != nil || len(changes) == 0 || len(changes) >= len(read) {
		t.Fatalf("%d changes of %d that were read, %v: the test shows nothing", len(changes), len(read), err)
	}
	if want := (rows + 9) / 10; int64(len(changes)) != want {
		t.Errorf("%d changes in %d rows, want %d", len(changes), rows, want)
	}
	for _, c := range changes {
		if c.Start.Row > rows || c.End.Row > rows || c.StartWindow >= windows || c.EndWindow >= windows {
			t.Errorf("%+v lies behind row %d or window %d", c, rows, windows)
		}
	}
}

func TestDriftThatAStreamCannotHave(t *testing.T) {
	files := map[string]string{"a": timed(100), "bare": "a\n1\n2\n3\n"}
	for _, c := range []struct{ name, drift, want string }{
		{"a", "gain:factor=2,shape=recurring,period=0.015s", `"gain:factor=2,shape=recurring,period=0.015s" alternates faster than every row, and rows are 0.01 s apart; give a longer period`},
		{"bare", "gain:factor=2,shape=gradual,width=4s", `"gain:factor=2,shape=gradual,width=4s" counts in seconds, and the stream has no time; give it in rows, or the row rate with --rate`},
	} {
		_, err := Open(NewInputs(opener(files), nil), RoleStream, []string{c.name}, Options{Options: stream.Options{Labels: stream.NewLabels()}, Drift: []string{c.drift}})
		var wrong *usage.Error
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.drift, err, c.want)
		}
	}
}
