package plan

// Phase is a part of the device's work between two marks of the cycle
// counter. The names are those of result.Phases.
type Phase uint8

// The phases in the order they run. Ingest runs once per row, the others once
// per window, Update only where something is learned.
const (
	Ingest Phase = iota
	FrontEnd
	Base
	Normalise
	Predict
	Update
	PhaseCount
)

var phaseNames = [PhaseCount]string{"ingest", "frontend", "base", "normalise", "predict", "update"}

func (p Phase) String() string { return phaseNames[p] }

// List names a list of operations: that of a phase, or one of those beside them.
type List uint8

// The lists beside those of the phases.
const (
	Start     = List(PhaseCount) + iota // once, before the first row
	Growth                              // when a neuron was added, before the update
	Reset                               // when a drift detector has fired, before the update
	ListCount = iota + List(PhaseCount)
)

// Of is the list of a phase.
func Of(p Phase) List { return List(p) }
