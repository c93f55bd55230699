package report

import (
	"path/filepath"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/costs"
	"tinyol-sim/internal/report/recording"
)

// Figures reads the result directory dir and draws what it holds, each figure
// as SVG and PNG beside the results. It returns the paths it wrote, in order.
// Errors name the file that is missing, unreadable or malformed.
func Figures(dir string) (files []string, err error) {
	rec, err := recording.Load(dir, recording.DrawnSeeds)
	if err != nil {
		return nil, err
	}
	for _, f := range figuresOf(rec) {
		d := figure.LayOut(f)
		svg, err := d.SVG()
		if err != nil {
			return files, err
		}
		png, err := d.PNG()
		if err != nil {
			return files, err
		}
		for _, out := range []struct {
			name string
			data []byte
		}{{f.Name + ".svg", svg}, {f.Name + ".png", png}} {
			if err := output.Put(dir, out.name, out.data); err != nil {
				return files, err
			}
			files = append(files, filepath.Join(dir, out.name))
		}
	}
	return files, nil
}

// figures are all that the recording has data for, in the order of the page:
// what each mode found, then what the modes cost on the board.
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
	for _, g := range rec.Groups {
		add(g, g.Label, lossFigure, errorFigure, progressFigure, testFigure, confusionFigure, testConfusionFigure)
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
