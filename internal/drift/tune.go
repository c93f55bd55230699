package drift

import (
	"math"
	"math/rand/v2"
	"slices"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// Healthy is what the healthy machine sends.
type Healthy struct {
	Scores   []float32 // of windows that trained nothing, in their order: what has learned a window scores it lower
	Features []float32 // of windows in their order, [windows][n]
	Centre   []float32 // mean of the features in training [n]
	Overlap  int       // windows from one to the next that shares no row with it

	mean, scale float32
}

// CentreOf is the mean of windows [n][features].
func CentreOf(windows []float32, features int) []float32 {
	sums := make([]float64, features)
	for i, v := range windows {
		sums[i%features] += float64(v)
	}
	mean := make([]float32, features)
	for i, s := range sums {
		mean[i] = float32(s / float64(len(windows)/features))
	}
	return mean
}

// never is a limit that no statistic is above.
const never = math.MaxFloat32

const (
	// draws is how many healthy streams are drawn, of which half have to stay silent.
	draws = 100
	// seed of the draws: a limit is the same whatever else is drawn.
	seed = 1954
)

// Tune gives a detector the least limit with which it stays silent on a healthy machine
// for so many windows in half of the streams that are drawn: an in-control run length
// whose median is that.
//
// The streams are blocks of windows that follow one another in the recording, drawn with
// replacement (the circular block bootstrap: Politis and Romano, in Exploring the Limits
// of Bootstrap, 1992), so that scores which hang together stay so. A textbook's limit
// takes them for independent and normal, and fires on most streams. Each begins as after
// a firing, when a few windows have to tell what is usual: what they do not know is part
// of what the limit has to bear. As long as nothing
// has fired a statistic does not depend on its limit, so the largest of each stream is
// all that is asked for.
func (d *Detector) Tune(h *Healthy, silent int) *Tuned {
	h.standardise()
	t := &Tuned{Detector: d, Settings: d.fit(h), Start: h.Centre}
	windows := len(h.Scores)
	if d.OnFeatures {
		windows = len(h.Features) / len(h.Centre)
	}
	start := t.player(h)
	random := rand.New(rand.NewPCG(seed, 0))
	length := h.blockLength(windows)
	largest := make([]float32, draws)
	for i := range largest {
		statistic := start()
		for at, left := 0, 0; at < silent+int(h.span()); at++ {
			if left == 0 {
				left = length
				statistic.window = random.IntN(windows)
			}
			largest[i] = max(largest[i], statistic.next(windows))
			left--
		}
	}
	slices.Sort(largest)
	t.Settings[d.limitAt] = largest[draws/2]
	return t
}

// blockLength is the square root of the windows, and at least as long as windows share
// rows: longer blocks keep more of how scores hang together and leave fewer to draw.
func (h *Healthy) blockLength(n int) int {
	return min(max(int(math.Ceil(math.Sqrt(float64(n)))), 2*h.Overlap), n)
}

// standardise finds mean and deviation of the scores.
func (h *Healthy) standardise() {
	sum, squares, n := 0.0, 0.0, float64(len(h.Scores))
	for _, s := range h.Scores {
		sum += float64(s)
	}
	mean := sum / n
	for _, s := range h.Scores {
		squares += float64((float64(s) - mean) * (float64(s) - mean))
	}
	deviation := max(math.Sqrt(squares/n), leastDeviation*math.Abs(mean), leastDeviation*leastDeviation)
	h.mean, h.scale = float32(mean), float32(1/deviation)
}

// leastDeviation, as a part of the mean, keeps scores that never move from being divided
// by nothing.
const leastDeviation = 1e-3

// play is a detector on this machine, with what it is shown.
type play struct {
	host   *plan.Host
	shown  []float32 // what it looks at
	from   []float32 // windows of that
	state  []float32
	window int
}

// player returns what makes the detector anew.
func (t *Tuned) player(h *Healthy) func() *play {
	p := &plan.Plan{Score: &kernel.Vector{Name: "score", Cols: 1}}
	p.Input = &kernel.Vector{Name: "features", Cols: max(len(h.Centre), 1)}
	alarm := p.Keep("alarm", region, 0, 1)
	state := t.add(p, alarm, t, 1)
	shown, from := p.Score, h.Scores
	if t.OnFeatures {
		shown, from = p.Input, h.Features
	}
	return func() *play {
		host := plan.NewHost(p)
		begun := &play{host: host, shown: host.Values(shown), from: from, state: host.Values(state)}
		begun.state[1] = t.Settings[len(t.Settings)-1]
		return begun
	}
}

// next shows the window that is next, in a circle, and returns the statistic.
func (p *play) next(windows int) float32 {
	n := len(p.shown)
	copy(p.shown, p.from[p.window*n:])
	if p.window++; p.window == windows {
		p.window = 0
	}
	p.host.Run(plan.Of(plan.Predict))
	return p.state[0]
}
