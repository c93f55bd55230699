package report

import (
	"fmt"
	"math"
)

// comparedLoss overlays the errors of normal windows, a panel for each kind of
// features, since errors of different features have different scales.
func comparedLoss(o *overlay) *figure {
	f := &figure{Title: "Reconstruction error over time"}
	var headings []string
	byFeatures := map[string][]int{}
	drawn := o.armsOf(frozenMode, unsupervised)
	for _, arm := range drawn {
		p := &o.recs[o.Arms[arm].Result].summary.Program
		heading := p.FrontEnd
		if len(p.Layers) > 0 {
			heading += fmt.Sprintf(", %d features", p.Layers[0])
		}
		headings = appendNew(headings, heading)
		byFeatures[heading] = append(byFeatures[heading], arm)
	}
	for _, h := range headings {
		p := panel{Height: singleHeight, Y: axis{Label: "reconstruction error (MSE)", Log: true, Grid: true}}
		if len(headings) > 1 {
			p.Height, p.Heading, p.Y.Label = doubleHeight, h, "error (MSE)"
		}
		if o.errorCurves(&p, byFeatures[h], drawn) {
			f.Panels = append(f.Panels, p)
		}
	}
	for i := range f.Panels[:max(len(f.Panels)-1, 0)] {
		f.Panels[i].X.Label = ""
	}
	f.Caption = "Reconstruction error of " + o.normalWindows() + ": the frozen models, and the online layers before each of their updates. " +
		neighbours + o.seedsCaption() + o.leftOut(frozenMode, unsupervised) + o.settingsCaption()
	return f
}

const neighbours = "Each point is a mean over neighbouring windows."

// comparedEntropy overlays the loss of the classifiers.
func comparedEntropy(o *overlay) *figure {
	p := panel{Height: singleHeight, Y: axis{Label: "loss (cross-entropy)", Ticks: 4, Grid: true}}
	if !o.entropyCurves(&p, o.armsOf(supervised)) {
		return nil
	}
	return &figure{
		Title: "Cross-entropy over time", Panels: []panel{p},
		Caption: "Cross-entropy of the classifiers before each of their updates. " + neighbours +
			o.seedsCaption() + o.leftOut(supervised) + o.settingsCaption(),
	}
}

// errorCurves adds a line for each arm, of those in drawn.
func (o *overlay) errorCurves(p *panel, arms, drawn []int) bool {
	low, high := math.Inf(1), math.Inf(-1)
	for i, arm := range arms {
		traces := o.traces(arm)
		if traces == nil {
			continue
		}
		x := timeAxis(traces[0])
		p.X = x.axis
		which := errorOnline
		if o.Arms[arm].Mode == frozenMode {
			which = errorFrozen
		}
		var all []series
		for _, t := range traces {
			all = append(all, x.series(t, t.errors, which).coarser())
		}
		s := overSeeds(all)
		for k, v := range s.Mean {
			if v > 0 {
				low, high = min(low, v), max(high, v)
			}
			if s.High[k] < bandReach*v {
				high = max(high, s.High[k])
			}
			if s.Low[k] > v/bandReach {
				low = min(low, s.Low[k])
			}
		}
		p.Marks = append(p.Marks, s.marks(o.label(arm, longestEntry), o.role(arm, drawn), i, len(arms))...)
	}
	const room = 1.15
	p.Y.Min, p.Y.Max = low/room, high*room
	return low <= high
}

func (o *overlay) entropyCurves(p *panel, arms []int) bool {
	top := 0.0
	for i, arm := range arms {
		traces := o.traces(arm)
		if traces == nil {
			continue
		}
		x := timeAxis(traces[0])
		p.X = x.axis
		var all []series
		for _, t := range traces {
			all = append(all, x.series(t, t.loss, lossOnline).coarser())
		}
		s := overSeeds(all).within(0, math.Inf(1))
		top = max(top, maximum(s.Mean))
		p.Marks = append(p.Marks, s.marks(o.label(arm, longestEntry), o.role(arm, arms), i, len(arms))...)
	}
	p.Y.Max = roundUp(top)
	return len(p.Marks) > 0
}

func (o *overlay) normalWindows() string {
	if o.Stream.Normal == "" {
		return "all windows"
	}
	return "windows labelled " + o.Stream.Normal
}
