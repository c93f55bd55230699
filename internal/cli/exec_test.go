package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/execute"

	"tinyol-sim/internal/needs"
)

func runELF(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(context.Background(), append([]string{"exec"}, args...), &streams{out: &o, err: &e, width: 80})
	return code, o.String(), e.String()
}

func TestExec(t *testing.T) {
	for _, test := range []struct {
		name, board string
		base        uint32
		code        []uint16
		exit        int
		out, err    string
	}{
		{"exit", "nano33ble", 0, exitsELF, 0, "stack peak    8 bytes", ""},
		{"another map", "bluepill", 0x08000000, exitsELF, 0, "instructions  5\n", ""},
		{"printsELF", "nano33ble", 0, printsELF, 0, "hi\n", ""},
		{"fault", "nano33ble", 0, faultsELF, 4, "ended by      fault", "undefined instruction; PC 0x0000000a, instruction 0xde07, cycle"},
		{"no end", "nano33ble", 0, spinsELF, 1, "ended by      cycle limit", "--max-cycles"},
		{"wrong address", "nano33ble", 0x08000000, exitsELF, 1, "", "1048576 bytes of flash at 0x00000000"},
		{"not emulated", "nucleo-f746zg", 0, exitsELF, 2, "", "not emulated"},
		{"unknown board", "nonesuch", 0, exitsELF, 2, "", "nonesuch"},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, out, err := runELF(t, writeELF(t, test.base, test.code...), "--board", test.board, "--max-cycles", "100000")
			if code != test.exit || !strings.Contains(out, test.out) || !strings.Contains(err, test.err) {
				t.Errorf("exit code %d, printed\n%s%s", code, out, err)
			}
			if strings.Count(err, "\n") > 1 {
				t.Errorf("more than one line: %s", err)
			}
		})
	}
}

func TestExecJSON(t *testing.T) {
	trace := filepath.Join(t.TempDir(), "trace.txt")
	code, out, err := runELF(t, writeELF(t, 0, printsELF...), "--json", "--trace", trace)
	var r execute.Result
	if json.Unmarshal([]byte(out), &r) != nil || code != 0 || err != "hi\n" {
		t.Fatalf("exit code %d, printed\n%s%s", code, out, err)
	}
	if r.Instructions != 6 || r.ExitCode == nil || *r.ExitCode != 0 || r.Provenance != "emulated" {
		t.Errorf("%+v", r)
	}
	cycles := float64(r.Cycles) // at 64 MHz
	if r.Cycles < 6 || math.Abs(r.CPI-cycles/6) > 1e-12 || r.ClockHz != 64_000_000 || math.Abs(r.TimeMicros-cycles/64) > 1e-12 {
		t.Errorf("%+v", r)
	}
	lines, _ := os.ReadFile(trace)
	if n := strings.Count(string(lines), "\n"); n != 6 || !strings.Contains(string(lines), "00000008  2004       movs     r0, #4") {
		t.Errorf("%d lines of trace:\n%s", n, lines)
	}
}

func TestExecNoELF(t *testing.T) {
	if code, _, err := runELF(t, "exec_test.go"); code != 1 || !strings.Contains(err, "exec_test.go: not an ELF file") {
		t.Errorf("exit code %d: %s", code, err)
	}
}

// TestExecExamples runs the examples of the help.
func TestExecExamples(t *testing.T) {
	needs.Tools(t, "sh")
	dir := docFolder(t)
	if err := (testProgram{base: 0x08000000, code: exitsELF}).write(filepath.Join(dir, "test.elf")); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for line := range strings.Lines(newExec(&streams{}).Example) {
		line = strings.TrimSpace(line)
		sh := exec.Command("sh", "-c", line)
		sh.Dir = dir
		sh.Env = append(os.Environ(), "PATH="+filepath.Dir(builtTool(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
		if out, err := sh.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", line, err, out)
		}
		ran++
	}
	if ran < 3 {
		t.Errorf("%d examples", ran)
	}
}
