package internal

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Bounds of a house that one can see: lines of a file, and of a package without its
// tests.
const (
	mostLinesOfFile    = 400
	mostLinesOfPackage = 4000
)

// Packages are the parts of the system and files the parts of a package, so neither may
// grow beyond what one can look over. What a tool has written is not counted.
func TestSizes(t *testing.T) {
	packages := map[string]int{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if bytes.Contains(text[:min(len(text), 400)], []byte("DO NOT EDIT")) {
			return nil
		}
		lines := bytes.Count(text, []byte("\n"))
		if lines > mostLinesOfFile {
			t.Errorf("%s has %d lines, at most %d are easy to look over", path, lines, mostLinesOfFile)
		}
		packages[filepath.Dir(path)] += lines
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, lines := range packages {
		if lines > mostLinesOfPackage {
			t.Errorf("%s has %d lines, at most %d are a part that one can see", dir, lines, mostLinesOfPackage)
		}
	}
	if len(packages) < 20 {
		t.Fatalf("%d packages; the test does not see the module", len(packages))
	}
}
