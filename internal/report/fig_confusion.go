package report

import (
	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// Classes up to which the cells of a confusion matrix carry counts and shares,
// then shares alone; beyond namedClasses nothing but their shade.
const (
	countedClasses = 6
	sharedClasses  = 14
)

// confusionFigure shows what was predicted for the windows of each class.
func confusionFigure(rec *recording.Recording, g *recording.Group) *figure.Figure {
	c := g.First().Classification
	if c == nil || len(c.Confusion) == 0 {
		return nil
	}
	return matrixFigure("confusion", "Confusion on the stream, "+g.Label, matrixNames(c.F1, g.First().Classes, len(c.Confusion)), c.Confusion,
		"Each window predicted before it was learned from."+recording.SeedNote(g, false))
}

// testConfusionFigure is the same on the test stream, by the layer as it stood at the
// end of the stream.
func testConfusionFigure(rec *recording.Recording, g *recording.Group) *figure.Figure {
	c := g.First().Classification
	if c == nil || c.Test == nil || len(c.Test.Confusion) == 0 {
		return nil
	}
	return matrixFigure("test-confusion", "Confusion on the test stream, "+g.Label,
		matrixNames(c.Test.F1, g.First().Classes, len(c.Test.Confusion)), c.Test.Confusion,
		"The layer as it stood at the end of the stream."+recording.SeedNote(g, false))
}

func matrixFigure(name, title string, names []string, counts [][]int64, how string) *figure.Figure {
	n := len(counts)
	m := figure.Cells{Small: n > countedClasses}
	for _, row := range counts {
		shades, texts := matrixRow(row, n)
		m.Shade = append(m.Shade, shades)
		m.Text = append(m.Text, texts)
	}
	ends := figure.Axis{Min: -0.5, Max: float64(n) - 0.5, Names: names, Bare: true}
	x, y := ends, ends
	x.Label, y.Label, y.Down = "predicted", "label", true
	x.Upright = !figure.FitAcross(names)
	height := min(figure.Length(n)*13*figure.Millimeter, 58*figure.Millimeter)
	return &figure.Figure{
		Name: name, Title: title,
		Caption: "Rows are the windows of a label, columns what they were taken for; the darker a cell, the larger its share of the row." + cellNote(n) + " " + how,
		Panels:  append([]figure.Panel{{Height: height, X: x, Y: y, Marks: []figure.Mark{m}}}, matrixScale(n)...),
	}
}

// matrixScale says what the shades of cells are that have no number.
func matrixScale(n int) []figure.Panel {
	if n <= sharedClasses {
		return nil
	}
	return []figure.Panel{figure.Scale("share of the row (%)", 0, 100)}
}

// cellNote says what bare numbers in the cells are.
func cellNote(n int) string {
	if n > countedClasses && n <= sharedClasses {
		return " Numbers are per cent of the row."
	}
	return ""
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
			text = wording.Integer(c) + "\n" + wording.Fixed(100*part, 1) + " %"
		case n <= sharedClasses && c > 0:
			text = wording.Fixed(100*part, 0)
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
	every := 1 + (n-1)/figure.NamedClasses
	for i := range names {
		if i%every == 0 && i < len(classes) {
			names[i] = wording.Squeeze(classes[i], 16)
		}
	}
	return names
}
