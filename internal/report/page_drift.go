package report

import (
	"fmt"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// addDrift sets the drift detectors beside a learner side by side and, where drift was
// injected, beside two that look at nothing.
func addDrift(out *section, g *recording.Group) {
	list := g.First().Drift
	if len(list) == 0 {
		return
	}
	t := columns.Grid{Corner: "drift detectors", Columns: []string{"changes found", "missed", "delay", "delay, windows", "false firings", "an hour", "firings at faults", "firings", "firings an hour"}}
	judged := false
	for i := range list {
		key := func(field string) string { return g.Figure("drift." + list[i].Name + "." + field) }
		cells := []string{key("detected"), key("missed"), key("delay_s"), key("delay_windows"), key("false_firings"), key("false_firings_per_hour"), key("fault_firings"), "", ""}
		if list[i].Changes == nil {
			cells[7], cells[8] = key("firings"), key("firings_per_hour")
		} else {
			judged = true
		}
		t.Add(list[i].Name, cells...)
	}
	out.Grids = append(out.Grids, t.Compact())
	out.Notes = append(out.Notes, driftNote(&list[0], judged))
}

func driftNote(d *result.DriftDetector, judged bool) string {
	text := fmt.Sprintf("Drift detectors: their limits were set for %s of silence on the healthy machine, as the training recording shows it.",
		wording.Plural(d.RunLength, "window", "windows"))
	if !judged {
		return text + " No drift was injected, so firings are counted and nobody knows which are false; --drift injects it."
	}
	return text + " Found: a firing within a tenth of that after a change, and before the next. Firings at faults are neither right nor false. \"always\" fires at every window and \"never\" at none: what a detector is worth is what it finds with fewer false firings than always."
}
