package stream

import (
	"bytes"
	"math"
	"strconv"
	"strings"

	"tinyol-sim/internal/stream/role"
)

// gatherer collects cells by column, in chunks of rows that follow each other.
type gatherer struct {
	point   byte
	names   []string
	rows    int       // of a chunk, at most
	chunks  [][]cells // [chunk][column]
	numbers []float64 // of the row at hand
}

// cells are what a column holds in a chunk.
type cells struct {
	kinds   role.Kinds
	numbers []float64
	texts   []string // nil as long as each cell is a number
}

func newGatherer(d *dialect) *gatherer {
	rows := min(surveyRows, max(surveyCells/surveyPlaces/len(d.names), fewestRows))
	return &gatherer{point: d.point, names: d.names, rows: rows}
}

// begin begins another chunk, unless nothing came into the last one.
func (g *gatherer) begin() {
	if n := len(g.chunks); n > 0 && len(g.chunks[n-1][0].numbers) == 0 {
		return
	}
	g.chunks = append(g.chunks, make([]cells, len(g.names)))
}

// next takes in the next record and reports whether there was one. A record of
// another number of fields than there are columns is passed over.
func (g *gatherer) next(r *records) bool {
	if err := r.next(); err != nil {
		return !ended(err)
	}
	if len(r.fields) == len(g.names) {
		g.add(r.fields)
	}
	return true
}

// ended tells the end of a source from a record that is merely bad.
func ended(err error) bool {
	f, ok := err.(*fault)
	return !ok || f.tooLong
}

func (g *gatherer) add(fields [][]byte) {
	chunk := g.chunks[len(g.chunks)-1]
	for i := range chunk {
		chunk[i].add(trim(fields[i]), g.point)
	}
}

func (c *cells) add(field []byte, point byte) {
	number, isNumber := math.NaN(), true
	switch d, ok := scanDecimal(field, point); {
	case ok:
		number, _ = parseFloat64(field, point)
		if d.exponent < 0 || bytes.IndexByte(field, point) >= 0 {
			c.kinds.Decimals++
		} else {
			c.kinds.Integers++
		}
	case len(field) == 0:
		c.kinds.Empties++
		isNumber = false
	case nonFinite(field):
		c.kinds.Decimals++
	default:
		isNumber = false
		if seconds, ok := parseMoment(field); ok {
			number = seconds
			c.kinds.Moments++
		} else {
			c.kinds.Texts++
		}
	}
	if !isNumber && c.texts == nil {
		c.texts = make([]string, len(c.numbers), max(len(c.numbers), surveyRows))
		for i, n := range c.numbers {
			c.texts[i] = strconv.FormatFloat(n, 'g', -1, 64)
		}
	}
	c.numbers = append(c.numbers, number)
	if c.texts != nil {
		c.texts = append(c.texts, c.intern(field))
	}
}

// intern keeps a text once where it repeats.
func (c *cells) intern(field []byte) string {
	if n := len(c.texts); n > 0 && c.texts[n-1] == string(field) {
		return c.texts[n-1]
	}
	return strings.Clone(string(field))
}

// thin drops every other chunk.
func (g *gatherer) thin() {
	kept := g.chunks[:0]
	for i := 0; i < len(g.chunks); i += 2 {
		kept = append(kept, g.chunks[i])
	}
	clear(g.chunks[len(kept):])
	g.chunks = kept
}

// gathered gives the chunks by column.
func (g *gatherer) gathered() []role.Column {
	columns := make([]role.Column, len(g.names))
	for i := range columns {
		c := &columns[i]
		c.Name = g.names[i]
		for _, chunk := range g.chunks {
			k := chunk[i].kinds
			c.Kinds.Integers += k.Integers
			c.Kinds.Decimals += k.Decimals
			c.Kinds.Moments += k.Moments
			c.Kinds.Empties += k.Empties
			c.Kinds.Texts += k.Texts
			c.Chunks = append(c.Chunks, role.Chunk{Numbers: chunk[i].numbers, Texts: chunk[i].texts})
		}
	}
	return columns
}
