package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"tinyol-sim/datasets"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/replay"
)

const (
	bundledPrefix = "bundled:" // marks the name of a data set that the tool carries
	stdinName     = "-"
)

// opener opens files, standard input and the bundled data sets.
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
		return replay.OpenFile(name)
	}
}

// checkInputs looks for every input before the work begins: one that is
// missing should not be found after minutes of training.
func checkInputs(spec *bench.Spec) error {
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
	for _, name := range spec.Streams {
		if err := check("", name); err != nil {
			return err
		}
	}
	for _, f := range []struct{ flag, name string }{
		{"--train: ", spec.Train}, {"--test: ", spec.Test}, {"--model: ", spec.Model},
	} {
		if f.name == "" {
			continue
		}
		if err := check(f.flag, f.name); err != nil {
			return err
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
	info, err := os.Stat(name)
	switch {
	case name == "":
		return errors.New("the name of a file is empty; leave it out or give one")
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such file; check the name", name)
	case err != nil:
		return fmt.Errorf("%s: %w; check the path", name, errors.Unwrap(err))
	case info.IsDir():
		return fmt.Errorf("%s: is a folder; name a file in it", name)
	}
	return nil
}
