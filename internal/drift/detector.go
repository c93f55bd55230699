package drift

import (
	"fmt"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/plan"
)

// Detector is one way to tell that the stream is no longer what it was.
type Detector struct {
	Name string // of --detector
	Text string // what it does, in a few words for help
	// OnFeatures says that it looks at the window's features, else at its score.
	OnFeatures bool
	// fit makes the settings of what the healthy machine sends, with a limit that is never
	// reached at limitAt; the last of them is how many windows tell what the stream is like
	// after a firing.
	fit     func(*Healthy) []float32
	limitAt int
	// add puts the detector into a plan and returns its state, of which the first value
	// is the statistic.
	add func(p *plan.Plan, alarm *kernel.Vector, t *Tuned, mark int) (state *kernel.Vector)
}

var detectors []*Detector

func register(d Detector) *Detector {
	detectors = append(detectors, &d)
	return &d
}

// All lists the detectors in the order of help.
func All() []*Detector { return detectors }

// Named returns the detector of a name, nil where there is none.
func Named(name string) *Detector {
	for _, d := range detectors {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// Tuned is a detector with its limit.
type Tuned struct {
	*Detector
	Settings []float32 // as the kernel's card has them
	Start    []float32 // what a detector of features begins with: their mean [n]
}

// Firing is the detector with a limit of 0 over features, which fires every few windows,
// so that what that takes can be measured.
func (d *Detector) Firing(features int) Tuned {
	t := Tuned{Detector: d, Settings: d.fit(&Healthy{scale: 1, Overlap: 1}), Start: make([]float32, features)}
	for i := range t.Settings {
		if t.Settings[i] == allowance {
			t.Settings[i] = 0
		}
	}
	t.Settings[d.limitAt], t.Settings[len(t.Settings)-1] = 0, 2
	return t
}

// Limit is that of the statistic.
func (t *Tuned) Limit() float32 { return t.Settings[t.limitAt] }

// Response is what a firing does.
type Response uint8

// The responses.
const (
	Note  Response = iota // it is counted
	Reset                 // the learner goes back to what was flashed
	Gate                  // the learner learns for some windows from there on, and else not
)

var responses = []string{"note", "reset", "gate"}

// ResponseNames lists what a Response can be, the default first.
func ResponseNames() []string { return responses }

func (r Response) String() string { return responses[r] }

// ParseResponse is the inverse of Response.String.
func ParseResponse(name string) (Response, error) {
	for i, n := range responses {
		if n == name {
			return Response(i), nil
		}
	}
	return 0, fmt.Errorf("unknown response %q; use note, reset or gate", name)
}

// Watch is what watches for drift beside a learner. The zero value is nobody.
type Watch struct {
	Detectors []Tuned
	Response  Response
	Windows   int // for which a gate stays open after a firing, that one among them
}

// Most is how many detectors a Watch has room for.
const Most = 7

const region = "drift detectors"

// On reports that somebody watches.
func (w *Watch) On() bool { return len(w.Detectors) > 0 }

// Validate reports what the device could not do.
func (w *Watch) Validate() error {
	switch {
	case len(w.Detectors) > Most:
		return fmt.Errorf("%d drift detectors; a device has room for %d", len(w.Detectors), Most)
	case int(w.Response) >= len(responses):
		return fmt.Errorf("there is no response %d to drift", w.Response)
	case w.Response == Gate && (w.Windows < 1 || w.Windows > kernel.MaxDimension):
		return fmt.Errorf("the gate stays open for %d windows; it has to be 1 to %d", w.Windows, kernel.MaxDimension)
	}
	return nil
}

// Add puts the detectors into a plan whose learner is there, in front of all that the
// plan does with a score once it is made: predict is how many operations of the
// prediction are the learner's own. What is learned so far can be forgotten; what is
// added later cannot.
func (w *Watch) Add(p *plan.Plan, predict int, learned []*kernel.Vector, start []kernel.Op) {
	if !w.On() {
		return
	}
	behind := append([]kernel.Op(nil), p.Lists[plan.Predict][predict:]...)
	p.Lists[plan.Predict] = p.Lists[plan.Predict][:predict:predict]
	p.Alarm = p.Keep("drift alarm (detectors that fired, windows left)", region, 0, 2)
	fired, left := p.Alarm.Part(0, 1), p.Alarm.Part(1, 1)
	p.Do(plan.Predict, kernel.Set(fired, 0))
	for i := range w.Detectors {
		t := &w.Detectors[i]
		t.add(p, fired, t, 1<<i)
	}
	switch {
	case w.Response == Gate && p.Learns():
		p.Gated = true
		p.Do(plan.Predict, kernel.OpenGate(left, fired, w.Windows))
	case w.Response == Reset && p.Learns():
		w.forget(p, learned, start)
	}
	p.Lists[plan.Predict] = append(p.Lists[plan.Predict], behind...)
}

// forget has what is learned go back to what the device begins with.
func (w *Watch) forget(p *plan.Plan, learned []*kernel.Vector, start []kernel.Op) {
	for _, v := range learned {
		if !stored(v, start) {
			p.AtReset(kernel.Zero(v))
		}
	}
	p.AtReset(start...)
}

// stored reports that operations write all of a vector.
func stored(v *kernel.Vector, ops []kernel.Op) bool {
	for i := range ops {
		for _, o := range plan.Outputs(&ops[i]) {
			if o == v {
				return true
			}
		}
	}
	return false
}

// settings lays a detector's settings out in flash.
func (t *Tuned) settings() *kernel.Vector {
	v := kernel.Table(t.Name+" settings", 0, len(t.Settings), t.Settings)
	v.Region = "drift detectors' settings"
	return v
}

// onScore makes the add of a chart whose state begins with zeros; the second value of
// every state counts the windows that are left until it is known what the stream is like.
func onScore(state int, op func(state, alarm, score, settings *kernel.Vector, mark int) kernel.Op) func(*plan.Plan, *kernel.Vector, *Tuned, int) *kernel.Vector {
	return func(p *plan.Plan, alarm *kernel.Vector, t *Tuned, mark int) *kernel.Vector {
		kept := p.Keep(t.Name+" state", region, 0, state)
		p.Do(plan.Predict, op(kept, alarm, p.Score, t.settings(), mark))
		return kept
	}
}
