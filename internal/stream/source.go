package stream

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/text/encoding/unicode"
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

// signature is how a file that is no CSV begins.
type signature struct {
	begin        string
	what, remedy string
}

var signatures = []signature{
	{"\x00\x00\xfe\xff", "is UTF-32 text", saveAsUTF8},
	{"\xff\xfe\x00\x00", "is UTF-32 text", saveAsUTF8},
	{gzipMagic, "is compressed with gzip twice", "unpack it once"},
	{"PK\x03\x04", "is a ZIP archive or an Excel workbook", "unpack it, or export the sheet as CSV"},
	{"\xd0\xcf\x11\xe0", "is an old Excel workbook", "export the sheet as CSV"},
	{"BZh", "is compressed with bzip2", "unpack it, or use gzip"},
	{"\xfd7zXZ\x00", "is compressed with xz", "unpack it, or use gzip"},
	{"\x28\xb5\x2f\xfd", "is compressed with zstd", "unpack it, or use gzip"},
	{"\x89HDF", "is an HDF5 file", "export it as CSV"},
	{"PAR1", "is a Parquet file", "export it as CSV"},
	{"\x93NUMPY", "is a NumPy array", "write it with numpy.savetxt and delimiter=\",\""},
}

const (
	saveAsUTF8   = "save it as UTF-8, e.g. with iconv -t UTF-8"
	ifWrong      = "if names or labels look wrong, save it as UTF-8"
	gzipMagic    = "\x1f\x8b"
	longestMagic = 8
)

// text returns the text in src: unpacked, without its byte order mark, as UTF-8.
// note hears what was guessed or left out.
func text(src io.Reader, name string, note func(string)) (*decoder, error) {
	b, head, err := peek(src, name)
	if err != nil {
		return nil, err
	}
	packed := bytes.HasPrefix(head, []byte(gzipMagic))
	if packed {
		z, err := newMembers(b, func() {
			note(name + ": what follows the gzip data is left out, as gzip does; if rows are missing, copy the file again")
		})
		if err != nil {
			return nil, readError(name, 0, err)
		}
		if b, head, err = peek(z, name); err != nil {
			return nil, err
		}
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.begin)) {
			return nil, &Error{File: name, Problem: s.what + ", not CSV text", Remedy: s.remedy}
		}
	}
	d := newDecoder(b, head, name, note)
	d.direct = !packed && d.charset != utf16Text
	return d, nil
}

// peek returns what src begins with; its first read is enough.
func peek(src io.Reader, name string) (b *bufio.Reader, head []byte, err error) {
	b = bufio.NewReader(src)
	if head, err = b.Peek(longestMagic); err != nil && err != io.EOF {
		return nil, nil, readError(name, 0, err)
	}
	if len(head) == 0 {
		return nil, nil, emptyFile(name)
	}
	head, err = b.Peek(b.Buffered())
	return b, head, err
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
	return &Error{File: name, Problem: "is empty", Remedy: "name a CSV file with at least one row of numbers"}
}
