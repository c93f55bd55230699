package engine

import (
	"cmp"
	"maps"
	"slices"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// Tally counts a program's steps by all that decides what they take by a cost
// model. There are few such kinds, so the steps are priced on any number of boards
// for the work of counting them once. A nil one counts nothing.
type Tally struct {
	cadence tinyol.Cadence
	next    stepKind // of the step that is under way
	counts  map[stepKind]int64
}

// stepKind is what a Price has to know of a step.
type stepKind struct {
	rows           [tinyol.TurnCount][2]int // since the last step, as in Price.row
	oldest         int                      // row of the ring
	classes        int                      // after the step
	first          bool                     // of its segment
	grown, updated bool
}

// NewTally counts for windows of so many rows, stride rows apart.
func NewTally(window, stride int) *Tally {
	return &Tally{cadence: tinyol.NewCadence(window, stride), counts: map[stepKind]int64{}}
}

// Push counts a row.
func (t *Tally) Push() {
	if t == nil {
		return
	}
	turn, wraps := t.cadence.Advance()
	if wraps {
		t.next.rows[turn][1]++
	} else {
		t.next.rows[turn][0]++
	}
}

// Reset starts a new segment of the stream.
func (t *Tally) Reset() {
	if t == nil {
		return
	}
	t.cadence.Reset()
	t.next = stepKind{first: true, classes: t.next.classes}
}

// Step counts a step by its outcome.
func (t *Tally) Step(o *tinyol.Outcome) {
	if t == nil {
		return
	}
	k := t.next
	if o.Grown {
		k.classes++
	}
	k.oldest, k.grown, k.updated = t.cadence.Oldest(), o.Grown, o.Updated
	t.counts[k]++
	t.next = stepKind{classes: k.classes}
}

// Steps are steps that take the same.
type Steps struct {
	Count   int64
	Cycles  [result.PhaseCount]int64 // of each
	Updated bool
	First   bool // of their segments
}

// Price hands all steps over with what they take by a cost model.
func (t *Tally) Price(p *tinyol.Program, costs *mcu.Costs, each func(*Steps)) {
	// In order of the classes: their closed forms are summed once.
	kinds := slices.SortedFunc(maps.Keys(t.counts), func(a, b stepKind) int { return cmp.Compare(a.before(), b.before()) })
	price, summed := NewPrice(p, costs), 0
	for _, k := range kinds {
		if before := k.before(); before != summed {
			price.sumPhases(before)
			summed = before
		}
		s := Steps{Count: t.counts[k], Updated: k.updated, First: k.first}
		for turn, rows := range k.rows {
			price.ingest += int64(rows[0])*price.row[turn][0] + int64(rows[1])*price.row[turn][1]
		}
		o := tinyol.Outcome{Updated: k.updated, Grown: k.grown}
		price.step(&o, k.oldest, k.classes, &s.Cycles)
		if k.grown {
			summed = k.classes
		}
		each(&s)
	}
}

// before is the number of classes that the step's prediction saw.
func (k *stepKind) before() int {
	if k.grown {
		return k.classes - 1
	}
	return k.classes
}
