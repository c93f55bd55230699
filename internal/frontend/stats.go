package frontend

import "tinyol-sim/internal/kernel"

// Stats is, for each channel, its mean over the window, the logarithm of its
// deviation, and that of the mean absolute difference of rows that follow one another:
// features [Channels][3]. docs/RATIONALE.md has the rule that these were chosen by.
const Stats Kind = "stats"

var _ = RegisterForm(Form{
	Kind: Stats, Text: "mean, log deviation and log mean step of each axis",
	Check: func(_, window int) (problem, remedy string) {
		if window < 2 {
			return "a window of 1 row has no difference", "use 2 or more"
		}
		return "", ""
	},
	Features:  statsFeatures,
	RingWidth: func(channels, _ int) int { return channels },
	Bounds:    statsFeatures,
	Row:       keptRow,
	Window: func(f *FrontEnd, features, ring *kernel.Vector) []kernel.Op {
		window := Ordered(ring)
		return []kernel.Op{kernel.Window(window, ring), kernel.Summary(features, window, f.window, f.channels)}
	},
})

func statsFeatures(channels, _ int) int { return 3 * channels }
