package stream

import (
	"fmt"
	"math"
	"slices"
)

// Fit fits a front end to a training recording: principal axis (Raw) and the
// bounds of the features over all windows that begin every stride rows. The
// error is a *FrontEndError. It panics if stride is below 1 or a run is no
// whole number of rows.
func Fit(kind Kind, window, stride int, rec *Recording) (*FrontEnd, error) {
	if stride < 1 {
		panic(fmt.Sprintf("stream: windows every %d rows", stride))
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
	if kind == Raw {
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
	f.eachWindow(rec, stride, func(features []float32) {
		f.scaleFeatures(features)
		all = append(all, features...)
	})
	return all
}

// eachWindow calls do with the unscaled features of each window; the slice is
// reused.
func (f *FrontEnd) eachWindow(rec *Recording, stride int, do func(features []float32)) {
	width := f.RingWidth()
	features := make([]float32, f.Features())
	scratch := make([]float32, f.Scratch())
	var ring []float32
	for _, run := range rec.Runs {
		rows := len(run) / f.channels
		ring = slices.Grow(ring[:0], rows*width)[:rows*width]
		for i := range rows {
			f.Project(ring[i*width:(i+1)*width], run[i*f.channels:(i+1)*f.channels])
		}
		for start := 0; start+f.window <= rows; start += stride {
			f.transform(features, ring[start*width:(start+f.window)*width], scratch)
			do(features)
		}
	}
}

// fitBounds finds the least and greatest value of each feature; Raw has one
// pair for all, Demean one per channel.
func (f *FrontEnd) fitBounds(rec *Recording, stride int) error {
	n := f.bounds()
	low, high := make([]float32, n), make([]float32, n)
	for i := range n {
		low[i], high[i] = float32(math.Inf(1)), float32(math.Inf(-1))
	}
	finite := true
	f.eachWindow(rec, stride, func(features []float32) {
		for i, x := range features {
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

// bounds is the number of pairs of least and greatest value.
func (f *FrontEnd) bounds() int {
	switch f.kind {
	case Raw:
		return 1
	case Demean:
		return f.channels
	}
	return f.Features()
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
