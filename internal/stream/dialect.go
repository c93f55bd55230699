package stream

import (
	"bytes"
	"strconv"
	"strings"

	"tinyol-sim/internal/stream/moment"
)

// dialect is how a file writes its table.
type dialect struct {
	delimiter byte
	point     byte // of decimals
	header    bool
	names     []string // of the columns
	line      int      // of the first record
	first     mark     // of the first data row
	kinds     []fieldCount
	counted   int // records in kinds
}

// fieldCount counts what the peeked fields of a column are.
type fieldCount struct {
	numbers int // integers, NaN and infinity
	points  int // numbers with a decimal point
	commas  int // numbers with a decimal comma
	moments int // dates and times
	empty   int
	texts   int
	looks   [moment.DateTime + 1]int // of the moments
	bare    int                      // numbers that may be a date, such as 20230105
	alike   int                      // texts that resemble a time
	unread  string                   // the first text
}

// numeric reports a column of numbers, be it that some fields are wrong.
func (c fieldCount) numeric() bool { return c.anyNumbers() > c.texts+c.moments }

// nonNumeric reports a column that is known to hold something else.
func (c fieldCount) nonNumeric() bool { return c.texts+c.moments > 0 && !c.numeric() }

func (c fieldCount) moment() bool { return c.moments > c.texts+c.anyNumbers() }
func (c fieldCount) anyNumbers() int {
	return c.numbers + c.points + c.commas
}

// detect reads the head of a file and leaves r at the first data row, with
// hold set.
func detect(r *records, name string) (*dialect, error) {
	d := &dialect{point: '.'}
	if err := d.findDelimiter(r, name); err != nil {
		return nil, err
	}
	r.delimiter = d.delimiter
	start := r.mark()
	if err := r.next(); err != nil {
		e := recordError(name, r.line, nil, err)
		e.Remedy = strings.TrimSuffix(e.Remedy, orSkip) // a header cannot be skipped
		return nil, e
	}
	d.line = r.line
	first := clone(r.fields)
	d.kinds = make([]fieldCount, len(first))
	d.first = r.mark()
	d.classify(r)
	if d.header = d.isHeader(first); !d.header {
		d.first = start
		d.count(first)
	}
	d.decidePoint()
	r.rewind(d.first)
	d.nameColumns(first)
	return d, nil
}

// classify counts the kinds of the fields in the records that follow.
func (d *dialect) classify(r *records) {
	from := r.mark()
	for n := 0; !r.peeked(from, n); n++ {
		if err := r.next(); err == nil {
			d.count(r.fields)
		} else if f, ok := err.(*fault); !ok || f.tooLong {
			return
		}
	}
}

// count adds a record of as many fields as there are columns.
func (d *dialect) count(fields [][]byte) {
	if len(fields) != len(d.kinds) {
		return
	}
	d.counted++
	for i := range d.kinds {
		d.kinds[i].add(trim(fields[i]))
	}
}

func (c *fieldCount) add(field []byte) {
	if len(field) == 0 {
		c.empty++
	} else if _, ok := scanDecimal(field, 0); ok || nonFinite(field) {
		c.numbers++
		if moment.Bare(field) {
			c.bare++
		}
	} else if _, ok := scanDecimal(field, '.'); ok {
		c.points++
	} else if _, ok := scanDecimal(field, ','); ok {
		c.commas++
	} else if kind := moment.Look(field); kind != moment.None {
		c.moments++
		c.looks[kind]++
	} else {
		c.texts++
		if moment.Resembles(field) {
			c.alike++
		}
		if c.unread == "" {
			c.unread = string(field)
		}
	}
}

// isHeader compares the first record with those that follow it: a header has
// text over numbers, or no number at all.
func (d *dialect) isHeader(first [][]byte) bool {
	values := 0
	for i, field := range first {
		var c fieldCount
		c.add(trim(field))
		values += c.anyNumbers() + c.moments
		if c.texts > 0 && (d.kinds[i].numeric() || d.kinds[i].moment()) {
			return true
		}
	}
	return values == 0
}

// decidePoint settles the decimal sign: the comma, where it is not the
// delimiter and is seen more often than the point. Numbers with the other one
// are none.
func (d *dialect) decidePoint() {
	commas, points := 0, 0
	for _, c := range d.kinds {
		commas += c.commas
		points += c.points
	}
	if d.delimiter != ',' && commas > points {
		d.point = ','
	}
	for i := range d.kinds {
		c := &d.kinds[i]
		if d.point == ',' {
			c.texts += c.points
			c.points = 0
		} else {
			c.texts += c.commas
			c.commas = 0
		}
	}
}

// nameColumns takes the names from the header, or numbers the columns.
func (d *dialect) nameColumns(first [][]byte) {
	d.names = make([]string, len(first))
	for i, field := range first {
		if d.header {
			d.names[i] = string(trim(field))
		} else {
			d.names[i] = "c" + strconv.Itoa(i+1)
		}
	}
}

func clone(fields [][]byte) [][]byte {
	c := make([][]byte, len(fields))
	for i, f := range fields {
		c[i] = bytes.Clone(f)
	}
	return c
}

// nonFinite recognises the spellings of NaN and infinity.
func nonFinite(field []byte) bool {
	if len(field) > 0 && (field[0] == '+' || field[0] == '-') {
		field = field[1:]
	}
	for _, s := range []string{"nan", "inf", "infinity"} {
		if len(field) == len(s) && bytes.EqualFold(field, []byte(s)) {
			return true
		}
	}
	return false
}
