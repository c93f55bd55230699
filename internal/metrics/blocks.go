package metrics

const (
	maxBlocks = 256     // half of them of normal runs, half of anomalous ones
	maxCells  = 1 << 17 // slots of 16 bytes
)

// Blocks says how much the figures of detectors depend on the stretches of the
// recording that they were measured on. Windows of one run, neighbours of one
// machine in one state, are alike, so intervals over windows are too narrow by
// far, and those over seeds say nothing of it. It is a block bootstrap over runs
// of one label: the blocks of normal and of anomalous runs are drawn with
// replacement, each state by itself, whole and with the scores of all arms, so
// that differences of arms are paired (H. R. Künsch, The jackknife and the
// bootstrap for general stationary observations, Annals of Statistics 17, 1989;
// C. A. Field and A. H. Welsh, Bootstrapping clustered data, Journal of the Royal
// Statistical Society B 69, 2007). Make it with NewBlocks.
//
// A run ends with its segment, and at a window of another label or of none. A
// long run stays whole. With more than 128 runs of a state, neighbouring ones
// share a block.
//
// Scores are counted by block and arm, and beyond 98,304 different ones the arms
// that have most drop low bits of theirs, as in a Ranking; what that can do to an
// area is stated. Memory is at most 2 MiB, 4 MiB while it is rearranged.
type Blocks struct {
	arms   int
	scores cells
	shift  []uint // by arm, low bits dropped
	place  place
	states [2]stratum // normal, anomalous
}

// stratum is the blocks of one state.
type stratum struct {
	runs    runs
	windows []int64 // [block]
	alarms  []int64 // [block][arm]
}

// NewBlocks returns an empty Blocks of this many arms, detectors on the same
// windows.
func NewBlocks(arms int) *Blocks {
	if arms < 1 || arms > 16 {
		panic("metrics: NewBlocks: 1 to 16 arms")
	}
	b := &Blocks{arms: arms, shift: make([]uint, arms)}
	for s := range b.states {
		b.states[s] = stratum{runs{limit: maxBlocks / 2}, make([]int64, maxBlocks/2), make([]int64, maxBlocks/2*arms)}
	}
	b.Reset()
	return b
}

// Reset forgets all windows and keeps the memory; the next one begins a run.
func (b *Blocks) Reset() {
	b.scores.reset()
	clear(b.shift)
	b.place = place{}
	for s := range b.states {
		b.states[s].runs.reset()
		clear(b.states[s].windows)
		clear(b.states[s].alarms)
	}
}

// Add counts one window of a segment: the score of each arm, and whether it
// raised an alarm. Windows that are not Normal or Anomalous are left out.
func (b *Blocks) Add(segment int, state State, label int, scores []float32, alarms []bool) {
	if len(scores) != b.arms || len(alarms) != b.arms {
		panic("metrics: Blocks.Add: a score and an alarm for each arm")
	}
	if state != Normal && state != Anomalous {
		b.place = place{}
		return
	}
	which := 0
	if state == Anomalous {
		which = 1
	}
	s := &b.states[which]
	if b.place.next(segment, label) && s.runs.start() {
		b.halve(which)
	}
	block := s.runs.last()
	s.windows[block]++
	for arm, score := range scores {
		if alarms[arm] {
			s.alarms[block*b.arms+arm]++
		}
		b.scores.add(keyOf(blockOf(which, block), arm, orderOf(score)>>b.shift[arm]), 1)
	}
	if b.scores.used > maxCells/4*3-b.arms {
		b.coarsen()
	}
}

// blockOf numbers the blocks of both states: normal ones first.
func blockOf(state, block int) int { return state*maxBlocks/2 + block }

// halve makes one block of two neighbours of a state.
func (b *Blocks) halve(state int) {
	s := &b.states[state]
	for block, n := range s.windows {
		s.windows[block] = 0
		s.windows[block/2] += n
		for arm := range b.arms {
			n := s.alarms[block*b.arms+arm]
			s.alarms[block*b.arms+arm] = 0
			s.alarms[block/2*b.arms+arm] += n
		}
	}
	b.scores.rebuild(len(b.scores.slots), func(k cellKey) cellKey {
		if block := k.block() - blockOf(state, 0); block >= 0 && block < maxBlocks/2 {
			return keyOf(blockOf(state, block/2), k.arm(), k.value())
		}
		return k
	})
}

// coarsen drops bits of the scores until half of the cells are free. Of the arms
// the one with most cells has at least a fair share.
func (b *Blocks) coarsen() {
	for b.scores.used > maxCells/8*3 {
		held := make([]int, b.arms)
		for _, s := range b.scores.slots {
			if s.count > 0 {
				held[s.key.arm()]++
			}
		}
		drop := make([]uint, b.arms)
		for arm, n := range held {
			if n*b.arms >= b.scores.used {
				drop[arm] = 1
				b.shift[arm]++
			}
		}
		b.scores.rebuild(len(b.scores.slots), func(k cellKey) cellKey {
			return keyOf(k.block(), k.arm(), k.value()>>drop[k.arm()])
		})
	}
}
