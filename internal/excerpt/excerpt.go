// Package excerpt finds out whether a recording holds stretches of another's rows, as it
// does where one was cut out of the other: files that share rows without having the
// same bytes. It keeps fingerprints of the one, of 32 rows that follow one another, and
// looks for them while the other goes by, in constant memory and without an allocation
// a row.
package excerpt

import (
	"math"
	"math/bits"

	"tinyol-sim/internal/stream"
)

// run is how many rows a fingerprint is of, and changes how many of them have to differ
// from the row before: a machine at rest sends the same rows again and again.
const (
	run     = 32
	changes = 16
)

// base of the polynomial whose value is the fingerprint (Karp and Rabin, IBM Journal of
// Research and Development 31(2), 1987), modulo 2^64.
const base = 0x9e3779b97f4a7c15

// behind is base to the power of run, by which a row leaves the polynomial.
var behind = func() uint64 {
	p := uint64(1)
	for range run {
		p *= base
	}
	return p
}()

// roller has the rows that came last.
type roller struct {
	rows   [run]uint64
	at     int
	filled int
	value  uint64
	differ uint32 // a bit for each row that is another than the one before
	last   uint64
}

// begin forgets the rows: the next one does not follow them.
func (r *roller) begin() { r.at, r.filled, r.value, r.differ = 0, 0, 0, 0 }

// add takes a row and returns the fingerprint of the run that it ends; not where there is
// none, or hardly anything moves in it.
func (r *roller) add(values []float32) (print uint64, ok bool) {
	row := uint64(len(values))
	for _, v := range values {
		row = mix(row ^ uint64(math.Float32bits(v)))
	}
	r.differ <<= 1
	if row != r.last {
		r.differ |= 1
	}
	r.value = r.value*base + row
	if r.filled == run {
		r.value -= r.rows[r.at] * behind
	} else {
		r.filled++
	}
	r.rows[r.at], r.last = row, row
	if r.at++; r.at == run {
		r.at = 0
	}
	// 0 marks a free slot.
	return mix(r.value) | 1<<63, r.filled == run && bits.OnesCount32(r.differ) >= changes
}

// mix is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
func mix(z uint64) uint64 {
	z += base
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

const (
	slots = 1 << 16
	most  = slots / 2
)

// Prints are the fingerprints of a recording: of every run or, in a long one, of one in
// two, four and so on, chosen by the fingerprint itself, so that the same runs are chosen
// in every recording. The zero value has none.
type Prints struct {
	roller  roller
	table   []uint64 // open addressing
	kept    int
	dropped uint // one in 2^dropped is kept
	segment int
}

// Begin says that the next row does not follow the last.
func (p *Prints) Begin() { p.roller.begin() }

// Row takes a row of a recording in, which begins a segment where its number of that is
// another than the last row's.
func (p *Prints) Row(row *stream.Row) {
	if row.Segment != p.segment {
		p.Begin()
	}
	p.segment = row.Segment
	p.Add(row.Values)
}

// Add takes a row in.
func (p *Prints) Add(values []float32) {
	print, ok := p.roller.add(values)
	if !ok || !p.chosen(print) {
		return
	}
	if p.table == nil {
		p.table = make([]uint64, slots)
	}
	for p.kept == most && p.chosen(print) {
		p.thin()
	}
	if p.chosen(print) {
		p.put(print)
	}
}

func (p *Prints) chosen(print uint64) bool { return print&(1<<p.dropped-1) == 0 }

// put adds a fingerprint that is not there yet.
func (p *Prints) put(print uint64) {
	at := p.find(print)
	if p.table[at] == 0 {
		p.table[at] = print
		p.kept++
	}
}

// find is where a fingerprint is, or would be.
func (p *Prints) find(print uint64) int {
	at := int(print>>20) % slots
	for p.table[at] != 0 && p.table[at] != print {
		at = (at + 1) % slots
	}
	return at
}

// thin keeps half of the fingerprints.
func (p *Prints) thin() {
	all := p.table
	p.table, p.kept = make([]uint64, slots), 0
	p.dropped++
	for _, print := range all {
		if print != 0 && p.chosen(print) {
			p.put(print)
		}
	}
}

// has reports whether a fingerprint is there.
func (p *Prints) has(print uint64) bool {
	return p.table != nil && p.chosen(print) && p.table[p.find(print)] == print
}

// Search looks for a recording's runs in the rows of another.
type Search struct {
	in     *Prints
	roller roller
	runs   int64 // found
	first  int64 // row at which the first begins
	last   int64 // row at which the last one found ends
	pieces int64
	seen   int64 // rows
}

// NewSearch looks for what has these fingerprints, which are complete.
func NewSearch(in *Prints) *Search { return &Search{in: in} }

// Begin says that the next row does not follow the last.
func (s *Search) Begin() { s.roller.begin() }

// Add takes the row with a number in; numbers ascend.
func (s *Search) Add(number int64, values []float32) {
	s.seen++
	print, ok := s.roller.add(values)
	if !ok || !s.in.has(print) {
		return
	}
	if s.runs == 0 {
		s.first = number - run + 1
	}
	// Chosen runs are some 2^dropped rows apart; what is farther from the last one is
	// another piece.
	if apart := int64(8) << s.in.dropped; s.runs == 0 || number-s.last > apart {
		s.pieces++
	}
	s.last = number
	s.runs++
}

// Rows is about how many rows are the other recording's, and from which on; exact where
// every run of that has its fingerprint.
func (s *Search) Rows() (rows, first int64) {
	return min(s.runs<<s.in.dropped+s.pieces*(run-1), s.seen), s.first
}
