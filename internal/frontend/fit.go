package frontend

import (
	"fmt"
	"math"
)

// Fit fits a front end to a training recording: principal axis (Raw) and the
// bounds of the features over all windows that begin every stride rows. The
// error is a *FrontEndError. It panics if stride is below 1 or a run is no
// whole number of rows.
func Fit(kind Kind, window, stride int, rec *Recording) (*FrontEnd, error) {
	if stride < 1 {
		panic(fmt.Sprintf("frontend: windows every %d rows", stride))
	}
	rec.check()
	f, err := newFrontEnd(kind, rec.Channels, window)
	if err != nil {
		return nil, err
	}
	if rec.windows(window, stride) == 0 {
		return nil, &FrontEndError{
			Kind: kind, Remedy: "record more, or pass a smaller --window",
			Problem: fmt.Sprintf("none of the training recording's %d runs has the %d rows of a window", len(rec.Runs), window),
		}
	}
	if f.form.Projection {
		if f.mean, f.axis, err = principalAxis(rec); err != nil {
			return nil, err
		}
	}
	if err := f.fitBounds(rec, stride); err != nil {
		return nil, err
	}
	return f, nil
}

// Windows cuts the recording into windows, a new one every stride rows, and
// returns the features of all of them [n][Features].
func (f *FrontEnd) Windows(rec *Recording, stride int) []float32 {
	all := make([]float32, 0, rec.windows(f.window, stride)*f.Features())
	a := f.NewApplier()
	a.eachWindow(rec, stride, func() {
		all = append(all, a.Features()...)
	})
	return all
}

// eachWindow calls do when the ring holds a window.
func (a *Applier) eachWindow(rec *Recording, stride int, do func()) {
	channels, rows := a.front.channels, a.front.window
	for _, run := range rec.Runs {
		for i := range len(run) / channels {
			a.Push(run[i*channels : (i+1)*channels])
			if start := i + 1 - rows; start >= 0 && start%stride == 0 {
				do()
			}
		}
	}
}

// fitBounds finds the least and greatest value of the features that share a pair
// of bounds.
func (f *FrontEnd) fitBounds(rec *Recording, stride int) error {
	n := f.bounds()
	low, high := make([]float32, n), make([]float32, n)
	for i := range n {
		low[i], high[i] = float32(math.Inf(1)), float32(math.Inf(-1))
	}
	finite := true
	// What is scaled with is not known yet.
	f.low, f.scale = make([]float32, n), make([]float32, n)
	a := f.NewApplier()
	a.eachWindow(rec, stride, func() {
		for i, x := range a.unscaled() {
			finite = finite && x-x == 0
			low[i%n], high[i%n] = min(low[i%n], x), max(high[i%n], x)
		}
	})
	if !finite {
		return &FrontEndError{
			Kind: f.kind, Problem: "the training rows are too large for float32 arithmetic",
			Remedy: "record in a larger unit",
		}
	}
	f.low = low
	return f.fitScale(high)
}

// fitScale makes the scales. A feature that never moved in training takes the
// scale of the widest one: with its own, a change in the field would be
// infinite, and with none it would go unseen.
func (f *FrontEnd) fitScale(high []float32) error {
	widest := 0.0
	for i, l := range f.low {
		widest = max(widest, float64(high[i])-float64(l))
	}
	if 1/widest > math.MaxFloat32 {
		return constantRows(f.kind)
	}
	f.scale = make([]float32, len(f.low))
	for i, l := range f.low {
		span := float64(high[i]) - float64(l)
		if 1/span > math.MaxFloat32 {
			span = widest
		}
		f.scale[i] = float32(1 / span)
	}
	return nil
}

func constantRows(kind Kind) error {
	return &FrontEndError{
		Kind: kind, Problem: "the training rows never change",
		Remedy: "name channels that move with --columns",
	}
}
