package frontend

import "fmt"

// Recording is the rows that a front end is fitted to. Each run is contiguous
// in time, [rows][Channels], of one segment and one label.
type Recording struct {
	Channels int
	Runs     [][]float32
}

// Rows is the number of rows in all runs.
func (rec *Recording) Rows() int {
	n := 0
	for _, run := range rec.Runs {
		n += len(run) / rec.Channels
	}
	return n
}

// Cut divides the recording after so many rows; a run that goes on there is in both.
// The parts share its values.
func (rec *Recording) Cut(rows int) (before, after Recording) {
	before.Channels, after.Channels = rec.Channels, rec.Channels
	for _, run := range rec.Runs {
		n := min(rows, len(run)/rec.Channels)
		rows -= n
		if n > 0 {
			before.Runs = append(before.Runs, run[:n*rec.Channels])
		}
		if rest := run[n*rec.Channels:]; len(rest) > 0 {
			after.Runs = append(after.Runs, rest)
		}
	}
	return before, after
}

// windows is the number of windows that the runs hold.
func (rec *Recording) windows(window, stride int) int {
	n := 0
	for _, run := range rec.Runs {
		if rows := len(run) / rec.Channels; rows >= window {
			n += (rows-window)/stride + 1
		}
	}
	return n
}

// check panics where a run is no whole number of rows: the caller's mistake.
func (rec *Recording) check() {
	if rec.Channels < 1 {
		panic(fmt.Sprintf("frontend: recording of %d channels", rec.Channels))
	}
	for i, run := range rec.Runs {
		if len(run)%rec.Channels != 0 {
			panic(fmt.Sprintf("frontend: run %d holds %d values, no multiple of %d channels", i, len(run), rec.Channels))
		}
	}
}
