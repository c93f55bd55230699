package paper

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// writeNumbers writes numbers.tex into the folder of the paper's figures: a
// macro for every scalar that belongs to a figure and for every row of its
// tables, of all figures that have data there. Errors name the file.
func writeNumbers(dir string) error {
	m := macros.New("the figures in this folder; each NAME.txt has the command that makes it")
	for _, name := range result.FigureNames() {
		path := filepath.Join(dir, name)
		if !output.Exists(path + ".json") {
			continue
		}
		f, err := result.ReadFigure(path + ".json")
		if err != nil {
			return err
		}
		m.Comment(fmt.Sprintf("%s: %s", name, wording.ShellLine(f.Command)))
		addFigure(m, f)
		if add := rowMacros[name]; add != nil {
			if err := add(m, name, path+".csv"); err != nil {
				return err
			}
		}
	}
	return output.Put(dir, macros.NumbersFile, m.Bytes())
}

func addFigure(m *macros.List, f *result.Figure) {
	if f.Seeds > 0 {
		m.Add(fmt.Sprint(f.Seeds), "seeds behind every interval, "+f.Name, f.Name, "seeds")
	}
	for _, n := range f.Numbers {
		what := n.Name + macros.UnitAndMark(n.Unit, n.Mark)
		mean := ""
		if n.Low != nil {
			mean = fmt.Sprintf("mean of %d seeds, ", f.Seeds)
		}
		m.Add(macros.PlainFigure(n.Unit, n.Mean), mean+what, f.Name, n.Name)
		if n.Low != nil && n.High != nil {
			i := wording.UnitFor(n.Name, n.Unit).Within(result.Interval{Mean: n.Mean, Low: *n.Low, High: *n.High})
			m.Add(macros.PlainFigure(n.Unit, i.Low), "interval, "+what, f.Name, n.Name, "low")
			m.Add(macros.PlainFigure(n.Unit, i.High), "interval, "+what, f.Name, n.Name, "high")
		}
	}
}

// rowMacros define the rows of the figures that are tables; the points of
// curves are for plotting.
var rowMacros = map[string]func(m *macros.List, figure, path string) error{
	result.TableTime:       eachRow(addTimeRow),
	result.FigRegions:      eachRow(addRegionRow),
	result.FigTraining:     eachRow(addTrainingRow),
	result.FigCycles:       eachRow(addPhaseRow),
	result.FigEnergy:       eachRow(addEnergyRow),
	result.FigMapDrifted:   eachRow(addMapRow),
	result.FigMapUndrifted: eachRow(addMapRow),
}

func eachRow[T any](define func(*macros.List, string, *T)) func(*macros.List, string, string) error {
	return func(m *macros.List, figure, path string) error {
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

// addCell defines one number of a row, unless there is none. The first part of the
// path is the figure, the last says what is counted.
func addCell(m *macros.List, v float64, u result.Unit, mark string, path ...string) {
	if math.IsNaN(v) {
		return
	}
	words := slices.DeleteFunc(slices.Clone(path[1:]), func(w string) bool { return w == "" || w == macros.Units[u] })
	comment := strings.ReplaceAll(strings.Join(words, ", "), decimalPoint, ".")
	m.Add(macros.PlainFigure(u, v), comment+macros.UnitAndMark(u, result.Provenance(mark)), path...)
}

// decimalPoint stands in a name for the point of a number.
const decimalPoint = " point "

func addTimeRow(m *macros.List, figure string, r *result.TimeRow) {
	for _, c := range []struct {
		name string
		v    float64
		unit result.Unit
	}{
		{"average", r.Average, result.UnitMicroseconds}, {"median", r.Median, result.UnitMicroseconds},
		{"minimum", r.Minimum, result.UnitMicroseconds}, {"maximum", r.Maximum, result.UnitMicroseconds},
		{"average cycles", r.Cycles, result.UnitCycles},
	} {
		addCell(m, c.v, c.unit, r.Mark, figure, r.Source, r.FrontEnd, r.Mode, c.name)
	}
}

func addRegionRow(m *macros.List, figure string, r *result.RegionRow) {
	addCell(m, float64(r.Bytes), result.UnitBytes, "", figure, r.FrontEnd, r.Mode, r.Kind, r.Region)
}

func addTrainingRow(m *macros.List, figure string, r *result.TrainingRow) {
	addCell(m, float64(r.Bytes), result.UnitBytes, "", figure, r.FrontEnd, r.Mode, r.Way, r.Part)
}

func addPhaseRow(m *macros.List, figure string, r *result.PhaseRow) {
	path := []string{figure, r.Board, r.FrontEnd, r.Mode, r.Phase}
	addCell(m, r.Cycles, result.UnitCycles, r.Mark, append(path, "cycles")...)
	addCell(m, r.Time, result.UnitMicroseconds, r.Mark, append(path, "time")...)
}

func addEnergyRow(m *macros.List, figure string, r *result.PhaseRow) {
	addCell(m, r.Energy, result.UnitMicrojoules, r.Mark, figure, r.Board, r.FrontEnd, r.Mode, r.Phase)
}

func addMapRow(m *macros.List, figure string, r *result.MapRow) {
	rate := "rate " + strings.ReplaceAll(wording.PlainNumber(r.Rate), ".", decimalPoint)
	path := []string{figure, r.Policy, rate, fmt.Sprintf("steps %d", r.Steps)}
	for _, c := range []struct {
		name string
		v    float64
	}{{"false alarms", r.Mean}, {"false alarms low", r.Low}, {"false alarms high", r.High}, {"detected", r.Detected}} {
		addCell(m, c.v, result.UnitFraction, "", append(path, c.name)...)
	}
}
