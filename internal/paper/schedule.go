package paper

import (
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/stream/cut"
)

// scheduleTurn is how many windows of a class are taught before the schedule
// goes on to the next. The paper trains "a number of iterations" on one class
// and does not say how many; 350 windows of every tenth row are half a minute
// at 119 Hz, which is how the bundled fan's field recording takes turns.
const scheduleTurn = 350

// schedule is the paper's order of teaching: one class for a number of windows,
// then the next, round and round until nothing is left. Each class goes on where
// its turn before has ended.
type schedule struct {
	channels int
	tracks   []track
}

// track is the rows of a class that have not been played.
type track struct {
	label int
	runs  [][]float32
}

// newSchedule takes the stretches' classes in order of their first appearance.
func newSchedule(all []stretch, channels int) *schedule {
	s := &schedule{channels: channels}
	for _, label := range labelsIn(all) {
		t := track{label: label}
		for _, part := range all {
			if part.label == label {
				t.runs = append(t.runs, part.values)
			}
		}
		s.tracks = append(s.tracks, t)
	}
	return s
}

// rows are all rows in the order of the schedule. A segment ends where a class's
// turn or a recording does.
func (s *schedule) rows(window, stride int) *replay.Rows {
	out := &scheduled{rows: &replay.Rows{}, cutter: cut.New(window, stride)}
	for left := true; left; {
		left = false
		for i := range s.tracks {
			if s.turn(&s.tracks[i], out) > 0 {
				left = true
			}
		}
	}
	return out.rows
}

// scheduled are the rows so far, and the segment that they end with.
type scheduled struct {
	rows    *replay.Rows
	cutter  *cut.Cutter
	segment int
}

// turn takes the rows of one class for scheduleTurn windows, or to its end.
func (s *schedule) turn(t *track, out *scheduled) (windows int) {
	out.segment++
	for windows < scheduleTurn && len(t.runs) > 0 {
		run := t.runs[0]
		if len(run) == 0 {
			t.runs = t.runs[1:]
			out.segment++
			continue
		}
		t.runs[0] = run[s.channels:]
		out.rows.Add(&stream.Row{Label: t.label, Segment: out.segment, Values: run[:s.channels]})
		if due, _ := out.cutter.Push(out.segment, t.label); due {
			windows++
		}
	}
	return windows
}
