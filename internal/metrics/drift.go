package metrics

import (
	"math"
	"slices"
)

// DriftTrial judges a drift detector by changes whose places are known, beside
// two that look at nothing: one fires at every window, the other never. A
// detector is worth something where it finds what Always finds with far fewer
// false firings (A. Bifet, Classifier concept drift detection and the illusion
// of progress, Artificial intelligence and soft computing, 2017, shows how
// often that is forgotten). Make it with NewDriftTrial.
type DriftTrial struct {
	Detector, Always, Never *Firings
}

// NewDriftTrial returns a DriftTrial; changes and horizon are NewFirings's.
func NewDriftTrial(changes []int64, horizon int64) *DriftTrial {
	return &DriftTrial{NewFirings(changes, horizon), NewFirings(changes, horizon), NewFirings(changes, horizon)}
}

// Add counts a window; numbers ascend.
func (t *DriftTrial) Add(window int64, fired bool) {
	t.Detector.Add(window, fired)
	t.Always.Add(window, true)
	t.Never.Add(window, false)
}

// Firings sets the windows at which a drift detector fired against the known
// changes. The first firing within the horizon after a change detects it, if
// the next change has not come by then. Every other firing is false, a second
// one in the same horizon too: each makes the device learn anew.
type Firings struct {
	horizon int64
	changes []Detected
	at      int // the next change
	windows int64
	falsely int64
}

// Detected is what a drift detector made of one change.
type Detected struct {
	Change int64 // number of the first window that it changed
	Delay  int64 // windows from there to the firing, 0 at once, -1 missed
}

// NewFirings returns Firings with changes at these windows; horizon is how many
// windows from a change on, itself among them, may detect it.
func NewFirings(changes []int64, horizon int64) *Firings {
	if horizon < 1 {
		panic("metrics: NewFirings: the horizon must be at least one window")
	}
	f := &Firings{horizon: horizon}
	for _, change := range inOrder(changes) {
		f.changes = append(f.changes, Detected{Change: change, Delay: -1})
	}
	return f
}

// Add counts a window; numbers ascend.
func (f *Firings) Add(window int64, fired bool) {
	f.windows++
	for f.at < len(f.changes) && f.changes[f.at].Change <= window {
		f.at++
	}
	if !fired {
		return
	}
	if f.at > 0 {
		last := &f.changes[f.at-1]
		if delay := window - last.Change; last.Delay < 0 && delay < f.horizon {
			last.Delay = delay
			return
		}
	}
	f.falsely++
}

// Changes returns what was made of each change that the stream reached, in
// their order.
func (f *Firings) Changes() []Detected { return slices.Clone(f.changes[:f.at]) }

// Detections returns how many of these changes were detected.
func (f *Firings) Detections() int {
	n := 0
	for _, c := range f.changes[:f.at] {
		if c.Delay >= 0 {
			n++
		}
	}
	return n
}

// Delay returns the mean delay of the detected changes in windows; NaN where
// none was.
func (f *Firings) Delay() float64 {
	var total int64
	for _, c := range f.changes[:f.at] {
		total += max(c.Delay, 0)
	}
	if n := f.Detections(); n > 0 {
		return float64(total) / float64(n)
	}
	return math.NaN()
}

// False returns how many firings detected no change.
func (f *Firings) False() int64 { return f.falsely }

// FalsePerThousand returns the false firings per 1000 windows; NaN before the
// first.
func (f *Firings) FalsePerThousand() float64 {
	return 1000 * float64(f.falsely) / float64(f.windows)
}
