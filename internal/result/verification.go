package result

// Verification compares the host engine with the emulated one, step by step:
// what `verify --json` prints.
type Verification struct {
	Version  int      `json:"version"`
	Streams  []string `json:"streams"`
	Rows     int64    `json:"rows"`
	Segments int      `json:"segments"`
	FrontEnd string   `json:"frontend"`
	Board    string   `json:"board"`
	Core     string   `json:"core"`
	Firmware string   `json:"firmware"` // build, compiler, checksum
	QEMU     string   `json:"qemu,omitempty"`

	Runs []VerifiedRun `json:"runs"`
	// Interrupted tells that the comparison ended before the stream did.
	Interrupted bool `json:"interrupted,omitempty"`
}

// VerifiedRun is one mode with one seed.
type VerifiedRun struct {
	Mode    string `json:"mode"`
	Seed    uint64 `json:"seed"`
	Steps   int64  `json:"steps"` // compared, the differing one included
	Updates int64  `json:"updates"`
	Classes int    `json:"classes,omitempty"` // that the layer grew

	// Difference is the first value that differs, nil where all bits are equal.
	Difference *BitDifference `json:"difference,omitempty"`
	QEMUSteps  *int64         `json:"qemu_steps,omitempty"` // that QEMU repeated
	// QEMUDifference is the same between the emulated engine and QEMU.
	QEMUDifference *BitDifference `json:"qemu_difference,omitempty"`

	StackPeakBytes int                 `json:"stack_peak_bytes"` // written, of the emulated stack
	StackBytes     int                 `json:"stack_bytes"`      // there are
	Cycles         map[string]PhaseGap `json:"cycles"`           // by phase; those that the mode has
}

// BitDifference is a value in which two sides disagree.
type BitDifference struct {
	Step    int64  `json:"step"`          // from 0
	Row     int64  `json:"row,omitempty"` // that completed the window
	Part    string `json:"part"`          // score, a layer, weights
	Element string `json:"element,omitempty"`
	// Of a float the bits in hex, and its value. Against QEMU, the emulated
	// engine stands on the host's side.
	Host     string `json:"host"`
	Emulated string `json:"emulated"`
}

// PhaseGap compares a phase's cycles over all steps that had it.
type PhaseGap struct {
	Steps      int64   `json:"steps"`
	Modelled   float64 `json:"modelled"` // mean of the host engine's cost model
	Emulated   float64 `json:"emulated"` // mean of what was executed
	GapPercent float64 `json:"gap_percent"`
}

// Differing is the first run with a difference, nil where all bits are equal.
func (v *Verification) Differing() *VerifiedRun {
	for i := range v.Runs {
		if r := &v.Runs[i]; r.Difference != nil || r.QEMUDifference != nil {
			return r
		}
	}
	return nil
}
