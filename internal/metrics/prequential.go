package metrics

// Prequential scores a classifier on a stream, each prediction before its
// update, beside two competitors that need no model: NoChange repeats the last
// label, Majority says the most frequent one so far. On a stream whose labels
// come in long runs NoChange is hard to beat, and accuracy alone says nothing.
type Prequential struct {
	Learner  Confusion
	NoChange Confusion
	Majority Confusion

	last     int // label of the last window, -1 before the first
	majority int // most frequent label, the earlier one of two; -1 likewise
	recent   recent
}

// NewPrequential returns a Prequential whose recent figures look back over
// this many windows.
func NewPrequential(recentWindows int) *Prequential {
	if recentWindows < 1 {
		panic("metrics: NewPrequential: the recent windows must be at least one")
	}
	return &Prequential{last: -1, majority: -1, recent: recent{ring: make([]outcome, recentWindows)}}
}

// Add scores the prediction made for a window and shows the label to the
// baselines, whose predictions precede it too: neither has one for the first
// window.
func (p *Prequential) Add(label, prediction int) {
	if label < 0 {
		return
	}
	p.Learner.Add(label, prediction)
	p.NoChange.Add(label, p.last)
	p.Majority.Add(label, p.majority)
	p.recent.add(label, prediction)
	p.last = label
	if p.majority < 0 || p.Learner.Support(label) > p.Learner.Support(p.majority) {
		p.majority = label
	}
}

// KappaTemporal returns (p0 - p'e) / (1 - p'e), the accuracy p0 of the learner
// against p'e of NoChange: positive only for a learner that sees changes come
// (I. Žliobaitė et al., Evaluation methods and decision theory for
// classification of streaming data with temporal dependence, Machine Learning
// 98, 2015).
func (p *Prequential) KappaTemporal() float64 {
	return overBaseline(p.Learner.Accuracy(), p.NoChange.Accuracy())
}

// RecentAccuracy returns the learner's accuracy over the recent windows.
func (p *Prequential) RecentAccuracy() float64 { return p.recent.counts.Accuracy() }

// RecentMacroF1 returns the learner's macro F1 over the recent windows, of the
// classes that occurred in them.
func (p *Prequential) RecentMacroF1() float64 { return p.recent.counts.MacroF1() }

// recent is a confusion over the last windows.
type recent struct {
	ring   []outcome
	next   int
	counts Confusion
}

type outcome struct{ label, prediction int }

func (r *recent) add(label, prediction int) {
	if int(r.counts.Total()) == len(r.ring) {
		oldest := r.ring[r.next]
		r.counts.count(oldest.label, oldest.prediction, -1)
	}
	r.counts.Add(label, prediction)
	r.ring[r.next] = outcome{label, prediction}
	r.next = (r.next + 1) % len(r.ring)
}
