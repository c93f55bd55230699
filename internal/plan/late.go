package plan

import (
	"slices"

	"tinyol-sim/internal/kernel"
)

// WaitForLabels has the device learn from a window only when so many more have come,
// for its label does not come before. What learning needs of a window waits in RAM;
// after the prediction it is exchanged for that of the window whose label arrives,
// which goes through the prediction once more, by the layer as it is then.
func (p *Plan) WaitForLabels(windows int) {
	if windows == 0 || !p.Learns() {
		return
	}
	const region = "windows that wait for their labels"
	predict := slices.Clone(p.Lists[Predict])
	turn := p.Keep("turn", region, 0, 1)
	p.Decider = p.Vector("score of the window that is decided on", region, 1)
	p.Do(Predict, kernel.Store(p.Decider, p.Score))
	for _, v := range append(p.neededToLearn(), p.Decider) {
		memory := p.Keep(v.Name+" of windows that wait", region, 0, windows*v.Len())
		p.Do(Predict, kernel.Exchange(memory, v, turn))
	}
	p.Do(Predict, kernel.Advance(turn, windows))

	again := slices.DeleteFunc(predict, func(o kernel.Op) bool { return Changes(&o) })
	p.Lists[Update] = append(again, p.Lists[Update]...)
}

// neededToLearn are the vectors that prediction and update read of what was there
// before the prediction, in the order in which they are read.
func (p *Plan) neededToLearn() (needed []*kernel.Vector) {
	made := map[*kernel.Vector]bool{}
	for _, l := range []List{Of(Predict), Growth, Of(Update)} {
		for i := range p.Lists[l] {
			o := &p.Lists[l][i]
			o.EachVector(func(v *kernel.Vector, kind kernel.Kind) {
				if v == nil || v.Flash() {
					return
				}
				whole, _ := v.Whole()
				if kind != kernel.Write && !whole.Kept && !made[whole] && !slices.Contains(needed, whole) {
					needed = append(needed, whole)
				}
			})
			for _, v := range Outputs(o) {
				whole, _ := v.Whole()
				made[whole] = true
			}
		}
	}
	return needed
}
