package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"tinyol-sim/datasets/fan"
)

// DifferenceError says where a stored file departs from what the generator
// makes.
type DifferenceError struct {
	File    string
	Line    int // of the uncompressed file; 0 if the rows agree or cannot be read
	Problem string
}

func (e *DifferenceError) Error() string {
	place := e.File
	if e.Line > 0 {
		place = fmt.Sprintf("%s: line %d", e.File, e.Line)
	}
	return fmt.Sprintf("%s: %s; write the file anew with datasets generate", place, e.Problem)
}

// Verify generates every data set again and compares it, byte for byte, with
// the file in dir, or with the bundled one if dir is empty. It returns nil or
// the errors of all that differ, each a *DifferenceError, or that cannot be
// read.
func Verify(dir string) error {
	var all []error
	for _, d := range List() {
		all = append(all, d.Verify(dir))
	}
	return errors.Join(all...)
}

// Verify does what the function of that name does for one data set.
func (d Dataset) Verify(dir string) error {
	path := d.File
	read := files.ReadFile
	if dir != "" {
		path = filepath.Join(dir, d.File)
		read = os.ReadFile
	}
	stored, err := read(path)
	if err != nil {
		return fmt.Errorf("cannot read data set %s: %w", d.Name, err)
	}
	made, err := d.compressed()
	if err != nil {
		return err
	}
	if bytes.Equal(stored, made) {
		return nil
	}
	return difference(path, stored, made)
}

// difference explains why two compressed files differ.
func difference(path string, stored, made []byte) error {
	a, b := lines(stored), lines(made)
	for n := 1; ; n++ {
		more, expected := a.Scan(), b.Scan()
		if a.err != nil {
			return &DifferenceError{path, 0, "it is damaged: " + a.err.Error()}
		}
		problem := ""
		switch {
		case !more && !expected:
			return &DifferenceError{path, 0, "its rows agree, its compression does not"}
		case !more:
			problem = "it ends, where it should go on with " + fmt.Sprintf("%q", b.Text())
		case !expected:
			problem = fmt.Sprintf("it goes on with %q, where it should end", a.Text())
		case !bytes.Equal(a.Bytes(), b.Bytes()):
			problem = fmt.Sprintf("it has %q where generator version %s makes %q", a.Text(), fan.Version, b.Text())
		}
		if problem != "" {
			return &DifferenceError{path, n, problem}
		}
	}
}

// lineScanner reads the lines of a compressed file.
type lineScanner struct {
	*bufio.Scanner
	err error
}

func (l *lineScanner) Scan() bool {
	if l.err != nil {
		return false
	}
	more := l.Scanner.Scan()
	l.err = l.Scanner.Err()
	return more
}

func lines(content []byte) *lineScanner {
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return &lineScanner{err: err}
	}
	return &lineScanner{Scanner: bufio.NewScanner(z)}
}
