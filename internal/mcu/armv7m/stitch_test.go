package armv7m

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tinyol-sim/internal/needs"
)

// What is compiled is what loop/*.go say.
func TestLoopIsStitched(t *testing.T) {
	needs.Tools(t, "go")
	again := filepath.Join(t.TempDir(), "loop_stitched.go")
	if text, err := exec.Command("go", "run", "./loop", "-o", again).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	want, err := os.ReadFile(again)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("loop_stitched.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("loop_stitched.go is not what loop/*.go make; run go generate ./internal/mcu/armv7m")
	}
}
