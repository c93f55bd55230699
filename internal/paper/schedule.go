package paper

import "tinyol-sim/internal/tinyol"

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

// play pushes the rows and calls step with the label of each window; it ends
// early where step returns false.
func (s *schedule) play(d *tinyol.Device, step func(label int) bool) {
	for {
		left := false
		for i := range s.tracks {
			played, going := s.turn(d, &s.tracks[i], step)
			if !going {
				return
			}
			left = left || played
		}
		if !left {
			return
		}
	}
}

// turn plays one class for scheduleTurn windows, or to its end.
func (s *schedule) turn(d *tinyol.Device, t *track, step func(label int) bool) (played, going bool) {
	d.Reset()
	windows := 0
	for windows < scheduleTurn && len(t.runs) > 0 {
		run := t.runs[0]
		if len(run) == 0 {
			t.runs = t.runs[1:]
			d.Reset()
			continue
		}
		t.runs[0] = run[s.channels:]
		if !d.Push(run[:s.channels]) {
			continue
		}
		windows++
		if !step(t.label) {
			return true, false
		}
	}
	return windows > 0, true
}
