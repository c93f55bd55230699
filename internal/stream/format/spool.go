package format

import (
	"fmt"
	"io"
	"os"
)

// RandomAccess is a file whose bytes can be read at any place.
type RandomAccess interface {
	io.ReaderAt
	Size() int64
}

// at returns the source for reading at any place: itself, or else a copy of it in
// a temporary file, which nobody else sees and which is gone with the process.
// rest is what is left to read of the source where nothing was copied.
func (s *source) at() (file RandomAccess, rest io.Reader, err error) {
	if s.random != nil {
		return s.random, s.Reader, nil
	}
	f, err := os.CreateTemp("", "recording-*")
	if err != nil {
		return nil, nil, spoolError(err)
	}
	os.Remove(f.Name())
	n, err := io.Copy(&spool{f}, s.Reader)
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return io.NewSectionReader(f, 0, n), nil, nil
}

// spool tells errors of the copy from those of the source.
type spool struct{ f *os.File }

func (s *spool) Write(p []byte) (int, error) {
	n, err := s.f.Write(p)
	if err != nil {
		err = spoolError(err)
	}
	return n, err
}

func spoolError(err error) error {
	return &Error{
		Problem: fmt.Sprintf("its format cannot be read front to back, and copying it to a temporary file failed (%v)", err),
		Remedy:  "name the file itself instead of a pipe or a compressed one, or set TMPDIR to a folder with room for it", Err: err,
	}
}
