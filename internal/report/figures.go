package report

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Figures reads the result directory dir and draws what it holds, each figure
// as SVG and PNG beside the results. It returns the paths it wrote, in order.
// Errors name the file that is missing, unreadable or malformed.
func Figures(dir string) (files []string, err error) {
	rec, err := load(dir, drawnSeeds)
	if err != nil {
		return nil, err
	}
	for _, f := range rec.figures() {
		d := layOut(f)
		svg, err := d.svg()
		if err != nil {
			return files, err
		}
		png, err := d.png()
		if err != nil {
			return files, err
		}
		for _, out := range []struct {
			name string
			data []byte
		}{{f.Name + ".svg", svg}, {f.Name + ".png", png}} {
			if err := write(dir, out.name, out.data); err != nil {
				return files, err
			}
			files = append(files, filepath.Join(dir, out.name))
		}
	}
	return files, nil
}

// figures are all that the recording has data for, in the order of the page:
// what each mode found, then what the modes cost on the board.
func (rec *recording) figures() []*figure {
	type builder = func(*recording, *group) *figure
	var out []*figure
	add := func(g *group, section string, builders ...builder) {
		for _, build := range builders {
			if f := build(rec, g); f != nil {
				f.Name, f.Section = fileName(f.Name+" "+g.label), section
				out = append(out, f)
			}
		}
	}
	for _, g := range rec.groups {
		add(g, g.label, lossFigure, errorFigure, progressFigure, testFigure, confusionFigure, testConfusionFigure)
	}
	for _, g := range rec.groups {
		add(g, boardKey, cyclesFigure, memoryFigure)
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

// drawn returns the group's runs that have a trace, the first seed first; it
// alone is traced in full.
func (rec *recording) drawn(g *group) []*trace {
	var out []*trace
	for _, i := range g.index {
		if t := rec.traces[i]; t != nil && t.windows > 0 {
			out = append(out, t)
		}
	}
	return out
}

// seedNote is the sentence on several seeds for a caption.
func seedNote(g *group, lines bool) string {
	switch {
	case g.seeds() == 1:
		return ""
	case lines && g.seeds() > drawnSeeds:
		return fmt.Sprintf(" The first seed is drawn in full, the %d after it, of %s in all, as faint lines.", drawnSeeds-1, integer(g.seeds()))
	case lines:
		return " The first seed is drawn in full, the others as faint lines."
	}
	return " Shown is the first seed."
}
