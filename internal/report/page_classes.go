package report

import (
	"fmt"
	"sort"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// maxClassRows is how many classes a table lists; of more, those with the
// lowest F1 are shown.
const maxClassRows = 12

// addClasses describes the classifier beside its trivial competitors.
func addClasses(out *section, g *recording.Group) {
	first := g.First().Classification
	if first == nil {
		return
	}
	names := appendAll(baselineNames(g, streamBaselines), baselineNames(g, testBaselines))
	t, notes := termGrid(g, "as a classifier", result.Classifier, names)
	out.Grids = append(out.Grids, t)
	if f, left := classGrid(g); len(f.Rows) > 0 {
		out.Grids = append(out.Grids, f)
		if left > 0 {
			out.Notes = append(out.Notes, fmt.Sprintf("The %d classes with the lowest F1 are shown; %s left out.",
				maxClassRows, wording.Plural(left, "other is", "others are")))
		}
	}
	out.Notes = append(append(out.Notes, classNotes(first)...), notes...)
	addClassForgetting(out, g)
}

// addClassForgetting shows what the last half of the stream did to what was known of
// each class.
func addClassForgetting(out *section, g *recording.Group) {
	f := g.First().Classification.Forgetting
	if f == nil {
		return
	}
	t := columns.Grid{Corner: "named rightly", Columns: []string{"at half", "at the end", "windows"}}
	for _, c := range f.Classes[:min(len(f.Classes), maxClassRows)] {
		key := func(field string) string { return g.Figure("classification.forgetting." + field + "." + c.Label) }
		t.Add(c.Label, key("accuracy_before"), key("accuracy_after"), key("windows"))
	}
	out.Grids = append(out.Grids, t)
	of := "the test recording"
	if f.Recording == result.RecallTrain {
		of = "the recording that trained the network, the healthy ones held out"
	}
	out.Notes = append(out.Notes, fmt.Sprintf("Named rightly: classes that were known after %s, half of the stream, on windows of %s. What is less at the end was forgotten.",
		wording.Plural(f.Window, "window", "windows"), of))
}

func appendAll(list, more []string) []string {
	for _, s := range more {
		list = wording.AppendNew(list, s)
	}
	return list
}

func streamBaselines(r *result.Run) []result.Baseline {
	if r.Classification == nil {
		return nil
	}
	return r.Classification.Baselines
}

func testBaselines(r *result.Run) []result.Baseline {
	if r.Classification == nil || r.Classification.Test == nil {
		return nil
	}
	return r.Classification.Test.Baselines
}

// classGrid lists F1 and support per class, on the stream and on the test.
func classGrid(g *recording.Group) (t columns.Grid, left int) {
	t = columns.Grid{Corner: "F1 by class", Columns: []string{"stream", "windows", "test", "windows"}}
	classes, left := worstClasses(g.First().Classification)
	for _, label := range classes {
		t.Add(label, g.Figure("classification.f1."+label), g.Figure("classification.support."+label),
			g.Figure("classification.test.f1."+label), g.Figure("classification.test.support."+label))
	}
	return t.Compact(), left
}

// worstClasses names the classes to list, in their order, and counts the rest.
func worstClasses(c *result.Classification) (labels []string, left int) {
	all := append([]result.ClassF1(nil), c.F1...)
	if c.Test != nil {
		for _, f := range c.Test.F1 {
			if classF1(all, f.Label) == nil {
				all = append(all, f)
			}
		}
	}
	shown := map[string]bool{}
	byF1 := append([]result.ClassF1(nil), all...)
	sort.SliceStable(byF1, func(i, j int) bool { return byF1[i].F1 < byF1[j].F1 })
	for i := range min(len(byF1), maxClassRows) {
		shown[byF1[i].Label] = true
	}
	for _, f := range all {
		if shown[f.Label] {
			labels = append(labels, f.Label)
		}
	}
	return labels, len(all) - len(labels)
}

func classF1(list []result.ClassF1, label string) *result.ClassF1 {
	for i := range list {
		if list[i].Label == label {
			return &list[i]
		}
	}
	return nil
}

func classNotes(c *result.Classification) []string {
	notes := []string{"Stream figures are prequential: each window is predicted before it is learned from."}
	if baselineOf(c.Baselines, "no-change") != nil {
		notes = append(notes, "No change repeats the label before; where labels come in long runs "+
			"it is hard to beat, and the test figures tell more.")
	}
	if c.Test != nil {
		notes = append(notes, fmt.Sprintf("Test: the layer as it stood at the end of the stream, on %s that it never learns from.",
			wording.Plural(c.Test.Windows, "window", "windows")))
	}
	return notes
}
