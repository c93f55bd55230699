package report

import (
	"fmt"
	"math"

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
	clock := clockText(groups)
	row("cycles, inference", cyclesText("cycles.inference.mean", costs.InferenceCycles))
	row("cycles, online step", cyclesText("cycles.online.mean", onlineCycles))
	row("added by learning", learningCost)
	row("time, inference"+clock, timeText("time_us.inference.mean", costs.InferenceTime))
	row("time, online step"+clock, timeText("time_us.online.mean", onlineTime))
	row("longest step", longestStep)
	row("time between windows", betweenWindows)
	row("keeps up", keepsUp)
	row("processor busy", busy)
	row("energy, inference", energyText("energy_uj.inference", inferenceEnergy))
	row("energy, online step", energyText("energy_uj.online", onlineEnergy))
	row("flash"+limitText(groups, costs.FlashOf), func(g *recording.Group) string { return memoryText(g, costs.FlashOf) })
	row("RAM"+limitText(groups, costs.RAMOf), func(g *recording.Group) string { return memoryText(g, costs.RAMOf) })
	if len(t.Rows) == 0 {
		return section{}, false
	}
	return section{Key: boardKey, Heading: "on the board: " + boardText(groups), Grids: []columns.Grid{t.Compact()}, Notes: boardNotes(groups)}, true
}

func onlineCycles(r *result.Run) *float64 {
	if r.Cycles == nil || r.Cycles.Online == nil {
		return nil
	}
	return &r.Cycles.Online.Mean
}

func onlineTime(r *result.Run) *float64 {
	if r.TimeUS == nil || r.TimeUS.Online == nil {
		return nil
	}
	return &r.TimeUS.Online.Mean
}

func inferenceEnergy(r *result.Run) *float64 {
	if r.EnergyUJ == nil {
		return nil
	}
	return &r.EnergyUJ.Inference
}

func onlineEnergy(r *result.Run) *float64 {
	if r.EnergyUJ == nil {
		return nil
	}
	return r.EnergyUJ.Online
}

// cyclesText writes mean cycles with the mark that says how they came about.
func cyclesText(key string, of recording.Value) func(*recording.Group) string {
	return func(g *recording.Group) string {
		return wording.Marked(g.Cell(key, of, wording.Count), cyclesProvenance(g.First()))
	}
}

func timeText(key string, of recording.Value) func(*recording.Group) string {
	return func(g *recording.Group) string {
		return wording.Marked(g.Cell(key, of, wording.Microseconds), timesProvenance(g.First()))
	}
}

func energyText(key string, of recording.Value) func(*recording.Group) string {
	return func(g *recording.Group) string {
		return wording.Marked(g.Cell(key, of, wording.Microjoules), energyProvenance(g.First()))
	}
}

func energyProvenance(r *result.Run) result.Provenance {
	if r.EnergyUJ == nil {
		return ""
	}
	return r.EnergyUJ.Provenance
}

func cyclesProvenance(r *result.Run) result.Provenance {
	if r.Cycles == nil {
		return ""
	}
	return r.Cycles.Provenance
}

func timesProvenance(r *result.Run) result.Provenance {
	if r.TimeUS == nil {
		return cyclesProvenance(r)
	}
	return r.TimeUS.Provenance
}

// learningCost is what the update adds to an inference.
func learningCost(g *recording.Group) string {
	cost := func(r *result.Run) *float64 {
		inference, online := costs.InferenceCycles(r), onlineCycles(r)
		if inference == nil || online == nil || *inference <= 0 {
			return nil
		}
		v := *online / *inference - 1
		return &v
	}
	low, _, found := g.Limits(cost)
	text := wording.Marked(g.Cell("", cost, wording.Share), cyclesProvenance(g.First()))
	if found && low >= 0 {
		return "+" + text
	}
	return text
}

func ofDeadline(pick func(*result.Deadline) float64) recording.Value {
	return func(r *result.Run) *float64 {
		if r.Deadline == nil {
			return nil
		}
		v := pick(r.Deadline)
		return &v
	}
}

func longestStep(g *recording.Group) string {
	step := ofDeadline(func(d *result.Deadline) float64 { return d.StepUS })
	return wording.Marked(g.Cell("deadline.step_us", step, wording.Microseconds), timesProvenance(g.First()))
}

func betweenWindows(g *recording.Group) string {
	period := ofDeadline(func(d *result.Deadline) float64 { return d.PeriodUS })
	return g.Cell("deadline.period_us", period, wording.Microseconds)
}

func busy(g *recording.Group) string {
	utilisation := ofDeadline(func(d *result.Deadline) float64 { return d.Utilisation })
	return wording.Marked(g.Cell("deadline.utilisation", utilisation, wording.Share), cyclesProvenance(g.First()))
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
func memoryText(g *recording.Group, of func(*result.Memory) (used, limit int)) string {
	m := g.First().Memory
	if m == nil {
		return ""
	}
	used, limit := of(m)
	if limit <= 0 {
		return wording.BytesOf(used)
	}
	return fmt.Sprintf("%s, %s", wording.BytesOf(used), wording.Share.Text(float64(used)/float64(limit)))
}

// limitText names the board's limit, unless the groups ran on several boards.
func limitText(groups []*recording.Group, of func(*result.Memory) (used, limit int)) string {
	var text string
	for _, g := range groups {
		m := g.First().Memory
		if m == nil {
			continue
		}
		_, limit := of(m)
		this := ", of " + wording.BytesOf(limit)
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
