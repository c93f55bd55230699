package frontend

import (
	"fmt"

	"tinyol-sim/internal/kernel"
)

// Applier runs a front end on the host. It is not for concurrent use.
type Applier struct {
	front    *FrontEnd
	state    kernel.State
	ring     []float32 // [Window][RingWidth]
	features []float32 // [Features]
	row      []kernel.Bound
	window   []kernel.Bound // the last one scales
}

// NewApplier allocates all that a front end needs.
func (f *FrontEnd) NewApplier() *Applier {
	ring := &kernel.Vector{Name: "ring", Cols: f.window * f.RingWidth()}
	features := &kernel.Vector{Name: "features", Cols: f.Features()}
	memory := kernel.Memory{}
	a := &Applier{front: f, ring: memory.Values(ring), features: memory.Values(features)}
	for _, op := range f.RowOps(ring) {
		a.row = append(a.row, op.Bind(&a.state, memory.Values))
	}
	for _, op := range f.WindowOps(features, ring) {
		a.window = append(a.window, op.Bind(&a.state, memory.Values))
	}
	return a
}

// Width is the number of features of a window.
func (a *Applier) Width() int { return len(a.features) }

// Push takes a row [Channels]; Window rows are a window.
func (a *Applier) Push(row []float32) {
	if len(row) != a.front.channels {
		panic(fmt.Sprintf("frontend: push %d values to a front end of %d", len(row), a.front.channels))
	}
	for i := range a.row {
		a.row[i].Take(row)
	}
	a.state.Place = (a.state.Place + a.front.RingWidth()) % len(a.ring)
}

// Features makes the features [Features] of the last Window rows. The slice is
// reused.
func (a *Applier) Features() []float32 {
	a.unscaled()
	a.window[len(a.window)-1].Run()
	return a.features
}

// unscaled makes the features before they are scaled.
func (a *Applier) unscaled() []float32 {
	for i := range a.window[:len(a.window)-1] {
		a.window[i].Run()
	}
	return a.features
}
