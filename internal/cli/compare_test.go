//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/result"
)

// TestInterruptedSpec stops compare while it runs the first of two specs: what
// was finished is kept, and nothing is compared.
func TestInterruptedSpec(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var specs []string
	for _, spec := range []string{"streams: ['-']\ntrain-rows: 1000\nepochs: 1\n", "epochs: 1\n"} {
		path := filepath.Join(dir, string(rune('a'+len(specs)))+".yaml")
		if err := os.WriteFile(path, []byte(spec), 0o666); err != nil {
			t.Fatal(err)
		}
		specs = append(specs, path)
	}
	out := filepath.Join(dir, "out")
	c := start(t, "compare", specs[0], specs[1], "--quiet", "--out", out)
	go feed(c.stdin)
	waitFor(t, filepath.Join(hiddenOf(filepath.Join(out, "a")), result.StepsFile), 100_000)
	if code := c.interrupt(t); code != exitInterrupted {
		t.Fatalf("exit code %d, want %d; it said:\n%s", code, exitInterrupted, c.errors.String())
	}
	if want := "tinyol-sim: interrupted: there is nothing to compare yet; what was finished of a is in " + filepath.Join(out, "a") + "\n"; c.errors.String() != want {
		t.Errorf("standard error is %q, want %q", c.errors.String(), want)
	}
	s, err := result.ReadSummary(filepath.Join(out, "a", result.SummaryFile))
	if err != nil || !s.Interrupted {
		t.Errorf("what was finished: %v", err)
	}
	for _, gone := range []string{filepath.Join(out, result.ComparisonFile), filepath.Join(out, "b")} {
		if _, err := os.Stat(gone); err == nil {
			t.Errorf("%s is there", gone)
		}
	}
}
