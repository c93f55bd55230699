package stream

import (
	"bytes"
	"io"
	"strconv"
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
	moments int // ISO 8601
	empty   int
	texts   int
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
		return nil, recordError(name, r.line, nil, err)
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

// findDelimiter looks at the lines of the first two records. It leaves r
// before the first of them, with hold set.
func (d *dialect) findDelimiter(r *records, name string) error {
	first, err := firstLine(r, name)
	if err != nil {
		return err
	}
	r.hold = true
	start := r.mark()
	r.consume(len(first))
	second, _ := skipToRecord(r) // the end and faults are found again later
	r.rewind(start)
	d.delimiter = chooseDelimiter(first, second)
	return nil
}

// delimiters in order of preference: a comma may be a decimal sign, and a tab
// is hardly ever anything else.
const delimiters = "\t;,"

func chooseDelimiter(first, second []byte) byte {
	for i := range len(delimiters) {
		if n := countOutsideQuotes(first, delimiters[i]); n > 0 && n == countOutsideQuotes(second, delimiters[i]) {
			return delimiters[i]
		}
	}
	for i := range len(delimiters) {
		if countOutsideQuotes(first, delimiters[i]) > 0 {
			return delimiters[i]
		}
	}
	return ','
}

func countOutsideQuotes(line []byte, delimiter byte) (n int) {
	inside := false
	for _, c := range line {
		if c == '"' {
			inside = !inside
		}
		if c == delimiter && !inside {
			n++
		}
	}
	return n
}

// firstLine returns the line of the first record, after a look at whether this
// is text at all.
func firstLine(r *records, name string) ([]byte, error) {
	r.more()
	if err := checkText(r.buf[r.start:r.end], name, 1, binaryShare); err != nil {
		return nil, err
	}
	line, err := skipToRecord(r)
	if err == io.EOF {
		return nil, emptyFile(name)
	}
	if err != nil {
		return nil, recordError(name, r.line, nil, err)
	}
	if i := bytes.IndexByte(withoutEnd(line), '\r'); i >= 0 {
		return nil, &Error{
			File: name, Line: r.line,
			Problem: "the lines end in CR alone, as on old Macintoshes",
			Remedy:  "convert the line ends, e.g. with tr '\\r' '\\n'",
		}
	}
	return line, checkText(line, name, r.line, 0)
}

// binaryShare is how many bytes that no text has make a file binary: one in so
// many. Fewer may be glitches of a serial line, which spoil single rows; random
// bytes have one in nine, UTF-16 one in two.
const binaryShare = 32

// checkText refuses text, which begins in the given line, if it has such bytes;
// share 0 stands for any.
func checkText(text []byte, name string, line, share int) error {
	first, n := -1, 0
	for i, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7f {
			if n++; first < 0 {
				first = i
			}
		}
	}
	if n == 0 || n*share < len(text) && share > 0 {
		return nil
	}
	return &Error{
		File: name, Line: line + bytes.Count(text[:first], []byte{'\n'}),
		Problem: "the control byte " + strconv.QuoteRune(rune(text[first])) + " shows that this is not CSV text",
		Remedy:  "name a CSV file in UTF-8, plain or compressed with gzip",
	}
}

// skipToRecord consumes blank lines and comments and returns the line behind
// them, not consumed.
func skipToRecord(r *records) ([]byte, error) {
	for {
		n, err := r.lineLength()
		if err != nil {
			return nil, err
		}
		line := r.buf[r.start : r.start+n]
		if !blank(line) && line[0] != '#' {
			return line, nil
		}
		r.consume(n)
	}
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
	} else if _, ok := scanDecimal(field, '.'); ok {
		c.points++
	} else if _, ok := scanDecimal(field, ','); ok {
		c.commas++
	} else if _, ok := parseMoment(field); ok {
		c.moments++
	} else {
		c.texts++
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
