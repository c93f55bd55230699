package report

import (
	"fmt"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// modeSections describes what one learner found: as a detector, as a classifier,
// or, if neither applies, by its loss alone.
func modeSections(s *result.Summary, g *recording.Group) []section {
	heading := g.Label
	if text := g.Learner.Text; text != "" {
		heading += ": " + text
	}
	out := section{Key: g.Label, Heading: heading, Lead: []string{runText(g)}}
	if losses := lossGrid(s, g); len(losses.Rows) > 0 {
		out.Grids = append(out.Grids, losses)
	}
	addAnomaly(&out, g)
	addClasses(&out, g)
	addDrift(&out, g)
	return []section{out}
}

// runText counts what happened in the first run; over several seeds the
// counts are those of the stream and do not differ but for the updates of a
// policy that looks at the error.
func runText(g *recording.Group) string {
	r := g.First()
	low, high, _ := g.Limits(func(r *result.Run) *float64 { v := float64(r.Updates); return &v })
	updates := wording.Plural(r.Updates, "update", "updates")
	if low != high {
		updates = wording.Count.Spread(low, high) + " updates"
	}
	if r.Learn > 0 {
		updates += " of " + wording.Integer(r.Learn) + " allowed"
	}
	text := fmt.Sprintf("%s, %s", wording.Plural(r.Windows, "window", "windows"), updates)
	if n := len(r.Classes); n > 0 {
		text += ", " + wording.Plural(n, "class", "classes")
	}
	if g.Seeds() > 1 {
		text += fmt.Sprintf(" in each of %d seeds", g.Seeds())
	}
	return text + "."
}

// modelNames name the columns of a run's models: that of what learns, or would, by
// the mode.
func modelNames(g *recording.Group) []string {
	names := make([]string, len(result.Models))
	for i, m := range result.Models {
		switch names[i] = string(m); {
		case m != result.Online:
		case !g.Learns():
			names[i] = "this run"
		default:
			names[i] = "online"
		}
	}
	return names
}

// modelFigures are a measure's figures in these columns; name is the member of a family.
func modelFigures(g *recording.Group, t *result.Term, name string) []string {
	figures := make([]string, len(result.Models))
	for i, m := range result.Models {
		figures[i] = g.Figure(t.For(m, name))
	}
	return figures
}

// termGrid has a row for each measure of a table: the models' figures, then those of
// the named baselines. The notes explain what it shows.
func termGrid(g *recording.Group, corner string, table result.Table, baselines []string) (t columns.Grid, notes []string) {
	t = columns.Grid{Corner: corner, Columns: modelNames(g)}
	for _, n := range baselines {
		t.Columns = append(t.Columns, readable(n))
	}
	for _, term := range result.Shown(table, result.OnPage) {
		cells := modelFigures(g, term, "")
		for _, n := range baselines {
			cells = append(cells, g.Figure(term.OfBaseline(n)))
		}
		before := len(t.Rows)
		t.Add(term.Title, cells...)
		if len(t.Rows) > before && term.Note != "" {
			notes = append(notes, term.Note)
		}
	}
	return t.Compact(), notes
}

// lossGrid shows the mean score, or of a classifier the loss, when the run began and when it ended, beside the
// frozen model's.
func lossGrid(s *result.Summary, g *recording.Group) columns.Grid {
	corner := "mean score, normal windows"
	switch {
	case g.Classifies():
		corner = "mean cross-entropy"
	case s.Stream.Normal == "" || s.Stream.Label == "":
		corner = "mean score"
	}
	windows := "windows"
	if l := g.Runs[0].Loss; l != nil {
		windows = wording.Plural(l.Windows, "window", "windows")
	}
	t := columns.Grid{Corner: corner, Columns: modelNames(g)}
	for _, moment := range []string{"first", "last"} {
		term, _ := result.TermOf("loss." + moment)
		t.Add(moment+" "+windows, modelFigures(g, term, "")...)
	}
	return t.Compact()
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
func baselineNames(g *recording.Group, of func(*result.Run) []result.Baseline) []string {
	var names []string
	for _, r := range g.Runs {
		for _, b := range of(r) {
			names = wording.AppendNew(names, b.Name)
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
