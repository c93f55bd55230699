package reporttest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// Golden compares got with testdata/name, or writes it there with -update.
func Golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		Must(t, os.MkdirAll("testdata", 0o777))
		Must(t, os.WriteFile(path, []byte(got), 0o666))
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	want := strings.Split(string(data), "\n")
	for i, line := range strings.Split(got, "\n") {
		if i >= len(want) || line != want[i] {
			old := "(nothing)"
			if i < len(want) {
				old = want[i]
			}
			t.Fatalf("%s:%d:\n got  %q\n want %q\nif the change is meant, run go test -update and read the difference", path, i+1, line, old)
		}
	}
	if n := strings.Count(got, "\n"); n < len(want)-1 {
		t.Fatalf("%s has %d lines, now there are %d", path, len(want)-1, n)
	}
}
