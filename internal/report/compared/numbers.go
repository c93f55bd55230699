package compared

import (
	"fmt"

	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// comparisonMacros defines every number of a comparison: arms by their names,
// differences as ArmMinusArm, all behind a prefix, since the results that were
// compared have macros of their own.
func comparisonMacros(prefix string, c *result.Comparison) []byte {
	m := macros.New(fmt.Sprintf("a comparison made by %s: %s", c.Tool, wording.ShellLine(c.Command)))
	m.Comment(fmt.Sprintf("seeds %s", seedsText(c)))
	m.Add(fmt.Sprint(len(c.Seeds)), "seeds that all results have", prefix, "seeds")
	m.Add(fmt.Sprint(c.Stream.Windows), "windows of "+c.Stream.Name, prefix, "windows")
	for i, a := range c.Arms {
		m.Comment(a.Name)
		for k := range c.Measures {
			if v := c.Measures[k].Of(i); v != nil {
				addValue(m, prefix, &c.Measures[k], v, a.Name)
			}
		}
	}
	for k := range c.Measures {
		for _, d := range c.Measures[k].Differences {
			addDifference(m, prefix, &c.Measures[k], &d, c.Arms[d.Arm].Name, c.Arms[d.Against].Name)
		}
	}
	return m.Bytes()
}

func addValue(m *macros.List, prefix string, of *result.ComparedMeasure, v *result.ArmValue, arm string) {
	what := of.Key + ", " + arm + macros.UnitAndMark(of.Unit, v.Mark)
	put := func(x float64, text string, more ...string) {
		m.Add(macros.PlainFigure(of.Unit, x), text+what, append([]string{prefix, arm, of.Key}, more...)...)
	}
	if v.Low == nil {
		put(v.Mean, "")
		return
	}
	i := wording.UnitFor(of.Key, of.Unit).Within(result.Interval{Mean: v.Mean, Low: *v.Low, High: *v.High})
	put(i.Mean, fmt.Sprintf("mean of %d seeds, ", len(v.Values)))
	put(i.Low, "interval, ", "low")
	put(i.High, "interval, ", "high")
}

func addDifference(m *macros.List, prefix string, of *result.ComparedMeasure, d *result.Difference, arm, against string) {
	what := fmt.Sprintf("%s, %s less %s%s", of.Key, arm, against, macros.UnitAndMark(of.Unit, differenceMark(of, d)))
	put := func(x float64, text string, more ...string) {
		m.Add(macros.PlainFigure(of.Unit, x), text+what, append([]string{prefix, arm, "minus", against, of.Key}, more...)...)
	}
	put(d.Mean, "")
	if d.Low != nil {
		put(*d.Low, "interval, ", "low")
		put(*d.High, "interval, ", "high")
	}
	if d.P != nil {
		m.Add(plainProbability(*d.P), "signed rank test, "+what, prefix, arm, "minus", against, of.Key, "p")
	}
	if d.PAdjusted != nil {
		m.Add(plainProbability(*d.PAdjusted), "signed rank test, adjusted by Holm's procedure, "+what, prefix, arm, "minus", against, of.Key, "p", "adjusted")
	}
}

// plainProbability keeps two digits of any size.
func plainProbability(p float64) string { return fmt.Sprintf("%.2g", p) }
