package report

import (
	"fmt"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/wording"
)

// guessRoles are those of the guesses.
var guessRoles = [recording.GuessCount]figure.Role{figure.RoleOnline, figure.RoleNoChange, figure.RoleMajority}

// progressFigure shows accuracy and macro-F1 of the last windows along the
// stream, beside the trivial baselines.
func progressFigure(rec *recording.Recording, g *recording.Group) *figure.Figure {
	var traces []*recording.Trace
	for _, t := range rec.Drawn(g) {
		if t.Progress != nil && len(t.Progress.Bins) > 1 {
			traces = append(traces, t)
		}
	}
	if len(traces) == 0 {
		return nil
	}
	first := traces[0]
	f := &figure.Figure{
		Name:  "progress",
		Title: "Accuracy and macro-F1 along the stream, " + g.Label,
		Caption: fmt.Sprintf("Accuracy and macro-F1 over the last %s, each predicted before it was learned from. "+
			"No change repeats the label before, majority names the most frequent label so far. "+
			"Macro-F1 is the mean over the classes among those windows.%s",
			wording.Plural(len(first.Sliding.Ring), "labelled window", "labelled windows"), recording.SeedNote(g, true)),
	}
	for k, label := range []string{"accuracy", "macro-F1"} {
		p := figure.Panel{Height: figure.DoubleHeight, X: recording.WindowAxis(first), Y: figure.UnitAxis(label)}
		for _, t := range traces[1:] {
			p.Marks = append(p.Marks, faintCurve(figure.RoleOnline, t.Progress.Of(k*recording.GuessCount+recording.GuessOnline)))
		}
		for _, guess := range []int{recording.GuessOnline, recording.GuessNoChange, recording.GuessMajority} {
			s := first.Progress.Of(k*recording.GuessCount + guess)
			p.Marks = append(p.Marks, figure.Curve{Name: recording.GuessNames[guess], Role: guessRoles[guess], X: s.X, Y: s.Mean})
		}
		f.Panels = append(f.Panels, p)
	}
	f.Panels[0].X.Label = ""
	return f
}
