// Package internal holds nothing but the tests of what holds for all packages:
// the arrows between them, and numbers that no processor rounds otherwise.
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
	"cmd/tinyol-sim":                {"internal/cli"},
	"internal/trial":                {"internal/stream/cut", "internal/ask", "internal/bench", "internal/learner", "internal/mcu", "internal/replay", "internal/report", "internal/report/columns", "internal/report/recording", "internal/result", "internal/spec", "internal/frontend", "internal/stream", "internal/usage", "internal/wording", "internal/workers"},
	"internal/execute":              {"internal/mcu", "internal/mcu/cpu", "internal/mcu/cpu/tally", "internal/mcu/device", "internal/mcu/pprof", "internal/mcu/program", "internal/output", "internal/plaintext", "internal/wording"},
	"internal/ask":                  {"internal/stream", "internal/usage"},
	"internal/modelfile":            {"internal/frontend", "internal/nn", "internal/spec", "internal/stream"},
	"internal/choices":              {"internal/drift", "internal/frontend", "internal/learner", "internal/spec", "internal/tinyol", "internal/usage"},
	"internal/inspect":              {"internal/stream/cut", "internal/ask", "internal/bench", "internal/replay", "internal/report/columns", "internal/stream", "internal/wording"},
	"internal/cli":                  {"internal/choices", "internal/ask", "internal/inspect", "internal/fileset", "internal/bench", "internal/execute", "internal/trial", "internal/compare", "internal/export", "internal/output", "internal/report", "internal/result", "internal/mcu", "internal/mcu/device", "internal/nn", "datasets", "internal/catalogue", "internal/plaintext", "internal/limits", "internal/yamlfile", "internal/paper", "internal/replay", "internal/verify", "internal/usage", "internal/spec", "internal/report/columns", "internal/report/compared", "internal/report/macros", "internal/report/paper", "internal/frontend", "internal/stream", "internal/wording"},
	"internal/bench":                {"internal/choices", "internal/modelfile", "internal/excerpt", "internal/ask", "internal/inject", "internal/drift", "internal/learner", "internal/tinyol", "internal/frontend", "internal/stream", "internal/nn", "internal/mcu", "internal/mcu/device", "internal/mcu/firmware", "internal/metrics", "internal/result", "internal/limits", "internal/engine", "internal/replay", "internal/score", "internal/usage", "internal/workers", "internal/spec"},
	"internal/compare":              {"internal/metrics", "internal/result", "internal/score", "internal/spec"},
	"internal/verify":               {"internal/bench", "internal/engine", "internal/replay", "internal/tinyol", "internal/mcu", "internal/mcu/device", "internal/mcu/firmware", "internal/result", "internal/usage", "internal/workers", "internal/spec"},
	"internal/paper":                {"internal/stream/cut", "internal/modelfile", "internal/ask", "internal/bench", "internal/engine", "internal/replay", "internal/score", "internal/tinyol", "internal/frontend", "internal/stream", "internal/nn", "internal/mcu", "internal/mcu/device", "internal/metrics", "internal/result", "internal/usage", "internal/workers", "internal/spec", "internal/learner"},
	"internal/score":                {"internal/tinyol", "internal/frontend", "internal/stream", "internal/nn", "internal/mcu", "internal/metrics", "internal/result", "internal/learner"},
	"internal/replay":               {"internal/stream/cut", "internal/inject", "internal/fileset", "internal/limits", "internal/frontend", "internal/stream", "internal/stream/format", "internal/result", "internal/usage", "internal/workers"},
	"internal/engine":               {"internal/tinyol", "internal/mcu", "internal/mcu/device", "internal/result"},
	"internal/fileset":              {"internal/output"},
	"internal/stream/layout":        nil,
	"internal/usage":                nil,
	"internal/workers":              nil,
	"internal/fixture":              nil,
	"internal/export":               {"internal/tinyol", "internal/mcu", "internal/mcu/device", "internal/mcu/firmware"},
	"internal/report":               {"internal/metrics", "internal/output", "internal/result", "internal/figure", "internal/report/columns", "internal/report/costs", "internal/report/macros", "internal/report/recording", "internal/wording"},
	"internal/tinyol":               {"internal/stream/cut", "internal/drift", "internal/nn", "internal/frontend", "internal/stream", "internal/learner", "internal/plan", "internal/kernel"},
	"internal/nn":                   {"internal/f32"},
	"internal/frontend":             {"internal/kernel", "internal/plaintext"},
	"internal/inject":               {"internal/stream"},
	"internal/stream":               {"internal/stream/gunzip", "internal/stream/format", "internal/stream/layout", "internal/stream/moment", "internal/stream/number", "internal/stream/role", "internal/stream/table"},
	"internal/stream/form":          nil,
	"internal/stream/number":        nil,
	"internal/stream/table":         {"internal/stream/form", "internal/stream/moment", "internal/stream/number"},
	"internal/stream/moment":        nil,
	"internal/stream/cut":           {"internal/stream"},
	"internal/stream/gunzip":        nil,
	"internal/stream/role":          nil,
	"datasets/fan":                  nil,
	"internal/catalogue":            {"internal/limits", "internal/output", "internal/plaintext", "internal/stream", "internal/wording", "internal/yamlfile"},
	"internal/metrics":              nil,
	"internal/spec":                 {"internal/usage"},
	"internal/needs":                nil,
	"internal/output":               nil,
	"internal/result":               {"internal/output", "internal/limits"},
	"internal/mcu":                  {"internal/mcu/firmware", "internal/limits", "internal/yamlfile", "internal/kernel"},
	"internal/mcu/armv7m":           {"internal/mcu/armv7m/decode", "internal/mcu/armv7m/disasm", "internal/mcu/armv7m/semihosting", "internal/mcu/armv7m/softfloat", "internal/mcu/armv7m/stack", "internal/mcu/armv7m/thumb", "internal/mcu/armv7m/timing", "internal/mcu/armv7m/watch", "internal/mcu/cpu", "internal/mcu/program"},
	"internal/limits":               nil,
	"internal/yamlfile":             {"internal/limits"},
	"internal/mcu/device":           {"internal/tinyol", "internal/nn", "internal/frontend", "internal/stream", "internal/mcu", "internal/mcu/cpu", "internal/mcu/cpu/cores", "internal/mcu/firmware", "internal/learner", "internal/plan", "internal/kernel", "internal/mcu/program"},
	"internal/mcu/program":          {"internal/plaintext"},
	"internal/mcu/elftest":          {"internal/needs", "internal/plaintext"},
	"internal/mcu/firmware":         nil,
	"internal/mcu/pprof":            {"internal/mcu/cpu/tally", "internal/mcu/program"},
	"internal/f32":                  nil,
	"datasets":                      {"internal/output", "datasets/fan"},
	"internal/plaintext":            nil,
	"scripts/bigcsv":                nil,
	"scripts/hostile":               nil,
	"scripts/maxrss":                nil,
	"internal":                      nil,
	"internal/mcu/calibrate":        {"internal/drift", "internal/tinyol", "internal/nn", "internal/frontend", "internal/stream", "internal/mcu", "internal/mcu/device", "internal/learner", "internal/plan/ccode", "internal/kernel", "internal/mcu/firmware"},
	"scripts/costs":                 {"internal/mcu", "internal/mcu/calibrate"},
	"scripts/mutants":               nil,
	"scripts/learners":              {"internal/choices", "internal/bench", "internal/metrics", "internal/replay", "internal/result", "internal/spec", "internal/wording", "datasets"},
	"scripts/tests":                 {"internal/needs"},
	"scripts/defaults":              {"internal/modelfile", "internal/inject", "internal/bench", "internal/metrics", "internal/nn", "internal/frontend", "internal/stream", "internal/tinyol", "datasets"},
	"scripts/phases":                {"internal/bench", "internal/mcu", "internal/result", "datasets", "internal/verify"},
	"internal/report/columns":       {"internal/wording"},
	"internal/report/compared":      {"internal/figure", "internal/metrics", "internal/output", "internal/report/columns", "internal/report/macros", "internal/report/recording", "internal/result", "internal/wording"},
	"internal/report/costs":         {"internal/figure", "internal/report/recording", "internal/result", "internal/wording"},
	"internal/report/macros":        {"internal/result", "internal/wording"},
	"internal/report/paper":         {"internal/figure", "internal/output", "internal/report/columns", "internal/report/costs", "internal/report/macros", "internal/report/recording", "internal/result", "internal/wording"},
	"internal/report/recording":     {"internal/figure", "internal/output", "internal/result", "internal/wording"},
	"internal/report/reporttest":    {"internal/result"},
	"internal/figure":               {"internal/wording"},
	"internal/wording":              {"internal/result"},
	"internal/excerpt":              {"internal/stream"},
	"internal/drift":                {"internal/plan", "internal/kernel"},
	"internal/learner":              {"internal/plan", "internal/kernel", "internal/nn"},
	"internal/plan":                 {"internal/kernel"},
	"internal/plan/ccode":           {"internal/plan", "internal/kernel"},
	"internal/kernel":               {"internal/nn", "internal/f32"},
	"internal/extend":               nil,
	"scripts/ccode":                 {"internal/plan/ccode", "internal/tinyol"},
	"internal/mcu/armv7m/disasm":    {"internal/mcu/armv7m/thumb"},
	"internal/mcu/armv7m/softfloat": nil,
	"internal/mcu/armv7m/thumb":     nil,

	"internal/stream/format":         {"internal/stream/format/parquet"},
	"internal/stream/format/parquet": nil,

	"internal/mcu/cpu":                {"internal/mcu/cpu/tally", "internal/mcu/program"},
	"internal/mcu/cpu/cores":          {"internal/mcu", "internal/mcu/armv7m", "internal/mcu/cpu"},
	"internal/mcu/cpu/tally":          nil,
	"internal/mcu/armv7m/decode":      {"internal/mcu/armv7m/disasm", "internal/mcu/armv7m/thumb"},
	"internal/mcu/armv7m/loop":        {"internal/mcu/armv7m/decode", "internal/mcu/armv7m/thumb"},
	"internal/mcu/armv7m/semihosting": {"internal/mcu/cpu"},
	"internal/mcu/armv7m/stack":       {"internal/mcu/program"},
	"internal/mcu/armv7m/timing":      {"internal/mcu/armv7m/decode", "internal/mcu/armv7m/thumb", "internal/mcu/cpu"},
	"internal/mcu/armv7m/watch":       {"internal/mcu/armv7m/disasm", "internal/mcu/armv7m/thumb", "internal/mcu/cpu", "internal/mcu/cpu/tally", "internal/mcu/program"},

	"internal/mcu/armv7m/decode/decodetest": {"internal/mcu/armv7m/decode"},
}

// keepers names the one package that may import a library.
var keepers = map[string]string{
	"github.com/spf13/cobra":   "internal/cli",
	"gonum.org/v1/plot":        "internal/figure",
	"codeberg.org/go-pdf/fpdf": "internal/figure",
	"github.com/google/pprof":  "internal/mcu/pprof",
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
