package compared

import (
	"cmp"
	"fmt"
	"math"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// comparedScores shows the end of each arm in the measures from 0 to 1: a dot with
// its interval.
func comparedScores(o *overlay) *figure.Figure {
	f := &figure.Figure{Title: "Detection and classification by arm"}
	for _, t := range result.Vocabulary() {
		if m := o.Measure(t.Key); m != nil && t.On&result.InFigure != 0 {
			f.Panels = append(f.Panels, o.scorePanel(m, cmp.Or(t.Long, t.Title)))
		}
	}
	sameNames(f.Panels)
	f.Caption = "Where each arm ended"
	if n := len(o.Seeds); n > 1 {
		f.Caption += fmt.Sprintf(": means of %d seeds with their 95 %% intervals", n)
	}
	f.Caption += "." + o.settingsCaption()
	return f
}

func (o *overlay) scorePanel(m *result.ComparedMeasure, title string) figure.Panel {
	u := wording.UnitFor(m.Key, m.Unit)
	var rows figure.Estimates
	var names []string
	for _, v := range m.Values {
		e := figure.Estimate{Mean: v.Mean, Low: math.NaN(), High: math.NaN(), Text: u.Text(v.Mean)}
		if v.Low != nil {
			i := u.Within(result.Interval{Low: *v.Low, High: *v.High})
			e.Low, e.High = i.Low, i.High
		}
		rows.Rows = append(rows.Rows, e)
		names = append(names, o.label(v.Arm, longestArm))
	}
	n := float64(len(names))
	return figure.Panel{
		Heading: title, Height: figure.Length(n) * figure.RowHeight,
		X:     figure.Axis{Max: 1, Upto: 1, Ticks: 5, Grid: true},
		Y:     figure.Axis{Min: -0.5, Max: n - 0.5, Names: names, Down: true, Bare: true},
		Marks: []figure.Mark{rows},
	}
}

// longestArm is how many letters of an arm's name stand beside a bar.
const longestArm = 30
