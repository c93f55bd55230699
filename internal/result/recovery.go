package result

// Recovery is how long each arm felt a change of the stream: windows from the change on
// until its false alarms stay below twice the rate that its threshold was set for.
type Recovery struct {
	Window int64       `json:"window"` // first that the change decides
	Arms   []Recovered `json:"arms"`
}

// Recovered is an arm's; without windows it has not recovered before the next change or
// the end of the stream.
type Recovered struct {
	Name    string `json:"name"`
	Windows *int64 `json:"windows,omitempty"`
}
