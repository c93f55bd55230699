package report

import (
	"fmt"

	"tinyol-sim/internal/result"
)

// Modes, as bench writes them to Run.Mode.
const (
	unsupervised = "unsupervised"
	supervised   = "supervised"
	frozenMode   = "frozen"
)

// headings say what each mode does.
var headings = map[string]string{
	unsupervised: "the last decoder layer keeps learning to reproduce its input",
	supervised:   "a softmax layer names the class and grows with each new label",
	frozenMode:   "the model as it was trained, nothing learns",
}

// modeSections describes what one mode found: as a detector, as a classifier,
// or, if neither applies, by its loss alone.
func modeSections(s *result.Summary, g *group) []section {
	heading := g.label
	if text := headings[g.mode]; text != "" {
		heading += ": " + text
	}
	out := section{Key: g.label, Heading: heading, Lead: []string{runText(g)}}
	if losses := lossGrid(s, g); len(losses.Rows) > 0 {
		out.Grids = append(out.Grids, losses)
	}
	addAnomaly(&out, g)
	addClasses(&out, g)
	return []section{out}
}

// runText counts what happened in the first run; over several seeds the
// counts are those of the stream and do not differ but for the updates of a
// policy that looks at the error.
func runText(g *group) string {
	r := g.first()
	low, high, _ := g.limits(func(r *result.Run) *float64 { v := float64(r.Updates); return &v })
	updates := plural(r.Updates, "update", "updates")
	if low != high {
		updates = count.spread(low, high) + " updates"
	}
	if r.Learn > 0 {
		updates += " of " + integer(r.Learn) + " allowed"
	}
	text := fmt.Sprintf("%s, %s", plural(r.Windows, "window", "windows"), updates)
	if n := len(r.Classes); n > 0 {
		text += ", " + plural(n, "class", "classes")
	}
	if g.seeds() > 1 {
		text += fmt.Sprintf(" in each of %d seeds", g.seeds())
	}
	return text + "."
}

// learner names the column of what learns, or would.
func learner(g *group) string {
	if g.mode == frozenMode {
		return "this run"
	}
	return "online"
}

// lossGrid shows the loss when the run began and when it ended, beside the
// frozen model's.
func lossGrid(s *result.Summary, g *group) grid {
	of := func(pick func(*result.Loss) *float64) value {
		return func(r *result.Run) *float64 {
			if r.Loss == nil {
				return nil
			}
			return pick(r.Loss)
		}
	}
	corner := "mean loss, normal windows"
	if s.Stream.Normal == "" || s.Stream.Label == "" || g.mode == supervised {
		corner = "mean loss"
	}
	windows := "windows"
	if l := g.runs[0].Loss; l != nil {
		windows = plural(l.Windows, "window", "windows")
	}
	t := grid{Corner: corner, Columns: []string{"frozen", learner(g)}}
	t.add("first "+windows, "",
		g.cell("loss.first", of(func(l *result.Loss) *float64 { return &l.First }), quantity))
	t.add("last "+windows,
		g.cell("loss.frozen", of(func(l *result.Loss) *float64 { return l.Frozen }), quantity),
		g.cell("loss.last", of(func(l *result.Loss) *float64 { return &l.Last }), quantity))
	return t.compact()
}

// baselineOf finds a figure of a named baseline.
func baselineOf(list []result.Baseline, name string) *result.Baseline {
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// baselineNames lists the baselines of a group's runs in order of appearance.
func baselineNames(g *group, of func(*result.Run) []result.Baseline) []string {
	var names []string
	for _, r := range g.runs {
		for _, b := range of(r) {
			names = appendNew(names, b.Name)
		}
	}
	return names
}

// readable names baselines in words.
func readable(name string) string {
	switch name {
	case "frozen-autoencoder":
		return "frozen autoencoder"
	case "running-z-score":
		return "running z-score"
	case "no-change":
		return "no change"
	}
	return name
}
