package frontend

import "tinyol-sim/internal/kernel"

// Demean removes from each channel its mean over the window: features
// [Window][Channels].
const Demean Kind = "demean"

var _ = RegisterForm(Form{
	Kind:      Demean,
	Text:      "all axes, mean removed",
	Features:  func(channels, window int) int { return window * channels },
	RingWidth: func(channels, _ int) int { return channels },
	Bounds:    func(channels, _ int) int { return channels },
	Row:       keptRow,
	Window: func(f *FrontEnd, features, ring *kernel.Vector) []kernel.Op {
		window := Ordered(ring)
		return []kernel.Op{kernel.Window(window, ring), kernel.Demean(features, window, f.window, f.channels)}
	},
})
