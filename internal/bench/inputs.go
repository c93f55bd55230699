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

	"tinyol-sim/internal/limits"
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

// maxTogether is how many seeds may go over a stream that cannot be read twice:
// each takes some three megabytes a mode while it goes by.
const maxTogether = 100

// checkReplay refuses more seeds than such a stream allows.
func (s *Spec) checkReplay() error {
	if s.Seeds > maxTogether && !s.replayable() {
		return usage("seeds", fmt.Sprintf("save the recording in a file and name that, or use at most %d", maxTogether), "%d seeds need a recording that can be read again", s.Seeds)
	}
	return nil
}

// replayable reports whether all recordings can be read a second time: standard
// input and pipes cannot.
func (s *Spec) replayable() bool {
	for _, name := range append([]string{s.Train, s.Test, s.Model, s.Board}, s.Streams...) {
		info, err := os.Stat(name)
		if name == "-" || err == nil && !info.Mode().IsRegular() {
			return false
		}
	}
	return true
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
	return in.openWith(in.open, role, name)
}

// openSmall opens a board or a model.
func (in *inputs) openSmall(role, name string) (*input, error) {
	return in.openWith(func(name string) (io.ReadCloser, error) { return openSmall(in.open, name) }, role, name)
}

// openSmall opens a file that is read whole before anything runs, so that a
// pipe into which nobody writes is an error and not a wait.
func openSmall(open OpenFunc, name string) (io.ReadCloser, error) {
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

// count takes what was read already among the inputs.
func (in *inputs) count(role, name string, data []byte) {
	i := &input{role: role, name: name, bytes: int64(len(data)), sum: sha256.New()}
	i.sum.Write(data)
	in.seen = append(in.seen, i)
}

func (in *inputs) openWith(open OpenFunc, role, name string) (*input, error) {
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

// manifest lists the inputs in the order they were opened.
func (in *inputs) manifest() []result.Input {
	list := make([]result.Input, len(in.seen))
	for i, s := range in.seen {
		list[i] = result.Input{Role: s.role, Name: s.name, Bytes: s.bytes, SHA256: hex.EncodeToString(s.sum.Sum(nil))}
	}
	return list
}
