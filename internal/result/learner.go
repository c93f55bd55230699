package result

// Learner is what the runs of a mode learn, in words, so that whoever shows a result
// need not know the learners.
type Learner struct {
	Mode string `json:"mode"` // as the runs have it
	Text string `json:"text,omitempty"`
	Aim  Aim    `json:"aim"`
	// Score says what a detector's scores are, with their unit.
	Score string `json:"score,omitempty"`
	// Loss is what its updates descend, and LearningRate how fast; absent where it
	// has none.
	Loss         string   `json:"loss,omitempty"`
	LearningRate *float64 `json:"learning_rate,omitempty"`
	// Warm says that it begins with what its own updates make of the training
	// recording: what was flashed is the same detector then, and not the autoencoder.
	Warm bool `json:"warm,omitempty"`
}

// Aim is what a learner is for.
type Aim string

// The aims.
const (
	AimDetect   Aim = "detect"   // says how unusual a window is
	AimClassify Aim = "classify" // names the window's label
)

// Learner is the one of a mode. Of a result that does not describe it, it is what its
// runs show.
func (s *Summary) Learner(mode string) Learner {
	for _, l := range s.Program.Learners {
		if l.Mode == mode {
			return l
		}
	}
	l := Learner{Mode: mode, Aim: AimDetect}
	for i := range s.Runs {
		if r := &s.Runs[i]; r.Mode == mode && r.Anomaly == nil && r.Classification != nil {
			l.Aim = AimClassify
		}
	}
	return l
}
