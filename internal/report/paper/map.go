package paper

import (
	"fmt"
	"math"
	"slices"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// mapRow is the height of a line of cells with two lines of text each.
const mapRow = figure.Length(16)

// buildMap is the map of learning rate, steps and policy on one recording.
func buildMap(f *paperFigure) error {
	rows, err := result.ReadRows[result.MapRow](f.data)
	if err != nil {
		return err
	}
	fig := &figure.Figure{Title: "False alarms after learning in the field"}
	if f.record.Name == result.FigMapUndrifted {
		fig.Title = "False alarms after learning where nothing drifted"
	}
	for _, policy := range namesIn(rows, func(r *result.MapRow) string { return r.Policy }) {
		part := only(rows, func(r *result.MapRow) bool { return r.Policy == policy })
		if !fullGrid(part) {
			return fmt.Errorf("%s: policy %q does not have a row for every learning rate and number of steps, rate by rate; run tinyol-sim figures again", f.data, policy)
		}
		fig.Panels = append(fig.Panels, mapPanel("policy "+policy, part))
	}
	lowestAxis(fig.Panels, "online steps")
	fig.Panels = append(fig.Panels, figure.Scale("false alarms (% of normal windows)", 0, 100))
	fig.Caption = fmt.Sprintf("False alarms in %% of %s normal windows at the end of %s, after so many online steps at its beginning, over the learning rate and the policy; %s. "+
		"Column 0 is the frozen network. Small figures: half of the 95 %% interval. The classes take turns of %g windows, a window every %g rows. "+
		"Where a policy or the recording allowed fewer steps, the state after the last is shown; the data holds their number, and how many of %s windows of other classes raise an alarm.%s",
		wording.Count.Text(f.mean("normal_windows")), f.record.Facts["recording"], f.setupText(f.record.Facts["frontend"]), f.mean("turn"), f.mean("stride"),
		wording.Count.Text(f.mean("other_windows")), f.seedsText("Means"))
	f.add("", fig)
	return nil
}

// fullGrid reports whether the rows are every rate with every number of steps,
// in this order.
func fullGrid(rows []result.MapRow) bool {
	width := slices.IndexFunc(rows, func(r result.MapRow) bool { return r.Rate != rows[0].Rate })
	if width < 0 {
		width = len(rows)
	}
	seen := map[float64]bool{}
	for k := range rows {
		first := &rows[k-k%width]
		if k%width == 0 {
			if seen[first.Rate] {
				return false
			}
			seen[first.Rate] = true
		}
		if rows[k].Rate != first.Rate || rows[k].Steps != rows[k%width].Steps {
			return false
		}
	}
	for k := range width {
		if slices.ContainsFunc(rows[:k], func(r result.MapRow) bool { return r.Steps == rows[k].Steps }) {
			return false
		}
	}
	return len(rows)%width == 0
}

func mapPanel(heading string, rows []result.MapRow) figure.Panel {
	rates := namesIn(rows, func(r *result.MapRow) string { return fmt.Sprintf("%g", r.Rate) })
	steps := namesIn(rows, func(r *result.MapRow) string { return wording.Count.Text(float64(r.Steps)) })
	m := figure.Cells{Small: true, Shade: make([][]float64, len(rates)), Text: make([][]string, len(rates))}
	for i := range rates {
		m.Shade[i], m.Text[i] = make([]float64, len(steps)), make([]string, len(steps))
	}
	for k, r := range rows {
		i, j := k/len(steps), k%len(steps)
		m.Shade[i][j], m.Text[i][j] = r.Mean, wording.PercentNumber(r.Mean)
		if half := (r.High - r.Low) / 2; !math.IsNaN(half) {
			m.Text[i][j] += "\n±" + wording.PercentNumber(half)
		}
	}
	return figure.Panel{
		Heading: heading, Height: figure.Length(len(rates)) * mapRow,
		X:     figure.Axis{Min: -0.5, Max: float64(len(steps)) - 0.5, Names: steps, Bare: true},
		Y:     figure.Axis{Label: "learning rate", Min: -0.5, Max: float64(len(rates)) - 0.5, Names: rates, Down: true, Bare: true},
		Marks: []figure.Mark{m},
	}
}
