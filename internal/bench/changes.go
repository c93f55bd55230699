package bench

import (
	"fmt"
	"math"
	"slices"

	"tinyol-sim/internal/inject"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
)

// changes are the known places of the injected drift.
func (x *Experiment) changes() (list []result.Change, leftOut int64) {
	changes, leftOut := x.Feed.Changes()
	for _, c := range changes {
		r := result.Change{Drift: x.Spec.Drift[c.Drift], To: result.ToRecorded, Start: changePlace(c.Start, c.StartWindow)}
		if c.Drifted {
			r.To = result.ToDrifted
		}
		if c.End.Row > 0 {
			end := changePlace(c.End, c.EndWindow)
			r.End = &end
		}
		list = append(list, r)
	}
	return list, leftOut
}

func changePlace(p inject.Place, window int64) result.ChangePlace {
	r := result.ChangePlace{Row: p.Row}
	if !math.IsNaN(p.Seconds) {
		r.Seconds = &p.Seconds
	}
	if window != replay.NoWindow {
		r.Window = &window
	}
	return r
}

// driftWarnings say which drift never came, and that places are missing.
func driftWarnings(s *result.Stream) (lines []string) {
	if s.LeftOut > 0 {
		return []string{fmt.Sprintf("drift changed the readings more than %d times, and where it did so later is not recorded; a longer period leaves fewer changes", len(s.Changes))}
	}
	for _, drift := range s.Drift {
		if !slices.ContainsFunc(s.Changes, func(c result.Change) bool { return c.Drift == drift }) {
			lines = append(lines, fmt.Sprintf("drift %s never began: the stream ended before it; an earlier at= injects it", drift))
		}
	}
	return lines
}
