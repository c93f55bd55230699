package stream

import (
	"io"

	"tinyol-sim/internal/stream/table"
)

// A survey looks at so many places, spread evenly over a recording, and at so
// many rows in each: 4,096 rows tell a step of a set-point from a sensor that is
// quiet for a while, and take some milliseconds.
const (
	surveyPlaces = 32
	surveyRows   = 128
	fewestRows   = 16
	// surveyCells bounds the memory of tables with thousands of columns.
	surveyCells = 1 << 19
	// surveyThrough is how far a recording is read that cannot be sought in, such
	// as a compressed one, in bytes of its text.
	surveyThrough = 32 << 20
)

// survey gathers what the columns hold: at the head, where r stands, and over the
// rest of the recording where it can be opened again.
func (r *Reader) survey() *gatherer {
	g := newGatherer(r.dialect)
	from := r.records.Mark()
	for n := 0; !r.records.Peeked(from, n); n++ {
		if n%g.rows == 0 {
			g.begin()
		}
		if r.seenAll = !g.next(r.records, &r.records.Fields); r.seenAll {
			break
		}
	}
	g.head = len(g.chunks)
	// Of a table whose lines are no rows the head has to do.
	if r.options.Again != nil && !r.seenAll && r.plan.Table == nil {
		r.seenAll = r.surveyRest(g)
	}
	return g
}

// surveyRest opens the recording again, and reports whether it was seen to its
// end. Where it fails the head has to do: the recording was there a moment ago,
// and reading on will say what is wrong.
func (r *Reader) surveyRest(g *gatherer) bool {
	file, err := r.options.Again()
	if err != nil {
		return false
	}
	defer file.Close()
	if seeker, ok := file.(io.ReadSeeker); ok && r.text.direct && r.records.Lines() {
		return g.seek(seeker, r)
	}
	decoded, _, err := text(file, r.name, func(string) {})
	if err != nil {
		return false
	}
	p := table.NewRecords(decoded)
	if _, err := r.detect(p, func(string) {}); err != nil {
		return false
	}
	p.Hold = false
	defer p.Release()
	return g.through(p)
}

// seek gathers from places in a text that a file holds as it is. A place begins
// with the first line that begins after it, and ends with the last one that
// begins before the next place.
func (g *gatherer) seek(file io.ReadSeeker, r *Reader) bool {
	head := r.records.Held(table.Mark{})
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return false
	}
	for i := range int64(surveyPlaces) {
		at, next := size*i/surveyPlaces, size*(i+1)/surveyPlaces
		if at < int64(len(head)) { // of what was held from the beginning
			continue
		}
		if _, err := file.Seek(at, io.SeekStart); err != nil {
			return false
		}
		// What follows the text may be long, and is none of this place.
		place := io.LimitReader(file, next-at+MaxRecord)
		p := r.records.Elsewhere(&decoder{src: place, charset: r.text.charset, ends: r.text.ends})
		g.begin()
		for n := 0; n < g.rows && at+p.Read() < next && g.next(p, &p.Fields); n++ {
		}
		p.Release()
	}
	return true
}

// through reads on and keeps places that are ever further apart, so that enough
// are left at the end, however far that is.
func (g *gatherer) through(p *table.Records) bool {
	apart := g.rows // rows from place to place
	for row := 0; p.Read() < surveyThrough; row++ {
		if row%apart == 0 && len(g.chunks) >= 2*surveyPlaces {
			g.thin()
			apart *= 2
		}
		switch at := row % apart; {
		case at == 0:
			g.begin()
			fallthrough
		case at < g.rows:
			if !g.next(p, &p.Fields) {
				return true
			}
		default:
			if err := p.Next(); err != nil && ended(err) {
				return true
			}
		}
	}
	return false
}
