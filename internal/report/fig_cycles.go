package report

import (
	"fmt"

	"tinyol-sim/internal/result"
)

// phaseNames name the phases of a step in words.
var phaseNames = map[string]string{
	"ingest":    "ingest rows",
	"frontend":  "front end",
	"base":      "frozen network",
	"normalise": "normalise",
	"predict":   "predict",
	"update":    "update",
}

// cyclesFigure shows where the cycles of a learning step go, against the time
// until the next window is due.
func cyclesFigure(rec *recording, g *group) *figure {
	r := g.first()
	c := r.Cycles
	if c == nil || len(c.Phases) == 0 {
		return nil
	}
	hz, timed := clockHz(r)
	text := func(cycles float64) string {
		if !timed {
			return count.text(cycles)
		}
		return count.text(cycles) + " (" + microseconds.text(cycles/hz*1e6) + ")"
	}
	b := budget{heading: "processor time", label: "cycles per window (" + string(c.Provenance) + ")"}
	for _, phase := range result.Phases {
		if size := phaseCycles(c, phase); size > 0 {
			b.parts = append(b.parts, part{name: phaseNames[phase], size: size, text: text(size)})
			b.used += size
		}
	}
	if len(b.parts) == 0 {
		return nil
	}
	b.total = &part{name: "whole step", size: b.used, text: text(b.used)}
	if d := r.Deadline; d != nil && timed {
		b.limit = d.PeriodUS * hz / 1e6
		share := share.text(b.used / b.limit)
		b.text = fmt.Sprintf("%s of the %s to the next window", share, microseconds.text(d.PeriodUS))
	}
	return &figure{
		Name:  "cycles",
		Title: "Cycles by phase, " + g.label,
		Caption: fmt.Sprintf("Mean cycles of a step that learns, by phase, on %s (%s: %s), against the time until the next window is due.%s",
			r.Board, c.Provenance, withoutStop(c.Source), seedNote(g, false)),
		Panels: b.panels(),
	}
}

// phaseCycles is the mean of a phase; of the update over the steps that had
// one, which the summary holds as the difference of an online step and an
// inference.
func phaseCycles(c *result.Cycles, phase string) float64 {
	if phase == "update" && c.Online != nil {
		return max(c.Online.Mean-c.Inference.Mean, 0)
	}
	return c.Phases[phase].Mean
}
