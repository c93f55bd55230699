package report

import (
	"gonum.org/v1/plot/vg"

	"tinyol-sim/internal/result"
)

// Classes up to which the cells of a confusion matrix carry counts and shares,
// then shares alone, then nothing but their shade.
const (
	countedClasses = 6
	sharedClasses  = 14
	namedClasses   = 24
)

// confusionFigure shows what was predicted for the windows of each class.
func confusionFigure(rec *recording, g *group) *figure {
	c := g.first().Classification
	if c == nil || len(c.Confusion) == 0 {
		return nil
	}
	return matrixFigure("confusion", "Confusion on the stream, "+g.label, matrixNames(c.F1, g.first().Classes, len(c.Confusion)), c.Confusion,
		"Each window predicted before it was learned from."+seedNote(g, false))
}

// testConfusionFigure is the same on the test stream, by the layer as it stood at the
// end of the stream.
func testConfusionFigure(rec *recording, g *group) *figure {
	c := g.first().Classification
	if c == nil || c.Test == nil || len(c.Test.Confusion) == 0 {
		return nil
	}
	return matrixFigure("test-confusion", "Confusion on the test stream, "+g.label,
		matrixNames(c.Test.F1, g.first().Classes, len(c.Test.Confusion)), c.Test.Confusion,
		"The layer as it stood at the end of the stream."+seedNote(g, false))
}

func matrixFigure(name, title string, names []string, counts [][]int64, how string) *figure {
	n := len(counts)
	m := cells{Small: n > countedClasses}
	for _, row := range counts {
		shades, texts := matrixRow(row, n)
		m.Shade = append(m.Shade, shades)
		m.Text = append(m.Text, texts)
	}
	ends := axis{Min: -0.5, Max: float64(n) - 0.5, Names: names, Bare: true}
	x, y := ends, ends
	x.Label, y.Label, y.Down = "predicted", "label", true
	x.Upright = !fitAcross(names)
	height := min(vg.Length(n)*13*vg.Millimeter, 58*vg.Millimeter)
	return &figure{
		Name: name, Title: title,
		Caption: "Rows are the windows of a label, columns what they were taken for; the darker a cell, the larger its share of the row." + cellNote(n) + " " + how,
		Panels:  []panel{{Height: height, X: x, Y: y, Marks: []mark{m}}},
	}
}

// cellNote says what bare numbers in the cells are.
func cellNote(n int) string {
	if n > countedClasses && n <= sharedClasses {
		return " Numbers are per cent of the row."
	}
	return ""
}

// fitAcross reports whether the names fit below their columns side by side.
func fitAcross(names []string) bool {
	style := sans(tickSize, false)
	var widest vg.Length
	for _, n := range names {
		widest = max(widest, style.Width(n))
	}
	const gap = 4
	return vg.Length(len(names))*(widest+gap) < columnWidth-2*outerMargin-labelLine-widest
}

// squeeze shortens a name in its middle: names of classes often differ at the
// end.
func squeeze(name string, length int) string {
	r := []rune(name)
	if len(r) <= length {
		return name
	}
	head := length / 2
	return string(r[:head]) + "…" + string(r[len(r)-(length-head-1):])
}

// matrixRow shades a row's counts by their share of it.
func matrixRow(row []int64, n int) (shades []float64, texts []string) {
	var total int64
	for _, c := range row {
		total += c
	}
	for _, c := range row {
		part := float64(c) / float64(max(total, 1))
		text := ""
		switch {
		case n <= countedClasses:
			text = integer(c) + "\n" + fixed(100*part, 1) + " %"
		case n <= sharedClasses && c > 0:
			text = fixed(100*part, 0)
		}
		shades, texts = append(shades, part), append(texts, text)
	}
	return shades, texts
}

// matrixNames are the names of n classes: those of the list of F1 scores where
// it is complete, else the run's; thinned where there are too many to write.
func matrixNames(f1 []result.ClassF1, classes []string, n int) []string {
	if len(f1) == n {
		classes = nil
		for _, f := range f1 {
			classes = append(classes, f.Label)
		}
	}
	names := make([]string, n)
	every := 1 + (n-1)/namedClasses
	for i := range names {
		if i%every == 0 && i < len(classes) {
			names[i] = squeeze(classes[i], 16)
		}
	}
	return names
}
