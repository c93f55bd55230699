package cut

import (
	"math/rand/v2"
	"strings"
	"testing"

	"tinyol-sim/internal/stream"
)

// cut is the meaning of Push spelled out: all rows are kept, and the window's
// labels are looked at one by one.
func cut(window, stride int, segments, labels []int, row int) (due bool, label int) {
	start := row
	for start > 0 && segments[start-1] == segments[row] {
		start--
	}
	n := row - start + 1
	if n < window || (n-window)%stride != 0 {
		return false, stream.NoLabel
	}
	label = labels[row]
	for _, l := range labels[row-window+1 : row+1] {
		if l != label {
			return true, stream.Mixed
		}
	}
	return true, label
}

func TestCutter(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 22))
	for range 300 {
		window, stride := 1+random.IntN(9), 1+random.IntN(12)
		c := New(window, stride)
		segments, labels := make([]int, 200), make([]int, 200)
		for i := range segments {
			if i > 0 {
				segments[i], labels[i] = segments[i-1], labels[i-1]
			}
			if random.IntN(40) == 0 {
				segments[i]++
			}
			if random.IntN(12) == 0 {
				labels[i] = random.IntN(4) + stream.NoLabel
			}
			due, label := c.Push(segments[i], labels[i])
			wantDue, wantLabel := cut(window, stride, segments, labels, i)
			if due != wantDue || label != wantLabel {
				t.Fatalf("window %d, stride %d, row %d: %v %d, want %v %d", window, stride, i, due, label, wantDue, wantLabel)
			}
		}
	}
}

func TestCutterByHand(t *testing.T) {
	c := New(3, 2)
	for i, step := range []struct {
		segment, label int
		due            bool
		window         int
	}{
		{0, 1, false, stream.NoLabel}, {0, 1, false, stream.NoLabel}, {0, 1, true, 1}, {0, 1, false, stream.NoLabel},
		{0, 2, true, stream.Mixed}, {0, 2, false, stream.NoLabel}, {0, 2, true, 2},
		{1, 2, false, stream.NoLabel}, {1, 2, false, stream.NoLabel}, {1, stream.NoLabel, true, stream.Mixed}, {1, stream.NoLabel, false, stream.NoLabel},
		{1, stream.NoLabel, true, stream.NoLabel},
		{0, stream.NoLabel, false, stream.NoLabel},
	} {
		if due, label := c.Push(step.segment, step.label); due != step.due || label != step.window {
			t.Errorf("row %d: %v %d, want %v %d", i+1, due, label, step.due, step.window)
		}
	}
	if allocs := testing.AllocsPerRun(100, func() { c.Push(0, 1) }); allocs != 0 {
		t.Errorf("%v allocations a row", allocs)
	}
}

func TestWindowsOfNoRowsPanic(t *testing.T) {
	defer func() {
		if text, _ := recover().(string); !strings.HasPrefix(text, "cut: ") {
			t.Errorf("panic %q", text)
		}
	}()
	New(0, 1)
}
