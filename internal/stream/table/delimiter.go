package table

import (
	"bytes"
	"strconv"
)

// delimiters in order of preference: a comma may be a decimal sign, spaces may be
// part of a field, and a tab is hardly ever anything else.
const delimiters = "\t;|, "

// named is the first line by which a spreadsheet names the delimiter: sep=;
func namedDelimiter(line []byte) (delimiter byte, ok bool) {
	const key = "sep="
	line = bytes.Trim(withoutEnd(line), `"`)
	if len(line) != len(key)+1 || !bytes.EqualFold(line[:len(key)], []byte(key)) {
		return 0, false
	}
	return line[len(key)], true
}

// split is what a delimiter makes of the records at the head.
type split struct {
	records int     // of the most frequent number of fields, from 2
	fields  int     // that number
	values  float64 // share of numbers and moments among their fields
}

// chooseDelimiter takes the delimiter by which most of the records have the same
// number of fields. Where several do about equally well, numbers between them
// decide, then the order of preference.
func chooseDelimiter(r *Records) byte {
	const (
		nearly = 0.9 // of the best: a few damaged rows do not decide
		// clearly is a difference in the share of numbers that shows a field torn.
		clearly = 0.1
	)
	from := r.Mark()
	defer r.Rewind(from)
	head := peekAll(r)
	var splits [len(delimiters)]split
	most := 0
	for i := range len(delimiters) {
		if r.delimiter = delimiters[i]; bytes.IndexByte(head, r.delimiter) < 0 {
			continue
		}
		r.Rewind(from)
		splits[i] = splitHead(r, 1+formTime(r))
		most = max(most, splits[i].records)
	}
	best := -1
	for i, s := range splits { // spaces without a number between them are prose
		if s.records == 0 || delimiters[i] == ' ' && s.values == 0 || float64(s.records) < nearly*float64(most) {
			continue
		}
		if best < 0 || s.values > splits[best].values+clearly {
			best = i
		}
	}
	if best < 0 || delimiters[best] == ' ' && unitsAlone(r, from, splits[best].fields) {
		return ','
	}
	return delimiters[best]
}

// peekAll returns the text of the head.
func peekAll(r *Records) []byte {
	from := r.Mark()
	for n := 0; !r.Peeked(from, n); n++ {
		length, err := r.lineLength()
		if err != nil {
			break
		}
		r.consume(length)
	}
	return r.Held(from)
}

// splitHead reads the records at the head by the delimiter that is set; more than
// alone fields show that there is one.
func splitHead(r *Records, alone int) (s split) {
	type tally struct{ records, values int }
	counts := map[int]*tally{}
	from := r.Mark()
	for n := 0; !r.Peeked(from, n); n++ {
		if err := r.Next(); err != nil {
			if f, ok := err.(*Fault); ok && !f.TooLong {
				continue
			}
			break
		}
		t := counts[len(r.Fields)]
		if t == nil {
			t = &tally{}
			counts[len(r.Fields)] = t
		}
		t.records++
		for _, field := range r.Fields {
			if kind := cellOf(Trim(field)); kind != textCell && (kind != commaCell || r.delimiter != ',') {
				t.values++
			}
		}
	}
	for fields, t := range counts {
		if fields > alone && (t.records > s.records || t.records == s.records && fields > s.fields) {
			s = split{records: t.records, fields: fields, values: float64(t.values) / float64(t.records*fields)}
		}
	}
	return s
}

// unitsAlone reports lines of one number with a unit behind a space, which are no
// two columns.
func unitsAlone(r *Records, from Mark, fields int) bool {
	if fields != 2 {
		return false
	}
	r.Rewind(from)
	r.delimiter = ','
	var c Count
	for n := 0; !r.Peeked(from, n); n++ {
		if err := r.Next(); err != nil {
			if f, ok := err.(*Fault); ok && !f.TooLong {
				continue
			}
			break
		}
		if len(r.Fields) == 1 {
			c.add(Trim(r.Fields[0]))
		}
	}
	c.decideUnit()
	return c.Unit != "" && c.Numeric()
}

// firstLine returns the line of the first record and the comment above it, after a
// look at whether this is text at all.
func firstLine(r *Records) (line, comment []byte, err error) {
	r.more()
	if err := checkText(r.buf[r.start:r.end], 1, binaryShare); err != nil {
		return nil, nil, err
	}
	if line, comment, err = skipToRecord(r); err != nil {
		return nil, nil, err
	}
	return line, comment, checkText(line, r.Line, 0)
}

// binaryShare is how many bytes that no text has make a file binary: one in so
// many. Fewer may be glitches of a serial line, which spoil single rows; random
// bytes have one in nine, UTF-16 one in two.
const binaryShare = 32

// checkText refuses text, which begins in the given line, if it has such bytes;
// share 0 stands for any.
func checkText(text []byte, line, share int) error {
	first, n := -1, 0
	for i, c := range text {
		if c == 0x1b && i+1 < len(text) && text[i+1] == '[' {
			continue // a terminal's colour
		}
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7f {
			if n++; first < 0 {
				first = i
			}
		}
	}
	if n == 0 || n*share < len(text) && share > 0 {
		return nil
	}
	return &Fault{
		Line:    line + bytes.Count(text[:first], []byte{'\n'}),
		Problem: "the control byte " + strconv.QuoteRune(rune(text[first])) + " shows that this is not CSV text",
		Remedy:  "name a CSV file, or one in another format that is read: WAV, npy, npz, Parquet, ARFF, JSON, Edge Impulse",
	}
}

// skipToRecord consumes blank lines and comments and returns the line behind
// them, not consumed, and the last comment.
func skipToRecord(r *Records) (line, comment []byte, err error) {
	for {
		n, err := r.lineLength()
		if err != nil {
			return nil, comment, err
		}
		line := r.buf[r.start : r.start+n]
		if !blank(line) && line[0] != '#' {
			return line, comment, nil
		}
		if line[0] == '#' {
			comment = append(comment[:0], line...)
		}
		r.consume(n)
	}
}
