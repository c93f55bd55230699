package parquet

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// MostMemory bounds what the pages and dictionaries of all columns take together.
const MostMemory = 32 << 20

// Refused is a file that is whole, but of a kind that is not read.
type Refused struct{ Problem string }

func (r *Refused) Error() string { return r.Problem }

// ErrMemory is a file whose pages are too large.
var ErrMemory = errors.New("its pages take more than 32 MiB")

var errDamaged = errors.New("it is damaged")

func quoted(name string) string { return strconv.Quote(name) }

// Reader reads rows.
type Reader struct {
	file    io.ReaderAt
	size    int64
	leaves  []leaf
	info    []Column
	groups  []group
	columns []column
	left    int64 // rows of the group at hand
	memory  memory
}

const (
	magic      = "PAR1"
	footerTail = 8 // length and magic
	bufferSize = 4 << 10
)

// Open reads the footer of a file of so many bytes. What is no damage is an error of
// type *Refused.
func Open(file io.ReaderAt, size int64) (*Reader, error) {
	var tail [footerTail]byte
	if size < int64(len(magic)+footerTail) {
		return nil, io.ErrUnexpectedEOF
	}
	if n, err := file.ReadAt(tail[:], size-footerTail); n < footerTail {
		return nil, err
	}
	switch length := int64(binary.LittleEndian.Uint32(tail[:])); {
	case string(tail[4:]) == "PARE":
		return nil, &Refused{"is encrypted"}
	case string(tail[4:]) != magic:
		return nil, io.ErrUnexpectedEOF // the footer is written last
	case length > size-footerTail:
		return nil, errDamaged
	default:
		footer := io.NewSectionReader(file, size-footerTail-length, length)
		return newReader(file, size, &thrift{src: bufio.NewReaderSize(footer, bufferSize)})
	}
}

func newReader(file io.ReaderAt, size int64, t *thrift) (*Reader, error) {
	var m metadata
	if m.read(t); t.err != nil {
		return nil, t.err
	}
	r := &Reader{file: file, size: size, groups: m.groups}
	var err error
	if r.leaves, err = m.columns(); err != nil {
		return nil, err
	}
	for i := range r.leaves {
		c, err := r.leaves[i].describe()
		if err != nil {
			return nil, err
		}
		r.info = append(r.info, c)
	}
	return r, r.check()
}

// check refuses groups of which something cannot be read, before any row is.
func (r *Reader) check() error {
	for _, g := range r.groups {
		if len(g.chunks) != len(r.leaves) || g.rows < 0 {
			return errDamaged
		}
		for i, c := range g.chunks {
			switch {
			case c.away:
				return &Refused{"keeps the column " + quoted(r.leaves[i].path) + " in another file, or encrypted"}
			case c.begin < 0 || c.size < 0 || c.begin > r.size || c.size > r.size-c.begin:
				return errDamaged
			case !readable(c.codec):
				return &Refused{fmt.Sprintf("is compressed with %s", codecName(c.codec))}
			}
		}
	}
	return nil
}

// Columns describes the columns.
func (r *Reader) Columns() []Column { return r.info }

// Next moves to the next row; io.EOF after the last.
func (r *Reader) Next() error {
	for r.left == 0 {
		if len(r.groups) == 0 {
			return io.EOF
		}
		r.beginGroup()
	}
	r.left--
	for i := range r.columns {
		if err := r.columns[i].next(); err != nil {
			return fmt.Errorf("the column %s: %w", quoted(r.leaves[i].path), err)
		}
	}
	return nil
}

func (r *Reader) beginGroup() {
	g := r.groups[0]
	r.groups, r.left = r.groups[1:], g.rows
	if r.columns == nil {
		r.columns = make([]column, len(r.leaves))
		for i := range r.columns {
			r.columns[i] = column{leaf: &r.leaves[i], memory: &r.memory, src: bufio.NewReaderSize(nil, bufferSize)}
		}
	}
	for i, c := range g.chunks {
		r.columns[i].begin(io.NewSectionReader(r.file, c.begin, c.size), c.codec)
	}
}

// Value returns the value of a column in the row at hand; ok is false where it is
// null. Bytes are valid until the next row.
func (r *Reader) Value(column int) (v Value, ok bool) {
	c := &r.columns[column]
	return c.value, !c.null
}

// Value is a value: Bytes of texts, and of decimals that have more than 64 bits; else
// Bits.
type Value struct {
	Bits  int64
	Bytes []byte
}

// memory is shared by all columns.
type memory struct {
	used    int
	scratch []byte // a page as it is in the file
	codecs  codecs
}

// resize returns a buffer of n bytes in the place of one.
func (m *memory) resize(b []byte, n int) ([]byte, error) {
	if n <= cap(b) {
		return b[:n], nil
	}
	if m.used+n-cap(b) > MostMemory {
		return nil, ErrMemory
	}
	m.used += n - cap(b)
	return make([]byte, n), nil
}
