package table

import (
	"bytes"
	"strconv"
)

// Dialect is how a file writes its table.
type Dialect struct {
	Delimiter byte // a space stands for any number of spaces and tabs
	Point     byte // of decimals
	Header    bool
	Names     []string // of the columns
	Units     []string // of the columns, "" where it is not known
	Line      int      // of the header, or of the first row
	First     Mark     // of the first row
	Kinds     []Count  // of the columns, over the head
	Counted   int      // records in Kinds
	Breaks    bool     // blank lines stand between recordings
	// Known are the lines above the rows, by their fields: the header, and what a
	// board prints before it. It prints them again when it starts again.
	Known       [][][]byte
	KnownHeader int // of them; -1: none
}

// Plain reports rows as RFC 4180 has them, with a header at the most above them.
func (r *Records) Plain() bool {
	return r.form == nil && r.columns == 0 && len(r.leads) == 0 && len(r.aside) == 0 && len(r.Units) == 0 && r.delimiter != ' '
}

// Detect reads the head of a text and leaves r at the first row, with Hold set. note
// hears what was left out or guessed. Its errors are *Fault, io.EOF where there is no
// record, and those of the source.
func Detect(r *Records, note func(string)) (*Dialect, error) {
	d := &Dialect{Point: '.', KnownHeader: -1}
	line, comment, err := firstLine(r)
	if err != nil {
		return nil, err
	}
	r.Hold = true
	delimiter, given := namedDelimiter(line)
	if given {
		r.consume(len(line))
	}
	if r.form = findForm(r); r.form != nil {
		note("read as " + r.form.Describe())
	}
	if !given {
		delimiter = chooseDelimiter(r)
	}
	d.Delimiter, r.delimiter = delimiter, delimiter
	t := &finder{Dialect: d, r: r, comment: comment, note: note}
	if err := t.find(); err != nil {
		return nil, err
	}
	r.Rewind(d.First)
	return d, nil
}

// classify counts the kinds of the fields in the records from a mark on that have
// so many of them.
func (d *Dialect) classify(r *Records, from Mark, width int) {
	d.Kinds, d.Counted = make([]Count, width), 0
	r.Rewind(from)
	for n := 0; !r.Peeked(from, n); n++ {
		if err := r.Next(); err == nil {
			d.count(r.Fields)
		} else if f, ok := err.(*Fault); !ok || f.TooLong {
			break
		}
	}
	for i := range d.Kinds {
		d.Kinds[i].decideUnit()
	}
}

// Recount makes d the dialect of other columns, which records have that are made of
// the file's, and counts what they hold at the head.
func (d *Dialect) Recount(names []string, r interface {
	Next() error
	Mark() Mark
	Peeked(from Mark, n int) bool
}, fields func() [][]byte) {
	d.Names, d.Units, d.Known, d.KnownHeader = names, make([]string, len(names)), nil, -1
	d.Kinds, d.Counted = make([]Count, len(names)), 0
	from := r.Mark()
	for n := 0; !r.Peeked(from, n); n++ {
		if err := r.Next(); err == nil {
			d.count(fields())
		} else if f, ok := err.(*Fault); !ok || f.TooLong {
			break
		}
	}
	for i := range d.Kinds {
		d.Kinds[i].decideUnit()
	}
	d.decidePoint()
}

// count adds a record of as many fields as there are columns.
func (d *Dialect) count(fields [][]byte) {
	if len(fields) != len(d.Kinds) {
		return
	}
	d.Counted++
	for i := range d.Kinds {
		d.Kinds[i].add(Trim(fields[i]))
	}
}

// decidePoint settles the decimal sign: the comma, where it is seen more often than
// the point. Numbers with the other one are none.
func (d *Dialect) decidePoint() {
	commas, points, groups := 0, 0, 0
	for _, c := range d.Kinds {
		commas += c.commas
		points += c.points
		groups += c.Grouped
	}
	// Behind quotes a comma may be one where commas delimit; if all of them stand
	// before three digits, thousands may be meant.
	if commas > points && (d.Delimiter != ',' || groups < commas) {
		d.Point = ','
	}
	for i := range d.Kinds {
		c := &d.Kinds[i]
		if d.Point == ',' {
			c.Texts += c.points
			c.points = 0
		} else {
			c.Texts += c.commas
			c.commas = 0
		}
	}
}

// Nameless is what a column without a header is called.
func Nameless(i int) string { return "c" + strconv.Itoa(i+1) }

func clone(fields [][]byte) [][]byte {
	c := make([][]byte, len(fields))
	for i, f := range fields {
		c[i] = bytes.Clone(f)
	}
	return c
}
