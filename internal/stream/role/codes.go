package role

import (
	"math"
	"slices"
)

// codes numbers the different values of a column of few, in order of their
// first appearance.
type codes struct {
	values []value
	of     [][]int16 // a code a row, by chunk; absent where the cell is empty
	runs   []run
}

type value struct {
	number float64 // NaN where it is a text
	text   string
	rows   int
}

// run is a stretch of rows of one value within a chunk.
type run struct {
	code    int16
	rows    int
	cut     bool // it may be longer: the chunk or an empty cell ends it
	follows bool // directly after the run before
}

const absent = -1

// code returns nil where there are more than MostValues.
func code(chunks []Chunk, numbers bool, table *numbering) *codes {
	c := &codes{of: make([][]int16, len(chunks))}
	texts := map[string]int16{}
	table.forget()
	for i, chunk := range chunks {
		c.of[i] = make([]int16, chunk.rows())
		for j := range c.of[i] {
			x := chunk.number(j)
			isNumber := numbers && x == x
			var text string
			if !isNumber {
				if text = chunk.written(j); text == "" || numbers && saysNothing(text) {
					c.of[i][j] = absent
					continue
				}
				x = math.NaN()
			}
			next := int16(len(c.values))
			var k int16
			if isNumber {
				k = table.index(x+0, next) // one zero of the two
			} else if known, ok := texts[text]; ok {
				k = known
			} else {
				texts[text], k = next, next
			}
			if k == next {
				if len(c.values) == MostValues {
					return nil
				}
				c.values = append(c.values, value{number: x, text: text})
			}
			c.values[k].rows++
			c.of[i][j] = k
		}
	}
	return c
}

// stretches are the runs of all chunks.
func (c *codes) stretches() []run {
	if c.runs != nil {
		return c.runs
	}
	for _, of := range c.of {
		for from := 0; from < len(of); {
			to := from + 1
			for to < len(of) && of[to] == of[from] {
				to++
			}
			if of[from] != absent {
				follows := from > 0 && of[from-1] != absent
				cut := !follows || to == len(of) || of[to] == absent
				c.runs = append(c.runs, run{of[from], to - from, cut, follows})
			}
			from = to
		}
	}
	return c.runs
}

// numbering is a small hash table of numbers, which columns use in turn.
type numbering struct {
	keys [4 * MostValues]float64
	of   [4 * MostValues]int16 // less absent, so that 0 is a free place
}

func (n *numbering) forget() { clear(n.of[:]) }

// index returns the code of x, which is the next one where x is new.
func (n *numbering) index(x float64, next int16) int16 {
	const golden = 0x9E3779B97F4A7C15 // 2^64 over the golden ratio: Fibonacci hashing
	i := math.Float64bits(x) * golden >> 54
	for n.of[i] != 0 {
		if n.keys[i] == x {
			return n.of[i] + absent
		}
		i = (i + 1) % uint64(len(n.keys))
	}
	n.keys[i], n.of[i] = x, next-absent
	return next
}

// meanRun is how long a value stands, on average.
func (c *codes) meanRun() float64 {
	rows := 0
	for _, r := range c.stretches() {
		rows += r.rows
	}
	return float64(rows) / float64(max(len(c.stretches()), 1))
}

// settles reports that values hardly ever come for a moment only, as those of a
// sensor do at the border of two steps of its converter: of ten runs that both
// end in sight, at most one is shorter than three rows.
func (c *codes) settles() bool {
	short, whole := 0, 0
	for _, r := range c.stretches() {
		if !r.cut {
			whole++
			if r.rows < 3 {
				short++
			}
		}
	}
	return short*10 <= whole
}

// levels are the numbers, sorted; texts are left out.
func (c *codes) levels() []float64 {
	var levels []float64
	for _, v := range c.values {
		if v.number == v.number {
			levels = append(levels, v.number)
		}
	}
	slices.Sort(levels)
	return levels
}
