package compared

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// comparedSections are the subjects with a heading each. The measures that the
// vocabulary does not show are in a comparison's JSON, CSV and macros.
var comparedSections = []struct {
	heading string
	rows    result.Table
}{
	{"as a detector: alarms of the autoencoder's error", result.Detector},
	{"loss: mean over the last windows, each before its update", result.Losses},
	{"as a classifier: labels named by the layer; frozen is the autoencoder with its threshold", result.Classifier},
	{"on the board: per window", result.Board},
}

// comparedTable is one measure in words: the text table and the LaTeX table are
// two renderings of it.
type comparedTable struct {
	title            string // with the mark, where all arms share it
	mean, difference string // heads of the columns, with their units
	lines            []comparedLine
}

// comparedLine is an arm, or a further difference of the arm above.
type comparedLine struct {
	arm     int // -1: of the arm above
	mean    string
	against int // -1: the arm stands for itself
	less    string
	p, holm string
}

// comparedTables are the tables of a section that the comparison has values for.
// Times on one board say what the cycles say, and are left out.
func comparedTables(c *result.Comparison, of result.Table) []comparedTable {
	var tables []comparedTable
	for _, t := range result.Shown(of, result.InComparison) {
		if m := c.Measure(t.Key); m != nil && len(m.Values) > 0 && !(m.Unit == result.UnitMicroseconds && oneBoard(c)) {
			tables = append(tables, tableOf(m, t.Title))
		}
	}
	return tables
}

func oneBoard(c *result.Comparison) bool {
	for _, a := range c.Arms {
		if a.Board != c.Arms[0].Board {
			return false
		}
	}
	return true
}

func tableOf(m *result.ComparedMeasure, title string) comparedTable {
	w := newMeasureWriter(m)
	t := comparedTable{title: title, mean: "mean" + heading(w.values.Suffix(w.scale)), difference: "difference" + heading(w.differences.Suffix(w.scale))}
	if w.mark != "" {
		t.title += " (" + string(w.mark) + ")"
	}
	for i := range m.Values {
		v := &m.Values[i]
		line := comparedLine{arm: v.Arm, mean: w.value(v), against: -1}
		for _, d := range m.Differences {
			if d.Arm != v.Arm {
				continue
			}
			line.against, line.less, line.p = d.Against, w.difference(&d), pText(m, &d)
			line.holm = holmText(m, &d)
			t.lines = append(t.lines, line)
			line = comparedLine{arm: -1, against: -1}
		}
		if line.arm >= 0 {
			t.lines = append(t.lines, line)
		}
	}
	return t
}

func heading(suffix string) string {
	if suffix == "" {
		return ""
	}
	return "," + " " + strings.TrimSpace(suffix)
}

// measureWriter writes the numbers of one measure so that they line up: all in
// the unit of the largest.
type measureWriter struct {
	of                  *result.ComparedMeasure
	values, differences wording.Unit
	scale               float64
	mark                result.Provenance // of all arms; empty: none, or not the same
}

func newMeasureWriter(m *result.ComparedMeasure) *measureWriter {
	w := &measureWriter{of: m, values: wording.UnitFor(m.Key, m.Unit), differences: wording.DifferenceUnit(m.Key, m.Unit), mark: m.Values[0].Mark}
	for _, v := range m.Values {
		w.scale = max(w.scale, math.Abs(v.Mean))
		if v.Mark != w.mark {
			w.mark = ""
		}
	}
	return w
}

func (w *measureWriter) value(v *result.ArmValue) string {
	text := w.number(w.values, v.Mean, v.Low, v.High)
	if v.Mark != w.mark {
		return wording.Marked(text, v.Mark)
	}
	return text
}

// difference writes a difference with its interval; of a cost that does not
// depend on the seed, with the part that it is of the arm it is taken from.
func (w *measureWriter) difference(d *result.Difference) string {
	text := w.number(w.differences, d.Mean, d.Low, d.High)
	if base := w.of.Of(d.Against).Mean; d.P == nil && isCost(w.of) && base > 0 && d.Mean != 0 {
		text += " (" + relativeText(d.Mean/base) + ")"
	}
	if mark := differenceMark(w.of, d); mark != w.mark {
		return wording.Marked(text, mark)
	}
	return text
}

// manifold is the part from which on a multiple reads better than percent.
const manifold = 9

// relativeText writes a difference as a part of what it was taken from.
func relativeText(part float64) string {
	if part >= manifold {
		return wording.Significant(1+part, 3) + " times"
	}
	return wording.Signed(wording.Share.Text(part))
}

// number writes a mean and, where it has a width, its interval.
func (w *measureWriter) number(u wording.Unit, mean float64, low, high *float64) string {
	text := u.Number(mean, w.scale)
	if low == nil || *low == *high {
		return text
	}
	i := u.Within(result.Interval{Mean: mean, Low: *low, High: *high})
	return fmt.Sprintf("%s [%s, %s]", text, u.Number(i.Low, w.scale), u.Number(i.High, w.scale))
}

// differenceMark is the mark of both arms, or those of both.
func differenceMark(m *result.ComparedMeasure, d *result.Difference) result.Provenance {
	x, y := m.Of(d.Arm).Mark, m.Of(d.Against).Mark
	if x == y || x == "" || y == "" {
		return max(x, y)
	}
	return x + "-" + y
}

func isCost(m *result.ComparedMeasure) bool {
	t, _ := result.TermOf(m.Key)
	return t != nil && t.Kind == result.Cost
}

// pText writes a probability; of a difference without one, why.
func pText(m *result.ComparedMeasure, d *result.Difference) string {
	switch {
	case d.P != nil:
		return probability(*d.P)
	case isCost(m) && len(m.Values[0].Values) > 1:
		return "exact"
	}
	return ""
}

// holmText writes the adjusted p where several differences of the measure were
// tested: of one it is p itself.
func holmText(m *result.ComparedMeasure, d *result.Difference) string {
	tests := 0
	for _, other := range m.Differences {
		if other.P != nil {
			tests++
		}
	}
	if d.PAdjusted == nil || tests < 2 {
		return ""
	}
	return probability(*d.PAdjusted)
}

func probability(p float64) string {
	if p < 1e-4 {
		return "<0.0001"
	}
	return strconv.FormatFloat(p, 'g', 2, 64)
}

// letters name the arms in a table: a, b, ... z, aa, ab ...
func letters(arm int) string {
	const alphabet = 26
	text := ""
	for n := arm; n >= 0; n = n/alphabet - 1 {
		text = string(rune('a'+n%alphabet)) + text
	}
	return text
}

// comparedFacts says what is compared.
func comparedFacts(c *result.Comparison) []columns.Fact {
	s := &c.Stream
	stream := s.Name
	if n := len(s.More); n > 0 {
		stream += " and " + wording.Plural(n, "more file", "more files")
	}
	stream += fmt.Sprintf(": %s of %s of %s, one every %s", wording.Plural(s.Windows, "window", "windows"),
		wording.Plural(s.Window, "row", "rows"), strings.Join(s.Columns, ", "), wording.Plural(s.Stride, "row", "rows"))
	facts := []columns.Fact{{Term: "stream", Text: stream}}
	if len(s.Drift) > 0 {
		facts = append(facts, columns.Fact{Term: "drift", Text: strings.Join(s.Drift, " ")})
	}
	if s.Test != "" {
		facts = append(facts, columns.Fact{Term: "tested on", Text: s.Test})
	}
	for _, r := range c.Results {
		facts = append(facts, columns.Fact{Term: "result", Text: r.Name + ": " + wording.ShellLine(r.Command)})
	}
	arms := make([]string, len(c.Arms))
	for i, a := range c.Arms {
		arms[i] = letters(i) + " " + a.Name
	}
	return append(facts, columns.Fact{Term: "arms", Text: strings.Join(arms, ", ")}, columns.Fact{Term: "seeds", Text: seedsText(c)})
}

func seedsText(c *result.Comparison) string {
	list := make([]string, len(c.Seeds))
	for i, s := range c.Seeds {
		list[i] = strconv.FormatUint(s, 10)
	}
	text := strings.Join(list, ", ")
	if len(list) > 1 {
		text += "; figures are means with [95 % interval]"
	}
	return text
}

// comparedMethods explains the columns.
func comparedMethods(c *result.Comparison) []string {
	notes := []string{"Less: the difference is the line's own arm less the arm with this letter. " +
		"Exact: no seed changes it; in brackets, the difference as a part of that arm's value, or how many times that value the line's own is. " +
		"Points are percentage points."}
	if severalMarks(c) {
		notes = append(notes, "A mark like emulated-modelled is of what was emulated less what was modelled.")
	}
	if len(c.Seeds) > 1 {
		notes = append(notes, "Differences are taken seed by seed; their interval is Student's, 95 %. "+
			"p is that of Wilcoxon's signed rank test, exact and two-sided, of each line by itself; "+
			"Holm is p adjusted for the number of differences of the table, so that in a table without any difference "+
			"the smallest falls below 0.05 in one of twenty cases at most. Over many tables some still will.")
	}
	return notes
}

// severalMarks reports whether a difference is between numbers that came about
// in different ways.
func severalMarks(c *result.Comparison) bool {
	for i := range c.Measures {
		m := &c.Measures[i]
		for k := range m.Differences {
			if d := &m.Differences[k]; m.Of(d.Arm).Mark != m.Of(d.Against).Mark {
				return true
			}
		}
	}
	return false
}

// settingText says what each result has of a setting.
func settingText(c *result.Comparison, s result.ComparedSetting) string {
	values := make([]string, len(s.Values))
	for i, v := range s.Values {
		values[i] = c.Results[i].Name + " " + v
	}
	return s.Name + ": " + strings.Join(values, "; ")
}
