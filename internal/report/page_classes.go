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
	t := columns.Grid{Corner: "as a classifier", Columns: []string{learner(g)}}
	for _, n := range names {
		t.Columns = append(t.Columns, readable(n))
	}
	addScore(&t, g, names, "accuracy, stream", "accuracy", wording.Rate, streamScore, streamBaselines)
	addScore(&t, g, names, "macro-F1, stream", "macro_f1", wording.Score, streamScore, streamBaselines)
	t.Add("kappa, stream", padded(len(t.Columns), g.Cell("classification.kappa",
		ofClasses(func(c *result.Classification) *float64 { return c.Kappa }), wording.Coefficient))...)
	t.Add("temporal kappa, stream", padded(len(t.Columns), g.Cell("classification.kappa_temporal",
		ofClasses(func(c *result.Classification) *float64 { return c.KappaTemporal }), wording.Coefficient))...)
	addScore(&t, g, names, "accuracy, test", "accuracy", wording.Rate, testScore, testBaselines)
	addScore(&t, g, names, "macro-F1, test", "macro_f1", wording.Score, testScore, testBaselines)
	out.Grids = append(out.Grids, t.Compact())
	if f, left := classGrid(g); len(f.Rows) > 0 {
		out.Grids = append(out.Grids, f)
		if left > 0 {
			out.Notes = append(out.Notes, fmt.Sprintf("The %d classes with the lowest F1 are shown; %s left out.",
				maxClassRows, wording.Plural(left, "other is", "others are")))
		}
	}
	out.Notes = append(out.Notes, classNotes(first)...)
}

func appendAll(list, more []string) []string {
	for _, s := range more {
		list = wording.AppendNew(list, s)
	}
	return list
}

// padded is a row with a figure in its first column only.
func padded(columns int, cell string) []string {
	cells := make([]string, columns)
	cells[0] = cell
	return cells
}

// scores are the two figures that the learner and its baselines share.
type scores struct {
	prefix            string // of the key in Spread.Figures
	accuracy, macroF1 *float64
}

func streamScore(r *result.Run) scores {
	s := scores{prefix: "classification."}
	if c := r.Classification; c != nil {
		s.accuracy, s.macroF1 = &c.Accuracy, &c.MacroF1
	}
	return s
}

func testScore(r *result.Run) scores {
	s := scores{prefix: "classification.test."}
	if c := r.Classification; c != nil && c.Test != nil {
		s.accuracy, s.macroF1 = &c.Test.Accuracy, &c.Test.MacroF1
	}
	return s
}

func (s scores) pick(field string) *float64 {
	if field == "accuracy" {
		return s.accuracy
	}
	return s.macroF1
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

// addScore adds the row of one figure: the learner's, then the baselines'.
func addScore(t *columns.Grid, g *recording.Group, names []string, label, field string, u wording.Unit,
	of func(*result.Run) scores, baselines func(*result.Run) []result.Baseline) {
	prefix := of(g.First()).prefix
	cells := []string{g.Cell(prefix+field, func(r *result.Run) *float64 { return of(r).pick(field) }, u)}
	for _, n := range names {
		pick := func(b *result.Baseline) *float64 { return scores{accuracy: b.Accuracy, macroF1: b.MacroF1}.pick(field) }
		cells = append(cells, g.Cell(prefix+"baselines."+n+"."+field, ofBaseline(baselines, n, pick), u))
	}
	t.Add(label, cells...)
}

func ofClasses(pick func(*result.Classification) *float64) recording.Value {
	return func(r *result.Run) *float64 {
		if r.Classification == nil {
			return nil
		}
		return pick(r.Classification)
	}
}

// classGrid lists F1 and support per class, on the stream and on the test.
func classGrid(g *recording.Group) (t columns.Grid, left int) {
	t = columns.Grid{Corner: "F1 by class", Columns: []string{"stream", "windows", "test", "windows"}}
	classes, left := worstClasses(g.First().Classification)
	for _, label := range classes {
		stream := func(r *result.Run) *result.ClassF1 { return classF1(r.Classification.F1, label) }
		test := func(r *result.Run) *result.ClassF1 {
			if r.Classification.Test == nil {
				return nil
			}
			return classF1(r.Classification.Test.F1, label)
		}
		t.Add(label,
			g.Cell("classification.f1."+label, f1Of(stream), wording.Score), g.Cell("", supportOf(stream), wording.Count),
			g.Cell("classification.test.f1."+label, f1Of(test), wording.Score), g.Cell("", supportOf(test), wording.Count))
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

func f1Of(of func(*result.Run) *result.ClassF1) recording.Value {
	return classValue(of, func(f *result.ClassF1) float64 { return f.F1 })
}

func supportOf(of func(*result.Run) *result.ClassF1) recording.Value {
	return classValue(of, func(f *result.ClassF1) float64 { return float64(f.Support) })
}

func classValue(of func(*result.Run) *result.ClassF1, pick func(*result.ClassF1) float64) recording.Value {
	return func(r *result.Run) *float64 {
		if r.Classification == nil {
			return nil
		}
		f := of(r)
		if f == nil {
			return nil
		}
		v := pick(f)
		return &v
	}
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
