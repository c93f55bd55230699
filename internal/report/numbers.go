package report

import (
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// originText says how the result in a folder came about; m is nil without a
// manifest.
func originText(folder string, m *result.Manifest) string {
	if m == nil {
		return folder
	}
	return fmt.Sprintf("%s, made by %s: %s", folder, m.Tool, wording.ShellLine(m.Command))
}

// summaryMacros is numbers.tex. The macros' names begin with the prefix:
// \FanUnsupervisedAnomalyAuc is the AUC of unsupervised mode in a folder called
// fan, so that a manuscript can read the numbers of several.
func summaryMacros(prefix, origin string, s *result.Summary) []byte {
	m := macros.New(origin)
	addSummary(m, prefix, s)
	for _, g := range recording.GroupsOf(s) {
		m.Comment(g.Label)
		m.Add(fmt.Sprint(g.Seeds()), "seeds, "+g.Label, prefix, g.Label, "seeds")
		for _, of := range seedFigures(g) {
			addMeasure(m, prefix, g, of)
		}
	}
	for i := range s.Boards {
		addBoard(m, prefix, &s.Boards[i])
	}
	return m.Bytes()
}

// addBoard defines what a mode takes on one of several boards.
func addBoard(m *macros.List, prefix string, b *result.BoardCosts) {
	where := b.Board + ", " + b.Mode
	m.Comment(where)
	path := []string{prefix, "board", b.Board, b.Mode}
	if rate := rowRateText(b); rate != "" {
		m.Add(strings.ReplaceAll(rate, ",", ""), "rows a second with which it keeps up, "+where+", "+string(b.Cycles.Provenance), slices.Concat(path, []string{"max_row_rate"})...)
	}
	for _, v := range b.Measures() {
		m.Add(macros.PlainFigure(v.Unit, v.Value), v.Key+", "+where+macros.UnitAndMark(v.Unit, v.Mark), slices.Concat(path, []string{v.Key})...)
	}
}

// addSummary defines what all runs share.
func addSummary(m *macros.List, prefix string, s *result.Summary) {
	m.Comment(s.Stream.Name)
	for _, n := range []struct {
		path  []string
		value float64
		unit  result.Unit
		what  string
	}{
		{[]string{"stream", "rows"}, float64(s.Stream.Rows), result.UnitCount, "rows of the stream"},
		{[]string{"stream", "windows"}, float64(s.Stream.Windows), result.UnitCount, "windows cut from them"},
		{[]string{"stream", "mixed", "windows"}, float64(s.Stream.Mixed), result.UnitCount, "windows across two labels, not counted"},
		{[]string{"stream", "segments"}, float64(s.Stream.Segments), result.UnitCount, "segments"},
		{[]string{"stream", "skipped", "rows"}, float64(s.Stream.Skipped), result.UnitCount, "bad rows skipped"},
		{[]string{"train", "rows"}, float64(s.Stream.TrainRows), result.UnitCount, "rows that train the autoencoder"},
		{[]string{"epochs"}, float64(len(s.Stream.Loss)), result.UnitCount, "epochs of training"},
		{[]string{"window"}, float64(s.Program.Window), result.UnitCount, "rows in a window"},
		{[]string{"stride"}, float64(s.Program.Stride), result.UnitCount, "rows between two windows"},
		{[]string{"embedding"}, float64(s.Program.Embedding), result.UnitCount, "neurons of the embedding"},
		{[]string{"learning", "rate"}, s.Program.LearningRate, result.UnitLoss, "rate of the fine-tuned layer"},
		{[]string{"learning", "rate", "supervised"}, s.Program.LearningRateSupervised, result.UnitLoss, "rate of the classifier"},
	} {
		value := macros.PlainFigure(n.unit, n.value)
		if n.unit == result.UnitLoss {
			value = wording.PlainNumber(n.value)
		}
		m.Add(value, n.what, append([]string{prefix}, n.path...)...)
	}
	if p := s.Stream.PeriodS; p != nil {
		m.Add(wording.Significant(1 / *p, 4), "rows a second", prefix, "stream", "rate")
	}
}

// seedFigure is one measure over the seeds of a group. It holds no list of
// their values: a confusion matrix of 256 classes has 65,536 measures, and each
// may have a thousand seeds.
type seedFigure struct {
	result.Measure // of the last seed that has it
	values         int
	low, high, sum float64
}

// seedFigures lists the measures of all runs of a group in their order.
func seedFigures(g *recording.Group) []*seedFigure {
	var list []*seedFigure
	at := map[string]*seedFigure{}
	for _, r := range g.Runs {
		for _, v := range r.Measures() {
			f := at[v.Key]
			if f == nil {
				f = &seedFigure{low: v.Value, high: v.Value}
				at[v.Key], list = f, append(list, f)
			}
			f.Measure = v
			f.values++
			f.low, f.high, f.sum = min(f.low, v.Value), max(f.high, v.Value), f.sum+v.Value
		}
	}
	return list
}

// addMeasure defines one measure of a group: of its only run, or the mean over the
// seeds with its interval. What has no interval and differs has its least and
// most value.
func addMeasure(m *macros.List, prefix string, g *recording.Group, of *seedFigure) {
	if of.values < g.Seeds() {
		return // a mean over some of the seeds would mislead
	}
	key := of.Key
	path := []string{prefix, g.Label, key}
	what := key + ", " + g.Label + macros.UnitAndMark(of.Unit, of.Mark)
	put := func(v float64, text string, more ...string) {
		m.Add(macros.PlainFigure(of.Unit, v), text+what, append(path, more...)...)
	}
	mean := fmt.Sprintf("mean of %d seeds, ", of.values)
	if g.Spread != nil {
		if i, ok := g.Spread.Figures[key]; ok {
			i = wording.UnitFor(key, of.Unit).Within(i)
			put(i.Mean, mean)
			put(i.Low, "interval, ", "low")
			put(i.High, "interval, ", "high")
			return
		}
	}
	if of.low == of.high {
		put(of.low, "")
		return
	}
	put(of.sum/float64(of.values), mean)
	put(of.low, "least of the seeds, ", "least")
	put(of.high, "most of the seeds, ", "most")
}
