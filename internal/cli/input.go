package cli

import (
	"io"
	"strings"

	"tinyol-sim/datasets"
	"tinyol-sim/internal/bench"
)

// bundledPrefix marks the name of a data set that the tool carries.
const bundledPrefix = "bundled:"

// openInput opens a file, standard input or a bundled data set.
func openInput(name string) (io.ReadCloser, error) {
	if rest, ok := strings.CutPrefix(name, bundledPrefix); ok {
		d, err := datasets.Find(rest)
		if err != nil {
			return nil, err
		}
		return d.Open()
	}
	return bench.OpenFile(name)
}
