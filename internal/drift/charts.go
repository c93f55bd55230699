package drift

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// What detectors take for granted. Scores are in units of the deviation that they have
// on the healthy machine; windows count as far as they share no row, since those that do
// say the same twice.
const (
	// allowance is half of the change that is to be found soonest, one deviation
	// (Page 1954; Montgomery, Introduction to Statistical Quality Control, section 9.1).
	allowance = 0.5
	// newest is what the newest window weighs in Roberts's average; 0.05 to 0.25 do well,
	// smaller ones for smaller changes (Montgomery, section 9.2).
	newest = 0.1
	// newestCentroid is the same of the features' mean, which has no other smoothing.
	newestCentroid = 0.05
	// span is how many windows tell what the stream is like after a firing: a detector
	// goes on from the state that it has just found.
	span = 30
)

func (h *Healthy) span() float32 { return float32(span * h.Overlap) }

// weight is what the newest window weighs of those that share rows with it.
func (h *Healthy) weight(of float32) float32 { return of / float32(h.Overlap) }

// pageHinkley compares each score with the mean of all since the last firing.
var _ = register(Detector{
	Name: "page-hinkley", Text: "Page and Hinkley's test: the score against its mean since the last firing",
	limitAt: 3,
	fit:     func(h *Healthy) []float32 { return []float32{h.mean, h.scale, allowance, never, h.span()} },
	add: func(p *plan.Plan, alarm *kernel.Vector, t *Tuned, mark int) *kernel.Vector {
		state, settings := p.Keep(t.Name+" state", region, 0, kernel.PageHinkleyState), t.settings()
		// It begins as after a firing, for its mean is of this stream alone.
		p.AtStart(kernel.Store(state.Part(1, 1), settings.Part(len(t.Settings)-1, 1)))
		p.Do(plan.Predict, kernel.PageHinkley(state, alarm, p.Score, settings, mark))
		return state
	},
})

// cusum compares each score with the mean of the healthy machine.
var _ = register(Detector{
	Name: "cusum", Text: "Page's cumulative sums: the score against that of the healthy machine",
	limitAt: 3,
	fit:     func(h *Healthy) []float32 { return []float32{h.mean, h.scale, allowance, never, h.span()} },
	add:     onScore(kernel.CUSUMState, kernel.CUSUM),
})

// ewma is a moving average of the score.
var _ = register(Detector{
	Name: "ewma", Text: "Roberts's chart: a moving average of the score against that of the healthy machine",
	limitAt: 3,
	fit:     func(h *Healthy) []float32 { return []float32{h.mean, h.scale, h.weight(newest), never, h.span()} },
	add:     onScore(kernel.EWMAChartState, kernel.EWMAChart),
})
