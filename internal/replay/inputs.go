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
}

// NewInputs opens with the given function.
func NewInputs(open OpenFunc) *Inputs { return &Inputs{open: open} }

// input is an opened file with what was read of it.
type input struct {
	io.ReadCloser
	role, name string
	bytes      int64
	sum        hash.Hash
}

// Open opens an input in its role: stream, train, board.
func (in *Inputs) Open(role, name string) (io.ReadCloser, error) { return in.openAs(role, name) }

func (in *Inputs) openAs(role, name string) (*input, error) {
	r, err := in.open(name)
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
