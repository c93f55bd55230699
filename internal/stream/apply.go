package stream

import (
	"fmt"

	"tinyol-sim/internal/f32"
)

// Everything in this file is repeated in C on the device, operation by
// operation and in the same order. Each product is rounded by a conversion:
// an assignment alone would allow Go to fuse it with a later sum.

// Project makes of a row [Channels] what the window keeps of it [RingWidth].
func (f *FrontEnd) Project(dst, row []float32) {
	if len(row) != f.channels || len(dst) != f.RingWidth() {
		panic(fmt.Sprintf("stream: project %d values to %d with a front end of %d to %d", len(row), len(dst), f.channels, f.RingWidth()))
	}
	if f.kind == Raw {
		dst[0] = project(row, f.mean, f.axis)
		return
	}
	copy(dst, row)
}

// Apply makes the features [Features] of a window [Window][RingWidth] in order
// of time; scratch is [Scratch]. dst and window may not overlap.
func (f *FrontEnd) Apply(dst, window, scratch []float32) {
	if len(dst) != f.Features() || len(window) != f.window*f.RingWidth() || len(scratch) != f.Scratch() {
		panic(fmt.Sprintf("stream: apply to a window of %d values with scratch of %d to %d features; want %d, %d and %d",
			len(window), len(scratch), len(dst), f.window*f.RingWidth(), f.Scratch(), f.Features()))
	}
	f.transform(dst, window, scratch)
	f.scaleFeatures(dst)
}

// transform computes the features before they are scaled.
func (f *FrontEnd) transform(dst, window, scratch []float32) {
	switch f.kind {
	case Raw:
		copy(dst, window)
	case Demean:
		for c := range f.channels {
			demean(dst[c:], f.channels, window[c:], f.channels, f.window)
		}
	case Spectrum:
		half := f.window / 2
		for c := range f.channels {
			demean(scratch, 1, window[c:], f.channels, f.window)
			multiply(scratch, f.hann)
			realFFT(scratch, f.twiddles)
			logMagnitude(dst[c*half:(c+1)*half], scratch)
		}
	}
}

// scaleFeatures maps the span of the training recording to 0..1.
func (f *FrontEnd) scaleFeatures(dst []float32) {
	switch f.kind {
	case Raw:
		low, scale := f.low[0], f.scale[0]
		for i, x := range dst {
			dst[i] = float32((x - low) * scale)
		}
	case Demean:
		for len(dst) > 0 {
			scaleEach(dst[:f.channels], f.low, f.scale)
			dst = dst[f.channels:]
		}
	case Spectrum:
		scaleEach(dst, f.low, f.scale)
	}
}

// project is the dot product of axis with row - mean, summed in index order
// from zero.
func project(row, mean, axis []float32) float32 {
	sum := float32(0)
	for i, x := range row {
		sum = float32(axis[i]*(x-mean[i])) + sum
	}
	return sum
}

// demean writes n values of src, taken every srcStride, less their mean. The
// sum runs in order of time from zero.
func demean(dst []float32, dstStride int, src []float32, srcStride, n int) {
	sum := float32(0)
	for t := range n {
		sum = sum + src[t*srcStride]
	}
	mean := sum / float32(n)
	for t := range n {
		dst[t*dstStride] = src[t*srcStride] - mean
	}
}

// multiply is the element-wise product: the kernel hann.
func multiply(dst, table []float32) {
	for i, x := range dst {
		dst[i] = float32(x * table[i])
	}
}

// leastPower keeps the logarithm finite where a bin is exactly zero. It is far
// below the power of a single least significant bit of any sensor whose unit is
// counts or g: 1e-12 is a magnitude of 1e-6.
const leastPower float32 = 1e-12

// logMagnitude writes the log magnitude of bins 1 to len(dst) of a spectrum
// packed by realFFT: log(sqrt(p)) = log(p)/2.
func logMagnitude(dst, spectrum []float32) {
	half := len(dst)
	for k := 1; k < half; k++ {
		re, im := spectrum[2*k], spectrum[2*k+1]
		power := float32(re*re) + float32(im*im)
		dst[k-1] = float32(0.5 * f32.Log(power+leastPower))
	}
	nyquist := spectrum[1]
	dst[half-1] = float32(0.5 * f32.Log(float32(nyquist*nyquist)+leastPower))
}

// scaleEach maps each element by its own bounds.
func scaleEach(dst, low, scale []float32) {
	for i, x := range dst {
		dst[i] = float32((x - low[i]) * scale[i])
	}
}
