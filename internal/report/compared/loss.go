package compared

import (
	"cmp"
	"fmt"
	"math"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// comparedLoss overlays the scores of normal windows, a panel for each kind of
// features and of scores, which have different scales.
func comparedLoss(o *overlay) *figure.Figure {
	f := &figure.Figure{Title: "Score over time"}
	var headings []string
	byFeatures, scores := map[string][]int{}, map[string]string{}
	drawn := o.armsOf(result.AimDetect)
	for _, arm := range drawn {
		p := &o.recs[o.Arms[arm].Result].Summary.Program
		heading := p.FrontEnd
		if len(p.Layers) > 0 {
			heading += fmt.Sprintf(", %d features", p.Layers[0])
		}
		score := o.scoreOf(arm)
		heading += ", " + score
		headings, scores[heading] = wording.AppendNew(headings, heading), score
		byFeatures[heading] = append(byFeatures[heading], arm)
	}
	for _, h := range headings {
		p := figure.Panel{Height: figure.SingleHeight, Y: figure.Axis{Label: scores[h], Log: true, Grid: true}}
		if len(headings) > 1 {
			p.Height, p.Heading, p.Y.Label = figure.DoubleHeight, h, "score"
		}
		if o.errorCurves(&p, byFeatures[h], drawn) {
			f.Panels = append(f.Panels, p)
		}
	}
	for i := range f.Panels[:max(len(f.Panels)-1, 0)] {
		f.Panels[i].X.Label = ""
	}
	f.Caption = "Scores of " + o.normalWindows() + ": the frozen models, and what learns before each of its updates. " +
		neighbours + o.seedsCaption() + o.leftOut(result.AimDetect) + o.settingsCaption()
	return f
}

// scoreOf says what an arm's scores are.
func (o *overlay) scoreOf(arm int) string {
	s := o.recs[o.Arms[arm].Result].Summary
	return cmp.Or(s.Learner(s.Runs[o.runs(arm)[0]].Mode).Score, "score")
}

const neighbours = "Each point is a mean over neighbouring windows."

// comparedEntropy overlays the loss of the classifiers.
func comparedEntropy(o *overlay) *figure.Figure {
	p := figure.Panel{Height: figure.SingleHeight, Y: figure.Axis{Label: "loss (cross-entropy)", Ticks: 4, Grid: true}}
	if !o.entropyCurves(&p, o.armsOf(result.AimClassify)) {
		return nil
	}
	return &figure.Figure{
		Title: "Cross-entropy over time", Panels: []figure.Panel{p},
		Caption: "Cross-entropy of the classifiers before each of their updates. " + neighbours +
			o.seedsCaption() + o.leftOut(result.AimClassify) + o.settingsCaption(),
	}
}

// errorCurves adds a line for each arm, of those in drawn.
func (o *overlay) errorCurves(p *figure.Panel, arms, drawn []int) bool {
	low, high := math.Inf(1), math.Inf(-1)
	for i, arm := range arms {
		traces := o.traces(arm)
		if traces == nil {
			continue
		}
		x := recording.TimeAxis(traces[0])
		p.X = x.Axis
		which := recording.ErrorOnline
		if o.Arms[arm].Mode == recording.Frozen {
			which = recording.ErrorFrozen
		}
		var all []recording.Series
		for _, t := range traces {
			all = append(all, x.Series(t, t.Errors, which).Coarser())
		}
		s := overSeeds(all)
		for k, v := range s.Mean {
			if v > 0 {
				low, high = min(low, v), max(high, v)
			}
			if s.High[k] < recording.BandReach*v {
				high = max(high, s.High[k])
			}
			if s.Low[k] > v/recording.BandReach {
				low = min(low, s.Low[k])
			}
		}
		p.Marks = append(p.Marks, s.marks(o.label(arm, figure.LongestEntry), o.role(arm, drawn), i, len(arms))...)
	}
	const room = 1.15
	p.Y.Min, p.Y.Max = low/room, high*room
	return low <= high
}

func (o *overlay) entropyCurves(p *figure.Panel, arms []int) bool {
	top := 0.0
	for i, arm := range arms {
		traces := o.traces(arm)
		if traces == nil {
			continue
		}
		x := recording.TimeAxis(traces[0])
		p.X = x.Axis
		var all []recording.Series
		for _, t := range traces {
			all = append(all, x.Series(t, t.Loss, recording.LossOnline).Coarser())
		}
		s := overSeeds(all).within(0, math.Inf(1))
		top = max(top, figure.Maximum(s.Mean))
		p.Marks = append(p.Marks, s.marks(o.label(arm, figure.LongestEntry), o.role(arm, arms), i, len(arms))...)
	}
	p.Y.Max = figure.RoundUp(top)
	return len(p.Marks) > 0
}

func (o *overlay) normalWindows() string {
	if o.Stream.Normal == "" {
		return "all windows"
	}
	return "windows labelled " + o.Stream.Normal
}
