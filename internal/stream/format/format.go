package format

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// Table is a recording as text, with what its format states beside the rows.
type Table struct {
	Format string    // what the file is: "a WAV file"
	Text   io.Reader // header and rows; its errors are of type *Error or the source's own
	Rate   float64   // rows a second, where the file states it; 0: not stated
	Label  string    // of the whole file, which Text has as the column label; "": none
	Units  []string  // of the columns, "" where none is stated; nil: no column has one
	Notes  []string  // what was chosen or left out, a line each
	// Place says what a line of Text, from 1, is in the recording: "row 17". It is
	// nil where the lines are those of the file.
	Place func(line int) string
}

// Error is a fault in a recording. Its text does not name the file.
type Error struct {
	Place   string // "row 17"; "": the file as a whole
	Line    int    // of the file, from 1; 0: none
	Problem string
	Remedy  string
	Err     error // cause; may be nil
}

func (e *Error) Error() string {
	text := e.Problem + "; " + e.Remedy
	switch {
	case e.Place != "":
		text = e.Place + ": " + text
	case e.Line > 0:
		text = fmt.Sprintf("line %d: %s", e.Line, text)
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// A file is told by what stands in the buffer of the reader that Open takes: at least
// LeastHead bytes, unless the file is shorter, and at most HeadBytes, which is as
// large as the buffer should be.
const (
	LeastHead = longestSignature
	HeadBytes = 64 << 10
)

// opener makes a table of a source whose format is known.
type opener func(s *source) (*Table, error)

// source is a file that is being opened.
type source struct {
	*bufio.Reader
	name   string
	head   []byte // what it begins with; valid until the first read
	random RandomAccess
}

// formats are the recordings that are read, with what tells them. ZIP archives
// and text come last, for they are looked into.
var formats = []struct {
	is   func(head []byte) bool
	open opener
}{
	{isWAV, openWAV},
	{begins("\x93NUMPY"), openNPY},
	{begins("PAR1"), openParquet},
	{isNPZ, openNPZ},
	{isAcquisitionCBOR, openCBOR},
	{isARFF, openARFF},
	{isJSON, openJSON},
}

// Open tells by content what src is, which holds the file from its beginning.
// Where found is false it is text to be read as it stands, and nothing of it is
// consumed. name is that of the file, for the commands that errors show. random
// reads the same bytes at any place; nil: there is none, and formats that need
// it are copied to a temporary file.
func Open(name string, src *bufio.Reader, random RandomAccess) (t *Table, found bool, err error) {
	s := &source{Reader: src, name: name, random: random}
	if _, err := src.Peek(LeastHead); err != nil && err != io.EOF && src.Buffered() == 0 {
		return nil, false, err
	}
	s.head, _ = src.Peek(src.Buffered())
	for _, f := range formats {
		if !f.is(s.head) {
			continue
		}
		if t, err = f.open(s); err != nil {
			return nil, true, err
		}
		return t, true, nil
	}
	if err := refusal(name, s.head); err != nil {
		return nil, true, err
	}
	return nil, false, nil
}

// fillHead reads on until the head is as long as the buffer, or the file ends.
func (s *source) fillHead() error {
	head, err := s.Peek(s.Size())
	if err != nil && err != io.EOF {
		return err
	}
	s.head = head
	return nil
}

func begins(signature string) func([]byte) bool {
	return func(head []byte) bool { return bytes.HasPrefix(head, []byte(signature)) }
}
