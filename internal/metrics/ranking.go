package metrics

import "math"

// ExactScores is how many different scores a Ranking keeps apart; up to here
// its figures are exact, however often each score occurs.
const ExactScores = slotsMax / 4 * 3

const (
	slotsMin = 64
	slotsMax = 1 << 14
)

// Ranking measures how well a score ranks positives (anomalies) above
// negatives (normal windows), threshold aside. The positives may be of several
// groups (kinds of anomaly), each of which can be looked at alone.
//
// It counts the groups for each different score. Beyond ExactScores of them it
// drops low bits of the float32s, one at a time and only as many as must be, so
// that close scores fall into one bucket and count as equal: normal numbers of
// one bucket differ by less than a share of 2^(DroppedBits-23). What that can do
// to a figure is known from the counts, and AUCError and AveragePrecisionError
// state it. Its memory is at most 128 KiB, and as much for each group that has
// a score.
//
// A NaN ranks above every number: a detector that fails is no quiet one. Make a
// Ranking with NewRanking or NewGroupRanking.
type Ranking struct {
	slots      []slot    // hash table with linear probing, a power of two long
	counts     [][]int64 // by group, the negatives first, and slot; nil until the group has a score
	generation uint32    // slots of another generation are free
	used       int
	shift      uint // low bits dropped from each key
	positives  int64
	negatives  int64
}

// slot is one score, or one bucket of scores.
type slot struct {
	key        uint32 // order of the score, low bits dropped
	generation uint32
}

// NewRanking returns an empty Ranking with a single group of positives. It
// takes memory as scores come.
func NewRanking() *Ranking { return NewGroupRanking(1) }

// NewGroupRanking returns an empty Ranking with this many groups of positives.
func NewGroupRanking(groups int) *Ranking {
	if groups < 1 {
		panic("metrics: NewGroupRanking: there must be at least one group of positives")
	}
	return &Ranking{slots: make([]slot, slotsMin), counts: make([][]int64, 1+groups), generation: 1}
}

// Add counts one score, a positive in the first group.
func (r *Ranking) Add(score float32, positive bool) {
	if positive {
		r.AddTo(1, score)
	} else {
		r.AddTo(0, score)
	}
}

// AddTo counts one score in a group: 0 for the negatives, groups of positives
// from 1.
func (r *Ranking) AddTo(group int, score float32) {
	r.add(orderOf(score)>>r.shift, group, 1)
	if group == 0 {
		r.negatives++
	} else {
		r.positives++
	}
}

// add counts n scores with a key, whose dropped bits are r.shift.
func (r *Ranking) add(key uint32, group int, n int64) {
	i := r.find(key)
	for r.slots[i].generation != r.generation && r.full() {
		before := r.shift
		r.makeRoom()
		key >>= r.shift - before
		i = r.find(key)
	}
	if r.slots[i].generation != r.generation {
		r.slots[i] = slot{key, r.generation}
		for _, counts := range r.counts {
			if counts != nil {
				counts[i] = 0
			}
		}
		r.used++
	}
	if r.counts[group] == nil {
		r.counts[group] = make([]int64, len(r.slots))
	}
	r.counts[group][i] += n
}

// count is how often a slot's score came in a group.
func (r *Ranking) count(group, slot int) int64 {
	if r.counts[group] == nil {
		return 0
	}
	return r.counts[group][slot]
}

// Reset forgets all scores in constant time and keeps the memory.
func (r *Ranking) Reset() {
	r.generation++
	if r.generation == 0 { // after 2^32 resets the numbers come round
		clear(r.slots)
		r.generation = 1
	}
	r.used, r.shift, r.positives, r.negatives = 0, 0, 0, 0
}

// Positives returns how many positives were added.
func (r *Ranking) Positives() int64 { return r.positives }

// Negatives returns how many negatives were added.
func (r *Ranking) Negatives() int64 { return r.negatives }

// DroppedBits returns how many low bits of the scores were dropped; 0 as long
// as everything is exact.
func (r *Ranking) DroppedBits() int { return int(r.shift) }

// orderOf maps a float32 to a number in the same order: the bits of a positive
// float already are, those of a negative one run backwards. Both zeros are one.
func orderOf(score float32) uint32 {
	if math.IsNaN(float64(score)) {
		return math.MaxUint32 // positive infinity is 0xff800000
	}
	bits := math.Float32bits(score + 0) // -0 + 0 is +0
	if bits>>31 == 1 {
		return ^bits
	}
	return bits | 1<<31
}

// find returns the slot of a key, or the free one where it belongs.
func (r *Ranking) find(key uint32) int {
	mask := uint32(len(r.slots) - 1)
	// Multiplying by 2^32 over the golden ratio spreads neighbouring keys best
	// over the highest bits, of which slotsMax needs 14.
	for i := key * 0x9e3779b9 >> 18; ; i++ {
		s := &r.slots[i&mask]
		if s.generation != r.generation || s.key == key {
			return int(i & mask)
		}
	}
}

func (r *Ranking) full() bool { return r.used >= len(r.slots)/4*3 }

// makeRoom doubles the table, or drops bits until buckets merge.
func (r *Ranking) makeRoom() {
	if len(r.slots) < slotsMax {
		r.rebuild(2*len(r.slots), 0)
		return
	}
	for r.full() {
		r.rebuild(slotsMax, 1)
	}
}

func (r *Ranking) rebuild(slots int, drop uint) {
	old := *r
	r.slots, r.counts = make([]slot, slots), make([][]int64, len(old.counts))
	r.shift += drop
	r.used = 0
	for i, s := range old.slots {
		if s.generation != r.generation {
			continue
		}
		for group := range old.counts {
			if n := old.count(group, i); n > 0 {
				r.add(s.key>>drop, group, n)
			}
		}
	}
}
