package paper

import (
	"fmt"
	"math"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// buildOnline is figure 8a.
func buildOnline(f *paperFigure) error {
	rows, err := result.ReadRows[result.OnlineRow](f.data)
	if err != nil {
		return err
	}
	for _, frontEnd := range f.frontEnds() {
		part := only(rows, func(r *result.OnlineRow) bool { return r.FrontEnd == frontEnd })
		if len(part) == 0 {
			continue
		}
		macro := only(part, func(r *result.OnlineRow) bool { return r.Class == "" })
		end := float64(macro[len(macro)-1].Steps)
		fig := &figure.Figure{Title: "Online layer on the test recording, " + frontEnd, Panels: []figure.Panel{macroPanel(macro, end)}}
		classes := namesIn(only(part, func(r *result.OnlineRow) bool { return r.Class != "" }), func(r *result.OnlineRow) string { return r.Class })
		shown := classes[:min(len(classes), len(figure.ClassRoles))]
		p := figure.Panel{Height: figure.SingleHeight, X: figure.Axis{Max: end, Ticks: 5}, Y: figure.UnitAxis("F1")}
		var bars []figure.Mark
		for i, class := range shown {
			line := only(part, func(r *result.OnlineRow) bool { return r.Class == class })
			c, w := onlineCurve(line, class, figure.ClassRoles[i], i, len(shown))
			p.Marks, bars = append(p.Marks, c), append(bars, w)
		}
		p.Marks = append(bars, p.Marks...)
		fig.Panels = append(fig.Panels, p)
		lowestAxis(fig.Panels, "learning steps")
		fig.Caption = f.onlineCaption(frontEnd, classes, shown)
		f.add(frontEnd, fig)
	}
	return nil
}

func macroPanel(rows []result.OnlineRow, end float64) figure.Panel {
	x := valuesOf(rows, func(r *result.OnlineRow) float64 { return float64(r.Steps) })
	p := figure.Panel{Height: figure.DoubleHeight, X: figure.Axis{Max: end, Ticks: 5}, Y: figure.UnitAxis("macro-F1")}
	if !math.IsNaN(rows[0].Low) {
		p.Marks = append(p.Marks, figure.Band{Role: figure.RoleMacro, X: x,
			Low:  valuesOf(rows, func(r *result.OnlineRow) float64 { return r.Low }),
			High: valuesOf(rows, func(r *result.OnlineRow) float64 { return r.High })})
	}
	p.Marks = append(p.Marks, figure.Curve{Name: "macro-F1", Role: figure.RoleMacro, X: x, Y: valuesOf(rows, func(r *result.OnlineRow) float64 { return r.Mean })})
	return p
}

// onlineCurve is a class's line, with whiskers that do not stand on those of
// the other classes.
func onlineCurve(rows []result.OnlineRow, class string, r figure.Role, i, of int) (figure.Curve, figure.Whiskers) {
	c := figure.Curve{Name: class, Role: r, Bare: true}
	w := figure.Whiskers{Role: r}
	for _, row := range rows {
		c.X, c.Y = append(c.X, float64(row.Steps)), append(c.Y, row.Mean)
	}
	for _, k := range figure.Marked(c.X, i, of) {
		row := &rows[k]
		w.X, w.Low, w.High = append(w.X, float64(row.Steps)), append(w.Low, row.Low), append(w.High, row.High)
		w.At = append(w.At, row.Mean)
	}
	return c, w
}

func (f *paperFigure) onlineCaption(frontEnd string, classes, shown []string) string {
	text := fmt.Sprintf("Macro-F1 and F1 of each class of the online layer on the test recording, which it never learns from (%s windows), assessed every %g learning steps; %s. "+
		"The classes of %s are taught one after the other, %g windows of each by turns, in the order of their first appearance. "+
		"Over the last round of turns macro-F1 is %s on average",
		wording.Count.Text(f.mean("test_windows."+frontEnd)), f.mean("assessed_every"), f.setupText(frontEnd), f.record.Facts["teacher"], f.mean("turn"), f.numberText("macro_f1.last_round."+frontEnd, wording.Score))
	for _, class := range classes {
		text += fmt.Sprintf(", F1 of %s %s", class, f.numberText("f1.last_round."+class+"."+frontEnd, wording.Score))
	}
	text += "." + f.mistakesText(frontEnd, classes)
	if len(shown) < len(classes) {
		text += fmt.Sprintf(" %d further classes are in the data alone.", len(classes)-len(shown))
	}
	return text + f.seedsText("Lines: means; band and whiskers: 95 % intervals")
}

// mistakesText says what the windows of each class are taken for most often.
func (f *paperFigure) mistakesText(frontEnd string, classes []string) string {
	var texts []string
	for _, class := range classes {
		name := "mistaken." + class + "." + frontEnd
		if share := f.numberText(name, wording.Rate); share != "" {
			texts = append(texts, fmt.Sprintf("%s of %s for %s", share, class, f.record.Facts[name]))
		}
	}
	if texts == nil {
		return ""
	}
	return " The most frequent mistakes of each class meanwhile, in parts of its windows: " + strings.Join(texts, ", ") + "."
}

// buildOffline is figure 8b.
func buildOffline(f *paperFigure) error {
	rows, err := result.ReadRows[result.OfflineRow](f.data)
	if err != nil {
		return err
	}
	for _, frontEnd := range f.frontEnds() {
		part := only(rows, func(r *result.OfflineRow) bool { return r.FrontEnd == frontEnd })
		if len(part) == 0 {
			continue
		}
		fig := &figure.Figure{Title: "Offline layer on the test recording, " + frontEnd, Panels: []figure.Panel{f.offlinePanel(frontEnd, part)}}
		fig.Caption = f.offlineCaption(frontEnd, part)
		f.add(frontEnd, fig)
	}
	return nil
}

// whiskerEpochs are where the curves of figure 8b carry intervals and markers.
var whiskerEpochs = []int{1, 2, 5, 10, 20, 50, 100, 200}

func (f *paperFigure) offlinePanel(frontEnd string, rows []result.OfflineRow) figure.Panel {
	p := figure.Panel{Height: 50 * figure.Millimeter, X: figure.Axis{Label: "epochs", Log: true, Min: 1, Max: 1}, Y: figure.Axis{Label: "macro-F1", Ticks: 5, Grid: true, Min: 1, Max: 1}}
	var lines []figure.Mark
	sizes := sizesIn(rows)
	for i, size := range sizes {
		one := only(rows, func(r *result.OfflineRow) bool { return r.Windows == size })
		r := figure.ClassRoles[i%len(figure.ClassRoles)]
		c := figure.Curve{Name: wording.Count.Text(float64(size)) + " windows", Role: r, Bare: true}
		w := figure.Whiskers{Role: r}
		shift := math.Pow(1.06, float64(i)-float64(float64(len(sizes)-1)/2))
		for _, row := range one {
			c.X, c.Y = append(c.X, float64(row.Epochs)), append(c.Y, row.Mean)
			p.X.Max, p.Y.Min = max(p.X.Max, float64(row.Epochs)), min(p.Y.Min, row.Mean)
			for _, epoch := range whiskerEpochs {
				if row.Epochs == epoch {
					w.X, w.At = append(w.X, float64(epoch)*shift), append(w.At, row.Mean)
					w.Low, w.High = append(w.Low, row.Low), append(w.High, row.High)
					p.Y.Min = min(p.Y.Min, withoutNaN(row.Low, row.Mean))
				}
			}
		}
		p.Marks, lines = append(p.Marks, c), append(lines, w)
	}
	p.Marks = append(p.Marks, lines...)
	p.X.Min, p.X.Max = 0.9, p.X.Max*1.12
	if n := f.record.Number("online." + frontEnd); n != nil {
		p.Marks = append(p.Marks, figure.Rule{Name: "online layer, last round", Role: figure.RoleThreshold, At: n.Mean})
		p.Y.Min = min(p.Y.Min, n.Mean)
		if n.Low != nil && n.High != nil {
			ends := []float64{p.X.Min, p.X.Max}
			b := figure.Band{Role: figure.RoleMacro, X: ends, Low: []float64{*n.Low, *n.Low}, High: []float64{min(*n.High, 1), min(*n.High, 1)}}
			p.Marks = append([]figure.Mark{b}, p.Marks...)
			p.Y.Min = min(p.Y.Min, *n.Low)
		}
	}
	step := figure.RoundStep(max(1-p.Y.Min, 0.02) / 4)
	p.Y.Min = max(step*math.Floor(min(p.Y.Min, 0.98)/step), 0)
	return p
}

func (f *paperFigure) offlineCaption(frontEnd string, rows []result.OfflineRow) string {
	text := fmt.Sprintf("Macro-F1 on the test recording of the same softmax layer trained offline, in batches of %g at a rate of %g, over the epochs and for data sets of several sizes, as many windows of each class, out of %s; %s. "+
		"The dotted line is the online layer's mean over its last round of turns, %s, the grey band its interval.",
		f.mean("batch"), f.mean("learning_rate"), f.record.Facts["teacher"], f.setupText(frontEnd), f.numberText("online."+frontEnd, wording.Score))
	for _, size := range sizesIn(rows) {
		name := fmt.Sprintf("%d.%s", size, frontEnd)
		text += fmt.Sprintf(" %s windows", wording.Count.Text(float64(size)))
		if n := f.record.Number("crossing." + name); n != nil {
			text += fmt.Sprintf(" are on average no worse from epoch %g on", n.Mean)
		} else {
			text += " are on average worse at the end"
		}
		if n := f.record.Number("memory." + name); n != nil {
			text += fmt.Sprintf(" and need %s;", wording.BytesOf(int(n.Mean)))
		}
	}
	if n := f.record.Number("memory.online." + frontEnd); n != nil {
		text += fmt.Sprintf(" the online layer itself takes %s.", wording.BytesOf(int(n.Mean)))
	}
	return text + f.seedsText("Lines: means; whiskers: 95 % intervals")
}

func sizesIn(rows []result.OfflineRow) []int {
	var sizes []int
	for _, r := range rows {
		if len(sizes) == 0 || sizes[len(sizes)-1] != r.Windows {
			sizes = append(sizes, r.Windows)
		}
	}
	return sizes
}

// withoutNaN is v, or another value where it is none.
func withoutNaN(v, other float64) float64 {
	if math.IsNaN(v) {
		return other
	}
	return v
}
