package metrics

import "slices"

// Recovery measures how long a detector cries wolf after the stream has
// changed. Make it with NewRecovery.
//
// After each change it follows the last span normal windows, all of them behind
// the change. The detector has recovered where the first such span begins of
// whose windows a share below twice the target raised an alarm: 0 windows after
// the change where it was never disturbed. What has not recovered when the next
// change comes, or the stream ends, has not.
type Recovery struct {
	limit  float64 // false alarms that a span must stay below
	places []Recovered
	at     int // the next change

	following bool
	ring      []spanned // the last normal windows
	next      int
	filled    int
	alarms    int
}

// Recovered is what came of one change.
type Recovered struct {
	Change  int64 // number of the first window that it changed
	Windows int64 // windows until recovery, -1: none
}

type spanned struct {
	window int64
	alarm  bool
}

// NewRecovery returns a Recovery of changes at these windows. target is the
// false alarm rate that the threshold was chosen for; span is in normal windows,
// and should be at least 1 / target, or not a single alarm is forgiven.
func NewRecovery(changes []int64, span int, target float64) *Recovery {
	if span < 1 || !(target > 0) {
		panic("metrics: NewRecovery: span and target must be positive")
	}
	r := &Recovery{limit: 2 * target * float64(span), ring: make([]spanned, span)}
	for _, change := range inOrder(changes) {
		r.places = append(r.places, Recovered{Change: change, Windows: -1})
	}
	return r
}

// inOrder sorts a copy and drops what is there twice.
func inOrder(changes []int64) []int64 {
	sorted := slices.Clone(changes)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// Add counts a window; numbers ascend.
func (r *Recovery) Add(window int64, state State, alarm bool) {
	for r.at < len(r.places) && r.places[r.at].Change <= window {
		r.at++
		r.following, r.next, r.filled, r.alarms = true, 0, 0, 0
	}
	if !r.following || state != Normal {
		return
	}
	oldest := &r.ring[r.next]
	if r.filled == len(r.ring) && oldest.alarm {
		r.alarms--
	}
	*oldest = spanned{window, alarm}
	r.next = (r.next + 1) % len(r.ring)
	r.filled = min(r.filled+1, len(r.ring))
	if alarm {
		r.alarms++
	}
	if r.filled == len(r.ring) && float64(r.alarms) < r.limit {
		p := &r.places[r.at-1]
		p.Windows = r.ring[r.next].window - p.Change
		r.following = false
	}
}

// Changes returns what came of each change, in their order.
func (r *Recovery) Changes() []Recovered { return slices.Clone(r.places) }
