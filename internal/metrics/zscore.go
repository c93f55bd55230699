package metrics

import "math"

// RunningZScore is the anomaly score that needs no model: how far the rows of
// a window are from the mean of each channel, in units of its deviation, both
// over all rows so far. Make it with NewRunningZScore.
type RunningZScore struct {
	rows     moments
	window   []float64 // ring of the last rows' scores
	next     int
	inWindow int
}

// varianceFloor keeps a channel that never changed from dividing by zero.
const varianceFloor = 1e-12

// NewRunningZScore returns a RunningZScore of rows with this many channels and
// windows of this many rows.
func NewRunningZScore(channels, window int) *RunningZScore {
	if channels < 1 || window < 1 {
		panic("metrics: NewRunningZScore: channels and window must be at least one")
	}
	return &RunningZScore{rows: newMoments(channels), window: make([]float64, window)}
}

// Push scores a row, one value a channel, by the rows before it, and then
// counts it among them.
func (z *RunningZScore) Push(row []float32) {
	var score float64
	if before := z.rows.count; before > 1 {
		for i, mean := range z.rows.mean {
			difference := float64(row[i]) - mean
			score += difference * difference / (z.rows.squares[i]/before + varianceFloor)
		}
	}
	z.rows.add(row)
	z.window[z.next] = score / float64(len(z.rows.mean))
	z.next = (z.next + 1) % len(z.window)
	z.inWindow = min(z.inWindow+1, len(z.window))
}

// StartSegment begins the window anew and keeps the statistics: no window
// spans two segments.
func (z *RunningZScore) StartSegment() { z.next, z.inWindow = 0, 0 }

// Score returns the mean squared z-score of the window's rows; NaN before the
// first.
func (z *RunningZScore) Score() float32 {
	if z.inWindow == 0 {
		return float32(math.NaN())
	}
	var sum float64
	for _, score := range z.window[:z.inWindow] {
		sum += score
	}
	return float32(sum / float64(z.inWindow))
}
