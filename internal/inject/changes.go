package inject

// Place is one row of a stream.
type Place struct {
	Row     int64   // counted from 1 through all files
	Seconds float64 // since the first row, breaks between segments left out; NaN in a stream without time
}

// along is the place in the unit of an extent.
func (p Place) along(e extent) float64 {
	if e.seconds {
		return p.Seconds
	}
	return float64(p.Row)
}

// Change is a known place: where an injected drift changes the concept.
type Change struct {
	Drift   int  // which of the Drifter's, from 0
	Drifted bool // it leads to the new concept, else back to the old one
	Start   Place
	End     Place // first row that is all of the concept it leads to; Row is 0 before it
}

// maxChanges is how many are kept: a stream without end may alternate without
// end.
const maxChanges = 1000

// changeList keeps the changes in the order of their first rows.
type changeList struct {
	changes []Change
	leftOut int64
}

// note takes a row of a drift that has begun.
func (l *changeList) note(drift int, s *driftState, p Place, turn int64, over bool) {
	// Two at once lead back to the concept that there is.
	if turns := turn - s.turn; turns%2 != 0 {
		s.listed = l.add(Change{Drift: drift, Drifted: turn%2 == 0, Start: p})
	}
	s.turn = turn
	if over && s.listed >= 0 && l.changes[s.listed].End.Row == 0 {
		l.changes[s.listed].End = p
	}
}

// add returns where the change stands, -1 if it is left out.
func (l *changeList) add(c Change) int {
	if len(l.changes) == maxChanges {
		l.leftOut++
		return -1
	}
	l.changes = append(l.changes, c)
	return len(l.changes) - 1
}

// Changes returns the changes up to the last row, in order, and how many behind
// them are left out. The slice is the Drifter's.
func (d *Drifter) Changes() (changes []Change, leftOut int64) {
	return d.changes.changes, d.changes.leftOut
}
