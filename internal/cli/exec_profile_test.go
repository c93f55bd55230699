package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/execute"

	"github.com/google/pprof/profile"
)

// TestProfileOfRecursion runs a program that calls itself from eight places:
// the profile is small, and adds up to the run.
func TestProfileOfRecursion(t *testing.T) {
	dir := t.TempDir()
	elf, pb := filepath.Join(dir, "recursion.elf"), filepath.Join(dir, "p.pb.gz")
	if err := os.WriteFile(elf, hostileFiles["recursion"]().bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, said := runELF(t, elf, "--profile", pb, "--max-cycles", "3000000", "--json")
	var r execute.Result
	if err := json.Unmarshal([]byte(out), &r); err != nil || code != exitFailed { // it has no end
		t.Fatalf("exit code %d, %v\n%s%s", code, err, out, said)
	}
	data, err := os.ReadFile(pb)
	if err != nil {
		t.Fatal(err)
	}
	p, err := profile.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var instructions, cycles, deep int64
	for _, s := range p.Sample {
		instructions += s.Value[0]
		cycles += s.Value[2]
		if s.Location[0].Line[0].Function.Name == "deep" {
			deep += s.Value[0]
		}
	}
	if uint64(instructions) != r.Instructions || uint64(cycles) != r.Cycles || deep < instructions-10 {
		t.Errorf("the profile has %d instructions, %d in deep, and %d cycles, the run %d and %d", instructions, deep, cycles, r.Instructions, r.Cycles)
	}
	if len(data) > 2<<20 || len(p.Sample) > 200_000 {
		t.Errorf("%d bytes, %d samples", len(data), len(p.Sample))
	}
}
