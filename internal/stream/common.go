package stream

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"tinyol-sim/internal/stream/number"
	"tinyol-sim/internal/stream/table"
)

// common counts what is wrong with the rows at the head. Skipping is a remedy for
// a few bad rows; where many are bad in the same way, it would lose the recording,
// and the error says what they have in common.
type common struct {
	rows    int
	widths  map[int]int    // rows by a number of fields that is not the columns'
	columns map[int]int    // rows by the column that is wrong
	samples map[int]string // the first wrong value of those, and whether all are the same
	alike   map[int]bool
	outside int    // rows that are not of the file's form
	message string // the first of those, or of the rows of another width
}

// A kind of bad rows is common from so many on, and from that share of the rows.
const (
	leastCommon = 3
	commonShare = 0.05
)

func (c *common) many(n int) bool {
	return n >= leastCommon && float64(n) > commonShare*float64(c.rows)
}

// count reads the rows behind the mark at hand as far as they are peeked.
func (c *common) count(r *Reader) {
	*c = common{widths: map[int]int{}, columns: map[int]int{}, samples: map[int]string{}, alike: map[int]bool{}}
	from := r.records.Mark()
	for n := 0; !r.records.Peeked(from, n); n++ {
		before := r.records.Mark()
		err := r.records.Next()
		f, bad := err.(*table.Fault)
		if err != nil && (!bad || f.TooLong) {
			return
		}
		c.rows++
		switch {
		case bad && f.Outside:
			c.outside++
			c.keepMessage(r, before)
		case bad:
		case len(r.records.Fields) != len(r.dialect.Names):
			c.widths[len(r.records.Fields)]++
			c.keepMessage(r, before)
		default:
			c.countValues(r)
		}
	}
}

// keepMessage keeps the line behind a mark, which was read.
func (c *common) keepMessage(r *Reader, before table.Mark) {
	if c.message == "" {
		line, _, _ := bytes.Cut(bytes.TrimLeft(r.records.Held(before), " \r\n"), []byte{'\n'})
		c.message = strings.TrimSpace(string(line))
	}
}

func (c *common) countValues(r *Reader) {
	note := func(column int, field []byte) {
		if c.columns[column]++; c.columns[column] == 1 {
			c.samples[column], c.alike[column] = string(field), true
		} else if c.samples[column] != string(field) {
			c.alike[column] = false
		}
	}
	for _, column := range r.layout.channels {
		field := table.Trim(r.records.Fields[column])
		if v, ok := number.Float32(field, r.dialect.Point); (!ok || v-v != 0) && len(field) > 0 && !number.IsMissing(field) {
			note(column, field)
			return
		}
	}
	if column := r.layout.time; column >= 0 {
		field := table.Trim(r.records.Fields[column])
		if t, _, ok := r.clock.format.read(r.clock.text(r.records.Fields), r.dialect.Point); !ok || t-t != 0 {
			note(column, field)
		}
	}
}

// explain makes an *Error of what went wrong in the record at hand.
func (c *common) explain(r *Reader, err error) *Error {
	var f *table.Fault
	if !errors.As(err, &f) || !f.Skippable {
		return r.errorOf(err)
	}
	e := r.errorOf(err)
	width := len(r.records.Fields)
	switch {
	case f.Outside && c.many(c.outside):
		e.Problem = fmt.Sprintf("%s, and so are %d of the first %d lines, such as %s", f.Problem, c.outside, c.rows, quoted([]byte(c.message)))
		e.Remedy = "take the lines that are no rows out of the file, or write all rows alike"
	case f.Column > 0 && c.many(c.columns[f.Column-1]):
		c.explainColumn(r, e, f.Column-1)
	case f.Column == 0 && !f.Outside && width != len(r.dialect.Names) && c.many(c.widths[width]):
		e.Problem = fmt.Sprintf("%d of the first %d rows have %s like this one, the file has %s", c.widths[width], c.rows,
			table.Plural(width, "field"), table.Plural(len(r.dialect.Names), "column"))
		e.Remedy = "put the rows of each kind into a file of their own"
		if width == 1 {
			e.Remedy = "take the lines that are no rows out of the file, such as " + quoted([]byte(c.message))
		}
	}
	return e
}

// explainColumn says what a column has in many rows.
func (c *common) explainColumn(r *Reader, e *Error, column int) {
	such := "such as"
	if c.alike[column] {
		such = "namely"
	}
	e.Problem = fmt.Sprintf("%d of the first %d values are no numbers, %s %s", c.columns[column], c.rows, such, quoted([]byte(c.samples[column])))
	e.Remedy = "write NA where there is no value; --missing says what becomes of those rows"
	if column == r.layout.time {
		e.Remedy = "name another column with --time, or none with --time " + None
		return
	}
	var others []string
	for _, name := range r.Columns() {
		if name != r.dialect.Names[column] {
			others = append(others, name)
		}
	}
	if len(others) > 0 && len(others) <= shownNames {
		e.Remedy += ", or leave the column out with --columns " + strings.Join(others, ",")
	}
}
