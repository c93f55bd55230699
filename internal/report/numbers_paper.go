package report

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"tinyol-sim/internal/result"
)

// PaperNumbers writes numbers.tex into the folder of the paper's figures: a
// macro for every scalar that belongs to a figure and for every row of its
// tables, of all figures that have data there. Errors name the file.
func PaperNumbers(dir string) error {
	m := newMacros("the figures in this folder; each NAME.txt has the command that makes it")
	for _, name := range result.FigureNames() {
		path := filepath.Join(dir, name)
		if !exists(path + ".json") {
			continue
		}
		f, err := result.ReadFigure(path + ".json")
		if err != nil {
			return err
		}
		m.comment(fmt.Sprintf("%s: %s", name, shellLine(f.Command)))
		m.figureNumbers(f)
		if add := rowMacros[name]; add != nil {
			if err := add(m, name, path+".csv"); err != nil {
				return err
			}
		}
	}
	return write(dir, NumbersFile, m.bytes())
}

func (m *macros) figureNumbers(f *result.Figure) {
	if f.Seeds > 0 {
		m.add(fmt.Sprint(f.Seeds), "seeds behind every interval, "+f.Name, f.Name, "seeds")
	}
	for _, n := range f.Numbers {
		what := n.Name + unitAndMark(n.Unit, n.Mark)
		mean := ""
		if n.Low != nil {
			mean = fmt.Sprintf("mean of %d seeds, ", f.Seeds)
		}
		m.add(plainFigure(n.Unit, n.Mean), mean+what, f.Name, n.Name)
		if n.Low != nil && n.High != nil {
			i := unitFor(n.Name, n.Unit).within(result.Interval{Mean: n.Mean, Low: *n.Low, High: *n.High})
			m.add(plainFigure(n.Unit, i.Low), "interval, "+what, f.Name, n.Name, "low")
			m.add(plainFigure(n.Unit, i.High), "interval, "+what, f.Name, n.Name, "high")
		}
	}
}

// rowMacros define the rows of the figures that are tables; the points of
// curves are for plotting.
var rowMacros = map[string]func(m *macros, figure, path string) error{
	result.TableTime:       eachRow((*macros).timeRow),
	result.FigRegions:      eachRow((*macros).regionRow),
	result.FigTraining:     eachRow((*macros).trainingRow),
	result.FigCycles:       eachRow((*macros).phaseRow),
	result.FigEnergy:       eachRow((*macros).energyRow),
	result.FigMapDrifted:   eachRow((*macros).mapRow),
	result.FigMapUndrifted: eachRow((*macros).mapRow),
}

func eachRow[T any](define func(*macros, string, *T)) func(*macros, string, string) error {
	return func(m *macros, figure, path string) error {
		rows, err := result.ReadRows[T](path)
		if err != nil {
			return err
		}
		for i := range rows {
			define(m, figure, &rows[i])
		}
		return nil
	}
}

// cell defines one number of a row, unless there is none. The first part of the
// path is the figure, the last says what is counted.
func (m *macros) cell(v float64, u result.Unit, mark string, path ...string) {
	if math.IsNaN(v) {
		return
	}
	words := slices.DeleteFunc(slices.Clone(path[1:]), func(w string) bool { return w == "" || w == macroUnits[u] })
	comment := strings.ReplaceAll(strings.Join(words, ", "), decimalPoint, ".")
	m.add(plainFigure(u, v), comment+unitAndMark(u, result.Provenance(mark)), path...)
}

// decimalPoint stands in a name for the point of a number.
const decimalPoint = " point "

func (m *macros) timeRow(figure string, r *result.TimeRow) {
	for _, c := range []struct {
		name string
		v    float64
		unit result.Unit
	}{
		{"average", r.Average, result.UnitMicroseconds}, {"median", r.Median, result.UnitMicroseconds},
		{"minimum", r.Minimum, result.UnitMicroseconds}, {"maximum", r.Maximum, result.UnitMicroseconds},
		{"average cycles", r.Cycles, result.UnitCycles},
	} {
		m.cell(c.v, c.unit, r.Mark, figure, r.Source, r.FrontEnd, r.Mode, c.name)
	}
}

func (m *macros) regionRow(figure string, r *result.RegionRow) {
	m.cell(float64(r.Bytes), result.UnitBytes, "", figure, r.FrontEnd, r.Mode, r.Kind, r.Region)
}

func (m *macros) trainingRow(figure string, r *result.TrainingRow) {
	m.cell(float64(r.Bytes), result.UnitBytes, "", figure, r.FrontEnd, r.Mode, r.Way, r.Part)
}

func (m *macros) phaseRow(figure string, r *result.PhaseRow) {
	path := []string{figure, r.Board, r.FrontEnd, r.Mode, r.Phase}
	m.cell(r.Cycles, result.UnitCycles, r.Mark, append(path, "cycles")...)
	m.cell(r.Time, result.UnitMicroseconds, r.Mark, append(path, "time")...)
}

func (m *macros) energyRow(figure string, r *result.PhaseRow) {
	m.cell(r.Energy, result.UnitMicrojoules, r.Mark, figure, r.Board, r.FrontEnd, r.Mode, r.Phase)
}

func (m *macros) mapRow(figure string, r *result.MapRow) {
	rate := "rate " + strings.ReplaceAll(plainNumber(r.Rate), ".", decimalPoint)
	path := []string{figure, r.Policy, rate, fmt.Sprintf("steps %d", r.Steps)}
	for _, c := range []struct {
		name string
		v    float64
	}{{"false alarms", r.Mean}, {"false alarms low", r.Low}, {"false alarms high", r.High}, {"detected", r.Detected}} {
		m.cell(c.v, result.UnitFraction, "", append(path, c.name)...)
	}
}
