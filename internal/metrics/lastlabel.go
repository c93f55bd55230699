package metrics

// LastLabel is the detector that needs no data: its score is 1, an alarm, where
// the label that arrived last was not normal, else 0. Labels of machine states
// come in long runs, so whoever repeats them is hard to beat; a learner that
// is taught by labels has to. Make it with NewLastLabel.
//
// The label of window t arrives in time for window t + 1 + delay. A window
// without a label of its own, Unknown or Mixed, brings none, and the one before
// stays. Before the first has arrived there is no alarm.
type LastLabel struct {
	Alarms *Alarms // of the windows since the last Reset

	late  []State // ring of the states on their way
	next  int
	known State
}

// NewLastLabel returns a LastLabel to which labels come this many windows late;
// step is NewAlarms's.
func NewLastLabel(delay int, step float64) *LastLabel {
	if delay < 0 {
		panic("metrics: NewLastLabel: no label comes before its window")
	}
	return &LastLabel{Alarms: NewAlarms(step), late: make([]State, 1+delay)}
}

// Add scores one window of a segment by the labels that had arrived before it.
func (l *LastLabel) Add(segment int, state State) {
	if arrived := l.late[l.next]; arrived == Normal || arrived == Anomalous {
		l.known = arrived
	}
	l.Alarms.Add(segment, state, l.known == Anomalous)
	l.late[l.next] = state
	l.next = (l.next + 1) % len(l.late)
}

// AUC returns the area under the ROC curve of the score. It has two values, so
// the curve has one corner, and ties between anomalous and normal windows count
// half: (1 + detection rate - false alarm rate) / 2.
func (l *LastLabel) AUC() float64 {
	return (1 + l.Alarms.DetectionRate() - l.Alarms.FalseAlarmRate()) / 2
}

// Reset forgets what was counted, not the labels; see Alarms.Reset.
func (l *LastLabel) Reset() { l.Alarms.Reset() }
