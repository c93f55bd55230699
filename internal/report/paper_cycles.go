package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"

	"tinyol-sim/internal/result"
)

// buildCycles is the cost of a learning step by phase on every board.
func buildCycles(f *paperFigure) error {
	rows, err := result.ReadRows[result.PhaseRow](f.data)
	if err != nil {
		return err
	}
	phases := phasesIn(rows)
	for _, frontEnd := range f.frontEnds() {
		fig := &figure{Title: "Cycles by phase on every board, " + frontEnd}
		for _, mode := range namesIn(rows, func(r *result.PhaseRow) string { return r.Mode }) {
			part := only(rows, func(r *result.PhaseRow) bool { return r.FrontEnd == frontEnd && r.Mode == mode })
			if len(part) > 0 {
				fig.Panels = append(fig.Panels, phasePanel(mode, phases, part))
			}
		}
		if len(fig.Panels) == 0 {
			continue
		}
		lowestAxis(fig.Panels, "share of a learning step's cycles (%)")
		fig.Caption = fmt.Sprintf("Where the cycles of a learning step go, from the rows of a stride to the update, by phase and board, %s; behind the bars the cycles and the time of the whole step. %s",
			f.setupText(frontEnd), f.marksText(rows)+f.unfitText(frontEnd))
		f.add(frontEnd, fig)
	}
	return nil
}

// phasesIn lists the phases with data in the order they run.
func phasesIn(rows []result.PhaseRow) []string {
	var phases []string
	for _, phase := range result.Phases {
		if slices.ContainsFunc(rows, func(r result.PhaseRow) bool { return r.Phase == phase }) {
			phases = append(phases, phase)
		}
	}
	return phases
}

func phasePanel(mode string, phases []string, rows []result.PhaseRow) panel {
	m := stacks{}
	for i, phase := range phases {
		m.Names, m.Roles = append(m.Names, phaseNames[phase]), append(m.Roles, fillRoles[i%len(fillRoles)])
	}
	boards := namesIn(rows, func(r *result.PhaseRow) string { return r.Board })
	for _, board := range boards {
		one := only(rows, func(r *result.PhaseRow) bool { return r.Board == board })
		cycles, us := 0.0, 0.0
		bar := stack{Sizes: make([]float64, len(phases))}
		for _, r := range one {
			cycles, us = cycles+r.Cycles, us+r.Time
		}
		for _, r := range one {
			bar.Sizes[slices.Index(phases, r.Phase)] = 100 * r.Cycles / cycles
		}
		bar.Text = count.text(cycles) + " (" + microseconds.text(us) + ")"
		m.Bars = append(m.Bars, bar)
	}
	heading, names := markedBoards(mode, rows)
	p := panel{
		Heading: heading, Height: vg.Length(len(boards)) * rowHeight,
		X:     axis{Max: 100, Ticks: 2, Grid: true, Bare: true},
		Y:     axis{Min: -0.5, Max: float64(len(boards)) - 0.5, Names: names, Down: true, Bare: true},
		Marks: []mark{m},
	}
	p.X.Max *= stackRoom(p)
	p.X.Upto = 100
	return p
}

// markedBoards puts the provenance of the cycles into a panel's heading: that of most
// boards, and with stars those of the others, which their names carry.
func markedBoards(mode string, rows []result.PhaseRow) (heading string, boards []string) {
	markOf := func(r *result.PhaseRow) string { return r.Mark }
	boardOf := func(r *result.PhaseRow) string { return r.Board }
	with := func(mark string) []string {
		return namesIn(only(rows, func(r *result.PhaseRow) bool { return r.Mark == mark }), boardOf)
	}
	marks := namesIn(rows, markOf)
	slices.SortStableFunc(marks, func(a, b string) int { return len(with(b)) - len(with(a)) })
	heading = mode + ", " + marks[0]
	for i, mark := range marks[1:] {
		heading += fmt.Sprintf("; %s %s", strings.Repeat("*", i+1), mark)
	}
	boards = namesIn(rows, boardOf)
	for i, board := range boards {
		for stars, mark := range marks {
			if slices.Contains(with(mark), board) {
				boards[i] += strings.Repeat("*", stars)
				break
			}
		}
	}
	return heading, boards
}

// marksText says where the cycles come from, mark by mark.
func (f *paperFigure) marksText(rows []result.PhaseRow) string {
	var texts []string
	for _, mark := range namesIn(rows, func(r *result.PhaseRow) string { return r.Mark }) {
		boards := namesIn(only(rows, func(r *result.PhaseRow) bool { return r.Mark == mark }), func(r *result.PhaseRow) string { return r.Board })
		texts = append(texts, fmt.Sprintf("Cycles are %s for %s%s.", mark, strings.Join(boards, ", "), f.markText(mark)))
	}
	return strings.Join(texts, " ")
}

// markText says what a mark means.
func (f *paperFigure) markText(mark string) string {
	if mark != string(result.Emulated) {
		return fmt.Sprintf(": closed forms, with source and expected error in %s.json", f.record.Name)
	}
	text := ": every instruction of the firmware was executed"
	if n := f.mean("windows"); n > 0 {
		text += fmt.Sprintf(", means over %s windows", count.text(n))
	}
	return text
}

// unfitText names the boards that the program does not fit.
func (f *paperFigure) unfitText(frontEnd string) string {
	var names []string
	for key := range f.record.Facts {
		if rest, ok := strings.CutPrefix(key, "unfit."+frontEnd+"."); ok {
			mode, board, _ := strings.Cut(rest, ".")
			names = append(names, board+" ("+mode+")")
		}
	}
	if names == nil {
		return ""
	}
	slices.Sort(names)
	return " It does not fit " + strings.Join(names, ", ") + "."
}

// buildEnergy is the energy of a window, with and without learning.
func buildEnergy(f *paperFigure) error {
	rows, err := result.ReadRows[result.PhaseRow](f.data)
	if err != nil {
		return err
	}
	for _, frontEnd := range f.frontEnds() {
		fig := &figure{Title: "Energy per window, " + frontEnd}
		for _, mode := range namesIn(rows, func(r *result.PhaseRow) string { return r.Mode }) {
			part := only(rows, func(r *result.PhaseRow) bool { return r.FrontEnd == frontEnd && r.Mode == mode })
			if len(part) > 0 {
				fig.Panels = append(fig.Panels, energyPanel(mode, part))
			}
		}
		if len(fig.Panels) == 0 {
			continue
		}
		sameLog(fig.Panels)
		lowestAxis(fig.Panels, "energy per window (µJ)")
		fig.Caption = fmt.Sprintf("Energy of the processor for one window, without and with learning from it, %s: supply voltage times active current times the time of the step, the rows of a stride included, for the boards whose current has a source. "+
			"The sensor, the radio and the time between two windows are not in it. %s%s",
			f.setupText(frontEnd), f.marksText(rows), f.unfitText(frontEnd))
		f.add(frontEnd, fig)
	}
	return nil
}

func energyPanel(mode string, rows []result.PhaseRow) panel {
	boards := namesIn(rows, func(r *result.PhaseRow) string { return r.Board })
	without := dots{Name: "inference", Role: roleClass3}
	with := dots{Name: "inference and update", Role: roleClass2}
	heading, names := markedBoards(mode, rows)
	p := panel{
		Heading: heading, Height: vg.Length(len(boards)) * rowHeight,
		X: axis{Log: true, Grid: true},
		Y: axis{Min: -0.5, Max: float64(len(boards)) - 0.5, Names: names, Down: true, Bare: true},
	}
	for i, board := range boards {
		all, update := 0.0, 0.0
		for _, r := range rows {
			if r.Board == board {
				all += r.Energy
				if r.Phase == "update" {
					update += r.Energy
				}
			}
		}
		without.X, without.Y = append(without.X, all-update), append(without.Y, float64(i))
		with.X, with.Y = append(with.X, all), append(with.Y, float64(i))
		with.Text = append(with.Text, microjoules.text(all)+" (update "+significant(update, 3)+")")
		if p.X.Min == 0 || all-update < p.X.Min {
			p.X.Min = all - update
		}
		p.X.Max = max(p.X.Max, all)
	}
	p.Marks = []mark{without, with}
	return p
}

// sameLog spans all panels' values on one logarithmic axis that goes on until
// every text fits behind its marker.
func sameLog(panels []panel) {
	low, decades := panels[0].X.Min, 0.0
	for _, p := range panels {
		low = min(low, p.X.Min)
	}
	low /= 1.4
	style := sans(tickSize, false)
	for _, p := range panels {
		area := columnWidth - 2*outerMargin - rightMargin
		var names vg.Length
		for _, name := range p.Y.Names {
			names = max(names, style.Width(name))
		}
		area -= names + labelLine
		for _, m := range p.Marks {
			d, ok := m.(dots)
			for i := range d.Text {
				if ok {
					room := area - style.Width(d.Text[i]) - markerRadius - 2*spanGap
					decades = max(decades, math.Log10(d.X[i]/low)*float64(area/room))
				}
			}
		}
	}
	for i := range panels {
		panels[i].X.Min, panels[i].X.Max = low, low*math.Pow(10, decades)
	}
}
