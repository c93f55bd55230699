// Package cut decides where in a stream windows end, and which label they have.
package cut

import (
	"fmt"

	"tinyol-sim/internal/stream"
)

// Cutter decides, row by row, where windows end and which label they have. It
// is the host's view of the window that the device keeps.
type Cutter struct {
	window, stride int

	segment  int
	started  bool
	untilDue int // rows to go until the next window is complete
	label    int // of the last row
	same     int // rows in a row with that label
}

// New returns a Cutter for windows of so many rows, a new one every
// stride rows. It panics if either is below 1.
func New(window, stride int) *Cutter {
	if window < 1 || stride < 1 {
		panic(fmt.Sprintf("cut: windows of %d rows every %d", window, stride))
	}
	return &Cutter{window: window, stride: stride}
}

// Window is the number of rows in a window.
func (c *Cutter) Window() int { return c.window }

// Push takes the next row. due reports that it completes a window; windowLabel
// is then the label of all its rows, NoLabel where none of them has one, and
// Mixed where they differ. A row of another segment than the last one starts
// the window anew.
func (c *Cutter) Push(segment, label int) (due bool, windowLabel int) {
	if !c.started || segment != c.segment {
		c.started, c.segment = true, segment
		c.untilDue, c.same = c.window, 0
	}
	if label != c.label {
		c.label, c.same = label, 0
	}
	c.same = min(c.same+1, c.window)
	c.untilDue--
	if c.untilDue > 0 {
		return false, stream.NoLabel
	}
	c.untilDue = c.stride
	if c.same < c.window {
		return true, stream.Mixed
	}
	return true, label
}
