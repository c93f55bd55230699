package stream

import (
	"bytes"
	"errors"
	"io"
	"sync"
	"unicode/utf8"
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

// records splits a text into records of fields. Fields are valid until the
// next call.
type records struct {
	src       *decoder
	srcErr    error // sticky; io.EOF at the end
	buf       []byte
	start     int // of what is not consumed yet
	end       int
	hold      bool // keep everything from here on, so that rewind can go back
	delimiter byte

	line   int // where the last record began, from 1
	lines  int // consumed so far
	fields [][]byte
	quotes quoteScanner

	relaid relaid // records of a table that is laid out otherwise
}

// buffers are those of readers at their end: a folder may hold thousands of short
// recordings.
var buffers = sync.Pool{New: func() any { return new([firstBuffer]byte) }}

func newRecords(src *decoder) *records {
	return &records{src: src, buf: buffers.Get().(*[firstBuffer]byte)[:]}
}

// release gives the buffer back. Nothing can be read after it.
func (r *records) release() {
	if len(r.buf) == firstBuffer {
		buffers.Put((*[firstBuffer]byte)(r.buf))
	}
	r.buf, r.fields, r.start, r.end = nil, nil, 0, 0
}

// fault is a record that cannot be split. next goes on behind it; before a line
// that is too long that takes a call of dropLine.
type fault struct {
	line, column    int // column from 1; 0: the whole line
	problem, remedy string
	tooLong         bool
	final           bool // about the file, so that it cannot be skipped
}

func (f *fault) Error() string { return f.problem }

// next moves to the following record of the table. It returns io.EOF at the end,
// a *fault for a bad record, and otherwise the error of the source.
func (r *records) next() error {
	if r.relaid.table != nil {
		return r.nextRelaid()
	}
	return r.nextInFile()
}

// nextInFile moves to the following record of the file; blank lines and comments
// are none.
func (r *records) nextInFile() error {
	for {
		n, err := r.lineLength()
		if err != nil {
			return err
		}
		line := r.buf[r.start : r.start+n]
		if blank(line) || line[0] == '#' {
			r.consume(n)
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
func (r *records) checkReadable(record []byte) error {
	problem, at := r.src.unreadable(record)
	if problem == "" {
		return nil
	}
	return &fault{
		line: r.line + bytes.Count(record[:at], []byte{'\n'}), problem: problem,
		remedy: "save the whole file as UTF-8" + orSkip,
	}
}

// split cuts a line without quotes at its delimiters.
func (r *records) split(line []byte) {
	fields, from, delimiter := r.fields[:0], 0, r.delimiter
	for i, c := range line {
		if c == delimiter {
			fields = append(fields, line[from:i])
			from = i + 1
		}
	}
	r.fields = append(fields, line[from:])
}

// lineLength returns the length of the next line with its end, reading as much
// of it as is missing.
func (r *records) lineLength() (int, error) {
	r.line = r.lines + 1
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
func (r *records) tooLong() error {
	return &fault{
		line: r.line, problem: "the line is longer than 1 MiB",
		remedy: "check that this is a text file with one row a line", tooLong: true,
	}
}

// dropLine reads up to the next line without keeping anything.
func (r *records) dropLine() {
	for {
		if i := bytes.IndexByte(r.buf[r.start:r.end], '\n'); i >= 0 {
			r.consume(i + 1)
			return
		}
		r.start = r.end
		if !r.more() {
			r.lines++
			return
		}
	}
}

// more reads on and reports whether there is anything new.
func (r *records) more() bool {
	if r.srcErr != nil {
		return false
	}
	if r.start > 0 && !r.hold {
		r.end = copy(r.buf, r.buf[r.start:r.end])
		r.start = 0
	}
	if r.hold && r.end >= heldBytes {
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
func (r *records) consume(n int) {
	r.start += n
	r.lines++
}

// mark is a place to go back to while hold is set.
type mark struct{ start, lines int }

func (r *records) mark() mark { return mark{r.start, r.lines} }

func (r *records) rewind(to mark) {
	r.start, r.lines = to.start, to.lines
	r.relaid.reset()
}

// peeked reports that enough was read behind a mark.
func (r *records) peeked(from mark, n int) bool {
	return n >= peekRecords || r.start-from.start >= peekBytes
}

// blank reports a line of nothing but spaces; tabs may be delimiters.
func blank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && c != '\r' && c != '\n' {
			return false
		}
	}
	return true
}

// withoutEnd removes LF, CRLF, or the CR before the end of the file.
func withoutEnd(line []byte) []byte {
	if n := len(line); n > 0 && line[n-1] == '\n' {
		line = line[:n-1]
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line
}
