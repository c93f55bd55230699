package frontend

import (
	"fmt"
	"math/bits"

	"tinyol-sim/internal/kernel"
)

// Spectrum is, for each channel without its mean over the window, the log
// magnitude of the spectrum under a Hann window, bins 1 to Window/2: features
// [Channels][Window/2]. Window is a power of two.
const Spectrum Kind = "spectrum"

const minSpectrum = 4 // shortest window

var _ = RegisterForm(Form{
	Kind:      Spectrum,
	Text:      "log magnitudes",
	Rows:      64,
	Check:     checkSpectrum,
	Features:  spectrumFeatures,
	RingWidth: func(channels, _ int) int { return channels },
	Bounds:    spectrumFeatures,
	Tables: func(window int) []Table {
		return []Table{{"hann", kernel.HannTable(window)}, {"twiddles", kernel.TwiddleTable(window)}}
	},
	Row: keptRow,
	Window: func(f *FrontEnd, features, ring *kernel.Vector) []kernel.Op {
		window, half := Ordered(ring), f.window/2
		scratch := &kernel.Vector{Name: "spectrum", Region: "front end scratch", Cols: f.window}
		hann, twiddles := f.Table("hann"), f.Table("twiddles")
		ops := []kernel.Op{kernel.Window(window, ring)}
		for c := range f.channels {
			ops = append(ops,
				kernel.DemeanChannel(scratch, window.Part(c, window.Cols-c), f.window, f.channels),
				kernel.Hann(scratch, hann),
				kernel.RFFT(scratch, twiddles),
				kernel.LogMagnitude(features.Part(c*half, half), scratch))
		}
		return ops
	},
})

func spectrumFeatures(channels, window int) int { return channels * window / 2 }

func checkSpectrum(_, window int) (problem, remedy string) {
	if window < minSpectrum {
		return fmt.Sprintf("a window of %d rows is too short", window), fmt.Sprintf("use %d or more", minSpectrum)
	}
	if window&(window-1) != 0 {
		below := 1 << (bits.Len(uint(window)) - 1)
		return fmt.Sprintf("a window of %d rows is no power of two", window), fmt.Sprintf("use %d or %d", below, 2*below)
	}
	return "", ""
}
