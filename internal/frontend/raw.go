package frontend

import "tinyol-sim/internal/kernel"

// Raw projects each row onto the first principal axis of the training rows
// and scales the window: features [Window]. It is the paper's.
const Raw Kind = "raw"

var _ = RegisterForm(Form{
	Kind: Raw, Text: "PCA to one axis", Projection: true,
	Features:  func(_, window int) int { return window },
	RingWidth: func(_, _ int) int { return 1 },
	Bounds:    func(_, _ int) int { return 1 },
	Row: func(f *FrontEnd, ring *kernel.Vector) []kernel.Op {
		return []kernel.Op{kernel.Project(ring, f.Table("projection"))}
	},
	Window: func(_ *FrontEnd, features, ring *kernel.Vector) []kernel.Op {
		return []kernel.Op{kernel.Window(features, ring)}
	},
})
