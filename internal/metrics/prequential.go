package metrics

// Prequential scores a classifier on a stream, each prediction before its
// update, beside two competitors that need no model: NoChange repeats the label
// that arrived last, Majority says the one that arrived most often. On a stream whose labels
// come in long runs NoChange is hard to beat, and accuracy alone says nothing.
type Prequential struct {
	Learner  Confusion
	NoChange Confusion
	Majority Confusion

	last     int     // label that arrived last, -1 before the first
	arrived  []int64 // by label
	majority int     // most frequent label, the earlier one of two; -1 likewise
}

// NewPrequential returns an empty Prequential.
func NewPrequential() *Prequential { return &Prequential{last: -1, majority: -1} }

// Add scores the prediction made for a window, and those of the baselines.
func (p *Prequential) Add(label, prediction int) {
	if label < 0 {
		return
	}
	p.Learner.Add(label, prediction)
	p.NoChange.Add(label, p.last)
	p.Majority.Add(label, p.majority)
}

// Last is the label that arrived last, -1 before the first.
func (p *Prequential) Last() int { return p.last }

// Show gives the baselines the label that arrives after a prediction, which is that
// of an earlier window where labels come late.
func (p *Prequential) Show(label int) {
	if label < 0 {
		return
	}
	p.last = label
	for label >= len(p.arrived) {
		p.arrived = append(p.arrived, 0)
	}
	p.arrived[label]++
	if p.majority < 0 || p.arrived[label] > p.arrived[p.majority] {
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
