package report

import (
	"fmt"
	"math"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// lossFigure shows how the score of normal windows goes on under learning,
// against the frozen model; for a classifier, its cross-entropy.
func lossFigure(rec *recording.Recording, g *recording.Group) *figure.Figure {
	traces := rec.Drawn(g)
	if len(traces) == 0 {
		return nil
	}
	if g.Classifies() {
		return crossEntropyFigure(g, traces)
	}
	first := traces[0]
	x := recording.TimeAxis(first)
	p := figure.Panel{Height: figure.SingleHeight, X: x.Axis, Y: figure.Axis{Label: g.ScoreText(), Log: true, Grid: true}}
	frozen := x.Series(first, first.Errors, recording.ErrorFrozen)
	online := x.Series(first, first.Errors, recording.ErrorOnline)
	if len(frozen.X) == 0 {
		return nil
	}
	if !g.Learns() {
		online = recording.Series{}
	}
	p.Marks = append(p.Marks, bandOf(figure.RoleFrozen, frozen), bandOf(figure.RoleOnline, online))
	for _, t := range traces[1:] {
		p.Marks = append(p.Marks, faintCurve(figure.RoleFrozen, x.Series(t, t.Errors, recording.ErrorFrozen)))
		if g.Learns() {
			p.Marks = append(p.Marks, faintCurve(figure.RoleOnline, x.Series(t, t.Errors, recording.ErrorOnline)))
		}
	}
	limits := []float64{}
	if a := g.First().Anomaly; a != nil && a.Threshold > 0 {
		p.Marks = append(p.Marks, figure.Rule{Name: thresholdName(a), Role: figure.RoleThreshold, At: a.Threshold})
		limits = append(limits, a.Threshold)
	}
	limits = append(limits, addRunning(&p, x, first, g.First().Anomaly)...)
	// The dashed line comes last: where both coincide, both stay visible.
	if len(online.X) > 0 {
		p.Marks = append(p.Marks, figure.Curve{Name: "online", Role: figure.RoleOnline, X: online.X, Y: online.Mean})
	}
	p.Marks = append(p.Marks, figure.Curve{Name: "frozen", Role: figure.RoleFrozen, X: frozen.X, Y: frozen.Mean})
	p.Marks = append(p.Marks, learningEnd(x, first)...)
	p.Y.Min, p.Y.Max = recording.LogLimits(limits, frozen, online)
	return &figure.Figure{
		Name:    "loss",
		Title:   "Score over time, " + g.Label,
		Caption: lossCaption(first, g),
		Panels:  []figure.Panel{p},
	}
}

// addRunning draws thresholds that follow the scores, and returns their values: the
// device's, and the one that the scores of what was flashed would have moved.
func addRunning(p *figure.Panel, x recording.Timeline, t *recording.Trace, a *result.Anomaly) (values []float64) {
	if a == nil || a.ThresholdStep <= 0 {
		return nil
	}
	for _, of := range []struct {
		arm, name string
		role      figure.Role
	}{{result.ArmOnlineRunning, "threshold in force, online", figure.RoleOnlineThreshold}, {result.ArmFrozenRunning, "threshold in force, frozen", figure.RoleFrozenThreshold}} {
		arm := a.Arm(of.arm)
		if arm == nil || arm.Thresholds == nil {
			continue
		}
		s := x.Path(t, arm.Thresholds.Every, arm.Thresholds.Values)
		p.Marks = append(p.Marks, figure.Curve{Name: of.name, Role: of.role, X: s.X, Y: s.Mean})
		values = append(values, s.Mean...)
	}
	return values
}

func lossCaption(t *recording.Trace, g *recording.Group) string {
	windows := "windows labelled " + t.Labels.Names[recording.NormalSlot]
	if !t.Labels.Labels {
		windows = "all windows"
	}
	what := wording.Capital(g.ScoreText())
	text := fmt.Sprintf("%s of %s over time: %s, and what learns before each of its updates.", what, windows, frozenText(g))
	if !g.Learns() {
		text = fmt.Sprintf("%s of %s over time.", what, windows)
	}
	if a := g.First().Anomaly; a != nil && a.ThresholdStep > 0 && a.Arm(result.ArmOnlineRunning) != nil {
		text += " The alarm threshold follows the scores; that of the frozen is where their own would have taken it."
	}
	return text + " Lines are means over neighbouring windows, bands reach from the smallest to the largest and leave out windows of other labels." + recording.SeedNote(g, true)
}

// frozenText names what was flashed.
func frozenText(g *recording.Group) string {
	if g.Learner.Warm {
		return "what was flashed, which learns nothing"
	}
	return "the frozen model"
}

// crossEntropyFigure shows the classifier's loss.
func crossEntropyFigure(g *recording.Group, traces []*recording.Trace) *figure.Figure {
	first := traces[0]
	x := recording.TimeAxis(first)
	p := figure.Panel{Height: figure.SingleHeight, X: x.Axis, Y: figure.Axis{Label: "loss (cross-entropy)", Ticks: 4, Grid: true}}
	online := x.Series(first, first.Loss, recording.LossOnline)
	if len(online.X) == 0 {
		return nil
	}
	for _, t := range traces[1:] {
		p.Marks = append(p.Marks, faintCurve(figure.RoleOnline, x.Series(t, t.Loss, recording.LossOnline)))
	}
	p.Marks = append(p.Marks, figure.Curve{Name: "online", Role: figure.RoleOnline, X: online.X, Y: online.Mean})
	top := figure.Maximum(online.Mean)
	if n := len(g.First().Classes); n > 1 {
		chance := math.Log(float64(n))
		p.Marks = append(p.Marks, figure.Rule{Name: fmt.Sprintf("guessing among %d classes", n), Role: figure.RoleThreshold, At: chance})
		top = max(top, chance)
	}
	p.Marks = append(p.Marks, learningEnd(x, first)...)
	p.Y.Max = figure.RoundUp(top)
	return &figure.Figure{
		Name:  "loss",
		Title: "Loss over time, " + g.Label,
		Caption: "Cross-entropy of the predictions, each before its update, as means over neighbouring windows." +
			recording.SeedNote(g, true),
		Panels: []figure.Panel{p},
	}
}

// learningEnd marks the last update, unless learning went on to the end.
func learningEnd(x recording.Timeline, t *recording.Trace) []figure.Mark {
	const nearEnd = 0.98
	if t.LastUpdate < 0 {
		return nil
	}
	at := x.Moment(t)
	if at > x.Axis.Min+float64(nearEnd*(x.Axis.Max-x.Axis.Min)) {
		return nil
	}
	return []figure.Mark{figure.Rule{Name: "last update", Role: figure.RoleMoment, Vertical: true, At: at}}
}

func bandOf(r figure.Role, s recording.Series) figure.Band {
	return figure.Band{Role: r, X: s.X, Low: s.Min, High: s.Max}
}

func faintCurve(r figure.Role, s recording.Series) figure.Curve {
	return figure.Curve{Role: r, Faint: true, X: s.X, Y: s.Mean}
}
