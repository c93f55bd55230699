package result

// Forgetting is what learning did to what the device could do before, on windows of
// the training recording that trained nothing.
type Forgetting struct {
	Windows              int64   `json:"windows"`       // of the healthy machine
	FaultWindows         int64   `json:"fault_windows"` // of other labels, where the recording has any
	FalseAlarmRateBefore float64 `json:"false_alarm_rate_before"`
	FalseAlarmRateAfter  float64 `json:"false_alarm_rate_after"`
	// FalseAlarmRateAfterRunning is against the running threshold as it ended; the two
	// above are against the threshold as it was trained.
	FalseAlarmRateAfterRunning *float64 `json:"false_alarm_rate_after_running,omitempty"`
	AUCBefore                  *float64 `json:"auc_before,omitempty"`
	AUCAfter                   *float64 `json:"auc_after,omitempty"`
}

// ClassForgetting is what the last half of the stream did to what a classifier knew of
// each class: windows that it never learns from, of the test recording or else of the
// one that trained the network.
type ClassForgetting struct {
	Recording string           `json:"recording"` // RecallTrain or RecallTest
	Window    int64            `json:"window"`    // windows of the stream before the accuracy before
	Classes   []ForgottenClass `json:"classes"`   // that it knew then
}

// Recordings that a classifier is asked for.
const (
	RecallTrain = "train"
	RecallTest  = "test"
)

// ForgottenClass is one class.
type ForgottenClass struct {
	Label          string  `json:"label"`
	Windows        int64   `json:"windows"`
	AccuracyBefore float64 `json:"accuracy_before"`
	AccuracyAfter  float64 `json:"accuracy_after"`
}

func (c ForgottenClass) member() string { return c.Label }

var classForgettingTerms = []Term{
	{Key: "classification.forgetting.window", Unit: UnitCount, About: byHand},
	{Key: "classification.forgetting.windows.*", Path: "classification.forgetting.classes.*.windows", Unit: UnitCount, About: byHand},
	{Key: "classification.forgetting.accuracy_before.*", Path: "classification.forgetting.classes.*.accuracy_before", Unit: UnitFraction, Better: Higher, About: byHand},
	{Key: "classification.forgetting.accuracy_after.*", Path: "classification.forgetting.classes.*.accuracy_after", Unit: UnitFraction, Better: Higher, About: byHand},
}
