package paper

import (
	"fmt"
	"math"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// buildErrors is figure 6.
func buildErrors(f *paperFigure) error {
	rows, err := result.ReadRows[result.HistogramRow](f.data)
	if err != nil {
		return err
	}
	for _, frontEnd := range f.frontEnds() {
		part := only(rows, func(r *result.HistogramRow) bool { return r.FrontEnd == frontEnd })
		p := f.histogramPanel(frontEnd, part, []figure.Role{figure.RoleNormal, figure.RoleOther1})
		p.Heading = "AUC " + f.numberText("auc."+frontEnd, wording.Score)
		p.X.Label = "reconstruction error (MSE)"
		p.Height = figure.SingleHeight
		fig := &figure.Figure{
			Title: "Errors of normal and abnormal windows, " + frontEnd,
			Caption: fmt.Sprintf("Reconstruction errors of %s normal and %s abnormal windows under the frozen network, %s; "+
				"none of them trained it: they are from %s. Shares of each, the area under the ROC curve above. "+
				"At the threshold, the %s %% quantile of the training errors, %s of the normal windows and %s of the others raise an alarm; the overlap of the two histograms is %s.%s",
				wording.Count.Text(f.mean("normal_windows."+frontEnd)), wording.Count.Text(f.mean("other_windows."+frontEnd)), f.setupText(frontEnd), f.record.HeldOut,
				f.quantileText(frontEnd), f.numberText("false_alarms."+frontEnd, wording.Rate), f.numberText("detected."+frontEnd, wording.Rate),
				f.numberText("overlap."+frontEnd, wording.Rate), f.seedsText("Lines: means; bands and brackets: 95 % intervals")),
			Panels: []figure.Panel{p},
		}
		f.add(frontEnd, fig)
	}
	return nil
}

// buildDrift is figure 7.
func buildDrift(f *paperFigure) error {
	rows, err := result.ReadRows[result.HistogramRow](f.data)
	if err != nil {
		return err
	}
	steps := wording.Count.Text(f.mean("steps"))
	for _, frontEnd := range f.frontEnds() {
		fig := &figure.Figure{
			Title: "Training phase and field, " + frontEnd,
			Caption: fmt.Sprintf("Reconstruction errors of normal windows before and after %s online steps at a rate of %g with loss %s, %s: %s of the training phase, which did not train and are scored by the frozen network in both panels, "+
				"and %s of the field, all after the last step. Overlap is what the two histograms have in common. "+
				"It goes from %s to %s, where the first and the second half of the training phase have %s in common; false alarms go from %s to %s, where of the training phase's windows %s raise an alarm. %s%s",
				steps, f.mean("learning_rate."+frontEnd), f.record.Facts["loss"], f.setupText(frontEnd), wording.Count.Text(f.mean("training_windows."+frontEnd)), wording.Count.Text(f.mean("field_windows."+frontEnd)),
				f.numberText("overlap.before."+frontEnd, wording.Rate), f.numberText("overlap.after."+frontEnd, wording.Rate), f.numberText("overlap.training_halves."+frontEnd, wording.Rate),
				f.numberText("false_alarms.before."+frontEnd, wording.Rate), f.numberText("false_alarms.after."+frontEnd, wording.Rate),
				f.numberText("false_alarms.training."+frontEnd, wording.Rate), f.rateText(frontEnd), f.seedsText("Lines: means; bands and brackets: 95 % intervals")),
		}
		for _, moment := range []string{"before", "after"} {
			part := only(rows, func(r *result.HistogramRow) bool { return r.FrontEnd == frontEnd && r.Panel == moment })
			p := f.histogramPanel(frontEnd, part, []figure.Role{figure.RoleNormal, figure.RoleOther1})
			p.Heading = fmt.Sprintf("%s: overlap %s, false alarms %s", moment,
				wording.Rate.Text(f.mean("overlap."+moment+"."+frontEnd)), wording.Rate.Text(f.mean("false_alarms."+moment+"."+frontEnd)))
			p.Height = figure.DoubleHeight
			fig.Panels = append(fig.Panels, p)
		}
		sameAxes(fig.Panels)
		lowestAxis(fig.Panels, "reconstruction error (MSE)")
		f.add(frontEnd, fig)
	}
	return nil
}

// rateText says where the learning rate of figure 7 comes from.
func (f *paperFigure) rateText(frontEnd string) string {
	switch f.record.Facts["rate."+frontEnd] {
	case "given":
		return "The rate was given."
	case "default":
		return "The rate is the default of the figures: the stream leaves no window to choose one on."
	}
	n := f.mean("validation_windows." + frontEnd)
	byDefault := f.mean("learning_rate.default")
	text := fmt.Sprintf("The rate is that of %s with the largest overlap, %s, on %s windows between the last step and the first that is shown, which are neither learned from nor shown",
		f.record.Facts["rates"], f.numberText("overlap.validation."+frontEnd, wording.Rate), wording.Count.Text(n))
	if f.mean("learning_rate."+frontEnd) == byDefault {
		return text + "; it is the default of the figures."
	}
	return text + fmt.Sprintf(". At %g, the default of the figures, the windows shown would have an overlap of %s and %s false alarms.",
		byDefault, f.numberText("overlap.after_default."+frontEnd, wording.Rate), f.numberText("false_alarms.after_default."+frontEnd, wording.Rate))
}

// histogramPanel draws one distribution per series with its interval.
func (f *paperFigure) histogramPanel(frontEnd string, rows []result.HistogramRow, roles []figure.Role) figure.Panel {
	p := figure.Panel{X: figure.Axis{Log: true}, Y: figure.Axis{Label: "windows (%)", Ticks: 3, Grid: true}}
	var lines []figure.Mark
	for i, series := range namesIn(rows, func(r *result.HistogramRow) string { return r.Series }) {
		bins := only(rows, func(r *result.HistogramRow) bool { return r.Series == series })
		s := figure.Steps{Name: series, Role: roles[i%len(roles)], Edges: []float64{bins[0].From}}
		b := figure.StepBand{Role: s.Role}
		for _, r := range bins {
			s.Edges = append(s.Edges, r.To)
			s.Shares = append(s.Shares, 100*r.Mean)
			b.Low, b.High = append(b.Low, 100*max(r.Low, 0)), append(b.High, 100*r.High)
			p.Y.Max = max(p.Y.Max, 100*r.Mean, 100*withoutNaN(r.High, r.Mean))
		}
		b.Edges = s.Edges
		if p.X.Min == 0 || bins[0].From < p.X.Min {
			p.X.Min = bins[0].From
		}
		p.X.Max = max(p.X.Max, bins[len(bins)-1].To)
		if !math.IsNaN(bins[0].Low) {
			p.Marks = append(p.Marks, b)
		}
		lines = append(lines, s)
	}
	p.Marks = append(p.Marks, lines...)
	if t := f.mean("threshold." + frontEnd); t > 0 {
		p.Marks = append(p.Marks, figure.Rule{Name: "alarm threshold", Role: figure.RoleThreshold, Vertical: true, At: t})
		p.X.Min, p.X.Max = min(p.X.Min, t/1.5), max(p.X.Max, t*1.5)
	}
	if p.X.Max < 3*p.X.Min { // a few bins: room for the numbers at the ends
		p.X.Min, p.X.Max = p.X.Min/1.6, p.X.Max*1.6
	}
	p.Y.Max = figure.RoundUp(p.Y.Max)
	return p
}

// sameAxes spans all panels' values in each.
func sameAxes(panels []figure.Panel) {
	x, y := panels[0].X, panels[0].Y
	for _, p := range panels {
		x.Min, x.Max, y.Max = min(x.Min, p.X.Min), max(x.Max, p.X.Max), max(y.Max, p.Y.Max)
	}
	for i := range panels {
		panels[i].X.Min, panels[i].X.Max, panels[i].Y.Max = x.Min, x.Max, y.Max
	}
}

func (f *paperFigure) quantileText(frontEnd string) string {
	if s := f.record.Setup(frontEnd); s != nil {
		return fmt.Sprintf("%g", 100*s.Quantile)
	}
	return "?"
}
