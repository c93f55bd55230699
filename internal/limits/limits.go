// Package limits opens and reads the small files that people name, in bounded
// memory and time: a file larger than it may be is refused by its size, a pipe
// is read no further than that, and a folder, a device, or a pipe that nobody
// writes is named as what it is.
package limits

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Error says why a file is not read. What the operating system refuses comes as
// its own *fs.PathError.
type Error struct {
	Problem string // "is a folder"
	Remedy  string
}

// Error returns both as they follow the name of the file.
func (e *Error) Error() string { return e.Problem + "; " + e.Remedy }

const checkName = "check the name"

// Open opens a regular file of at most so many bytes, or a pipe. What it
// returns can be read to the end of a pipe; bound that with ReadAll.
func Open(path string, most int64) (io.ReadCloser, error) {
	// The file is looked at before it is opened: opening a device can have
	// effects, and opening a pipe waits for its writer.
	info, err := os.Stat(path)
	if system, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, &fs.PathError{Op: "open", Path: system.Path, Err: system.Err}
	}
	if err != nil {
		return nil, err
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return nil, &Error{"is a folder", "name a file in it"}
	case mode&fs.ModeNamedPipe != 0:
		return openPipe(path)
	case mode&fs.ModeDevice != 0:
		return nil, &Error{"is a device", "name a file"}
	case !mode.IsRegular():
		return nil, &Error{"is neither a file nor a pipe", "name a file"}
	case info.Size() > most:
		return nil, tooLarge(most)
	}
	return os.Open(path)
}

// ReadFile reads a whole file, or a pipe to its end.
func ReadFile(path string, most int64) ([]byte, error) {
	f, err := Open(path, most)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return ReadAll(f, most)
}

// ReadAll reads r to its end, which may be most bytes away. It takes up to four
// times the bytes that are there while its memory grows.
func ReadAll(r io.Reader, most int64) ([]byte, error) {
	var b bytes.Buffer
	if n, err := b.ReadFrom(io.LimitReader(r, most+1)); err != nil {
		return nil, err
	} else if n > most {
		return nil, tooLarge(most)
	}
	return b.Bytes(), nil
}

func tooLarge(most int64) error {
	return &Error{"is larger than " + size(most) + ", the most that is read of such a file", checkName}
}

// size writes a limit, which is a whole number of the unit it is stated in.
func size(bytes int64) string {
	for _, u := range []struct {
		name string
		unit int64
	}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}} {
		if bytes >= u.unit && bytes%u.unit == 0 {
			return fmt.Sprintf("%d %s", bytes/u.unit, u.name)
		}
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// openPipe does not wait for a writer, as opening a pipe does otherwise; its
// Read does, for a while.
func openPipe(path string) (io.ReadCloser, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	return &pipe{File: f}, nil
}
