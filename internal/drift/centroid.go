package drift

import (
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// centroid is the distance of what the features are now from what they were in
// training, as the sum of absolute differences by feature: the sequential detector of
// Yamada and Matsutani (arXiv 2212.09637, 2022) and of Sunaga, Yamada and Matsutani
// (IEICE Transactions on Information and Systems E107-D(6), 2024), for the one class
// that a healthy machine is, with a mean that forgets in the place of theirs over a
// window.
var _ = register(Detector{
	Name: "centroid", Text: "the distance of the features' moving mean from that of the training",
	OnFeatures: true,
	limitAt:    1,
	fit:        func(h *Healthy) []float32 { return []float32{h.weight(newestCentroid), never, h.span()} },
	add: func(p *plan.Plan, alarm *kernel.Vector, t *Tuned, mark int) *kernel.Vector {
		n := p.Input.Cols
		state := p.Keep(t.Name+" state", region, 0, kernel.CentroidState(n))
		mean := kernel.Table("mean of the features", 0, n, t.Start)
		mean.Region = "drift detectors' settings"
		p.AtStart(kernel.Store(state.Part(2, n), mean), kernel.Store(state.Part(2+n, n), mean))
		p.Do(plan.Predict, kernel.Centroid(state, alarm, p.Input, t.settings(), mark))
		return state
	},
})
