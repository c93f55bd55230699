package bench

// Stage is a part of the work, for whoever watches.
type Stage struct {
	Name  string
	Unit  string // what Total counts; bytes are those of files that are read
	Total int64  // 0: not known beforehand
	Lanes int    // how many go through a stream together, 0: it is no stream
}

// Units of a stream, the first where the size of its files is known.
const (
	UnitBytes = "bytes"
	UnitRows  = "rows"
)

// Monitor hears about the progress of a run. Its methods may be called from
// several goroutines. A nil Monitor is not allowed; use Silent.
type Monitor interface {
	// Stage begins a part of the work; it ends the part before.
	Stage(s Stage)
	// Advance adds finished units to the current stage.
	Advance(units int64)
	// Note is a remark that the user should see.
	Note(text string)
}

// StreamStage is that of a stream that so many lanes go through.
func (x *Experiment) StreamStage(lanes int) Stage {
	s := Stage{Name: "stream", Unit: UnitRows, Total: x.Feed.Total(), Lanes: lanes}
	if s.Total > 0 {
		s.Unit = UnitBytes
	}
	return s
}

// Silent is the Monitor that drops everything.
type Silent struct{}

// Stage, Advance and Note do nothing.
func (Silent) Stage(Stage)   {}
func (Silent) Advance(int64) {}
func (Silent) Note(string)   {}

// notesOnce is a Monitor for work that is done again: its remarks were made.
type notesOnce struct{ Monitor }

func (notesOnce) Note(string) {}
