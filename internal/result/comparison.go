package result

import "io"

// ComparisonFile is the name of a Comparison in the folder of compare --out.
const ComparisonFile = "comparison.json"

// Comparison is several results side by side, over the seeds that all of them
// have: comparison.json, and what compare --json prints.
type Comparison struct {
	Version int      `json:"version"`
	Tool    string   `json:"tool"` // "tinyol-sim 0.1.0"
	Command []string `json:"command"`

	Stream   ComparedStream    `json:"stream"`
	Results  []ComparedResult  `json:"results"`
	Seeds    []uint64          `json:"seeds"`              // in every result; all values are of these
	Settings []ComparedSetting `json:"settings,omitempty"` // those that differ
	Arms     []Arm             `json:"arms"`
	Measures []ComparedMeasure `json:"measures"`
	Notes    []string          `json:"notes,omitempty"` // what a reader of the whole must know
}

// ComparedStream is what the results have in common: the windows that they were
// measured on.
type ComparedStream struct {
	Name    string   `json:"name"`
	More    []string `json:"more,omitempty"` // further files, replayed behind it
	SHA256  []string `json:"sha256"`         // of each file
	Columns []string `json:"columns"`
	Normal  string   `json:"normal,omitempty"`
	Drift   []string `json:"drift,omitempty"`
	Windows int64    `json:"windows"`
	Window  int      `json:"window"` // rows in one
	Stride  int      `json:"stride"` // rows between two
	Test    string   `json:"test,omitempty"`
}

// ComparedResult is one of the results.
type ComparedResult struct {
	Name    string   `json:"name"`    // short, unlike the others'
	Path    string   `json:"path"`    // as it was given
	Command []string `json:"command"` // that made it
	Seeds   []uint64 `json:"seeds"`   // all that it has
}

// ComparedSetting is a setting of the experiment in which the results differ,
// with the text of each result's in their order.
type ComparedSetting struct {
	Name   string   `json:"name"`
	Values []string `json:"values"`
}

// Arm is one mode on one engine and board in one result: what is set against
// the others. The frozen arm of a result is the static model, measured beside
// the modes that learn.
type Arm struct {
	Name   string `json:"name"`   // unlike the others'
	Result int    `json:"result"` // index into Results
	Mode   string `json:"mode"`
	Engine string `json:"engine"`
	Board  string `json:"board"`
}

// ComparedMeasure is one Measure in the arms that have it, and the differences
// between them.
type ComparedMeasure struct {
	Key         string       `json:"key"` // Measure.Key of the arm that learns
	Unit        Unit         `json:"unit"`
	Values      []ArmValue   `json:"values"`
	Differences []Difference `json:"differences,omitempty"`
}

// ArmValue is a measure in one arm: its mean over the seeds with Student's 95 %
// interval, which is absent for a single seed and where the measure does not
// depend on the seed.
type ArmValue struct {
	Arm    int        `json:"arm"` // index into Arms
	Mark   Provenance `json:"mark,omitempty"`
	Mean   float64    `json:"mean"`
	Low    *float64   `json:"low,omitempty"`
	High   *float64   `json:"high,omitempty"`
	Values []float64  `json:"values"` // by seed
}

// Difference is one arm less another, seed by seed.
type Difference struct {
	Arm     int     `json:"arm"`
	Against int     `json:"against"`
	Mean    float64 `json:"mean"`
	// Low and High are Student's 95 % interval of the paired differences, P is
	// that of Wilcoxon's signed rank test, exact and two-sided. They are absent
	// for a single seed, and where neither arm depends on the seed: such a
	// difference is exact.
	Low  *float64 `json:"low,omitempty"`
	High *float64 `json:"high,omitempty"`
	P    *float64 `json:"p,omitempty"`
	// PAdjusted is P by Holm's procedure among the differences of the measure:
	// whoever calls those below a level real is wrong about any with at most
	// that probability. It is there where P is.
	PAdjusted *float64 `json:"p_adjusted,omitempty"`
}

// Measure finds a measure by its key; nil where no arm has it.
func (c *Comparison) Measure(key string) *ComparedMeasure {
	for i := range c.Measures {
		if c.Measures[i].Key == key {
			return &c.Measures[i]
		}
	}
	return nil
}

// Of finds the value of an arm; nil where it has none.
func (m *ComparedMeasure) Of(arm int) *ArmValue {
	for i := range m.Values {
		if m.Values[i].Arm == arm {
			return &m.Values[i]
		}
	}
	return nil
}

// EncodeComparison writes c as EncodeSummary writes a Summary.
func EncodeComparison(w io.Writer, c *Comparison) error {
	data, err := encode(c)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// WriteComparison writes the file path whole or not at all.
func WriteComparison(path string, c *Comparison) error {
	data, err := encode(c)
	if err != nil {
		return err
	}
	return replaceFile(path, data)
}
