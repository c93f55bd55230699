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
	// Intervals are those of the block bootstrap; absent where the stream has too few
	// runs of a label.
	Intervals *DetectorEstimates `json:"interval_95,omitempty"`
	// ROC and Thresholds are of the first seed alone.
	ROC        *ROC        `json:"roc,omitempty"`
	Thresholds *Thresholds `json:"thresholds,omitempty"` // where the threshold runs
}

// ROC are points of the ROC curve, from (0, 0) to (1, 1), which straight lines join.
type ROC struct {
	FalseAlarms []float64 `json:"false_alarms"`
	Detections  []float64 `json:"detections"`
}

// Thresholds are those in force for every so manyth window of the run, the first one
// first.
type Thresholds struct {
	Every  int64     `json:"every"`
	Values []float64 `json:"values"`
}

// Estimate is a figure with its 95 % interval, of which a stream with too few runs of
// a label leaves none.
type Estimate struct {
	Value float64  `json:"value"`
	Low   *float64 `json:"low,omitempty"`
	High  *float64 `json:"high,omitempty"`
}

// DetectorEstimates are a detector's figures, or the differences of two detectors'.
type DetectorEstimates struct {
	FalseAlarmRate *Estimate `json:"false_alarm_rate,omitempty"`
	DetectionRate  *Estimate `json:"detection_rate,omitempty"`
	AUC            *Estimate `json:"auc,omitempty"`
	DetectionAt1   *Estimate `json:"detection_at_1_percent,omitempty"`
	DetectionAt5   *Estimate `json:"detection_at_5_percent,omitempty"`
}

// Gain is what an arm has over another with the same kind of threshold: what learning
// bought.
type Gain struct {
	Arm     string            `json:"arm"`
	Against string            `json:"against"`
	Of      DetectorEstimates `json:"of"`
}

// Gain is the one of an arm, nil where it was not measured.
func (a *Anomaly) Gain(arm string) *Gain {
	for i := range a.Gains {
		if a.Gains[i].Arm == arm {
			return &a.Gains[i]
		}
	}
	return nil
}

// Blocks count the runs of one label that intervals rest on; neighbouring runs share a
// block where there are many.
type Blocks struct {
	Normal    int `json:"normal"`
	Anomalous int `json:"anomalous"`
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

// DropCurves leaves out what only the first seed's run has, which is the one drawn in
// full.
func (r *Run) DropCurves() {
	if c := r.Classification; c != nil {
		c.AsDetector.dropCurve()
		if c.Test != nil {
			c.Test.AsDetector.dropCurve()
		}
	}
	if r.Anomaly == nil {
		return
	}
	for i := range r.Anomaly.Arms {
		r.Anomaly.Arms[i].ROC, r.Anomaly.Arms[i].Thresholds = nil, nil
	}
}
