package stream

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
		panic(fmt.Sprintf("stream: recording of %d channels", rec.Channels))
	}
	for i, run := range rec.Runs {
		if len(run)%rec.Channels != 0 {
			panic(fmt.Sprintf("stream: run %d holds %d values, no multiple of %d channels", i, len(run), rec.Channels))
		}
	}
}
