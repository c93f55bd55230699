// Package gunzip unpacks gzip files as gzip(1) does: member by member, and to the
// end of the file, whose checksum is that of all its bytes.
package gunzip

import (
	"bufio"
	"io"

	"github.com/klauspost/compress/gzip"
)

// Magic is what a gzip file begins with (RFC 1952, section 2.3.1).
const Magic = "\x1f\x8b"

// Members unpacks a gzip file. What stands behind its last member is taken as
// gzip(1) takes it: zeros fill the blocks of a tape, anything else was appended
// by mistake and is left out.
type Members struct {
	src     *bufio.Reader
	z       *gzip.Reader
	garbage func() // called when something was left out; may be nil
}

// New begins the first member of src. garbage is called when something after the last
// one was left out; it may be nil.
func New(src *bufio.Reader, garbage func()) (*Members, error) {
	z, err := gzip.NewReader(src)
	if err != nil {
		return nil, noEOF(err)
	}
	z.Multistream(false)
	return &Members{src: src, z: z, garbage: garbage}, nil
}

func (m *Members) Read(p []byte) (int, error) {
	for {
		n, err := m.z.Read(p)
		if err != io.EOF {
			return n, err
		}
		if n > 0 {
			return n, nil
		}
		if err := m.next(); err != nil {
			return 0, err
		}
	}
}

// next begins the next member. It returns io.EOF if there is none, and then has
// read the file to its end, since its checksum is that of all bytes.
func (m *Members) next() error {
	if err := m.skipZeros(); err != nil {
		return err
	}
	head, err := m.src.Peek(len(Magic))
	if err != nil && err != io.EOF {
		return err
	}
	if string(head) == Magic {
		if err := m.z.Reset(m.src); err != nil {
			return noEOF(err)
		}
		m.z.Multistream(false)
		return nil
	}
	if m.garbage != nil {
		m.garbage()
	}
	if _, err := io.Copy(io.Discard, m.src); err != nil {
		return err
	}
	return io.EOF
}

func (m *Members) skipZeros() error {
	for {
		c, err := m.src.ReadByte()
		if err != nil {
			return err
		}
		if c != 0 {
			return m.src.UnreadByte()
		}
	}
}

// noEOF makes an end inside the gzip header unexpected.
func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
