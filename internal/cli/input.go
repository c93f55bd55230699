package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"

	"tinyol-sim/datasets"
	"tinyol-sim/internal/catalogue"
	"tinyol-sim/internal/fileset"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
)

const (
	bundledPrefix = "bundled:" // marks the name of a data set that the tool carries
	stdinName     = "-"
)

// opener opens files, standard input, and data sets, bundled or downloaded.
func opener(ctx context.Context) replay.OpenFunc {
	return func(name string) (io.ReadCloser, error) {
		if name == stdinName {
			return io.NopCloser(newInterruptible(ctx, os.Stdin)), nil
		}
		if rest, ok := strings.CutPrefix(name, bundledPrefix); ok {
			d, err := datasets.Find(rest)
			if err != nil {
				return nil, err
			}
			return d.Open()
		}
		if rest, ok := strings.CutPrefix(name, catalogue.Prefix); ok {
			at, err := cachedFile(rest)
			if err != nil {
				return nil, err
			}
			return replay.OpenFile(at)
		}
		if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
			return openPipe(ctx, name)
		}
		return replay.OpenFile(name)
	}
}

// cachedFile is the path of what datasets get has brought.
func cachedFile(reference string) (string, error) {
	c, err := catalogue.Open()
	if err != nil {
		return "", err
	}
	return c.Locate(reference)
}

// settleCached puts the paths of folders and archives in the place of their names in
// the catalogue. A file keeps its name, which means the same on another machine.
func settleCached(names []string) error {
	for i, name := range names {
		rest, ok := strings.CutPrefix(name, catalogue.Prefix)
		if !ok {
			continue
		}
		at, err := cachedFile(rest)
		if err != nil {
			return err
		}
		if info, err := os.Stat(at); err == nil && (info.IsDir() || fileset.IsArchive(at)) {
			names[i] = at
		}
	}
	return nil
}

// openPipe opens a named pipe or a device. Both opening and reading wait for the
// other side, and end with the context.
func openPipe(ctx context.Context, name string) (io.ReadCloser, error) {
	var file io.ReadCloser
	opened := make(chan error, 1)
	go func() {
		var err error
		file, err = replay.OpenFile(name)
		opened <- err
	}()
	select {
	case err := <-opened:
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{newInterruptible(ctx, file), file}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// checkInputs looks for every input before the work begins: one that is
// missing should not be found after minutes of training.
func checkInputs(s *spec.Spec) error {
	if err := checkNames(s); err != nil {
		return err
	}
	for _, names := range [][]string{s.Streams, s.Train, s.Test} {
		if err := settleCached(names); err != nil {
			return err
		}
	}
	readers := 0
	check := func(flag, name string) error {
		if name == stdinName {
			if readers++; readers > 1 {
				return misuse("-: standard input can be read once only; save it in a file and name that")
			}
			return nil
		}
		if err := exists(name); err != nil {
			return fmt.Errorf("%s%w", flag, err)
		}
		return nil
	}
	for _, name := range s.Streams {
		if err := check("", name); err != nil {
			return err
		}
	}
	for _, f := range []struct {
		flag  string
		names []string
	}{{"--train: ", s.Train}, {"--test: ", s.Test}} {
		for _, name := range f.names {
			if err := check(f.flag, name); err != nil {
				return err
			}
		}
	}
	if s.Model == "" {
		return nil
	}
	if info, err := os.Stat(s.Model); err == nil && info.IsDir() {
		return fmt.Errorf("--model: %s: is a folder; name a file in it", s.Model)
	}
	return check("--model: ", s.Model)
}

// checkNames refuses labels and columns in another encoding than UTF-8, in which
// those of a recording are, whatever it is written in. A file's name may be
// anything.
func checkNames(s *spec.Spec) error {
	for _, f := range []struct {
		flag  string
		names []string
	}{
		{"normal", []string{s.Normal}}, {"columns", s.Columns}, {"time", []string{s.Time}}, {"label", []string{s.Label}},
	} {
		for _, name := range f.names {
			if !utf8.ValidString(name) {
				return misuse("--%s: %q is not UTF-8; use a terminal in UTF-8, or write it into a file in UTF-8 for --config", f.flag, name)
			}
		}
	}
	return nil
}

// exists does not open the file: a pipe can be opened once only.
func exists(name string) error {
	if rest, ok := strings.CutPrefix(name, bundledPrefix); ok {
		_, err := datasets.Find(rest)
		return err
	}
	if rest, ok := strings.CutPrefix(name, catalogue.Prefix); ok {
		_, err := cachedFile(rest)
		return err
	}
	info, err := os.Stat(name)
	switch {
	case name == "":
		return errors.New("the name of a file is empty; leave it out or give one")
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such file; check the name", name)
	case err != nil:
		return fmt.Errorf("%s: %w; check the path", name, errors.Unwrap(err))
	case !info.IsDir() && !info.Mode().IsRegular():
		return nil
	}
	set, err := fileset.Open([]string{name}, nil)
	if err != nil {
		return err
	}
	set.Close()
	return nil
}
