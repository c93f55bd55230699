package stream

import (
	"math"
	"slices"

	"tinyol-sim/internal/stream/moment"
	"tinyol-sim/internal/stream/number"
	"tinyol-sim/internal/stream/role"
	"tinyol-sim/internal/stream/table"
)

// gatherer collects cells by column, in chunks of rows that follow each other.
type gatherer struct {
	point  byte
	names  []string
	kinds  []table.Count // of the columns, at the head
	rows   int           // of a chunk, at most
	head   int           // chunks that follow each other from the first row on
	chunks [][]cells     // [chunk][column]
}

// cells are what a column holds in a chunk, as it is written.
type cells struct {
	text []byte
	ends []int
}

func (c *cells) add(field []byte) {
	c.text = append(c.text, field...)
	c.ends = append(c.ends, len(c.text))
}

func (c *cells) len() int { return len(c.ends) }

func (c *cells) at(i int) []byte {
	from := 0
	if i > 0 {
		from = c.ends[i-1]
	}
	return c.text[from:c.ends[i]:c.ends[i]]
}

func newGatherer(d *dialect) *gatherer {
	rows := min(surveyRows, max(surveyCells/surveyPlaces/len(d.Names), fewestRows))
	return &gatherer{point: d.Point, names: d.Names, kinds: d.Kinds, rows: rows}
}

// begin begins another chunk, unless nothing came into the last one.
func (g *gatherer) begin() {
	if n := len(g.chunks); n > 0 && g.chunks[n-1][0].len() == 0 {
		return
	}
	g.chunks = append(g.chunks, make([]cells, len(g.names)))
}

// source is records from the head or from elsewhere.
type source interface{ Next() error }

// next takes in the next record and reports whether there was one. A record of
// another number of fields than there are columns is passed over.
func (g *gatherer) next(r source, fields *[][]byte) bool {
	if err := r.Next(); err != nil {
		return !ended(err)
	}
	if len(*fields) == len(g.names) {
		chunk := g.chunks[len(g.chunks)-1]
		for i := range chunk {
			chunk[i].add(table.Trim((*fields)[i]))
		}
	}
	return true
}

// ended tells the end of a source from a record that is merely bad.
func ended(err error) bool {
	f, ok := err.(*table.Fault)
	return !ok || f.TooLong
}

// thin drops every other chunk.
func (g *gatherer) thin() {
	kept := g.chunks[:0]
	for i := 0; i < len(g.chunks); i += 2 {
		kept = append(kept, g.chunks[i])
	}
	clear(g.chunks[len(kept):])
	g.chunks = kept
	g.head = (g.head + 1) / 2
}

// columns gives the chunks by column.
func (g *gatherer) columns() []role.Column {
	columns := make([]role.Column, len(g.names))
	for i := range columns {
		columns[i] = g.column(i)
	}
	return columns
}

func (g *gatherer) column(i int) role.Column {
	c := role.Column{Name: g.names[i]}
	f, unit := g.moments(i), g.unit(i)
	for _, chunk := range g.chunks {
		cells := &chunk[i]
		out := role.Chunk{Numbers: make([]float64, cells.len())}
		for row := range out.Numbers {
			value, isNumber := read(cells.at(row), g.point, unit, f, &c.Kinds)
			out.Numbers[row] = value
			if !isNumber && out.Texts == nil {
				out.Texts = make([]string, cells.len())
			}
		}
		for row := range out.Texts {
			out.Texts[row] = string(cells.at(row))
		}
		c.Chunks = append(c.Chunks, out)
	}
	return c
}

// momentSample is how many cells tell how a column writes its times.
const momentSample = 512

// moments finds how a column writes dates and times of day; nil where it does not.
func (g *gatherer) moments(i int) *moment.Format {
	var sample [][]byte
	for _, chunk := range g.chunks {
		for row := range chunk[i].len() {
			if field := chunk[i].at(row); len(sample) < momentSample && moment.Look(field) != moment.None {
				sample = append(sample, field)
			}
		}
	}
	looks := &g.kinds[i].Looks
	short := looks[moment.ShortDate]+looks[moment.ShortClock] > looks[moment.Date]+looks[moment.DateTime]
	if f, ok := moment.Detect(sample); ok && (!short || g.dated(i)) {
		return &f
	}
	return nil
}

// dated reports a column whose short dates are no versions, sizes or scores: it is
// called a time or a date, or a time of day stands beside it.
func (g *gatherer) dated(i int) bool {
	if _, named := role.TimeName(g.names[i]); named || dateName(g.names[i]) {
		return true
	}
	return slices.ContainsFunc(g.kinds, func(k table.Count) bool { return k.Moment() && k.Looks[moment.Clock] > 0 })
}

// unit is the text behind the numbers of a column, "" where there is none.
func (g *gatherer) unit(i int) string {
	if g.kinds[i].MixedUnits() {
		return ""
	}
	return g.kinds[i].Unit
}

// cutUnit takes a unit off a number.
func cutUnit(field []byte, unit string) []byte {
	if before, after := number.SplitUnit(field); string(after) == unit {
		return before
	}
	return field
}

// read says what a cell is, and its number, which a unit may follow.
func read(field []byte, point byte, unit string, f *moment.Format, k *role.Kinds) (value float64, isNumber bool) {
	if unit != "" {
		field = cutUnit(field, unit)
	}
	if d, ok := number.Scan(field, point); ok {
		if d.Exponent < 0 {
			k.Decimals++
		} else {
			k.Integers++
		}
		value, _ = number.Float64(field, point)
		return value, true
	}
	switch {
	case len(field) == 0 || number.IsMissing(field):
		k.Empties++
	case number.NonFinite(field):
		k.Decimals++
	default:
		if f != nil {
			if seconds, ok := f.Seconds(field); ok {
				k.Moments++
				return seconds, false
			}
		}
		k.Texts++
	}
	return math.NaN(), false
}
