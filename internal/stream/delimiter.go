package stream

import (
	"bytes"
	"io"
	"strconv"
)

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
