package bench

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

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
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

// inputs opens files and remembers the bytes that were read, for the manifest.
type inputs struct {
	open OpenFunc
	mon  Monitor
	seen []*input

	mu   sync.Mutex
	said map[string]bool
}

func newInputs(open OpenFunc, mon Monitor) *inputs {
	return &inputs{open: open, mon: mon, said: map[string]bool{}}
}

// note says once what was found out about a file, however often it is read.
func (in *inputs) note(text string) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !in.said[text] {
		in.said[text] = true
		in.mon.Note(text)
	}
}

// readerOptions are those of every recording of the experiment.
func (in *inputs) readerOptions(s *Spec, labels *stream.Labels) stream.Options {
	return stream.Options{
		Columns: s.Columns, Time: s.Time, Label: s.Label,
		Rate: s.Rate, SkipBadRows: s.SkipBadRows, Labels: labels, Note: in.note,
	}
}

type input struct {
	io.ReadCloser
	role, name string
	bytes      int64
	sum        hash.Hash
}

func (in *inputs) openAs(role, name string) (*input, error) {
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

// manifest lists the inputs in the order they were opened.
func (in *inputs) manifest() []result.Input {
	list := make([]result.Input, len(in.seen))
	for i, s := range in.seen {
		list[i] = result.Input{Role: s.role, Name: s.name, Bytes: s.bytes, SHA256: hex.EncodeToString(s.sum.Sum(nil))}
	}
	return list
}
