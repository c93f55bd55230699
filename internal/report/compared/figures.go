package compared

import (
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// overlay is a comparison with the recordings behind it, to be drawn.
type overlay struct {
	*result.Comparison
	recs []*recording.Recording // of each result
}

// loadOverlay reads the result directories of a comparison.
func loadOverlay(c *result.Comparison, dirs []string) (*overlay, error) {
	o := &overlay{Comparison: c}
	for _, dir := range dirs {
		rec, err := recording.Load(dir, recording.AllSeeds, nil)
		if err != nil {
			return nil, err
		}
		o.recs = append(o.recs, rec)
	}
	return o, nil
}

// comparedFigures are all that a comparison may have.
var comparedFigures = []struct {
	name  string
	build func(*overlay) *figure.Figure // nil, or without a panel: there is no data
}{
	{"compare-loss", comparedLoss}, {"compare-cross-entropy", comparedEntropy}, {"compare-accuracy", comparedAccuracy},
	{"compare-scores", comparedScores}, {"compare-cycles", comparedCycles}, {"compare-time", comparedTimes}, {"compare-memory", comparedMemory},
}

// figures are those that the comparison has data for.
func (o *overlay) figures() []*figure.Figure {
	var out []*figure.Figure
	for _, c := range comparedFigures {
		if f := c.build(o); f != nil && len(f.Panels) > 0 {
			f.Name = c.name
			out = append(out, f)
		}
	}
	return out
}

// maxCurves is how many lines one panel can hold apart.
var maxCurves = len(figure.ClassRoles)

// role gives an arm the same look in every figure, where there are as many
// looks as arms; else those that are drawn take them in turn.
func (o *overlay) role(arm int, drawn []int) figure.Role {
	if len(o.Arms) <= maxCurves {
		return figure.ClassRoles[arm]
	}
	return figure.ClassRoles[slices.Index(drawn, arm)]
}

// armsOf lists the arms of an aim, as many as can be told apart.
func (o *overlay) armsOf(aim result.Aim) []int {
	all := o.allOf(aim)
	return all[:min(len(all), maxCurves)]
}

// allOf lists the arms of an aim that have runs, be it the frozen one's beside those
// that learn.
func (o *overlay) allOf(aim result.Aim) []int {
	var list []int
	for i := range o.Arms {
		if o.learner(i).Aim == aim && len(o.runs(i)) > 0 {
			list = append(list, i)
		}
	}
	return list
}

// learner is what an arm learns.
func (o *overlay) learner(arm int) result.Learner {
	a := &o.Arms[arm]
	return o.recs[a.Result].Summary.Learner(a.Mode)
}

// label is an arm's name of so many letters, unlike those of the others.
func (o *overlay) label(arm, longest int) string {
	short := wording.Squeeze(o.Arms[arm].Name, longest)
	for i := range o.Arms {
		if i != arm && wording.Squeeze(o.Arms[i].Name, longest) == short {
			return letters(arm) + " " + wording.Squeeze(o.Arms[arm].Name, longest-3)
		}
	}
	return short
}

// leftOut says that some arms of an aim found no room.
func (o *overlay) leftOut(aim result.Aim) string {
	count := len(o.allOf(aim))
	if count <= maxCurves {
		return ""
	}
	return fmt.Sprintf(" Of %d arms the first %d are drawn.", count, maxCurves)
}

// runs finds the runs behind an arm in its recording, by the comparison's seeds:
// of the frozen arm without runs of its own, those of a detector that was flashed as
// the autoencoder, which carry the frozen model's errors.
func (o *overlay) runs(arm int) []int {
	a := &o.Arms[arm]
	if own := o.runsOf(a, a.Mode); len(own) > 0 || a.Mode != recording.Frozen {
		return own
	}
	s := o.recs[a.Result].Summary
	for i := range s.Runs {
		l := s.Learner(s.Runs[i].Mode)
		if l.Aim != result.AimDetect || l.Warm {
			continue
		}
		if beside := o.runsOf(a, l.Mode); len(beside) > 0 {
			return beside
		}
	}
	return nil
}

// runsOf finds the runs of a mode on an arm's machine.
func (o *overlay) runsOf(a *result.Arm, mode string) (list []int) {
	runs := o.recs[a.Result].Summary.Runs
	for _, seed := range o.Seeds {
		i := slices.IndexFunc(runs, func(r result.Run) bool {
			return r.Mode == mode && r.Engine == a.Engine && r.Board == a.Board && r.Seed == seed
		})
		if i >= 0 {
			list = append(list, i)
		}
	}
	return list
}

// traces are those of an arm's runs; nil unless every seed has one.
func (o *overlay) traces(arm int) []*recording.Trace {
	var list []*recording.Trace
	for _, i := range o.runs(arm) {
		if t := o.recs[o.Arms[arm].Result].Traces[i]; t != nil && t.Windows > 0 {
			list = append(list, t)
		}
	}
	if len(list) < len(o.Seeds) {
		return nil
	}
	return list
}

// tests are the assessments of an arm's runs; nil unless every seed has some.
func (o *overlay) tests(arm int) []*recording.Decimator {
	var list []*recording.Decimator
	for _, i := range o.runs(arm) {
		if d := o.recs[o.Arms[arm].Result].Tests[i]; d != nil && len(d.Bins) > 1 {
			list = append(list, d)
		}
	}
	if len(list) < len(o.Seeds) {
		return nil
	}
	return list
}

// seedsCaption says what lines and whiskers are.
func (o *overlay) seedsCaption() string {
	if n := len(o.Seeds); n > 1 {
		return fmt.Sprintf(" Lines are means of %d seeds, whiskers their 95 %% intervals.", n)
	}
	return ""
}

// settingsCaption names the results by what they differ in.
func (o *overlay) settingsCaption() string {
	var parts []string
	for _, s := range o.Settings {
		parts = append(parts, settingText(o.Comparison, s))
	}
	if parts == nil {
		return ""
	}
	return " " + wording.Capital(strings.Join(parts, ". ")) + "."
}
