package result

// DetectorArm is one of the ways to raise alarms that are compared on the same windows: with
// what was flashed or with what learns, against the threshold as it was trained or
// against one that follows the scores. What learning bought is what tells two arms
// with the same kind of threshold apart.
type DetectorArm struct {
	Name               string   `json:"name"`
	FalseAlarmRate     *float64 `json:"false_alarm_rate,omitempty"`
	FalseAlarmsPerHour *float64 `json:"false_alarms_per_hour,omitempty"`
	DetectionRate      *float64 `json:"detection_rate,omitempty"`
	// AUC and detection at equal false alarms are those of the score or, where the
	// threshold runs, of the score over the threshold in force.
	AUC            *float64 `json:"auc,omitempty"`
	DetectionAt1   *float64 `json:"detection_at_1_percent,omitempty"`
	DetectionAt5   *float64 `json:"detection_at_5_percent,omitempty"`
	ThresholdFirst float64  `json:"threshold_first"`
	ThresholdLast  *float64 `json:"threshold_last,omitempty"`
}

// Arm is the one of a name, nil where it was not measured.
func (a *Anomaly) Arm(name string) *DetectorArm {
	for i := range a.Arms {
		if a.Arms[i].Name == name {
			return &a.Arms[i]
		}
	}
	return nil
}

// Names of the arms.
const (
	ArmFrozen        = "frozen"
	ArmFrozenRunning = "frozen-running"
	ArmOnline        = "online"
	ArmOnlineRunning = "online-running"
)

// Detectors that need no model.
const (
	BaselineZScore    = "running-z-score"
	BaselineLastLabel = "last-label" // repeats the label that arrived last
)
