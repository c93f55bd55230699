package replay

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/fileset"
	"tinyol-sim/internal/stream"
)

// The first of many short files does not show what a recording is: a channel may
// stand still in it. These are looked at before.
const (
	filesAhead = 8
	rowsAhead  = 16       // files whose rows are counted
	shortFile  = 64 << 10 // bytes: a longer one is no window
	mostRows   = 256      // of files that are windows
	fewRows    = 64       // of files that are shorter than a usual window
	leastRows  = 8        // of files that are windows, though of different lengths
)

// chooseColumns takes for channels what is one in any of the first files, as far as
// the first has it and does not need it for something else. It changes nothing
// where that is what the first file shows by itself, or where files can be read only
// once.
func (s *Source) chooseColumns() {
	if s.opts.Columns != nil || s.set.Len() < 2 {
		return
	}
	var first *stream.Reader
	var channels []string // of any
	for n := range min(s.set.Len(), filesAhead) {
		r := s.lookAt(s.set.InOrder(n))
		if r == nil {
			return
		}
		if first == nil {
			first = r
		}
		channels = append(channels, r.Columns()...)
	}
	var chosen []string
	for _, name := range first.Names() {
		if slices.Contains(first.Columns(), name) || slices.Contains(first.Unused(), name) && slices.Contains(channels, name) {
			chosen = append(chosen, name)
		}
	}
	if len(chosen) > len(first.Columns()) {
		s.opts.Columns = chosen
	}
}

// lookAt reads the head of a file; nil where that is not to be had, of which the
// reading itself will say why.
func (s *Source) lookAt(f fileset.File) *stream.Reader {
	if !f.Again() {
		return nil
	}
	file, err := f.Open(s.in.open)
	if err != nil {
		return nil
	}
	defer file.Close()
	opts := s.opts
	opts.Note, opts.Ask, opts.Labels = nil, nil, stream.NewLabels()
	r, err := stream.NewReader(file, f.Name, opts)
	if err != nil {
		return nil
	}
	return r
}

// Natural is the window that a recording comes in.
type Natural struct {
	Rows int    // 0: it just goes on
	Why  string // in words
}

// Natural finds out whether the recording comes in windows: a line each, or short
// files of equal length. Of files that are shorter than a usual window it is what
// most of them have room for.
func (s *Source) Natural() Natural {
	if n := s.reader.Window(); n > 0 {
		return Natural{n, fmt.Sprintf("each line is a window of %d rows", n)}
	}
	if s.set.Len() < 2 || s.set.Size() == 0 || s.set.Size()/int64(s.set.Len()) > shortFile {
		return Natural{}
	}
	rows := s.lengths()
	slices.Sort(rows)
	switch most := len(rows) / 4; {
	case len(rows) == 0:
	case rows[0] == rows[len(rows)-1] && rows[0] <= mostRows:
		return Natural{rows[0], fmt.Sprintf("the files have %d rows each", rows[0])}
	case leastRows <= rows[most] && rows[most] < fewRows:
		return Natural{rows[most], fmt.Sprintf("most of the files have %d rows or little more", rows[most])}
	}
	return Natural{}
}

// lengths are the rows of the first files; nil where they cannot be counted.
func (s *Source) lengths() (all []int) {
	for n := range min(s.set.Len(), rowsAhead) {
		f := s.set.InOrder(n)
		if !f.Again() {
			return nil
		}
		file, err := f.Open(s.in.open)
		if err != nil {
			return nil
		}
		opts := s.opts
		opts.Note, opts.Ask, opts.Labels, opts.SkipBadRows = nil, nil, stream.NewLabels(), true
		rows := 0
		if r, err := stream.NewReader(file, f.Name, opts); err == nil {
			for r.Scan() {
				rows++
			}
		}
		file.Close()
		all = append(all, rows)
	}
	return all
}
