package report

import (
	"path/filepath"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/costs"
	"tinyol-sim/internal/report/recording"
)

// picture is a figure of the page that is drawn.
type picture struct {
	*figure.Figure
	viewBox string
	body    string // of its SVG
}

// drawAll draws what the recording holds, each figure once, and writes it to dir as
// SVG and PNG. It returns the paths it wrote, in order.
func drawAll(dir string, rec *recording.Recording) (drawn []picture, files []string, err error) {
	for _, f := range figuresOf(rec) {
		d := figure.LayOut(f)
		body, err := d.SVGBody()
		if err != nil {
			return nil, nil, err
		}
		png, err := d.PNG()
		if err != nil {
			return nil, nil, err
		}
		for _, out := range []struct {
			name string
			data []byte
		}{{f.Name + ".svg", d.SVGAround(body)}, {f.Name + ".png", png}} {
			if err := output.Put(dir, out.name, out.data); err != nil {
				return nil, nil, err
			}
			files = append(files, filepath.Join(dir, out.name))
		}
		drawn = append(drawn, picture{f, d.ViewBox(), body})
	}
	return drawn, files, nil
}

// figuresOf are all that the recording has data for, in the order of the page:
// the learners side by side, what each found, then what they cost on the board.
func figuresOf(rec *recording.Recording) []*figure.Figure {
	type builder = func(*recording.Recording, *recording.Group) *figure.Figure
	var out []*figure.Figure
	add := func(g *recording.Group, section string, builders ...builder) {
		for _, build := range builders {
			if f := build(rec, g); f != nil {
				f.Name, f.Section = fileName(f.Name+" "+g.Label), section
				out = append(out, f)
			}
		}
	}
	out = learnersFigures(rec.Groups)
	for _, g := range rec.Groups {
		add(g, g.Label, lossFigure, errorFigure, rocFigure, progressFigure, testFigure, confusionFigure, testConfusionFigure)
	}
	for _, g := range rec.Groups {
		add(g, boardKey, func(_ *recording.Recording, g *recording.Group) *figure.Figure { return costs.CyclesFigure(g) }, func(_ *recording.Recording, g *recording.Group) *figure.Figure { return costs.MemoryFigure(g) })
	}
	return out
}

// fileName makes a name that every file system takes.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, s)
}
