package costs

import (
	"fmt"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// PhaseNames name the phases of a step in words.
var PhaseNames = map[string]string{
	"ingest":    "ingest rows",
	"frontend":  "front end",
	"base":      "frozen network",
	"normalise": "normalise",
	"predict":   "predict",
	"update":    "update",
}

// CyclesFigure shows where the cycles of a learning step go, against the time
// until the next window is due.
func CyclesFigure(g *recording.Group) *figure.Figure {
	r := g.First()
	c := r.Cycles
	if c == nil || len(c.Phases) == 0 {
		return nil
	}
	hz, timed := ClockHz(r)
	text := func(cycles float64) string {
		if !timed {
			return wording.Count.Text(cycles)
		}
		return wording.Count.Text(cycles) + " (" + wording.Microseconds.Text(cycles/hz*1e6) + ")"
	}
	b := figure.Budget{Heading: "processor time", Label: "cycles per window (" + string(c.Provenance) + ")"}
	for _, phase := range result.Phases {
		if size := phaseCycles(c, phase); size > 0 {
			b.Parts = append(b.Parts, figure.Part{Name: PhaseNames[phase], Size: size, Text: text(size)})
			b.Used += size
		}
	}
	if len(b.Parts) == 0 {
		return nil
	}
	b.Total = &figure.Part{Name: "whole step", Size: b.Used, Text: text(b.Used)}
	if d := r.Deadline; d != nil && timed {
		b.Limit = d.PeriodUS * hz / 1e6
		share := wording.Share.Text(b.Used / b.Limit)
		b.Text = fmt.Sprintf("%s of the %s to the next window", share, wording.Microseconds.Text(d.PeriodUS))
	}
	return &figure.Figure{
		Name:  "cycles",
		Title: "Cycles by phase, " + g.Label,
		Caption: fmt.Sprintf("Mean cycles of a step that learns, by phase, on %s (%s: %s), against the time until the next window is due.%s",
			r.Board, c.Provenance, wording.WithoutStop(c.Source), recording.SeedNote(g, false)),
		Panels: b.Panels(),
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

// ClockHz is cycles over time of an inference.
func ClockHz(r *result.Run) (float64, bool) {
	if r.Cycles == nil || r.TimeUS == nil {
		return 0, false
	}
	cycles, us := r.Cycles.Inference.Mean, r.TimeUS.Inference.Mean
	if us <= 0 || cycles <= 0 {
		return 0, false
	}
	return cycles / us * 1e6, true
}
