package metrics

// runs cuts a stream into runs of one label, and numbers the blocks that they
// make: one a run at first. When there would be more blocks than the limit,
// neighbours become one, and from then on each block takes twice as many runs.
type runs struct {
	limit  int // even
	blocks int
	per    int // runs a block
	inLast int // runs of the last block
	count  int64
}

// start begins a run in the last block or a new one. halved says that there was
// no room: blocks 2k and 2k+1 are k from now on.
func (r *runs) start() (halved bool) {
	r.count++
	if r.blocks > 0 && r.inLast < r.per {
		r.inLast++
		return false
	}
	halved = r.blocks == r.limit
	if halved {
		r.blocks, r.per = r.blocks/2, 2*r.per
	}
	r.blocks, r.inLast = r.blocks+1, 1
	return halved
}

// last is the number of the block that the run is in.
func (r *runs) last() int { return r.blocks - 1 }

func (r *runs) reset() { r.blocks, r.per, r.inLast, r.count = 0, 1, 0, 0 }

// place is where a run goes on: windows of one label in one segment.
type place struct {
	running        bool
	segment, label int
}

// next reports whether a window begins a run.
func (p *place) next(segment, label int) bool {
	now := place{true, segment, label}
	begins := *p != now
	*p = now
	return begins
}

// BlockCount says from how many runs of one label, in how many blocks, an
// interval comes.
type BlockCount struct {
	Runs   int64
	Blocks int
}

func (r *runs) counted() BlockCount { return BlockCount{r.count, r.blocks} }
