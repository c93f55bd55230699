package paper

import (
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/costs"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// buildCycles is the cost of a learning step by phase on every board.
func buildCycles(f *paperFigure) error {
	rows, err := result.ReadRows[result.PhaseRow](f.data)
	if err != nil {
		return err
	}
	phases := phasesIn(rows)
	for _, frontEnd := range f.frontEnds() {
		fig := &figure.Figure{Title: "Cycles by phase on every board, " + frontEnd}
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
		fig.Caption = fmt.Sprintf("Where the cycles of a learning step go, from the rows of a stride to the update, by phase and board, %s; beside the bars the cycles and the time of the whole step. %s",
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

func phasePanel(mode string, phases []string, rows []result.PhaseRow) figure.Panel {
	m := figure.Stacks{}
	for i, phase := range phases {
		m.Names, m.Roles = append(m.Names, costs.PhaseNames[phase]), append(m.Roles, figure.FillRoles[i%len(figure.FillRoles)])
	}
	boards := namesIn(rows, func(r *result.PhaseRow) string { return r.Board })
	for _, board := range boards {
		one := only(rows, func(r *result.PhaseRow) bool { return r.Board == board })
		cycles, us := 0.0, 0.0
		bar := figure.Stack{Sizes: make([]float64, len(phases))}
		for _, r := range one {
			cycles, us = cycles+r.Cycles, us+r.Time
		}
		for _, r := range one {
			bar.Sizes[slices.Index(phases, r.Phase)] = 100 * r.Cycles / cycles
		}
		bar.Text = wording.Count.Text(cycles) + " (" + wording.Microseconds.Text(us) + ")"
		m.Bars = append(m.Bars, bar)
	}
	heading, names := markedBoards(mode, rows)
	p := figure.Panel{
		Heading: heading, Height: figure.Length(len(boards)) * figure.RowHeight,
		X:     figure.Axis{Max: 100, Ticks: 2, Grid: true, Bare: true},
		Y:     figure.Axis{Min: -0.5, Max: float64(len(boards)) - 0.5, Names: names, Down: true, Bare: true},
		Marks: []figure.Mark{m},
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
		text += fmt.Sprintf(", means over %s windows", wording.Count.Text(n))
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
		fig := &figure.Figure{Title: "Energy per window, " + frontEnd}
		for _, mode := range namesIn(rows, func(r *result.PhaseRow) string { return r.Mode }) {
			part := only(rows, func(r *result.PhaseRow) bool { return r.FrontEnd == frontEnd && r.Mode == mode })
			if len(part) > 0 {
				fig.Panels = append(fig.Panels, energyPanel(mode, part))
			}
		}
		if len(fig.Panels) == 0 {
			continue
		}
		figure.SameLog(fig.Panels)
		lowestAxis(fig.Panels, "energy per window (µJ)")
		fig.Caption = fmt.Sprintf("Energy of the processor for one window, without and with learning from it, %s: supply voltage times active current times the time of the step, the rows of a stride included, for the boards whose current has a source. "+
			"The sensor, the radio and the time between two windows are not in it. %s%s",
			f.setupText(frontEnd), f.marksText(rows), f.unfitText(frontEnd))
		f.add(frontEnd, fig)
	}
	return nil
}

func energyPanel(mode string, rows []result.PhaseRow) figure.Panel {
	boards := namesIn(rows, func(r *result.PhaseRow) string { return r.Board })
	without := figure.Dots{Name: "inference", Role: figure.RoleClass3}
	with := figure.Dots{Name: "inference and update", Role: figure.RoleClass2}
	heading, names := markedBoards(mode, rows)
	p := figure.Panel{
		Heading: heading, Height: figure.Length(len(boards)) * figure.RowHeight,
		X: figure.Axis{Log: true, Grid: true},
		Y: figure.Axis{Min: -0.5, Max: float64(len(boards)) - 0.5, Names: names, Down: true, Bare: true},
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
		with.Text = append(with.Text, wording.Microjoules.Text(all)+" (update "+wording.Significant(update, 3)+")")
		if p.X.Min == 0 || all-update < p.X.Min {
			p.X.Min = all - update
		}
		p.X.Max = max(p.X.Max, all)
	}
	p.Marks = []figure.Mark{without, with}
	return p
}
