package report

import (
	"fmt"
	"math"
	"strings"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/costs"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// boardKey is the Key of the section that all modes share.
const boardKey = "board"

// boardSection shows what a step costs on the board: cycles, time, energy,
// memory; one column per mode.
func boardSection(groups []*recording.Group) (section, bool) {
	t := columns.Grid{Corner: "per window"}
	for _, g := range groups {
		t.Columns = append(t.Columns, g.Label)
	}
	row := func(label string, of func(*recording.Group) string) {
		cells := make([]string, len(groups))
		for i, g := range groups {
			cells[i] = of(g)
		}
		t.Add(label, cells...)
	}
	figure := func(key string) func(*recording.Group) string {
		return func(g *recording.Group) string { return g.Figure(key) }
	}
	for _, term := range result.Shown(result.Board, result.OnPage) {
		switch {
		case term.Limit != "":
			row(term.Title+limitText(groups, term), func(g *recording.Group) string { return memoryText(g, term) })
		case strings.HasPrefix(term.Key, "time_us."):
			row(term.Title+clockText(groups), figure(term.Key))
		default:
			row(term.Title, figure(term.Key))
		}
		switch term.Key {
		case "cycles.online.mean":
			row("added by learning", learningCost)
		case "deadline.step_us":
			period, _ := result.TermOf("deadline.period_us")
			row(period.Title, figure(period.Key))
			row("keeps up", keepsUp)
		}
	}
	if len(t.Rows) == 0 {
		return section{}, false
	}
	return section{Key: boardKey, Heading: "on the board: " + boardText(groups), Grids: []columns.Grid{t.Compact()}, Notes: boardNotes(groups)}, true
}

// learningCost is what the update adds to an inference.
func learningCost(g *recording.Group) string {
	inference, _ := result.TermOf("cycles.inference.mean")
	online, _ := result.TermOf("cycles.online.mean")
	cost := func(r *result.Run) *float64 {
		before, after := inference.Value(r, ""), online.Value(r, "")
		if before == nil || after == nil || *before <= 0 {
			return nil
		}
		v := *after / *before - 1
		return &v
	}
	low, _, found := g.Limits(cost)
	text := wording.Marked(g.Cell("", cost, wording.Share), online.Mark(g.First(), ""))
	if found && low >= 0 {
		return "+" + text
	}
	return text
}

func keepsUp(g *recording.Group) string {
	known, met := false, true
	for _, r := range g.Runs {
		if r.Deadline != nil {
			known, met = true, met && r.Deadline.Met
		}
	}
	switch {
	case !known:
		return ""
	case met:
		return "yes"
	}
	return "NO"
}

// clockText derives the board's clock from cycles and times of the groups, or
// says nothing where they differ.
func clockText(groups []*recording.Group) string {
	var clock string
	for _, g := range groups {
		hz, ok := costs.ClockHz(g.First())
		if !ok {
			continue
		}
		text := fmt.Sprintf(" at %s MHz", wording.PlainNumber(math.Round(hz/1e4)/100))
		if clock != "" && clock != text {
			return ""
		}
		clock = text
	}
	return clock
}

// memoryText is what is used and which part of the limit that is; seeds do not
// change it.
func memoryText(g *recording.Group, t *result.Term) string {
	used := t.Value(g.First(), "")
	if used == nil {
		return ""
	}
	text := wording.BytesOf(int(*used))
	if limit := limitOf(g, t); limit > 0 {
		text += ", " + wording.Share.Text(*used/limit)
	}
	return text
}

// limitOf is what the board has of the measure, 0 unknown.
func limitOf(g *recording.Group, t *result.Term) float64 {
	limit, _ := result.TermOf(t.Limit)
	if v := limit.Value(g.First(), ""); v != nil {
		return *v
	}
	return 0
}

// limitText names the board's limit, unless the groups ran on several boards.
func limitText(groups []*recording.Group, t *result.Term) string {
	var text string
	for _, g := range groups {
		if g.First().Memory == nil {
			continue
		}
		limit := limitOf(g, t)
		this := ", of " + wording.BytesOf(int(limit))
		if limit <= 0 || text != "" && text != this {
			return ""
		}
		text = this
	}
	return text
}

// cyclesNote says where a group's cycles come from: how many windows were executed
// and, where not all were, how far the others may be off.
func cyclesNote(groups []*recording.Group, g *recording.Group) string {
	r := g.First()
	text := fmt.Sprintf("Cycles are %s: %s.", r.Cycles.Provenance, wording.WithoutStop(r.Cycles.Source))
	switch s := r.Cycles.Sample; {
	case s != nil:
		text += fmt.Sprintf(" %s of the executed windows were computed on the host too, and had the same bits.", wording.Integer(s.Compared))
		if s.Online != nil {
			text += fmt.Sprintf(" An online step has a standard deviation of %s %%.", wording.Significant(100**s.Online, 2))
		}
		if len(groups) > 1 {
			text = wording.Capital(g.Label) + ": " + text
		}
	case r.Executed != nil:
		text += fmt.Sprintf(" All %s windows were executed.", wording.Integer(*r.Executed))
	}
	return text
}

func boardNotes(groups []*recording.Group) []string {
	var notes []string
	for _, g := range groups {
		r := g.First()
		if c := r.Cycles; c != nil && c.Source != "" {
			notes = wording.AppendNew(notes, cyclesNote(groups, g))
		}
		if e := r.EnergyUJ; e != nil && e.Source != "" {
			notes = wording.AppendNew(notes, "Energy: "+wording.WithoutStop(e.Source)+".")
		}
		if m := r.Memory; m != nil && m.Provenance != "" {
			notes = wording.AppendNew(notes, fmt.Sprintf("Memory: bytes of code, stack, data and bss are %s, all others exact.", m.Provenance))
		}
	}
	return notes
}
