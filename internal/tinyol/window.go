package tinyol

// Turn is what a row means for the window that it goes into.
type Turn uint8

// The turns.
const (
	Filling   Turn = iota // the window is not full yet
	FirstDue              // the first full window since a reset
	Waiting               // the window is full, and not due
	Due                   // a window is due again
	TurnCount             // how many there are
)

// Cadence says which rows complete a window: the first full one, and every
// stride rows after it.
type Cadence struct {
	rows   int
	stride int
	next   int // row that is written next
	filled int // rows since the last reset, at most rows
	wait   int // rows until the next window is due, once filled
}

// NewCadence begins with an empty window of so many rows.
func NewCadence(rows, stride int) Cadence { return Cadence{rows: rows, stride: stride} }

// Advance takes a row. It wraps where the next one goes to the ring's start.
func (c *Cadence) Advance() (turn Turn, wraps bool) {
	if c.next++; c.next == c.rows {
		c.next, wraps = 0, true
	}
	if c.filled < c.rows {
		if c.filled++; c.filled < c.rows {
			return Filling, wraps
		}
		c.wait = c.stride
		return FirstDue, wraps
	}
	if c.wait--; c.wait > 0 {
		return Waiting, wraps
	}
	c.wait = c.stride
	return Due, wraps
}

// Oldest is where the ring's oldest row lies once the window is full.
func (c *Cadence) Oldest() int { return c.next }

// Reset empties the window.
func (c *Cadence) Reset() { c.next, c.filled, c.wait = 0, 0, 0 }
