package role

import (
	"math"
	"strings"
)

// table is what the rules see: all columns, and what is known of them so far.
type table struct {
	columns     []*column
	given       Given
	time, label *column // nil: none yet
	work        *scratch
	unnamed     bool // the columns have the reader's names: there is no header
}

// scratch is memory that columns use in turn.
type scratch struct {
	numbering numbering
	numbers   []float64
	levels    []level
}

// column is a Column with what its cells say at first sight.
type column struct {
	Finding
	index          int
	in             Column // thinned, so that wide tables take no longer than others
	words          []string
	plain          string // the words, joined by spaces
	numeric        bool
	moments        bool
	whole          bool // no number has decimals
	finite         int  // numbers that are no NaN and no infinity
	up, down, rest int  // steps from a row to the next: rising, falling, none
	changed, pairs int  // rows whose value is another than before; rows that have one and follow one
	mean           float64
	codes          *codes
	tempo          *pace // nil until it is asked for
}

// Cells that are looked at, and chunks of a column at least: 2^18 cells take some
// 15 ms. A table of 16 columns is seen in all of 64 chunks of 256 rows, of one of 1000
// columns 262 rows are seen, in four chunks.
const (
	mostCells   = 1 << 18
	leastChunks = 4
)

// survey takes a first look at every column.
func survey(columns []Column, given Given) *table {
	t := &table{given: given, unnamed: len(columns) > 0}
	t.work = &scratch{}
	for i, in := range columns {
		in.Chunks = thin(in.Chunks, mostCells/len(columns))
		c := newColumn(in.Name)
		c.index, c.in, c.Unit = i, in, in.Unit
		if c.Unit == "" {
			c.Unit = unitOf(in.Name)
		}
		c.look(t.work)
		t.columns = append(t.columns, c)
		t.unnamed = t.unnamed && in.Name == "c"+decimal(float64(i+1))
	}
	return t
}

func newColumn(name string) *column {
	words := splitWords(name)
	return &column{words: words, plain: strings.Join(words, " ")}
}

// thin keeps chunks, spread evenly, of about so many rows in all.
func thin(chunks []Chunk, rows int) []Chunk {
	all := 0
	for _, c := range chunks {
		all += c.rows()
	}
	if all <= rows {
		return chunks
	}
	n := min(len(chunks), max(leastChunks, len(chunks)*rows/all))
	kept := make([]Chunk, n)
	for i := range kept {
		kept[i] = chunks[i*(len(chunks)-1)/max(n-1, 1)].first(max(rows/n, 2))
	}
	return kept
}

func (c Chunk) rows() int { return max(len(c.Numbers), len(c.Texts)) }

func (c Chunk) first(rows int) Chunk {
	return Chunk{c.Numbers[:min(rows, len(c.Numbers))], c.Texts[:min(rows, len(c.Texts))]}
}

// number is NaN where the cell is none.
func (c Chunk) number(i int) float64 {
	if i < len(c.Numbers) {
		return c.Numbers[i]
	}
	return math.NaN()
}

func (c Chunk) text(i int) string {
	if i < len(c.Texts) {
		return c.Texts[i]
	}
	return ""
}

// written is the cell as a text, which a number has only among texts.
func (c Chunk) written(i int) string {
	if text := c.text(i); text != "" || i >= len(c.Numbers) || c.Numbers[i] != c.Numbers[i] {
		return text
	}
	return decimal(c.Numbers[i])
}

// look fills in what a pass over the cells tells.
func (c *column) look(work *scratch) {
	k := c.in.Kinds
	numbers := k.Integers + k.Decimals
	c.numeric = numbers > k.Texts+k.Moments
	c.moments = k.Moments > k.Texts+numbers
	c.measure()
	c.codes = code(c.in.Chunks, c.numeric || c.moments, &work.numbering)
	c.Distinct = MostValues + 1
	if c.codes != nil {
		c.Distinct = len(c.codes.values)
	}
	c.Missing = c.Rows - c.finite
	c.changed, c.pairs = c.up+c.down, c.steps()
	if !c.numeric && !c.moments {
		c.read()
	}
}

// measure counts steps and takes the moments of the numbers, less the first of
// them, so that a large offset costs no digits.
func (c *column) measure() {
	c.whole = true
	var origin, sum, squares float64
	for _, chunk := range c.in.Chunks {
		c.Rows += chunk.rows()
		before := math.NaN()
		for _, x := range chunk.Numbers {
			if x-x != 0 { // NaN or infinite
				before = math.NaN()
				continue
			}
			if c.finite == 0 {
				origin, c.Low, c.High = x, x, x
			}
			c.finite++
			d := x - origin
			sum += d
			squares += float64(d * d)
			c.Low, c.High = min(c.Low, x), max(c.High, x)
			c.whole = c.whole && x == math.Trunc(x)
			switch {
			case x > before:
				c.up++
			case x < before:
				c.down++
			case x == before:
				c.rest++
			}
			before = x
		}
	}
	if c.finite > 0 {
		mean := sum / float64(c.finite)
		c.mean = origin + mean
		c.Deviation = math.Sqrt(max(squares/float64(c.finite)-float64(mean*mean), 0))
	}
}

// read counts what measure counts, in texts.
func (c *column) read() {
	c.Missing, c.changed, c.pairs = 0, 0, 0
	for _, chunk := range c.in.Chunks {
		for i := range chunk.rows() {
			text := chunk.written(i)
			if text == "" {
				c.Missing++
			} else if i > 0 && chunk.written(i-1) != "" {
				c.pairs++
				if text != chunk.written(i-1) {
					c.changed++
				}
			}
		}
	}
}

// held reports that a value stands for at least so many rows on average: there
// are few changes for the rows that follow each other.
func (c *column) held(rows int) bool { return c.pairs > 0 && c.changed*rows <= c.pairs }

// steps are the pairs of rows of which both have a number.
func (c *column) steps() int { return c.up + c.down + c.rest }

// settle decides the column. The flag, "" where there is none, is what takes the column
// in; --label and --time go on with its name. What has no name cannot be named.
func (c *column) settle(r Role, evidence, flag string) {
	c.Role, c.Evidence, c.Flag = r, evidence, nil
	switch {
	case flag == "":
	case flag == "--columns" || c.in.Name == "":
		c.Flag = []string{"--columns"}
	default:
		c.Flag = []string{flag, c.in.Name}
	}
}

// guess decides the column in doubt.
func (c *column) guess(r Role, evidence, flag string) {
	c.settle(r, evidence, flag)
	c.Doubt = true
}
