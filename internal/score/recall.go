package score

import (
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Recall asks a classifier again and again, while the stream goes by, for windows of
// each class that it never learns from, so that it is known at the end what it knew at
// half of the stream, wherever that was. It keeps at most recallings answers, and half
// of them whenever there are too many.
type Recall struct {
	recording string
	assessor  *Assessor
	windows   []int64 // of each class
	every     int64
	next      int64
	at        []recalled
}

// recalled is what a classifier knew after so many windows.
type recalled struct {
	window int64
	known  int     // classes, in the order in which the layer grew them
	right  []int64 // windows of each class
}

const (
	recallings  = 64
	recallFirst = 32 // windows from one time to the next at first
	// recallMost is how many windows of a class are asked for.
	recallMost = 200
)

// NewRecall asks for windows of a recording, result.RecallTrain or result.RecallTest,
// that an assessor has taken in; of each class evenly spread ones.
func NewRecall(recording string, of *Assessor) *Recall {
	r := &Recall{recording: recording, assessor: &Assessor{tap: of.tap, width: of.width}, every: recallFirst, next: recallFirst}
	all := map[int]int{}
	for _, label := range of.labels {
		all[label]++
	}
	seen := map[int]int{}
	for i, label := range of.labels {
		seen[label]++
		// One of the windows whose place is a multiple of all/most.
		most, n := min(recallMost, all[label]), seen[label]
		if n*most/all[label] == (n-1)*most/all[label] {
			continue
		}
		r.assessor.features = append(r.assessor.features, of.features[i*of.width:(i+1)*of.width]...)
		r.assessor.labels = append(r.assessor.labels, label)
		for label >= len(r.windows) {
			r.windows = append(r.windows, 0)
		}
		r.windows[label]++
	}
	return r
}

// Due reports whether a classifier is to be asked after so many windows.
func (r *Recall) Due(windows int64) bool { return windows >= r.next }

// Ask asks it.
func (r *Recall) Ask(windows int64, d *tinyol.Device) {
	if len(r.at) == recallings {
		for i := range recallings / 2 {
			r.at[i] = r.at[2*i+1]
		}
		r.at = r.at[:recallings/2]
		r.every *= 2
	}
	r.next = windows + r.every
	r.at = append(r.at, r.ask(windows, d))
}

func (r *Recall) ask(windows int64, d *tinyol.Device) recalled {
	one := recalled{window: windows, known: len(d.Classes()), right: make([]int64, len(r.windows))}
	d.AssessAll(r.assessor.features, func(window, label int) {
		if label == r.assessor.labels[window] {
			one.right[label]++
		}
	})
	return one
}

// Result is what the classifier knew at half of so many windows, beside what it knows
// now, of each class that it knew then; nil where there is none.
func (r *Recall) Result(windows int64, d *tinyol.Device, names []string) *result.ClassForgetting {
	half := -1
	for i := range r.at {
		if r.at[i].window <= windows/2 {
			half = i
		}
	}
	if half < 0 {
		return nil
	}
	before, after := r.at[half], r.ask(windows, d)
	out := &result.ClassForgetting{Recording: r.recording, Window: before.window}
	for _, label := range d.Classes()[:min(before.known, len(d.Classes()))] {
		if label >= len(r.windows) || r.windows[label] == 0 {
			continue
		}
		n := float64(r.windows[label])
		out.Classes = append(out.Classes, result.ForgottenClass{
			Label: names[label], Windows: r.windows[label],
			AccuracyBefore: float64(before.right[label]) / n, AccuracyAfter: float64(after.right[label]) / n,
		})
	}
	if out.Classes == nil {
		return nil
	}
	return out
}
