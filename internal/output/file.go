package output

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FileOptions say what a single file is made for.
type FileOptions struct {
	// Inputs are the files that the run reads.
	Inputs []string
	// Ours reports whether the file that is there begins as one that the command
	// wrote, which may be replaced. Nil: no file may.
	Ours func(head []byte) bool
	// Force allows to replace any other file, but an input.
	Force bool
}

// headBytes is how much of a file Ours is shown.
const headBytes = 512

// File is a file while it is written: beside its place, out of sight. It is
// buffered. A device or a pipe is written as it is.
type File struct {
	*bufio.Writer
	file  *os.File
	aside *aside // nil for a device or a pipe
	path  string // where it belongs, with links followed
}

// CreateFile begins a file that Commit puts at path. What is there and must not
// be replaced is an *OccupiedError.
func CreateFile(path string, o FileOptions) (*File, error) {
	if path == "" {
		return nil, &OccupiedError{"\"\"", "the name of the file is empty", "name one"}
	}
	at := path
	if full, err := filepath.EvalSymlinks(path); err == nil {
		at = full
	}
	info, err := os.Stat(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("%s: %w; check the path", path, errors.Unwrap(err))
	case info.IsDir():
		return nil, &OccupiedError{path, "is a folder", "name a file in it"}
	default:
		if err := checkFile(path, o); err != nil {
			return nil, err
		}
	}
	if info != nil && !info.Mode().IsRegular() {
		file, err := os.OpenFile(at, os.O_WRONLY, 0)
		if err != nil {
			return nil, fmt.Errorf("%s: %w; name a file that can be written", path, errors.Unwrap(err))
		}
		return &File{bufio.NewWriterSize(file, fileBuffer), file, nil, at}, nil
	}
	file, err := createAside(at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &OccupiedError{path, "there is no folder " + filepath.Dir(at), "make it first"}
	case err != nil:
		return nil, fmt.Errorf("%s: %w; choose a folder that can be written", path, errors.Unwrap(err))
	}
	return &File{bufio.NewWriterSize(file, fileBuffer), file.File, file, at}, nil
}

const fileBuffer = 64 << 10

// checkFile refuses to replace a file that the run reads, or that is not ours.
func checkFile(path string, o FileOptions) error {
	for _, input := range o.Inputs {
		if sameFile(path, input) {
			return &OccupiedError{path, "is an input, too", "choose another name"}
		}
	}
	if o.Force {
		return nil
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() || info.Size() == 0 {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%s: %w; choose another name", path, errors.Unwrap(err))
	}
	defer file.Close()
	head := make([]byte, headBytes)
	n, err := file.Read(head)
	if err != nil {
		return fmt.Errorf("%s: %w; choose another name", path, errors.Unwrap(err))
	}
	if o.Ours == nil || !o.Ours(head[:n]) {
		return &OccupiedError{path, "is there, and is not such a file", "choose another name, or replace it with --force"}
	}
	return nil
}

// Commit puts the file into its place.
func (f *File) Commit() error {
	err := f.Flush()
	if f.aside == nil {
		return errors.Join(err, f.file.Close())
	}
	if err == nil {
		err = errors.Join(f.file.Chmod(f.mode()), f.file.Sync())
	}
	if err = f.aside.moveTo(f.path, err); err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	return nil
}

// mode is that of the file that is replaced, or of any new file.
func (f *File) mode() fs.FileMode {
	if info, err := os.Stat(f.path); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}

// Abandon gives the file up; what was there stays. After Commit it does nothing.
func (f *File) Abandon() {
	if f.aside == nil {
		f.file.Close()
		return
	}
	f.aside.drop()
}
