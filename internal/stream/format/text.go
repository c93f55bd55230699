package format

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// chunk is how much text is made at a time.
const chunk = 32 << 10

// rows makes the text of a table: next appends a line, with its end, to dst. It
// returns io.EOF after the last, and dst as it was at an error.
type rows interface {
	next(dst []byte) ([]byte, error)
}

// text is rows as a reader.
type text struct {
	rows rows
	src  io.Reader // read to its end after the last row; nil: there is nothing to read
	buf  []byte
	at   int
	err  error
}

// newText begins with a header line.
func newText(header []byte, r rows, src io.Reader) *text {
	return &text{rows: r, src: src, buf: header}
}

func (t *text) Read(p []byte) (int, error) {
	for t.at == len(t.buf) {
		if t.err != nil {
			return 0, t.err
		}
		t.buf, t.at = t.buf[:0], 0
		for len(t.buf) < chunk && t.err == nil {
			t.buf, t.err = t.rows.next(t.buf)
		}
		if t.err == io.EOF {
			t.finish()
		}
	}
	n := copy(p, t.buf[t.at:])
	t.at += n
	return n, nil
}

// finish reads what follows the rows: whoever counts bytes or sums them up is to
// see the whole file.
func (t *text) finish() {
	if t.src == nil {
		return
	}
	if _, err := io.Copy(io.Discard, t.src); err != nil {
		t.err = err
	}
}

// header is the line of the columns' names.
func header(names []string) []byte {
	var dst []byte
	for i, name := range names {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendField(dst, []byte(name))
	}
	return endLine(dst, 0)
}

// numbered names columns c1, c2, ..., as those of a text without a header are.
func numbered(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = "c" + strconv.Itoa(i+1)
	}
	return names
}

// endLine ends the line that began at start; one that would be empty holds one
// empty field.
func endLine(dst []byte, start int) []byte {
	if len(dst) == start {
		dst = append(dst, `""`...)
	}
	return append(dst, '\n')
}

// appendField appends a text as one field of one line.
func appendField(dst, field []byte) []byte {
	if plainField(field) {
		return append(dst, field...)
	}
	dst = append(dst, '"')
	for _, c := range field {
		switch c {
		case '"':
			dst = append(dst, '"', '"')
		case '\r', '\n':
			dst = append(dst, ' ')
		default:
			dst = append(dst, c)
		}
	}
	return append(dst, '"')
}

// plainField reports a field that needs no quotes.
func plainField(field []byte) bool {
	if len(field) == 0 {
		return true
	}
	if first, last := field[0], field[len(field)-1]; first == '#' || first <= ' ' || last <= ' ' {
		return false
	}
	for _, c := range field {
		if c == ',' || c == '"' || c == '\n' || c == '\r' {
			return false
		}
	}
	return true
}

// appendFloat appends the shortest decimal that gives a number of so many bits
// back; nothing for NaN.
func appendFloat(dst []byte, f float64, bits int) []byte {
	switch {
	case f != f:
		return dst
	case f-f != 0:
		if f < 0 {
			dst = append(dst, '-')
		}
		return append(dst, "inf"...)
	}
	return strconv.AppendFloat(dst, f, 'g', -1, bits)
}

// row counts the rows of a table for its errors and places.
func row(n int64) string { return fmt.Sprintf("row %d", n) }

// rowOfLine is the place of a line under a header, a row a line.
func rowOfLine(line int) string {
	if line < 2 {
		return ""
	}
	return row(int64(line) - 1)
}

// takeRow takes as many bytes as room has: out of the buffer of src where they are in
// it, else in room.
func takeRow(src *bufio.Reader, room []byte) ([]byte, error) {
	if src.Buffered() < len(room) {
		_, err := io.ReadFull(src, room)
		return room, err
	}
	raw, err := src.Peek(len(room))
	src.Discard(len(room)) // the bytes stay until the next read
	return raw, err
}

const copyAgain = "copy it again, or pass --skip-bad-rows to keep the rows before"

// cut is the error of a file that ends too early, in the row at hand.
func cut(err error, what string, n int64) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return &Error{Place: row(n), Problem: what + " ends here, before its time", Remedy: copyAgain, Err: err}
}
