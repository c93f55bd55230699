package replay

import "tinyol-sim/internal/inject"

// NoWindow stands for a window that the stream has not come to.
const NoWindow = -1

// Change is a change of concept that drift injects, with the windows that see it.
type Change struct {
	inject.Change
	StartWindow int64 // first one with a row of the change or behind it, or NoWindow
	EndWindow   int64 // first one of none but rows after the change, or NoWindow
}

// seenChanges are the changes of a stream as its windows come by.
type seenChanges struct {
	changes []Change
	open    int // first one that waits for a window
}

// window takes the row that completes a window of so many rows.
func (s *seenChanges) window(src *Source, r *Row, rows int) {
	s.update(src)
	first := r.Number - int64(rows) + 1
	for i := s.open; i < len(s.changes); i++ {
		c := &s.changes[i]
		if c.StartWindow == NoWindow {
			c.StartWindow = r.Window
		}
		if c.EndWindow == NoWindow && c.End.Row > 0 && c.End.Row <= first {
			c.EndWindow = r.Window
		}
	}
	for s.open < len(s.changes) && s.changes[s.open].EndWindow != NoWindow {
		s.open++
	}
}

// update takes over what the source has changed since.
func (s *seenChanges) update(src *Source) {
	changes, _ := src.changes()
	for i := s.open; i < len(s.changes); i++ {
		s.changes[i].Change = changes[i]
	}
	for _, c := range changes[len(s.changes):] {
		s.changes = append(s.changes, Change{c, NoWindow, NoWindow})
	}
}

// Changes returns the changes of concept that injected drift has made in the rows
// that all lanes have been through, in order, and how many more of those read are
// left out because there are too many. It is not for use while the stream is played.
func (f *Feed) Changes() (changes []Change, leftOut int64) {
	f.seen.update(f.src)
	for _, c := range f.seen.changes {
		if c.Start.Row > f.through {
			return changes, 0
		}
		if c.End.Row > f.through {
			c.End = inject.Place{}
		}
		if c.StartWindow >= f.counts.Windows {
			c.StartWindow = NoWindow
		}
		if c.EndWindow >= f.counts.Windows {
			c.EndWindow = NoWindow
		}
		changes = append(changes, c)
	}
	_, leftOut = f.src.changes()
	return changes, leftOut
}
