package report

import (
	"fmt"
	"path/filepath"

	"tinyol-sim/internal/result"
)

// Numbers reads the result directory dir and writes numbers.tex beside the
// results. The macros' names begin with the name that the folder has or will
// have: \FanUnsupervisedAnomalyAuc is the AUC of unsupervised mode in a folder
// called fan, so that a manuscript can read the numbers of several. Errors name
// the file.
func Numbers(dir, name string) error {
	s, err := result.ReadSummary(filepath.Join(dir, result.SummaryFile))
	if err != nil {
		return err
	}
	origin := name
	if m := filepath.Join(dir, result.ManifestFile); exists(m) {
		manifest, err := result.ReadManifest(m)
		if err != nil {
			return err
		}
		origin = manifestName(name, manifest)
	}
	return write(dir, NumbersFile, summaryMacros(name, origin, s))
}

// manifestName says how a result came about.
func manifestName(folder string, m *result.Manifest) string {
	return fmt.Sprintf("%s, made by %s: %s", folder, m.Tool, shellLine(m.Command))
}

func summaryMacros(prefix, origin string, s *result.Summary) []byte {
	m := newMacros(origin)
	m.summaryNumbers(prefix, s)
	for _, g := range groupsOf(s) {
		m.comment(g.label)
		m.add(fmt.Sprint(g.seeds()), "seeds, "+g.label, prefix, g.label, "seeds")
		for _, of := range seedFigures(g) {
			m.measure(prefix, g, of)
		}
	}
	return m.bytes()
}

// summaryNumbers defines what all runs share.
func (m *macros) summaryNumbers(prefix string, s *result.Summary) {
	m.comment(s.Stream.Name)
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
		value := plainFigure(n.unit, n.value)
		if n.unit == result.UnitLoss {
			value = plainNumber(n.value)
		}
		m.add(value, n.what, append([]string{prefix}, n.path...)...)
	}
	if p := s.Stream.PeriodS; p != nil {
		m.add(significant(1 / *p, 4), "rows a second", prefix, "stream", "rate")
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
func seedFigures(g *group) []*seedFigure {
	var list []*seedFigure
	at := map[string]*seedFigure{}
	for _, r := range g.runs {
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

// measure defines one measure of a group: of its only run, or the mean over the
// seeds with its interval. What has no interval and differs has its least and
// most value.
func (m *macros) measure(prefix string, g *group, of *seedFigure) {
	if of.values < g.seeds() {
		return // a mean over some of the seeds would mislead
	}
	key := of.Key
	path := []string{prefix, g.label, key}
	what := key + ", " + g.label + unitAndMark(of.Unit, of.Mark)
	put := func(v float64, text string, more ...string) {
		m.add(plainFigure(of.Unit, v), text+what, append(path, more...)...)
	}
	mean := fmt.Sprintf("mean of %d seeds, ", of.values)
	if g.spread != nil {
		if i, ok := g.spread.Figures[key]; ok {
			i = unitFor(key, of.Unit).within(i)
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
