package stream

import (
	"fmt"
	"math/bits"
)

// Kind is a kind of front end.
type Kind string

// The front ends. All scale their features so that the training recording
// spans 0 to 1; in the field they go where the data goes, without clipping.
const (
	// Raw projects each row onto the first principal axis of the training rows
	// and scales the window: features [Window]. It is the paper's.
	Raw Kind = "raw"
	// Demean removes from each channel its mean over the window: features
	// [Window][Channels].
	Demean Kind = "demean"
	// Spectrum is, for each channel without its mean over the window, the log
	// magnitude of the spectrum under a Hann window, bins 1 to Window/2:
	// features [Channels][Window/2]. Window is a power of two.
	Spectrum Kind = "spectrum"
)

// Kinds returns the front ends that there are.
func Kinds() []Kind { return []Kind{Raw, Demean, Spectrum} }

// Bounds of a front end, far beyond what any microcontroller holds.
const (
	maxChannels = 1024
	maxWindow   = 1 << 16
	maxFeatures = 1 << 20
	minSpectrum = 4 // shortest window of Spectrum
)

// FrontEnd turns windows of sensor rows into the network's features. It is
// fitted by Fit or decoded from JSON, and never changes; it is safe for
// concurrent use with scratch memory of each caller's own.
type FrontEnd struct {
	kind     Kind
	channels int
	window   int

	mean  []float32 // [channels] of the training rows; Raw only
	axis  []float32 // [channels] first principal axis, of length 1; Raw only
	low   []float32 // least value of a feature in training; one for each scale
	scale []float32 // 1 / (greatest - least)

	hann     []float32 // [window]; Spectrum only
	twiddles []float32 // [window] cosine and sine by turns; Spectrum only
}

// FrontEndError is a front end that cannot be had.
type FrontEndError struct {
	Kind    Kind
	Problem string
	Remedy  string
}

func (e *FrontEndError) Error() string {
	return fmt.Sprintf("front end %s: %s; %s", plain(string(e.Kind)), e.Problem, e.Remedy)
}

// newFrontEnd checks the dimensions and makes the tables.
func newFrontEnd(kind Kind, channels, window int) (*FrontEnd, error) {
	f := &FrontEnd{kind: kind, channels: channels, window: window}
	if err := f.checkSizes(); err != nil {
		return nil, err
	}
	if kind == Spectrum {
		f.hann, f.twiddles = hannTable(window), twiddleTable(window)
	}
	return f, nil
}

func (f *FrontEnd) checkSizes() error {
	fail := func(remedy, format string, args ...any) error {
		return &FrontEndError{Kind: f.kind, Problem: fmt.Sprintf(format, args...), Remedy: remedy}
	}
	switch {
	case f.kind != Raw && f.kind != Demean && f.kind != Spectrum:
		return fail("use raw, demean or spectrum", "there is no such front end")
	case f.channels < 1 || f.channels > maxChannels:
		return fail("name the channels with --columns", "%d channels; 1 to %d are possible", f.channels, maxChannels)
	case f.window < 1 || f.window > maxWindow:
		return fail("choose another --window", "a window of %d rows; 1 to %d are possible", f.window, maxWindow)
	case f.kind == Spectrum && f.window < minSpectrum:
		return fail(fmt.Sprintf("pass --window %d or more", minSpectrum), "a window of %d rows is too short", f.window)
	case f.kind == Spectrum && f.window&(f.window-1) != 0:
		below := 1 << (bits.Len(uint(f.window)) - 1)
		return fail(fmt.Sprintf("pass --window %d or --window %d", below, 2*below),
			"the window has to be a power of two, and %d is none", f.window)
	case f.Features() > maxFeatures:
		return fail("choose a smaller --window or fewer --columns", "%d features; %d are possible", f.Features(), maxFeatures)
	}
	return nil
}

// Kind returns the kind.
func (f *FrontEnd) Kind() Kind { return f.kind }

// Channels is the number of values in a row.
func (f *FrontEnd) Channels() int { return f.channels }

// Window is the number of rows in a window.
func (f *FrontEnd) Window() int { return f.window }

// Features is the number of values that Apply yields.
func (f *FrontEnd) Features() int {
	switch f.kind {
	case Raw:
		return f.window
	case Demean:
		return f.window * f.channels
	}
	return f.channels * f.window / 2
}

// RingWidth is the number of values kept of each row of the window.
func (f *FrontEnd) RingWidth() int {
	if f.kind == Raw {
		return 1
	}
	return f.channels
}

// Scratch is the number of float32 values that Apply needs to work in.
func (f *FrontEnd) Scratch() int {
	if f.kind == Spectrum {
		return f.window
	}
	return 0
}

// Constants is the number of float32 values that the device keeps in flash:
// fitted parameters and tables.
func (f *FrontEnd) Constants() int {
	return len(f.mean) + len(f.axis) + len(f.low) + len(f.scale) + len(f.hann) + len(f.twiddles)
}

// Table is a named array of constants, for the firmware image.
type Table struct {
	Name   string
	Values []float32 // shared, not to be changed
}

// Tables returns the constants in the order in which the device keeps them.
func (f *FrontEnd) Tables() []Table {
	all := []Table{
		{"mean", f.mean}, {"axis", f.axis}, {"low", f.low}, {"scale", f.scale},
		{"hann", f.hann}, {"twiddles", f.twiddles},
	}
	var used []Table
	for _, t := range all {
		if len(t.Values) > 0 {
			used = append(used, t)
		}
	}
	return used
}

// KernelCall is one call of a kernel with its dimensions: n elements, or what
// n and m stand for in the kernel's description.
type KernelCall struct {
	Kernel string
	N, M   int
}

// RowKernels lists the kernels that Project runs.
func (f *FrontEnd) RowKernels() []KernelCall {
	if f.kind == Raw {
		return []KernelCall{{"project", f.channels, 1}}
	}
	return []KernelCall{{"store", f.channels, 0}}
}

// Kernels lists the kernels that Apply runs, in order.
func (f *FrontEnd) Kernels() []KernelCall {
	switch f.kind {
	case Raw:
		return []KernelCall{{"scale", f.window, 0}}
	case Demean:
		return []KernelCall{{"demean", f.window, f.channels}, scaling(f.window*f.channels, f.channels)}
	}
	var calls []KernelCall
	for range f.channels {
		calls = append(calls,
			KernelCall{"demean", f.window, 1}, KernelCall{"hann", f.window, 0},
			KernelCall{"rfft", f.window, 0}, KernelCall{"log_magnitude", f.window / 2, 0})
	}
	return append(calls, scaling(f.Features(), f.Features()))
}

// scaling of n values with so many pairs of bounds, repeated.
func scaling(n, bounds int) KernelCall {
	if bounds == 1 {
		return KernelCall{"scale", n, 0}
	}
	return KernelCall{"scale_each", n, bounds}
}
