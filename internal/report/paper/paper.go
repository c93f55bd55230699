package paper

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// paperFigure is a figure of the paper before it is drawn: its record, and the
// pictures and tables that its data makes.
type paperFigure struct {
	record *result.Figure
	data   string // path of its CSV file
	figs   []*figure.Figure
	tables []*paperTable
}

// paperBuilders turn the data of a figure into pictures or tables.
var paperBuilders = map[string]func(*paperFigure) error{
	result.FigVibration:      buildVibration,
	result.FigReconstruction: buildReconstruction,
	result.FigErrors:         buildErrors,
	result.FigDrift:          buildDrift,
	result.FigOnline:         buildOnline,
	result.FigOffline:        buildOffline,
	result.TableTime:         buildTimes,
	result.FigRegions:        buildRegions,
	result.FigTraining:       buildTraining,
	result.FigCycles:         buildCycles,
	result.FigEnergy:         buildEnergy,
	result.FigMapDrifted:     buildMap,
	result.FigMapUndrifted:   buildMap,
}

// Write draws figures of the paper from the data in dir: NAME.json and
// NAME.csv of each. names are those to draw, nil for all that have data. Each
// picture becomes an SVG, PNG, PDF and LaTeX file and a caption in words; a
// table becomes text and LaTeX; numbers.tex has the numbers of all that have data.
// It returns the paths written, in order.
func Write(dir string, names []string) (files []string, err error) {
	if names == nil {
		names = slices.DeleteFunc(result.FigureNames(), func(name string) bool {
			return !output.Exists(filepath.Join(dir, name+".json"))
		})
	}
	for _, name := range names {
		f, err := readPaper(dir, name)
		if err != nil {
			return files, err
		}
		written, err := f.write(dir)
		if err != nil {
			return files, err
		}
		files = append(files, written...)
		if err := removeStale(dir, name, written); err != nil {
			return files, err
		}
	}
	if err := writeNumbers(dir); err != nil {
		return files, err
	}
	return append(files, filepath.Join(dir, macros.NumbersFile)), nil
}

// removeStale takes away pictures that the figure had with another front end
// beside its own.
func removeStale(dir, name string, written []string) error {
	for _, frontEnd := range []string{"raw", "demean", "spectrum", "stats"} {
		for _, ending := range []string{".svg", ".png", ".pdf", ".tex", ".txt"} {
			path := filepath.Join(dir, name+"-"+frontEnd+ending)
			if slices.Contains(written, path) {
				continue
			}
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%w; a figure of an earlier run should go, choose another folder", err)
			}
		}
	}
	return nil
}

// readPaper reads one figure's files and builds what it shows.
func readPaper(dir, name string) (*paperFigure, error) {
	build, known := paperBuilders[name]
	if !known {
		return nil, fmt.Errorf("unknown figure %q; use one of %s", name, strings.Join(result.FigureNames(), ", "))
	}
	record, err := result.ReadFigure(filepath.Join(dir, name+".json"))
	if err != nil {
		return nil, err
	}
	f := &paperFigure{record: record, data: filepath.Join(dir, name+".csv")}
	return f, f.made(build)
}

// made builds the figure. A builder looks up what figures writes together: rows
// that lack some of it, as another hand may have left them, are an error of the
// file and not of the program.
func (f *paperFigure) made(build func(*paperFigure) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if _, lookup := p.(runtime.Error); !lookup {
				panic(p)
			}
			err = fmt.Errorf("%s: its rows do not belong together, or not to %s.json; run tinyol-sim figures again", f.data, f.record.Name)
		}
	}()
	return build(f)
}

// add names a picture: that of the first front end has the figure's name, that
// of another its own behind it.
func (f *paperFigure) add(frontEnd string, fig *figure.Figure) {
	fig.Name = f.record.Name
	if len(f.record.Setups) > 0 && frontEnd != "" && frontEnd != f.record.Setups[0].FrontEnd {
		fig.Name += "-" + frontEnd
	}
	f.figs = append(f.figs, fig)
}

// write draws everything. The first error ends it.
func (f *paperFigure) write(dir string) (files []string, err error) {
	put := func(name string, data []byte, failed error) {
		if err == nil {
			err = failed
		}
		if err == nil {
			err = output.Put(dir, name, data)
		}
		if err == nil {
			files = append(files, filepath.Join(dir, name))
		}
	}
	for _, fig := range f.figs {
		d := figure.LayOut(fig)
		svg, failed := d.SVG()
		put(fig.Name+".svg", svg, failed)
		png, failed := d.PNGAt(paperDPI)
		put(fig.Name+".png", png, failed)
		pdf, failed := d.PDF()
		put(fig.Name+".pdf", pdf, failed)
		tex, failed := d.TeX()
		put(fig.Name+".tex", tex, failed)
		put(fig.Name+".txt", f.captionFile(fig.Title, fig.Caption), nil)
	}
	for _, t := range f.tables {
		put(t.Name+".txt", append(t.text(), f.captionFile(t.Title, t.Caption)...), nil)
		put(t.Name+".tex", t.latex(), nil)
	}
	return files, err
}

// paperDPI is the resolution of the pictures that are kept beside the code:
// enough to look at; for print there are SVG and PDF.
const paperDPI = 150

// captionFile is the caption with what it takes to make the figure again.
func (f *paperFigure) captionFile(title, caption string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s.\n\n%s\n\nCommand: %s\nData: %s.csv\n", title, caption, wording.ShellLine(f.record.Command), f.record.Name)
	for _, in := range f.record.Inputs {
		fmt.Fprintf(&b, "Input: %s %s, SHA-256 %s\n", in.Role, in.Name, in.SHA256)
	}
	return []byte(wording.Clean(b.String()))
}
