package result

// What a Change leads to.
const (
	ToDrifted  = "drifted"  // the readings with the drift in them
	ToRecorded = "recorded" // the readings as they were recorded
)

// Change is a known place: where injected drift changes the readings. Detection
// delay, recovery and false alarms are measured from there.
type Change struct {
	Drift string       `json:"drift"` // as --drift has it
	To    string       `json:"to"`
	Start ChangePlace  `json:"start"`         // the first row that may differ, and the first window with such a row
	End   *ChangePlace `json:"end,omitempty"` // the first row from which all are of what it leads to, and the first window of such rows alone; absent: the stream ended before
}

// ChangePlace is a row of the stream and a window that it decides, both counted
// as in steps.csv.
type ChangePlace struct {
	Row     int64    `json:"row"`
	Seconds *float64 `json:"s,omitempty"`      // since the first row, breaks between segments left out; absent in a stream without time
	Window  *int64   `json:"window,omitempty"` // absent: the stream ended before it
}
