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

	"tinyol-sim/internal/limits"
	"tinyol-sim/internal/result"
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
	open OpenFunc
	seen []*input

	note func(text string)
	mu   sync.Mutex
	said map[string]bool
}

// NewInputs opens with the given function. note is told what was found out about
// a file that the user should know; nil: nobody is.
func NewInputs(open OpenFunc, note func(text string)) *Inputs {
	return &Inputs{open: open, note: note, said: map[string]bool{}}
}

// Opener opens a file again, uncounted.
func (in *Inputs) Opener() OpenFunc { return in.open }

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
}

// Open opens an input in its role: stream, train, test.
func (in *Inputs) Open(role, name string) (io.ReadCloser, error) { return in.openAs(role, name) }

func (in *Inputs) openAs(role, name string) (*input, error) { return in.openWith(in.open, role, name) }

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
	in.seen = append(in.seen, i)
}

func (in *Inputs) openWith(open OpenFunc, role, name string) (*input, error) {
	r, err := open(name)
	if err != nil {
		return nil, err
	}
	i := &input{ReadCloser: r, role: role, name: name, sum: sha256.New()}
	in.seen = append(in.seen, i)
	return i, nil
}

func (i *input) Read(p []byte) (int, error) {
	n, err := i.ReadCloser.Read(p)
	i.bytes += int64(n)
	i.sum.Write(p[:n])
	return n, err
}

// Manifest lists the inputs in the order they were opened.
func (in *Inputs) Manifest() []result.Input {
	list := make([]result.Input, len(in.seen))
	for i, s := range in.seen {
		list[i] = result.Input{Role: s.role, Name: s.name, Bytes: s.bytes, SHA256: hex.EncodeToString(s.sum.Sum(nil))}
	}
	return list
}
