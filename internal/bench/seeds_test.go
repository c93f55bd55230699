package bench

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/result"
)

// TestFinishedSeedsAreKeptUntilTheEnd stops a run at its last word: all seeds are
// finished, and the figures are not drawn. To go on reads no row again.
func TestFinishedSeedsAreKeptUntilTheEnd(t *testing.T) {
	for seeds, want := range map[int][]string{
		3:  {"3 of 3 seeds"},
		12: {"10 of 12 seeds", "12 of 12 seeds"},
	} {
		s := quickSpec()
		s.Epochs, s.Seeds, s.Out, s.Mode = 1, seeds, t.TempDir(), "unsupervised"
		var said []string
		s.Checkpoint = func(text string) error {
			said = append(said, text)
			return nil
		}
		mustRun(t, s, fixture.Recordings())
		if !slices.Equal(said, want) {
			t.Errorf("%d seeds: it said %q, want %q", seeds, said, want)
		}
		names := []string{result.SummaryFile, result.ManifestFile, result.StepsFile}
		before := readFiles(t, s.Out, names)
		s.Resume = true
		nothing := func(string) (io.ReadCloser, error) { return nil, errors.New("a recording is read again") }
		if _, err := Run(context.Background(), s, nothing, Silent{}); err != nil {
			t.Errorf("%d seeds: %v", seeds, err)
		}
		for i, data := range readFiles(t, s.Out, names) {
			if !bytes.Equal(data, before[i]) {
				t.Errorf("%d seeds: %s has changed", seeds, names[i])
			}
		}
	}
}

func readFiles(t *testing.T, dir string, names []string) [][]byte {
	t.Helper()
	contents := make([][]byte, len(names))
	for i, name := range names {
		var err error
		if contents[i], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return contents
}
