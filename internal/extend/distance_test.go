package extend

import (
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/kernel"
)

// A front end: how far each channel is from its mean over the window.
var distance = frontend.RegisterForm(frontend.Form{
	Kind:      "distance",
	Features:  func(channels, window int) int { return window * channels },
	RingWidth: func(channels, _ int) int { return channels },
	Bounds:    func(channels, _ int) int { return channels },
	Row: func(f *frontend.FrontEnd, ring *kernel.Vector) []kernel.Op {
		return []kernel.Op{kernel.Take(ring, f.Channels())}
	},
	Window: func(f *frontend.FrontEnd, features, ring *kernel.Vector) []kernel.Op {
		window := frontend.Ordered(ring)
		return []kernel.Op{
			kernel.Window(window, ring), kernel.Demean(features, window, f.Window(), f.Channels()),
			{Card: absolute, Vectors: []*kernel.Vector{features}, Dims: []kernel.Dim{{N: features.Cols}}},
		}
	},
})

var absolute = kernel.Register(kernel.Card{
	Name: "absolute",
	Text: "The absolute values, in place.",
	Parameters: []kernel.Parameter{
		{Name: "x", Kind: kernel.Update, Size: kernel.Size{Cols: "n", Times: 1}},
		{Name: "n", Kind: kernel.Dimension, Min: 1},
	},
	Run: func(a *kernel.Args) {
		for i, v := range a.V[0] {
			a.V[0][i] = max(v, -v)
		}
	},
	Forms: []kernel.Form{{Name: "absolute", Terms: []string{"1", "n", "n==1"}}},
	Draft: []kernel.Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 3}},
		{Times: "n", Mix: map[string]float64{"load": 1, "store": 1, "integer": 2, "branch": 1}},
	},
})
