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
		e.Problem, e.Remedy = "the gzip data ends too early", "make or copy the file again"
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
	{"\xff\xfe", "is UTF-16 text (little-endian)", saveAsUTF8},
	{"\xfe\xff", "is UTF-16 text (big-endian)", saveAsUTF8},
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
	saveAsUTF8    = "save it as UTF-8, e.g. with iconv -t UTF-8"
	gzipMagic     = "\x1f\x8b"
	byteOrderMark = "\xef\xbb\xbf"
	longestMagic  = 8
)

// text returns the text in src: unpacked, without its byte order mark.
func text(src io.Reader, name string) (io.Reader, error) {
	b := bufio.NewReader(src)
	head, err := b.Peek(longestMagic)
	if err != nil && err != io.EOF {
		return nil, readError(name, 0, err)
	}
	if len(head) == 0 {
		return nil, emptyFile(name)
	}
	if bytes.HasPrefix(head, []byte(gzipMagic)) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, readError(name, 0, noEOF(err))
		}
		b = bufio.NewReader(z)
		if head, err = b.Peek(longestMagic); err != nil && err != io.EOF {
			return nil, readError(name, 0, err)
		}
		if len(head) == 0 {
			return nil, emptyFile(name)
		}
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.begin)) {
			return nil, &Error{File: name, Problem: s.what + ", not CSV text", Remedy: s.remedy}
		}
	}
	if bytes.HasPrefix(head, []byte(byteOrderMark)) {
		b.Discard(len(byteOrderMark))
	}
	return b, nil
}

// noEOF makes an end inside the gzip header unexpected.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func emptyFile(name string) *Error {
	return &Error{File: name, Problem: "is empty", Remedy: "name a CSV file with at least one row of numbers"}
}
