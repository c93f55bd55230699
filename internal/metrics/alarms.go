package metrics

import "math"

// State is what is known about the machine during a window.
type State uint8

// The states of a window.
const (
	Unknown   State = iota // no label
	Normal                 // labelled normal
	Mixed                  // spans two labels
	Anomalous              // any other label
)

// Alarms measures a detector with a threshold: how often it cries wolf, what
// it catches and how soon. Each window above the threshold is one alarm. Make
// it with NewAlarms.
//
// The rates are of windows that are Normal or Anomalous through and through. An
// onset is the first window behind a normal one of the same segment that has
// rows of a fault, Mixed or Anomalous, if the fault lasts until a window is
// Anomalous; the delay counts from there to the window that raises an alarm. An
// alarm that stood already when the fault came says nothing about the fault, so
// it must fall and rise again to count: a detector that always fires detects
// nothing.
type Alarms struct {
	step      float64 // seconds from one window to the next, NaN unknown
	normal    tally
	anomalous tally

	onsets, detected int64
	delayed          int64 // windows from onset to alarm, sum over the detected

	segment  int
	healthy  bool // the window before was Normal
	standing bool // the window before raised an alarm
	onset    onset
}

// onset is what is known about the fault that the stream is in.
type onset struct {
	open      bool // its alarm is waited for
	confirmed bool // a window was Anomalous
	raised    bool
	since     int64 // windows since the first
	raisedAt  int64
}

type tally struct{ windows, alarms int64 }

func (t *tally) add(alarm bool) {
	t.windows++
	if alarm {
		t.alarms++
	}
}

func (t *tally) rate() float64 { return float64(t.alarms) / float64(t.windows) }

// NewAlarms returns an empty Alarms. step is the time from one window to the
// next in seconds, stride times row period; 0 where that is unknown, and then
// so are times.
func NewAlarms(step float64) *Alarms {
	if step <= 0 {
		step = math.NaN()
	}
	return &Alarms{step: step}
}

// Add counts one window of a segment.
func (a *Alarms) Add(segment int, state State, alarm bool) {
	if segment != a.segment { // what went before is another recording
		a.segment, a.healthy, a.standing, a.onset = segment, false, false, onset{}
	}
	switch state {
	case Normal:
		a.normal.add(alarm)
	case Anomalous:
		a.anomalous.add(alarm)
	}
	a.follow(state, alarm)
	a.standing = alarm
}

// follow watches for an onset and its alarm.
func (a *Alarms) follow(state State, alarm bool) {
	if state == Normal || state == Unknown {
		a.healthy = state == Normal
		a.onset = onset{}
		return
	}
	o := &a.onset
	if a.healthy {
		a.healthy = false
		*o = onset{open: true}
	} else {
		o.since++
	}
	if !o.open {
		return
	}
	if state == Anomalous && !o.confirmed {
		o.confirmed = true
		a.onsets++
	}
	if alarm && !a.standing && !o.raised {
		o.raised, o.raisedAt = true, o.since
	}
	if o.confirmed && o.raised {
		o.open = false
		a.detected++
		a.delayed += o.raisedAt
	}
}

// Reset forgets what was counted, not where the stream is: windows after the
// last update are measured by a Reset at each update.
func (a *Alarms) Reset() {
	a.normal, a.anomalous = tally{}, tally{}
	a.onsets, a.detected, a.delayed = 0, 0, 0
	a.onset = onset{}
}

// NormalWindows returns the normal windows counted.
func (a *Alarms) NormalWindows() int64 { return a.normal.windows }

// AnomalousWindows returns the anomalous windows counted.
func (a *Alarms) AnomalousWindows() int64 { return a.anomalous.windows }

// FalseAlarmRate returns the share of normal windows that raised an alarm.
func (a *Alarms) FalseAlarmRate() float64 { return a.normal.rate() }

// FalseAlarmsPerHour returns the false alarms per hour of normal operation.
func (a *Alarms) FalseAlarmsPerHour() float64 { return a.FalseAlarmRate() * 3600 / a.step }

// DetectionRate returns the share of anomalous windows that raised an alarm.
func (a *Alarms) DetectionRate() float64 { return a.anomalous.rate() }

// Onsets returns how often a normal machine became anomalous, and how many of
// these onsets raised an alarm before the machine was normal again.
func (a *Alarms) Onsets() (onsets, detected int64) { return a.onsets, a.detected }

// DetectionDelay returns the mean time from onset to alarm in seconds, over
// the detected onsets.
func (a *Alarms) DetectionDelay() float64 {
	return float64(a.delayed) * a.step / float64(a.detected)
}
