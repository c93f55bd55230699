package report

import (
	"fmt"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// armLook is how an arm is named and drawn.
type armLook struct {
	name, text string
	role       figure.Role
}

// armLooks are those of all arms, in the order of columns.
var armLooks = []armLook{
	{result.ArmFrozen, "frozen", figure.RoleArmFrozen},
	{result.ArmFrozenRunning, "frozen, running", figure.RoleArmFrozenRunning},
	{result.ArmOnline, "online", figure.RoleArmOnline},
	{result.ArmOnlineRunning, "online, running", figure.RoleArmOnlineRunning},
}

// rocFigure shows detection against false alarms of the four arms, and where each
// arm's own threshold stands on its curve.
func rocFigure(_ *recording.Recording, g *recording.Group) *figure.Figure {
	a := g.First().Anomaly
	if a == nil {
		return classifierROC(g)
	}
	p := rocPanel()
	var own []figure.Mark
	for _, look := range armLooks {
		arm := a.Arm(look.name)
		if arm == nil || arm.ROC == nil {
			continue
		}
		p.Marks = append(p.Marks, figure.Curve{Name: look.text, Role: look.role, Bare: true, X: percent(arm.ROC.FalseAlarms), Y: percent(arm.ROC.Detections)})
		if arm.FalseAlarmRate != nil && arm.DetectionRate != nil {
			own = append(own, figure.Dots{Role: look.role, X: percent([]float64{*arm.FalseAlarmRate}), Y: percent([]float64{*arm.DetectionRate})})
		}
	}
	if len(p.Marks) == 0 {
		return nil
	}
	p.Marks = append(p.Marks, own...)
	return &figure.Figure{
		Name: "roc", Title: "Detection against false alarms, " + g.Label, Panels: []figure.Panel{p},
		Caption: fmt.Sprintf("Detection against false alarms on the same %s: %s, and what learns, each with the threshold as trained and with one that runs; of the latter the score over the threshold in force is ranked. "+
			"Markers: each arm's own threshold.%s", wording.Plural(a.Windows, "window", "windows"), frozenText(g), recording.SeedNote(g, false)),
	}
}

func rocPanel() figure.Panel {
	axis := figure.Axis{Max: 100, Ticks: 5, Grid: true}
	p := figure.Panel{Height: rocHeight, X: axis, Y: axis}
	p.X.Label, p.Y.Label = "false alarms (% of normal windows)", "detected (% of the others)"
	return p
}

// classifierROC is that of a classifier, which ranks windows by 1 - P(normal).
func classifierROC(g *recording.Group) *figure.Figure {
	c := g.First().Classification
	if c == nil {
		return nil
	}
	p := rocPanel()
	add := func(name string, role figure.Role, d *result.AsDetector) {
		if d != nil && d.ROC != nil {
			p.Marks = append(p.Marks, figure.Curve{Name: name, Role: role, Bare: true, X: percent(d.ROC.FalseAlarms), Y: percent(d.ROC.Detections)})
		}
	}
	add("stream", figure.RoleArmOnline, c.AsDetector)
	if c.Test != nil {
		add("test", figure.RoleArmOnlineRunning, c.Test.AsDetector)
	}
	if len(p.Marks) == 0 {
		return nil
	}
	where := "on the stream each before it is learned from"
	if len(p.Marks) > 1 {
		where += ", and on the test recording as the layer ended"
	}
	return &figure.Figure{
		Name: "roc", Title: "Detection against false alarms, " + g.Label, Panels: []figure.Panel{p},
		Caption: fmt.Sprintf("Detection against false alarms of the classifier as a detector: windows ranked by 1 - P(normal), %s.%s", where, recording.SeedNote(g, false)),
	}
}

const rocHeight = 60 * figure.Millimeter

func percent(shares []float64) []float64 {
	out := make([]float64, len(shares))
	for i, v := range shares {
		out[i] = 100 * v
	}
	return out
}
