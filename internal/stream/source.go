package stream

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/unicode"

	"tinyol-sim/internal/stream/format"
	"tinyol-sim/internal/stream/gunzip"
)

// Stdin is the file name that stands for standard input.
const Stdin = "-"

// openFile opens a file, or standard input, for reading.
func openFile(path string) (io.ReadCloser, error) {
	if path == Stdin {
		return io.NopCloser(os.Stdin), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, openError(path, err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, &Error{File: path, Problem: "is a folder", Remedy: "name a CSV file in it"}
	}
	return f, nil
}

func openError(path string, err error) *Error {
	e := &Error{File: path, Err: err}
	var reason *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Problem, e.Remedy = "there is no such file", "check the path"
	case errors.Is(err, fs.ErrPermission):
		e.Problem, e.Remedy = "may not be read", "check the file's permissions"
	case errors.As(err, &reason):
		e.Problem, e.Remedy = "cannot be opened: "+reason.Err.Error(), "check the path"
	default:
		e.Problem, e.Remedy = "cannot be opened: "+err.Error(), "check the path"
	}
	return e
}

// readError says what went wrong while reading.
func readError(name string, line int, err error) *Error {
	e := &Error{File: name, Line: line, Err: err}
	var corrupt flate.CorruptInputError
	if f := (*format.Error)(nil); errors.As(err, &f) {
		return &Error{File: name, Line: f.Line, Place: f.Place, Problem: f.Problem, Remedy: f.Remedy, Err: err}
	}
	switch {
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		e.Problem, e.Remedy = fmt.Sprintf("the gzip data is damaged (%v)", err), "make or copy the file again"
	case errors.Is(err, io.ErrUnexpectedEOF):
		e.Problem, e.Remedy = "the file is truncated: its gzip data ends too early", "copy it again, or pass --skip-bad-rows to keep the rows before"
	default:
		e.Problem, e.Remedy = "cannot be read on: "+err.Error(), "check the device it comes from"
	}
	return e
}

const (
	ifWrong = "if names or labels look wrong, save it as UTF-8"
	// shownHead is how much of a file shows its encoding.
	shownHead = 4 << 10
)

// heads are the buffers of heads that were looked at: a folder may hold thousands of
// short recordings.
var heads = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, format.HeadBytes) }}

// text returns the text in src: unpacked, without its byte order mark, as UTF-8.
// What is in another format becomes text, and made says what it states beside
// that; nil: it is text. note hears what was guessed or left out.
func text(src io.Reader, name string, note func(string)) (d *decoder, made *format.Table, err error) {
	random := randomAccess(src)
	b, head, src, err := peek(src, name)
	if err != nil {
		return nil, nil, err
	}
	packed := bytes.HasPrefix(head, []byte(gunzip.Magic))
	if packed {
		z, err := gunzip.New(b, func() {
			note(name + ": what follows the gzip data is left out, as gzip does; if rows are missing, copy the file again")
		})
		if err != nil {
			return nil, nil, readError(name, 0, err)
		}
		if b, head, src, err = peek(z, name); err != nil {
			return nil, nil, err
		}
		random = nil
	}
	made, found, err := format.Open(name, b, random)
	if err != nil {
		return nil, nil, readError(name, 0, err)
	}
	if found {
		for _, n := range made.Notes {
			note(name + ": " + n)
		}
		return newDecoder(bufio.NewReader(made.Text), nil, name, note), made, nil
	}
	// The buffer of the head is large, and would copy what a small one lets pass.
	head = bytes.Clone(head)
	heads.Put(b)
	b = bufio.NewReader(io.MultiReader(bytes.NewReader(head), src))
	d = newDecoder(b, head[:min(len(head), shownHead)], name, note)
	d.direct = !packed && d.charset != utf16Text
	d.tail.note = func() {
		note(name + ": the padding after the last line, zero bytes or 0x1a, is left out")
	}
	return d, nil, nil
}

// peek returns what src begins with, which is all of its first reads, and a reader
// of src for what follows; b has both.
func peek(src io.Reader, name string) (b *bufio.Reader, head []byte, rest io.Reader, err error) {
	b = heads.Get().(*bufio.Reader)
	b.Reset(src)
	_, err = b.Peek(format.LeastHead)
	head, _ = b.Peek(b.Buffered())
	switch {
	case len(head) > 0 && err != nil && err != io.EOF: // is found again behind the head
		rest = failed{err}
		b = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(bytes.Clone(head)), rest), format.HeadBytes)
		head, _ = b.Peek(len(head))
		return b, head, rest, nil
	case err != nil && err != io.EOF:
		return nil, nil, nil, readError(name, 0, err)
	case len(head) == 0:
		return nil, nil, nil, emptyFile(name)
	}
	return b, head, src, nil
}

// randomAccess returns src for reading at any place, nil where that cannot be: of a
// file, or of what a source says of itself.
func randomAccess(src io.Reader) format.RandomAccess {
	if s, ok := src.(interface {
		RandomAccess() format.RandomAccess
	}); ok {
		return s.RandomAccess()
	}
	return RandomAccess(src)
}

// RandomAccess returns a regular file of which nothing has been read for reading at
// any place; nil where src is none.
func RandomAccess(src any) format.RandomAccess {
	f, ok := src.(*os.File)
	if !ok {
		return nil
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	return io.NewSectionReader(f, 0, info.Size())
}

// newDecoder tells the encoding by what the text begins with, as far as that
// shows it.
func newDecoder(b *bufio.Reader, head []byte, name string, note func(string)) *decoder {
	for _, m := range marks {
		if bytes.HasPrefix(head, []byte(m.begin)) {
			b.Discard(len(m.begin))
			return m.decoder(b)
		}
	}
	if order, ok := utf16Order(head); ok {
		note(name + ": read as UTF-16, which its zero bytes show; " + ifWrong)
		return newUTF16(b, order)
	}
	return &decoder{src: b, guessed: func() {
		note(name + ": not UTF-8, and read as Windows-1252; " + ifWrong)
	}}
}

// marks are the byte order marks and what they say.
var marks = []struct {
	begin   string
	decoder func(io.Reader) *decoder
}{
	{"\xef\xbb\xbf", func(r io.Reader) *decoder { return &decoder{src: r, charset: utf8Text} }},
	{"\xff\xfe", func(r io.Reader) *decoder { return newUTF16(r, unicode.LittleEndian) }},
	{"\xfe\xff", func(r io.Reader) *decoder { return newUTF16(r, unicode.BigEndian) }},
}

func emptyFile(name string) *Error {
	return &Error{File: name, Problem: "is empty", Remedy: "name a CSV file with at least one row of numbers", Err: ErrNoRows}
}
