package report

import (
	"cmp"
	"fmt"
	"slices"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// first is what a reader sees first: the verdict, and the learners side by side.
type first struct {
	Verdict []columns.Fact
	Grids   []columns.Grid
	Notes   []string
}

func newFirst(s *result.Summary, groups []*recording.Group) first {
	f := first{Verdict: verdictOf(s, groups)}
	for _, g := range []columns.Grid{detectorsGrid(groups), classifiersGrid(groups)} {
		if g = g.Compact(); len(g.Rows) > 0 {
			f.Grids = append(f.Grids, g)
		}
	}
	f.Notes = firstNotes(groups)
	return f
}

// detectors are the groups with figures of a detector, best AUC first; classifiers
// those of a classifier, best macro-F1 on the test recording, or else on the stream,
// first.
func detectorsOf(groups []*recording.Group) []*recording.Group {
	return ranked(groups, func(r *result.Run) bool { return r.Anomaly != nil }, "anomaly.auc")
}

func classifiersOf(groups []*recording.Group) []*recording.Group {
	return ranked(groups, func(r *result.Run) bool { return r.Classification != nil }, "classification.test.macro_f1", "classification.macro_f1")
}

// asDetectorKey is the prefix of the figures of a classifier as a detector.
const asDetectorKey = "classification.as_detector."

// asDetectorsOf are the classifiers that rank windows as detectors do.
func asDetectorsOf(groups []*recording.Group) []*recording.Group {
	return ranked(groups, func(r *result.Run) bool { return r.Classification != nil && r.Classification.AsDetector != nil }, asDetectorKey+"auc")
}

func ranked(groups []*recording.Group, has func(*result.Run) bool, keys ...string) []*recording.Group {
	var list []*recording.Group
	for _, g := range groups {
		if has(g.First()) {
			list = append(list, g)
		}
	}
	slices.SortStableFunc(list, func(a, b *recording.Group) int {
		for _, key := range keys {
			x, _ := a.Mean(key)
			y, _ := b.Mean(key)
			if x != y {
				return cmp.Compare(y, x)
			}
		}
		return 0
	})
	return list
}

// costColumns are what a learner takes, in both tables.
var costColumns = []string{"cycles", "energy", "RAM", "board"}

// costCells are those of the costliest step, which learns.
func costCells(g *recording.Group) []string {
	cycles := g.Plain("cycles.online.mean")
	if cycles == "" {
		cycles = g.Plain("cycles.inference.mean")
	}
	energy := g.Plain("energy_uj.online")
	if energy == "" {
		energy = g.Plain("energy_uj.inference")
	}
	ram := ""
	if m := g.First().Memory; m != nil {
		ram = wording.BytesOf(m.RAMBytes)
	}
	board := ""
	if keepsUp(g) == "NO" {
		board = "TOO SLOW"
	}
	return []string{cycles, energy, ram, board}
}

func detectorsGrid(groups []*recording.Group) columns.Grid {
	list := detectorsOf(groups)
	t := columns.Grid{Corner: "detectors", Columns: append([]string{"AUC", "at 1 %", "alarms", "at home"}, costColumns...)}
	for _, g := range list {
		t.Add(g.Label, append([]string{
			g.Figure("anomaly.auc"), g.Figure("anomaly.detection_at_1_percent"), g.Figure("anomaly.false_alarm_rate"), homeText(g),
		}, costCells(g)...)...)
	}
	for _, g := range asDetectorsOf(groups) {
		t.Add(g.Label+", 1 - P(normal)", append([]string{g.Figure(asDetectorKey + "auc"), g.Figure(asDetectorKey + "detection_at_1_percent"), "", ""}, costCells(g)...)...)
	}
	if len(list) == 0 {
		return t
	}
	none := make([]string, len(costColumns)+1)
	row := func(label string, cells ...string) { t.Add(label, append(cells, none...)...) }
	for _, g := range frozenOf(list) {
		name := ""
		if len(list) > 1 && g.Learner.Warm {
			name = g.Label + ", "
		}
		row(name+"as flashed", g.Figure("anomaly.auc_frozen"), g.Figure("anomaly.detection_at_1_percent_frozen"), g.Figure("anomaly.false_alarm_rate_frozen"))
		row(name+"and threshold runs", g.Figure("anomaly.arms."+result.ArmFrozenRunning+".auc"), g.Figure("anomaly.detection_at_1_percent_frozen_running_threshold"), g.Figure("anomaly.false_alarm_rate_frozen_running_threshold"))
	}
	g := list[0]
	row("last label", g.Figure("anomaly.baselines."+result.BaselineLastLabel+".auc"), "", g.Figure("anomaly.baselines."+result.BaselineLastLabel+".false_alarm_rate"))
	return t
}

// frozenOf are the groups whose frozen arms the table shows: of the best detector,
// and where that starts from something else, of the autoencoder.
func frozenOf(list []*recording.Group) []*recording.Group {
	out := list[:1:1]
	for _, g := range list[1:] {
		if !g.Learner.Warm {
			out = append(out, g)
		}
	}
	return out
}

// homeText is the false alarm rate on the machine that trained the model, before and
// after learning.
func homeText(g *recording.Group) string {
	before, ok := g.Mean("anomaly.forgetting.false_alarm_rate_before")
	after, too := g.Mean(homeKey(g))
	if !ok || !too {
		return ""
	}
	return wording.PercentNumber(before) + " to " + wording.Rate.Text(after)
}

// homeKey is the false alarm rate after learning, against the threshold that the
// device has then.
func homeKey(g *recording.Group) string {
	const key = "anomaly.forgetting.false_alarm_rate_after"
	if a := g.First().Anomaly; a != nil && a.ThresholdStep > 0 {
		return key + "_running"
	}
	return key
}

func classifiersGrid(groups []*recording.Group) columns.Grid {
	list := classifiersOf(groups)
	t := columns.Grid{Corner: "classifiers", Columns: append([]string{"F1, test", "F1, stream"}, costColumns...)}
	for _, g := range list {
		t.Add(g.Label, append([]string{g.Figure("classification.test.macro_f1"), g.Figure("classification.macro_f1")}, costCells(g)...)...)
	}
	if len(list) == 0 {
		return t
	}
	none := make([]string, len(costColumns))
	for _, name := range []string{"no-change", "majority"} {
		label := readable(name)
		if name == "no-change" {
			label = "last label"
		}
		test := list[0].Figure("classification.test.baselines." + name + ".macro_f1")
		if name == "no-change" {
			test = "" // nobody is told the labels of a test
		}
		t.Add(label, append([]string{test, list[0].Figure("classification.baselines." + name + ".macro_f1")}, none...)...)
	}
	return t
}

// firstNotes say what the tables show.
func firstNotes(groups []*recording.Group) (notes []string) {
	if list := detectorsOf(groups); len(list) > 0 {
		r := list[0].First()
		text := fmt.Sprintf("Detectors: on the %s after learning stopped", wording.Plural(r.Anomaly.Windows, "window", "windows"))
		if r.Anomaly.Basis == result.BasisPrequential {
			text = fmt.Sprintf("Detectors: prequential, on all %s", wording.Plural(r.Anomaly.Windows, "window", "windows"))
		}
		if r.LabelDelay > 0 {
			text += fmt.Sprintf("; labels come %s late", wording.Plural(int64(r.LabelDelay), "window", "windows"))
		}
		notes = append(notes, text+". At 1 %: detected at 1 % false alarms. Alarms: false ones. At home: false alarms on the machine that trained the model, before and after learning.")
	}
	if len(asDetectorsOf(groups)) > 0 {
		notes = append(notes, "1 - P(normal): a classifier as a detector, prequential, on all windows of one label; unlike the others it has been told what faults look like.")
	}
	if r := firstCycles(groups); r != nil {
		notes = append(notes, fmt.Sprintf("Cycles and energy of a step that learns, %s.", r.Cycles.Provenance))
	}
	return notes
}

func firstCycles(groups []*recording.Group) *result.Run {
	for _, g := range groups {
		if g.First().Cycles != nil {
			return g.First()
		}
	}
	return nil
}
