//go:build unix

package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"tinyol-sim/internal/result"
)

// TestKilledRunGoesOn kills a run of many seeds behind its first finished ones:
// the earlier result is whole, what is finished can be read, and --resume ends
// with the bytes of a run that nobody has stopped.
func TestKilledRunGoesOn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	recording := filepath.Join(dir, "machine.csv")
	v, err := parseVibration([]string{"labels=ok,worn", "rows=4000"})
	if err != nil {
		t.Fatal(err)
	}
	var rows bytes.Buffer
	v.write(&rows)
	if err := os.WriteFile(recording, rows.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	bench := func(out string, more ...string) *exec.Cmd {
		args := append([]string{"bench", recording, "--epochs", "2", "--seeds", "53", "--engine", "host", "--quiet", "--out", out}, more...)
		return exec.Command(builtTool(t), args...)
	}
	whole, killed := filepath.Join(dir, "whole"), filepath.Join(dir, "killed")
	if text, err := bench(whole).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if text, err := exec.Command(builtTool(t), "bench", recording, "--epochs", "1", "--quiet", "--out", killed).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	before := folderContents(t, killed)

	c := bench(killed, "--force")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	hidden := hiddenOf(killed)
	waitFor(t, filepath.Join(hidden, result.SummaryFile), 1)
	time.Sleep(20 * time.Millisecond)
	c.Process.Kill()
	c.Wait()
	if after := folderContents(t, killed); !equalFiles(before, after, "") {
		t.Error("the earlier result is not as it was")
	}
	s, err := result.ReadSummary(filepath.Join(hidden, result.SummaryFile))
	if err != nil {
		t.Fatal(err)
	}
	if !s.Interrupted || s.Progress == nil || s.Progress.Seeds < 10 || s.Progress.Seeds > 50 {
		t.Fatalf("summary.json says interrupted %v, finished %+v", s.Interrupted, s.Progress)
	}
	checkSteps(t, filepath.Join(hidden, result.StepsFile), s)
	if text, err := exec.Command(builtTool(t), "report", hidden, "--quiet").CombinedOutput(); err != nil {
		t.Errorf("report on what is finished: %v: %s", err, text)
	}

	text, err := bench(killed).CombinedOutput()
	if err == nil || !bytes.Contains(text, []byte("go on with --resume, or start over with --force")) && !bytes.Contains(text, []byte("another run")) {
		t.Errorf("finished seeds would be lost: %v: %s", err, text)
	}
	if text, err := bench(killed, "--resume", "--force").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	if !equalFiles(folderContents(t, whole), folderContents(t, killed), whole) {
		t.Error("the run that went on has other results than one that was not stopped")
	}
	if _, err := os.Stat(filepath.Dir(hidden)); err == nil {
		t.Error("something is left beside the result")
	}
}

// folderContents are a folder's files by name.
func folderContents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		found[e.Name()] = data
	}
	return found
}

// equalFiles compares the results of two folders; where they are different
// folders, without the files that have the command in them.
func equalFiles(a, b map[string][]byte, other string) bool {
	withCommand := []string{result.ManifestFile, ".tinyol-sim.json", "numbers.tex", "report.html"}
	if len(a) != len(b) {
		return false
	}
	for name, data := range a {
		if other != "" && slices.Contains(withCommand, name) {
			continue
		}
		if !bytes.Equal(data, b[name]) {
			return false
		}
	}
	return true
}
