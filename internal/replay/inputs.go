package replay

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"sync"

	"tinyol-sim/internal/fileset"
	"tinyol-sim/internal/limits"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/stream/format"
)

// OpenFunc opens an input by the name that the user gave.
type OpenFunc func(name string) (io.ReadCloser, error)

// OpenFile is the OpenFunc of files.
func OpenFile(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such file; check the name", name)
	case errors.Is(err, fs.ErrPermission):
		return nil, fmt.Errorf("%s: not readable; check its permissions", name)
	case err != nil:
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, fmt.Errorf("%s: is a folder; name a CSV file in it", name)
	}
	return f, nil
}

// Inputs opens files and remembers the bytes that were read, for the manifest.
type Inputs struct {
	open    OpenFunc
	forgets bool
	seen    []entry

	note func(text string)
	mu   sync.Mutex
	said map[string]bool
}

// entry is a file, or a set of files.
type entry struct {
	file *input
	set  *inputSet
}

// NewInputs opens with the given function. note is told what was found out about
// a file that the user should know; nil: nobody is.
func NewInputs(open OpenFunc, note func(text string)) *Inputs {
	return &Inputs{open: open, note: note, said: map[string]bool{}}
}

// Opener opens a file again, uncounted.
func (in *Inputs) Opener() OpenFunc { return in.open }

// NewUncounted is NewInputs of files that are no inputs of their own, since they
// are read again: nothing of them is remembered.
func NewUncounted(open OpenFunc, note func(text string)) *Inputs {
	in := NewInputs(open, note)
	in.forgets = true
	return in
}

// Note says once what was found out about a file, however often it is read.
func (in *Inputs) Note(text string) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.said[text] && in.note != nil {
		in.said[text] = true
		in.note(text)
	}
}

// input is an opened file with what was read of it.
type input struct {
	io.ReadCloser
	role, name string
	bytes      int64
	sum        hash.Hash
	set        *inputSet // it is part of; nil: it stands for itself
	number     int       // in that
}

// OpenSmall opens a board or a model.
func (in *Inputs) OpenSmall(role, name string) (io.ReadCloser, error) {
	return in.openWith(func(name string) (io.ReadCloser, error) { return OpenSmall(in.open, name) }, role, name)
}

// OpenSmall opens a file that is read whole before anything runs, so that a
// pipe into which nobody writes is an error and not a wait.
func OpenSmall(open OpenFunc, name string) (io.ReadCloser, error) {
	info, err := os.Stat(name)
	if err != nil || info.Mode().IsRegular() {
		return open(name)
	}
	r, err := limits.Open(name, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

// Count takes what was read already among the inputs.
func (in *Inputs) Count(role, name string, data []byte) {
	i := &input{role: role, name: name, bytes: int64(len(data)), sum: sha256.New()}
	i.sum.Write(data)
	in.seen = append(in.seen, entry{file: i})
}

func (in *Inputs) openWith(open OpenFunc, role, name string) (*input, error) {
	r, err := open(name)
	if err != nil {
		return nil, err
	}
	if in.forgets {
		return &input{ReadCloser: r}, nil
	}
	i := &input{ReadCloser: r, role: role, name: name, sum: sha256.New()}
	in.seen = append(in.seen, entry{file: i})
	return i, nil
}

// openListed opens a file of a set.
func (in *Inputs) openListed(role string, of *fileset.Set, f *fileset.File) (*input, error) {
	if !f.Listed() {
		return in.openWith(func(string) (io.ReadCloser, error) { return f.Open(in.open) }, role, f.Name)
	}
	r, err := f.Open(in.open)
	if err != nil {
		return nil, err
	}
	if in.forgets {
		return &input{ReadCloser: r}, nil
	}
	set := in.setOf(role, of, f)
	set.open = &input{ReadCloser: r, role: role, name: f.Name, sum: sha256.New(), set: set, number: f.Number}
	return set.open, nil
}

func (i *input) Read(p []byte) (int, error) {
	n, err := i.ReadCloser.Read(p)
	i.bytes += int64(n)
	if i.sum != nil {
		i.sum.Write(p[:n])
	}
	return n, err
}

// Close closes the file; of a set, what was read of it is all that is kept.
func (i *input) Close() error {
	if i.set != nil {
		i.set.take(i)
		i.set = nil
	}
	return i.ReadCloser.Close()
}

// RandomAccess lets formats that need it read at any place; what they read there is
// counted when they read the rest from front to back.
func (i *input) RandomAccess() format.RandomAccess { return stream.RandomAccess(i.ReadCloser) }

// Manifest lists the inputs in the order they were opened.
func (in *Inputs) Manifest() []result.Input {
	list := make([]result.Input, 0, len(in.seen))
	for _, s := range in.seen {
		if s.set != nil {
			list = append(list, s.set.manifest()...)
			continue
		}
		list = append(list, result.Input{Role: s.file.role, Name: s.file.name, Bytes: s.file.bytes, SHA256: hex.EncodeToString(s.file.sum.Sum(nil))})
	}
	return list
}
