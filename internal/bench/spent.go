package bench

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
)

// spent is what the steps of a lane took on a board.
type spent struct {
	board    *mcu.Board
	meter    *mcu.Meter // in the slots of score.Costs
	frozen   mcu.Dist   // inferences of the frozen model; all zero: not counted
	mark     result.Provenance
	source   string
	stepTime float64 // seconds from window to window, 0 unknown
}

// cyclesAndTimes are the cycles, and the same in microseconds.
func (s *spent) cyclesAndTimes() (*result.Cycles, *result.Times) {
	c := &result.Cycles{Provenance: s.mark, Source: s.source, Phases: map[string]result.Dist{}}
	t := &result.Times{Provenance: c.Provenance, Phases: map[string]result.Dist{}}
	microseconds := s.board.Microseconds(1)
	for phase, name := range result.Phases {
		if d := s.meter.Dist(phase); d.Count > 0 && d.Max > 0 {
			c.Phases[name] = dist(d, 1)
			t.Phases[name] = dist(d, microseconds)
		}
	}
	inference := s.meter.Dist(score.SlotInference)
	c.Inference, t.Inference = dist(inference, 1), dist(inference, microseconds)
	if online := s.meter.Dist(score.SlotOnline); online.Count > 0 {
		cycles, times := dist(online, 1), dist(online, microseconds)
		c.Online, t.Online = &cycles, &times
	}
	if s.frozen.Count > 0 {
		cycles, times := dist(s.frozen, 1), dist(s.frozen, microseconds)
		c.Frozen, t.Frozen = &cycles, &times
	}
	return c, t
}

// energy is nil where the board's current is not known.
func (s *spent) energy() *result.Energy {
	inference, ok := s.board.EnergyUJ(s.meter.Dist(score.SlotInference).Mean)
	if !ok {
		return nil
	}
	e := &result.Energy{Provenance: s.mark, Inference: inference, Source: s.board.Sources["active_current_a"]}
	if online := s.meter.Dist(score.SlotOnline); online.Count > 0 {
		v, _ := s.board.EnergyUJ(online.Mean)
		e.Online = &v
	}
	if s.frozen.Count > 0 {
		v, _ := s.board.EnergyUJ(s.frozen.Mean)
		e.Frozen = &v
	}
	return e
}

// deadline is nil where the time between two windows is not known.
func (s *spent) deadline() *result.Deadline {
	step := s.meter.Dist(score.SlotStep)
	d, ok := s.board.Deadline(step.Mean, int64(step.Max), s.stepTime)
	if !ok {
		return nil
	}
	return &result.Deadline{Provenance: s.mark, PeriodUS: d.PeriodUS, StepUS: d.StepUS, Utilisation: d.Utilisation, Met: d.Met}
}

// maxRowRate is nil where no step was taken.
func (s *spent) maxRowRate(stride int) *float64 {
	longest := s.meter.Dist(score.SlotStep).Max
	if longest <= 0 {
		return nil
	}
	rate := float64(stride) * float64(s.board.ClockHz) / longest
	return &rate
}

func dist(d mcu.Dist, scale float64) result.Dist {
	return result.Dist{Mean: d.Mean * scale, Median: d.Median * scale, Min: d.Min * scale, Max: d.Max * scale}
}
