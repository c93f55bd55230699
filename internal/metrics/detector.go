package metrics

// RankedLabels is how many labels have rates and an AUC of their own in a
// Detector; the windows of further ones only count towards the whole.
const RankedLabels = 8

// Detector measures one model's scores, each against the threshold in force: its alarms, how it
// ranks anomalies above normal windows, and both label by label. Make it with
// NewDetector.
type Detector struct {
	Alarms  *Alarms
	Ranking *Ranking // group 1+label; the last holds all further labels

	labels [RankedLabels]tally
}

// NewDetector returns an empty Detector. step is NewAlarms's.
func NewDetector(step float64) *Detector {
	return &Detector{Alarms: NewAlarms(step), Ranking: NewGroupRanking(RankedLabels + 1)}
}

// Add counts one window of a segment.
func (d *Detector) Add(segment int, state State, label int, score, threshold float32) {
	alarm := !(score <= threshold) // NaN raises one
	d.Alarms.Add(segment, state, alarm)
	switch state {
	case Normal:
		d.Ranking.Add(score, false)
	case Anomalous:
		d.Ranking.AddTo(1+min(label, RankedLabels), score)
	default:
		return
	}
	if label >= 0 && label < RankedLabels {
		d.labels[label].add(alarm)
	}
}

// Reset forgets what was counted; see Alarms.Reset.
func (d *Detector) Reset() {
	d.Alarms.Reset()
	d.Ranking.Reset()
	d.labels = [RankedLabels]tally{}
}

// Windows returns how many windows carried a label below RankedLabels.
func (d *Detector) Windows(label int) int64 { return d.labels[label].windows }

// AlarmRate returns the share of a label's windows that raised an alarm.
func (d *Detector) AlarmRate(label int) float64 { return d.labels[label].rate() }

// AUC returns the area under the ROC curve of one label alone against normal.
func (d *Detector) AUC(label int) float64 { return d.Ranking.Only(1 + label).AUC() }
