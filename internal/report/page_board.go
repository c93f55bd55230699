package report

import (
	"fmt"
	"math"

	"tinyol-sim/internal/result"
)

// boardKey is the Key of the section that all modes share.
const boardKey = "board"

// boardSection shows what a step costs on the board: cycles, time, energy,
// memory; one column per mode.
func boardSection(groups []*group) (section, bool) {
	t := grid{Corner: "per window"}
	for _, g := range groups {
		t.Columns = append(t.Columns, g.label)
	}
	row := func(label string, of func(*group) string) {
		cells := make([]string, len(groups))
		for i, g := range groups {
			cells[i] = of(g)
		}
		t.add(label, cells...)
	}
	clock := clockText(groups)
	row("cycles, inference", cyclesText("cycles.inference.mean", inferenceCycles))
	row("cycles, online step", cyclesText("cycles.online.mean", onlineCycles))
	row("added by learning", learningCost)
	row("time, inference"+clock, timeText("time_us.inference.mean", inferenceTime))
	row("time, online step"+clock, timeText("time_us.online.mean", onlineTime))
	row("longest step", longestStep)
	row("time between windows", betweenWindows)
	row("keeps up", keepsUp)
	row("processor busy", busy)
	row("energy, inference", energyText("energy_uj.inference", inferenceEnergy))
	row("energy, online step", energyText("energy_uj.online", onlineEnergy))
	row("flash"+limitText(groups, flashOf), func(g *group) string { return memoryText(g, flashOf) })
	row("RAM"+limitText(groups, ramOf), func(g *group) string { return memoryText(g, ramOf) })
	if len(t.Rows) == 0 {
		return section{}, false
	}
	return section{Key: boardKey, Heading: "on the board: " + boardText(groups), Grids: []grid{t.compact()}, Notes: boardNotes(groups)}, true
}

func inferenceCycles(r *result.Run) *float64 {
	if r.Cycles == nil {
		return nil
	}
	return &r.Cycles.Inference.Mean
}

func onlineCycles(r *result.Run) *float64 {
	if r.Cycles == nil || r.Cycles.Online == nil {
		return nil
	}
	return &r.Cycles.Online.Mean
}

func inferenceTime(r *result.Run) *float64 {
	if r.TimeUS == nil {
		return nil
	}
	return &r.TimeUS.Inference.Mean
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
func cyclesText(key string, of value) func(*group) string {
	return func(g *group) string { return marked(g.cell(key, of, count), cyclesProvenance(g.first())) }
}

func timeText(key string, of value) func(*group) string {
	return func(g *group) string { return marked(g.cell(key, of, microseconds), timesProvenance(g.first())) }
}

func energyText(key string, of value) func(*group) string {
	return func(g *group) string { return marked(g.cell(key, of, microjoules), energyProvenance(g.first())) }
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

func marked(text string, mark result.Provenance) string {
	if text == "" || mark == "" {
		return text
	}
	return text + " " + string(mark)
}

// learningCost is what the update adds to an inference.
func learningCost(g *group) string {
	cost := func(r *result.Run) *float64 {
		inference, online := inferenceCycles(r), onlineCycles(r)
		if inference == nil || online == nil || *inference <= 0 {
			return nil
		}
		v := *online / *inference - 1
		return &v
	}
	low, _, found := g.limits(cost)
	text := marked(g.cell("", cost, share), cyclesProvenance(g.first()))
	if found && low >= 0 {
		return "+" + text
	}
	return text
}

func ofDeadline(pick func(*result.Deadline) float64) value {
	return func(r *result.Run) *float64 {
		if r.Deadline == nil {
			return nil
		}
		v := pick(r.Deadline)
		return &v
	}
}

func longestStep(g *group) string {
	step := ofDeadline(func(d *result.Deadline) float64 { return d.StepUS })
	return marked(g.cell("deadline.step_us", step, microseconds), timesProvenance(g.first()))
}

func betweenWindows(g *group) string {
	period := ofDeadline(func(d *result.Deadline) float64 { return d.PeriodUS })
	return g.cell("deadline.period_us", period, microseconds)
}

func busy(g *group) string {
	utilisation := ofDeadline(func(d *result.Deadline) float64 { return d.Utilisation })
	return marked(g.cell("deadline.utilisation", utilisation, share), cyclesProvenance(g.first()))
}

func keepsUp(g *group) string {
	known, met := false, true
	for _, r := range g.runs {
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
func clockText(groups []*group) string {
	var clock string
	for _, g := range groups {
		hz, ok := clockHz(g.first())
		if !ok {
			continue
		}
		text := fmt.Sprintf(" at %s MHz", plainNumber(math.Round(hz/1e4)/100))
		if clock != "" && clock != text {
			return ""
		}
		clock = text
	}
	return clock
}

// clockHz is cycles over time of an inference.
func clockHz(r *result.Run) (float64, bool) {
	cycles, us := inferenceCycles(r), inferenceTime(r)
	if cycles == nil || us == nil || *us <= 0 || *cycles <= 0 {
		return 0, false
	}
	return *cycles / *us * 1e6, true
}

func flashOf(m *result.Memory) (used, limit int) { return m.FlashBytes, m.FlashLimit }
func ramOf(m *result.Memory) (used, limit int)   { return m.RAMBytes, m.RAMLimit }

// memoryText is what is used and which part of the limit that is; seeds do not
// change it.
func memoryText(g *group, of func(*result.Memory) (used, limit int)) string {
	m := g.first().Memory
	if m == nil {
		return ""
	}
	used, limit := of(m)
	if limit <= 0 {
		return bytesOf(used)
	}
	return fmt.Sprintf("%s, %s", bytesOf(used), share.text(float64(used)/float64(limit)))
}

// limitText names the board's limit, unless the groups ran on several boards.
func limitText(groups []*group, of func(*result.Memory) (used, limit int)) string {
	var text string
	for _, g := range groups {
		m := g.first().Memory
		if m == nil {
			continue
		}
		_, limit := of(m)
		this := ", of " + bytesOf(limit)
		if limit <= 0 || text != "" && text != this {
			return ""
		}
		text = this
	}
	return text
}

func boardNotes(groups []*group) []string {
	var notes []string
	for _, g := range groups {
		r := g.first()
		if c := r.Cycles; c != nil && c.Source != "" {
			notes = appendNew(notes, fmt.Sprintf("Cycles are %s: %s.", c.Provenance, withoutStop(c.Source)))
		}
		if e := r.EnergyUJ; e != nil && e.Source != "" {
			notes = appendNew(notes, "Energy: "+withoutStop(e.Source)+".")
		}
		if m := r.Memory; m != nil && m.Provenance != "" {
			notes = appendNew(notes, fmt.Sprintf("Memory: bytes of code, stack, data and bss are %s, all others exact.", m.Provenance))
		}
	}
	return notes
}

func withoutStop(s string) string {
	for len(s) > 0 && s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}
