package trial

import (
	"fmt"
	"io"
	"path/filepath"

	"tinyol-sim/internal/report"
	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// What a screen of 40 lines has room for.
const (
	shownDetectors   = 5
	shownClassifiers = 3
	shownWarnings    = 2
)

// Print writes a trial for a person at a terminal. The error is the writer's.
func (t *Trial) Print(w io.Writer, o columns.Options) error {
	p := columns.NewWriter(w, o)
	p.Heading(filepath.Base(t.Look.Name))
	p.Facts(t.facts())
	p.Heading("verdict: " + t.choiceText())
	best := t.best()
	p.Facts(report.Verdict(best))
	p.Blank()
	p.Grid(t.grid())
	p.Blank()
	for _, note := range t.notes() {
		p.Wrapped("  ", "  ", note, "")
	}
	if warnings := t.warnings(best); len(warnings) > 0 {
		p.Heading("warnings")
		for _, text := range warnings[:min(len(warnings), shownWarnings)] {
			p.Wrapped("  ! ", "    ", text, columns.Yellow)
		}
	}
	p.Heading("next: every window, every figure, a report")
	p.Styled("  "+t.Next(), "") // not wrapped, to be copied
	return p.Flush()
}

func (t *Trial) facts() []columns.Fact {
	l := t.Look
	rate := "at a rate that is not known"
	if l.Period > 0 {
		rate = fmt.Sprintf("at %s Hz", wording.Significant(1/l.Period, 3))
	}
	if l.Period > 1 {
		rate = fmt.Sprintf("every %s", wording.Seconds.Text(l.Period))
	}
	facts := []columns.Fact{{Term: "rows", Text: fmt.Sprintf("%s of %s %s", wording.Integer(l.Rows), listed(l.Columns), rate)}}
	if !l.labelled() {
		return append(facts, columns.Fact{Term: "labels", Text: "none: nobody says when the machine is healthy, so nothing is learned"})
	}
	return append(facts, columns.Fact{Term: "labels", Text: fmt.Sprintf("%s; healthy is %s", l.Shares(), t.Spec.Normal)})
}

// choiceText says what the verdict is of, and what the choice rests on.
func (t *Trial) choiceText() string {
	c := t.Detectors[0]
	name := c.FrontEnd + " with " + c.Learner
	n := wording.Plural(t.Tried(), "combination", "combinations")
	switch {
	case t.Confirmed:
		return fmt.Sprintf("%s, best detector of %s, measured on other windows than it was chosen on", name, n)
	case t.Ranked:
		return fmt.Sprintf("%s, best detector of %s tried, NOT confirmed: it was chosen on the windows that it is measured on", name, n)
	}
	return fmt.Sprintf("%s, the paper's; without labelled faults nothing says which of %s is best", name, n)
}

// best is a summary of the best combinations alone.
func (t *Trial) best() *result.Summary {
	c := t.Detectors[0]
	s := *c.Summary
	s.Runs, s.Seeds, s.Boards = []result.Run{*c.Run}, nil, c.boards()
	return &s
}

func (t *Trial) grid() columns.Grid {
	g := columns.Grid{Corner: "tried", Columns: []string{"AUC", "alarms", "F1", "cycles", "RAM", "smallest"}}
	for _, c := range t.Detectors[:min(len(t.Detectors), shownDetectors)] {
		g.Add(c.name(), c.cells()...)
	}
	for _, c := range t.Classifiers[:min(len(t.Classifiers), shownClassifiers)] {
		g.Add(c.name(), c.cells()...)
	}
	if t.Ranked {
		g.Add("the last label again", t.lastLabel()...)
	}
	return g.Compact()
}

func (c *Combination) name() string { return c.FrontEnd + ", " + c.Learner }

// group is the combination's run alone.
func group(r *result.Run) *recording.Group {
	return recording.GroupsOf(&result.Summary{Runs: []result.Run{*r}})[0]
}

func (c *Combination) cells() []string {
	g := group(c.Run)
	cycles := g.Plain("cycles.online.mean")
	if cycles == "" {
		cycles = g.Plain("cycles.inference.mean")
	}
	return []string{
		g.Figure("anomaly.auc"), g.Figure("anomaly.false_alarm_rate"),
		g.Figure("classification.macro_f1"), cycles, wording.BytesOf(c.Run.Memory.RAMBytes), c.smallest(),
	}
}

// lastLabel is what needs no data but the labels.
func (t *Trial) lastLabel() []string {
	f1 := ""
	if len(t.Classifiers) > 0 {
		f1 = group(t.Classifiers[0].Run).Figure("classification.baselines.no-change.macro_f1")
	}
	g := group(t.Detectors[0].Run)
	key := "anomaly.baselines." + result.BaselineLastLabel
	return []string{g.Figure(key + ".auc"), g.Figure(key + ".false_alarm_rate"), f1, "", "", ""}
}

func (t *Trial) notes() []string {
	r := t.Detectors[0].Run
	text := "Ranked by AUC or macro-F1 (F1), then cycles, "
	windows := wording.Plural(r.Anomaly.Windows, "window", "windows")
	switch {
	case t.Confirmed:
		text += fmt.Sprintf("on windows before the %s whose figures are shown", windows)
	case t.Ranked:
		text += fmt.Sprintf("on the same %s whose figures are shown: too few healthy or faulty ones come behind learning to keep some for the choice", windows)
	default:
		text = "In the order tried, on " + windows
	}
	if r.LabelDelay > 0 && t.Ranked {
		text += fmt.Sprintf("; labels come %s late", wording.Plural(int64(r.LabelDelay), "window", "windows"))
	}
	text += ". "
	if t.Ranked {
		text += "Alarms: false ones. "
	}
	if r.Cycles != nil {
		text += fmt.Sprintf("Cycles of a step on %s, %s. ", r.Board, r.Cycles.Provenance)
	}
	smallest := "Smallest: board of least RAM that fits and keeps up."
	if t.Look.Period == 0 {
		smallest = "Smallest: board of least RAM that fits; whether it keeps up is not known."
	}
	return []string{text + smallest}
}

// warnings are those that matter here first, then the run's.
func (t *Trial) warnings(best *result.Summary) (all []string) {
	if !t.Look.labelled() {
		all = append(all, "nothing was learned, so the costs are those of a device that does not learn, and every alarm counts as a false one; say when the machine is healthy with bench --healthy, such as --healthy 0s..10m")
	}
	return append(all, report.Warnings(best)...)
}
