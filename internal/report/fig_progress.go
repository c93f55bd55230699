package report

import "fmt"

// guessRoles and guessNames are those of sliding.values' guesses.
var (
	guessRoles = [guessCount]role{roleOnline, roleNoChange, roleMajority}
	guessNames = [guessCount]string{"online", "no change", "majority"}
)

// progressFigure shows accuracy and macro-F1 of the last windows along the
// stream, beside the trivial baselines.
func progressFigure(rec *recording, g *group) *figure {
	var traces []*trace
	for _, t := range rec.drawn(g) {
		if t.progress != nil && len(t.progress.bins) > 1 {
			traces = append(traces, t)
		}
	}
	if len(traces) == 0 {
		return nil
	}
	first := traces[0]
	f := &figure{
		Name:  "progress",
		Title: "Accuracy and macro-F1 along the stream, " + g.label,
		Caption: fmt.Sprintf("Accuracy and macro-F1 over the last %s, each predicted before it was learned from. "+
			"No change repeats the label before, majority names the most frequent label so far. "+
			"Macro-F1 is the mean over the classes among those windows.%s",
			plural(len(first.sliding.ring), "labelled window", "labelled windows"), seedNote(g, true)),
	}
	for k, label := range []string{"accuracy", "macro-F1"} {
		p := panel{Height: doubleHeight, X: windowAxis(first), Y: unitAxis(label)}
		for _, t := range traces[1:] {
			p.Marks = append(p.Marks, faintCurve(roleOnline, t.progress.of(k*guessCount+guessOnline)))
		}
		for _, guess := range []int{guessOnline, guessNoChange, guessMajority} {
			s := first.progress.of(k*guessCount + guess)
			p.Marks = append(p.Marks, curve{Name: guessNames[guess], Role: guessRoles[guess], X: s.X, Y: s.Mean})
		}
		f.Panels = append(f.Panels, p)
	}
	f.Panels[0].X.Label = ""
	return f
}

// unitAxis is the vertical axis of a score from 0 to 1.
func unitAxis(label string) axis {
	return axis{Label: label, Max: 1, Ticks: 4, Grid: true}
}
