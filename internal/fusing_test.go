package internal

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tinyol-sim/internal/needs"
)

// Go may fuse x*y + z into one operation that rounds once, and does so where
// the processor has it: not on amd64, but on arm64, ppc64le, s390x, riscv64 and
// amd64 of level v3 (The Go Programming Language Specification, Floating-point
// operators). Results would then depend on the machine. An explicit conversion,
// float64(x*y) + z, rounds the product everywhere.
//
// The test builds the tool for arm64 and finds a fused operation in no function
// of ours.
func TestNothingIsFused(t *testing.T) {
	needs.Tools(t, "go")
	binary := filepath.Join(t.TempDir(), "tinyol-sim")
	build := exec.Command("go", "build", "-o", binary, module+"cmd/tinyol-sim")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build for arm64: %v\n%s", err, out)
	}
	listing, err := exec.Command("go", "tool", "objdump", "-s", "^"+module, binary).Output()
	if err != nil {
		t.Fatalf("go tool objdump: %v", err)
	}
	functions := strings.Split(string(listing), "TEXT ")[1:]
	for _, f := range functions {
		name, _, _ := strings.Cut(f, "(SB)")
		for _, m := range fusedOperation.FindAllStringSubmatch(f, -1) {
			t.Errorf("%s: a product in %s is not rounded before it is added to; convert it, as in float64(x*y) + z", name, m[1])
		}
	}
	if len(functions) < 1000 {
		t.Errorf("%d functions of the tool were seen; the test does not look at it", len(functions))
	}
}

// fusedOperation is an instruction FMADD, FMSUB, FNMADD or FNMSUB of single or
// double precision (Arm Architecture Reference Manual for A-profile, C7.2) with
// its place FILE:LINE, which may be in a function that was inlined.
var fusedOperation = regexp.MustCompile(`(?m)^\s+(\S+:\d+)\t.*\tFN?M(?:ADD|SUB)[SD]\s`)
