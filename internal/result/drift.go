package result

// DriftDetector is what a drift detector beside the learner made of the stream. Where
// drift was injected there are two more in the list that look at nothing, DriftAlways
// and DriftNever, and what Changes counts is known; else firings are only counted.
type DriftDetector struct {
	Name      string   `json:"name"`
	Limit     *float64 `json:"limit,omitempty"`      // of its statistic
	RunLength int64    `json:"run_length,omitempty"` // windows that the limit was set for: silent that long on the healthy machine
	Firings   int64    `json:"firings"`
	// FaultFirings are those in windows of a faulty machine, which neither detect a
	// change nor are false.
	FaultFirings   int64    `json:"fault_firings"`
	FiringsPerHour *float64 `json:"firings_per_hour,omitempty"` // the others
	At             []int64  `json:"at,omitempty"`               // windows of the first hundred firings

	Changes             *int64   `json:"changes,omitempty"` // that the stream reached
	Detected            *int64   `json:"detected,omitempty"`
	Missed              *int64   `json:"missed,omitempty"`
	DelayWindows        *float64 `json:"delay_windows,omitempty"` // mean over the detected ones
	DelayS              *float64 `json:"delay_s,omitempty"`
	FalseFirings        *int64   `json:"false_firings,omitempty"`
	FalseFiringsPerHour *float64 `json:"false_firings_per_hour,omitempty"`

	ByChange []DetectedChange `json:"by_change,omitempty"` // that the stream reached
}

// DetectedChange is what a drift detector made of one change; without a delay it missed
// it.
type DetectedChange struct {
	Window int64  `json:"window"`                  // first that the change decides
	Delay  *int64 `json:"delay_windows,omitempty"` // from there to the firing
}

// Detectors that look at nothing.
const (
	DriftAlways = "always"
	DriftNever  = "never"
)

func (d DriftDetector) member() string { return d.Name }

var driftTerms = []Term{
	{Key: "drift.*.firings", Unit: UnitCount, About: byHand},
	{Key: "drift.*.fault_firings", Unit: UnitCount, About: byHand},
	{Key: "drift.*.firings_per_hour", Unit: UnitPerHour, About: byHand},
	{Key: "drift.*.changes", Unit: UnitCount, About: byHand},
	{Key: "drift.*.detected", Unit: UnitCount, Better: Higher, About: byHand},
	{Key: "drift.*.missed", Unit: UnitCount, Better: Lower, About: byHand},
	{Key: "drift.*.delay_windows", Unit: UnitCount, Better: Lower, About: byHand},
	{Key: "drift.*.delay_s", Unit: UnitSeconds, Better: Lower, About: byHand},
	{Key: "drift.*.false_firings", Unit: UnitCount, Better: Lower, About: byHand},
	{Key: "drift.*.false_firings_per_hour", Unit: UnitPerHour, Better: Lower, About: byHand},
}
