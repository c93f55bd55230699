package result

// Column is what a column of the stream was taken for, and by which evidence.
type Column struct {
	Name     string `json:"name"`
	Role     string `json:"role"` // time, clock, counter, sensor, label, annotation, set-point, id, session, text, constant, empty
	Used     bool   `json:"used"`
	Doubt    bool   `json:"in_doubt,omitempty"`
	Unit     string `json:"unit,omitempty"`
	Evidence string `json:"evidence"`
	// Offset is subtracted from the values before they are float32; Sentinels are
	// taken for missing values.
	Offset    float64   `json:"offset,omitempty"`
	Sentinels []float64 `json:"sentinels,omitempty"`
}
