// Package internal holds nothing but the test of the house's arrows.
package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "tinyol-sim/"

// arrows lists what each package of the project may import of the others
// (docs/ARCHITECTURE.md). A package that is not listed fails the test, so a
// new one has to be put into the picture.
var arrows = map[string][]string{
	"cmd/tinyol-sim":         {"internal/cli"},
	"internal/cli":           {"internal/bench", "internal/compare", "internal/export", "internal/output", "internal/report", "internal/result", "internal/mcu", "internal/mcu/armv7m", "internal/mcu/device", "internal/mcu/pprof", "internal/nn", "datasets"},
	"internal/bench":         {"internal/tinyol", "internal/stream", "internal/nn", "internal/mcu", "internal/mcu/device", "internal/mcu/firmware", "internal/metrics", "internal/result"},
	"internal/compare":       {"internal/metrics", "internal/result"},
	"internal/export":        {"internal/tinyol", "internal/mcu", "internal/mcu/device", "internal/mcu/firmware"},
	"internal/report":        {"internal/metrics", "internal/output", "internal/result"},
	"internal/tinyol":        {"internal/learner", "internal/plan", "internal/kernel", "internal/nn", "internal/stream"},
	"internal/learner":       {"internal/plan", "internal/kernel", "internal/nn"},
	"internal/plan":          {"internal/kernel"},
	"internal/plan/ccode":    {"internal/plan", "internal/kernel"},
	"internal/kernel":        {"internal/nn", "internal/f32"},
	"internal/nn":            {"internal/f32"},
	"internal/stream":        {"internal/kernel"},
	"internal/stream/fan":    nil,
	"internal/metrics":       nil,
	"internal/needs":         nil,
	"internal/output":        nil,
	"internal/result":        {"internal/output"},
	"internal/mcu":           {"internal/mcu/firmware", "internal/kernel"},
	"internal/mcu/armv7m":    nil,
	"internal/mcu/device":    {"internal/tinyol", "internal/learner", "internal/plan", "internal/kernel", "internal/stream", "internal/mcu", "internal/mcu/armv7m", "internal/mcu/firmware"},
	"internal/mcu/firmware":  nil,
	"internal/mcu/pprof":     {"internal/mcu/armv7m"},
	"internal/f32":           nil,
	"internal/extend":        nil,
	"datasets":               {"internal/output", "internal/stream/fan"},
	"scripts/bigcsv":         nil,
	"scripts/maxrss":         nil,
	"internal":               nil,
	"internal/mcu/calibrate": {"internal/tinyol", "internal/learner", "internal/plan/ccode", "internal/kernel", "internal/nn", "internal/stream", "internal/mcu", "internal/mcu/device", "internal/mcu/firmware"},
	"scripts/ccode":          {"internal/plan/ccode", "internal/tinyol"},
	"scripts/costs":          {"internal/mcu", "internal/mcu/calibrate"},
	"scripts/phases":         {"internal/bench", "internal/mcu", "internal/result", "datasets"},
}

// keepers names the one package that may import a library.
var keepers = map[string]string{
	"github.com/spf13/cobra":  "internal/cli",
	"gonum.org/v1/plot":       "internal/report",
	"github.com/google/pprof": "internal/mcu/pprof",
}

func TestArrows(t *testing.T) {
	for dir, imports := range importsByPackage(t) {
		allowed, known := arrows[dir]
		if !known {
			t.Errorf("%s is not in the list of arrows; add it there and to docs/ARCHITECTURE.md", dir)
		}
		for _, path := range imports {
			if rest, ours := strings.CutPrefix(path, module); ours && !slices.Contains(allowed, rest) {
				t.Errorf("%s imports %s; the house has no such arrow", dir, rest)
			}
			for library, keeper := range keepers {
				if (path == library || strings.HasPrefix(path, library+"/")) && dir != keeper {
					t.Errorf("%s imports %s; only %s may", dir, path, keeper)
				}
			}
		}
	}
}

// importsByPackage reads every Go file of the module but the tests.
func importsByPackage(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata" {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel("..", filepath.Dir(path))
		if err != nil {
			return err
		}
		dir = filepath.ToSlash(dir)
		found[dir] = append(found[dir], nil...)
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[dir] = append(found[dir], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 2 {
		t.Fatalf("found %d packages; the test does not see the module", len(found))
	}
	return found
}
