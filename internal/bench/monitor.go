package bench

// Monitor hears about the progress of a run. Its methods may be called from
// several goroutines. A nil Monitor is not allowed; use Silent.
type Monitor interface {
	// Stage begins a part of the work of so many units, 0 where that is not
	// known beforehand; it ends the part before.
	Stage(name string, total int64)
	// Advance adds finished units to the current stage.
	Advance(units int64)
	// Note is a remark that the user should see.
	Note(text string)
}

// Silent is the Monitor that drops everything.
type Silent struct{}

// Stage, Advance and Note do nothing.
func (Silent) Stage(string, int64) {}
func (Silent) Advance(int64)       {}
func (Silent) Note(string)         {}

// notesOnce is a Monitor for work that is done again: its remarks were made.
type notesOnce struct{ Monitor }

func (notesOnce) Note(string) {}
