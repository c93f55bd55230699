package timing

// fetchQueue is the prefetch unit of a Cortex-M3 or M4: it asks for a 32-bit
// word a cycle and holds three (Cortex-M3 TRM, DDI0337E 1.6 and DDI0337G 15.3:
// "three entries"). What is asked for in one cycle can be decoded two later,
// and a word's entry is free once its last halfword has left decode.
type fetchQueue struct {
	entries   int    // 0: no instruction ever waits for its fetch
	first     uint32 // number of the first word: its address / 4
	begins    int    // when the first word is asked for
	count     int    // words asked for
	requested [fetchRing]int
	freed     [fetchRing]int
	wait      int    // cycles that a new line takes longer
	line      uint32 // bytes of a line, 0 where nothing waits
}

const (
	fetchRing    = 8 // more than there are entries
	fetchLatency = 2
)

// start empties the queue: the word at pc is asked for at cycle at.
func (q *fetchQueue) start(pc uint32, at int) {
	q.first, q.begins, q.count = pc/4, at, 0
}

// ready begins behind a branch that is not taken: the word at pc is there at
// cycle at.
func (q *fetchQueue) ready(pc uint32, at int) {
	q.start(pc, at-fetchLatency)
	q.requested[0], q.count = q.begins, 1
}

// available is when the word that holds address a can be decoded.
func (q *fetchQueue) available(a uint32) int {
	k := int(a/4 - q.first)
	for q.count <= k {
		q.request()
	}
	return q.requested[k%fetchRing] + fetchLatency
}

// request asks for the next word.
func (q *fetchQueue) request() {
	at := q.begins
	if q.count > 0 {
		at = q.requested[(q.count-1)%fetchRing] + 1
	}
	if q.count >= q.entries {
		at = max(at, q.freed[(q.count-q.entries)%fetchRing]+1)
	}
	if q.line != 0 && (q.count == 0 || (q.first+uint32(q.count))*4%q.line == 0) {
		at += q.wait
	}
	q.requested[q.count%fetchRing] = at
	q.count++
}

// consume frees the words whose last halfword lies in the size bytes at pc, at
// the cycle in which they leave decode.
func (q *fetchQueue) consume(pc, size uint32, at int) {
	for a := pc; a < pc+size; a += 2 {
		if a&2 != 0 {
			q.freed[int(a/4-q.first)%fetchRing] = at
		}
	}
}
