package cli

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/google/pprof/profile"
	"github.com/rogpeppe/go-internal/testscript"
)

// program NAME FILE writes one of the executables of elf_test.go.
func writeProgram(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: program NAME FILE")
	}
	p, ok := testPrograms[args[0]]
	if !ok {
		ts.Fatalf("there is no program %q", args[0])
	}
	ts.Check(p.write(ts.MkAbs(args[1])))
}

// folded PROFILE FILE writes the samples of a profile as lines: the functions
// from the outermost in, instructions, cycles.
func folded(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: folded PROFILE FILE")
	}
	p, err := profile.ParseData([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	sums := map[string][2]int64{}
	for _, s := range p.Sample {
		var names []string
		for _, l := range s.Location {
			for _, line := range l.Line {
				names = append(names, line.Function.Name)
			}
		}
		slices.Reverse(names)
		chain := strings.Join(names, ";")
		sums[chain] = [2]int64{sums[chain][0] + s.Value[0], sums[chain][1] + s.Value[2]}
	}
	text := strings.Join(p.Comments, "\n") + "\n"
	for _, chain := range slices.Sorted(maps.Keys(sums)) {
		text += fmt.Sprintf("%s %d %d\n", chain, sums[chain][0], sums[chain][1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o666))
}
