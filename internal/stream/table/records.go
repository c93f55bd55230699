package table

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"unicode/utf8"

	"tinyol-sim/internal/stream/form"
)

// MaxRecord is the longest record that is read, in bytes. It bounds the memory
// that a file without line ends can take.
const MaxRecord = 1 << 20

// Buffer sizes: large reads keep system calls rare; the peek keeps so much of
// the file's head that the dialect and the columns can be told from it.
const (
	firstBuffer = 64 << 10
	peekBytes   = 256 << 10
	peekRecords = 256
	// heldBytes bounds the peek where records or comments are very long.
	heldBytes = 4 << 20
)

// errHeld ends a peek that would have to keep too much.
var errHeld = errors.New("stream: nothing more can be held")

// Records splits a text into records of fields. Fields are valid until the
// next call of Next.
type Records struct {
	src       Source
	srcErr    error // sticky; io.EOF at the end
	buf       []byte
	start     int // of what is not consumed yet
	end       int
	delimiter byte       // a space stands for any number of spaces and tabs
	form      *form.Form // nil: fields and nothing else
	columns   int        // what is empty behind so many fields is dropped; 0: nothing is
	leads     []lead     // that are taken off fields
	aside     []int      // columns that are read as empty
	lines     int        // consumed so far
	read      int64      // bytes of those, counted again after a Rewind
	quotes    quoteScanner

	// Hold keeps everything from here on, so that Rewind can go back.
	Hold bool
	// Units are taken off the fields.
	Units []Unit
	// Fields are those of the last record, and Line is where it began, from 1.
	Fields [][]byte
	Line   int
	// Blank is set when a blank line was passed; who heeds it takes it back.
	Blank bool
	// CutOff is set where the text ends in the record at hand, without a line end.
	CutOff bool
}

// Source is text in UTF-8, and says what of a line could not be made that: "" where
// all could, else the problem and where in the line it is.
type Source interface {
	io.Reader
	Unreadable(line []byte) (problem string, at int)
}

// buffers are those of records at their end: a folder may hold thousands of short
// recordings.
var buffers = sync.Pool{New: func() any { return new([firstBuffer]byte) }}

// NewRecords splits a text.
func NewRecords(src Source) *Records {
	return &Records{src: src, buf: buffers.Get().(*[firstBuffer]byte)[:]}
}

// Release gives the buffer back. Nothing can be read after it.
func (r *Records) Release() {
	if len(r.buf) == firstBuffer {
		buffers.Put((*[firstBuffer]byte)(r.buf))
	}
	r.buf, r.Fields, r.start, r.end = nil, nil, 0, 0
}

// Elsewhere splits another part of the same text, which begins within a line: that
// one is dropped.
func (r *Records) Elsewhere(src Source) *Records {
	e := NewRecords(src)
	e.delimiter, e.columns, e.leads, e.aside, e.Units = r.delimiter, r.columns, r.leads, r.aside, r.Units
	e.DropLine()
	return e
}

// Lines reports that a line of the text is a record, whatever stands before it.
func (r *Records) Lines() bool { return r.form == nil }

// Read is how many bytes were consumed.
func (r *Records) Read() int64 { return r.read }

// Held returns the text that is held from a mark on, up to the record that comes next.
func (r *Records) Held(from Mark) []byte { return r.buf[from.start:r.start] }

// Buffered is how many bytes the buffer has room for.
func (r *Records) Buffered() int { return len(r.buf) }

// Fault is a record that cannot be split. Next goes on behind it; before a line
// that is too long that takes a call of DropLine.
type Fault struct {
	Line, Column    int // from 1; 0: the whole file, or the whole line
	Problem, Remedy string
	Skippable       bool // leaving the record out is a remedy, too
	TooLong         bool
	Outside         bool // a line in another form than the file's; Fields holds what it could be
	Final           bool // about the file, so that it cannot be skipped
}

func (f *Fault) Error() string { return f.Problem }

// Next moves to the following record; blank lines and comments are none. It
// returns io.EOF at the end, a *Fault for a bad record, and otherwise the
// error of the source.
func (r *Records) Next() error {
	for {
		n, err := r.lineLength()
		if err != nil {
			return err
		}
		line := r.buf[r.start : r.start+n]
		if line[0] == '\r' && n > 1 { // of a line that ends in LF and CR
			r.start, r.read, n = r.start+1, r.read+1, n-1
			line = line[1:]
		}
		if r.blank(line) || isRule(line) {
			r.Blank = true
			r.consume(n)
			continue
		}
		if line[0] == '#' {
			r.consume(n)
			continue
		}
		if r.form != nil {
			if again, err := r.nextForm(n); !again {
				return err
			}
			continue
		}
		if bytes.IndexByte(line, '"') >= 0 {
			return r.nextQuoted(n)
		}
		r.consume(n)
		if err := r.checkReadable(line); err != nil {
			return err
		}
		r.split(withoutEnd(line))
		return nil
	}
}

// checkReadable refuses a record whose text is not in the file's encoding.
func (r *Records) checkReadable(record []byte) error {
	problem, at := r.src.Unreadable(record)
	if problem == "" {
		return nil
	}
	return &Fault{
		Line: r.Line + bytes.Count(record[:at], []byte{'\n'}), Problem: problem,
		Remedy: "save the whole file as UTF-8", Skippable: true,
	}
}

// split cuts a line without quotes at its delimiters.
func (r *Records) split(line []byte) {
	if r.delimiter == ' ' {
		r.Fields = splitSpaces(line, r.Fields[:0])
	} else {
		r.Fields = splitAt(line, r.delimiter, r.Fields[:0])
	}
	r.tidy()
}

// tidy drops the empty fields behind the columns, and the units behind numbers.
func (r *Records) tidy() {
	if n := r.columns; n > 0 && len(r.Fields) > n {
		for len(r.Fields) > n && len(Trim(r.Fields[len(r.Fields)-1])) == 0 {
			r.Fields = r.Fields[:len(r.Fields)-1]
		}
	}
	for _, i := range r.aside {
		if i < len(r.Fields) {
			r.Fields[i] = nil
		}
	}
	for _, l := range r.leads {
		if l.column < len(r.Fields) {
			r.Fields[l.column] = l.cut(r.Fields[l.column])
		}
	}
	for _, u := range r.Units {
		if u.Column < len(r.Fields) {
			r.Fields[u.Column] = u.cut(r.Fields[u.Column])
		}
	}
}

// lineLength returns the length of the next line with its end, reading as much
// of it as is missing.
func (r *Records) lineLength() (int, error) {
	r.Line, r.CutOff = r.lines+1, false
	seen := 0
	for {
		if i := bytes.IndexByte(r.buf[r.start+seen:r.end], '\n'); i >= 0 && seen+i < MaxRecord {
			return seen + i + 1, nil
		} else if i >= 0 || r.end-r.start > MaxRecord {
			return 0, r.tooLong()
		}
		seen = r.end - r.start
		if !r.more() {
			if r.srcErr == io.EOF && seen > 0 {
				r.CutOff = true
				return seen, nil
			}
			if r.srcErr == nil {
				return 0, errHeld
			}
			return 0, r.srcErr
		}
	}
}

// tooLong reports the line at hand.
func (r *Records) tooLong() error {
	return &Fault{
		Line: r.Line, Problem: "the line is longer than 1 MiB",
		Remedy: "check that this is a text file with one row a line", TooLong: true,
	}
}

// DropLine reads up to the next line without keeping anything.
func (r *Records) DropLine() {
	for {
		if i := bytes.IndexByte(r.buf[r.start:r.end], '\n'); i >= 0 {
			r.consume(i + 1)
			return
		}
		r.read += int64(r.end - r.start)
		r.start = r.end
		if !r.more() {
			r.lines++
			return
		}
	}
}

// more reads on and reports whether there is anything new.
func (r *Records) more() bool {
	if r.srcErr != nil {
		return false
	}
	if r.start > 0 && !r.Hold {
		r.end = copy(r.buf, r.buf[r.start:r.end])
		r.start = 0
	}
	if r.Hold && r.end >= heldBytes {
		return false
	}
	if len(r.buf)-r.end < utf8.UTFMax { // as much as the decoder wants
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	n, err := readSome(r.src, r.buf[r.end:])
	r.end += n
	r.srcErr = err
	return n > 0
}

// emptyReads bounds how often a source may return nothing without an error.
const emptyReads = 100

func readSome(src io.Reader, p []byte) (n int, err error) {
	for range emptyReads {
		if n, err = src.Read(p); n > 0 || err != nil {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}

// consume moves behind the next n bytes, which end a line or the file.
func (r *Records) consume(n int) {
	r.start += n
	r.read += int64(n)
	r.lines++
}

// Mark is a place to go back to while hold is set.
type Mark struct{ start, lines int }

func (r *Records) Mark() Mark     { return Mark{r.start, r.lines} }
func (r *Records) Rewind(to Mark) { r.start, r.lines = to.start, to.lines }

// Peeked reports that enough was read behind a mark.
func (r *Records) Peeked(from Mark, n int) bool {
	return n >= peekRecords || r.start-from.start >= peekBytes
}

// PeekedBytes reports that so much was read after a mark that no more is kept.
func (r *Records) PeekedBytes(from Mark) bool { return r.start-from.start >= peekBytes }

// blank reports a line of nothing but spaces; tabs may be delimiters.
func blank(line []byte) bool { return blankBut(line, ' ') }

// blankBut reports a line of spaces, and of one thing beside.
func blankBut(line []byte, other byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\r' && c != '\n' && c != other {
			return false
		}
	}
	return true
}

// blank reports a line of nothing but spaces, and of tabs where these delimit nothing.
func (r *Records) blank(line []byte) bool {
	if r.delimiter == '\t' || r.delimiter == 0 {
		return blank(line)
	}
	return blankBut(line, '\t')
}

// isRule reports a line that is drawn: below a header, or between recordings.
func isRule(line []byte) bool {
	const stroke = 3
	drawn, run := false, 0
	for i, c := range line {
		switch c {
		case '-', '=':
			if run++; i > 0 && line[i-1] != c {
				run = 1
			}
			drawn = drawn || run == stroke
		case '+', '|', ':', ' ', ',', ';', '\t', '\r', '\n':
			run = 0
		default:
			return false
		}
	}
	return drawn
}

// withoutEnd removes LF, CRLF, the CR before the end of the file, and the CRs of
// line ends that were translated twice.
func withoutEnd(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
	}
	for len(line) > 0 && line[len(line)-1] == '\r' {
		line = line[:len(line)-1]
	}
	return line
}

// Trim removes the spaces and tabs around an unquoted field.
func Trim(s []byte) []byte {
	for len(s) > 0 && (s[0] == ' ' || s[0] == '\t') {
		s = s[1:]
	}
	for len(s) > 0 && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}
