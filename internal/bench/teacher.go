package bench

import (
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// Teacher is what tells a device the labels: late, not all of them, or in their place
// that the operator knows the machine to be healthy.
type Teacher struct {
	normal  int
	healthy []span // nil: labels teach
	budget  float64
	waiting []int // labels that have not arrived, in a ring
	next    int
}

// NewTeacher teaches a program. Rows are to be shown to it in order.
func (x *Experiment) NewTeacher(p *tinyol.Program) *Teacher {
	t := &Teacher{normal: p.Policy.Normal, waiting: make([]int, p.LabelDelay)}
	t.budget, _ = spec.Share(x.Spec.LabelBudget) // Complete has checked it
	if !classifies(p.Mode) {
		t.healthy = x.healthy
	}
	for i := range t.waiting {
		t.waiting[i] = stream.NoLabel
	}
	return t
}

// Label is the label that arrives with the window that is due: that of the window as
// many before as labels are late.
func (t *Teacher) Label(row *replay.Row) int {
	label := t.given(row)
	if len(t.waiting) == 0 {
		return label
	}
	arrived := t.waiting[t.next]
	t.waiting[t.next] = label
	if t.next++; t.next == len(t.waiting) {
		t.next = 0
	}
	return arrived
}

// given is what somebody will say of a window.
func (t *Teacher) given(row *replay.Row) int {
	label := row.Label
	if t.healthy != nil {
		if label = stream.NoLabel; anySpan(t.healthy, row) {
			label = t.normal
		}
	}
	if !drawn(row.Window, t.budget) {
		return stream.NoLabel
	}
	return label
}

// drawn picks a share of the windows at random, the same for every learner and seed:
// by the mixing function of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
func drawn(window int64, share float64) bool {
	z := uint64(window+1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	z ^= z >> 31
	return float64(z>>11) < share*(1<<53)
}

// labelDelay is how many windows a label comes late in a mode: unless somebody said,
// until no window shares a row with the one that is predicted next. A device that no
// label teaches waits for none.
func (s *Spec) labelDelay(p *tinyol.Program) int {
	switch {
	case p.Policy.Gate != tinyol.Labelled && !classifies(p.Mode):
		return 0
	case s.LabelDelay != spec.Unset:
		return int(s.LabelDelay)
	}
	return apartWindows(p)
}

// apartWindows is how many windows after one no further one shares a row with it, less
// the next one, which is predicted first.
func apartWindows(p *tinyol.Program) int {
	return (p.FrontEnd.Window()+p.Stride-1)/p.Stride - 1
}
