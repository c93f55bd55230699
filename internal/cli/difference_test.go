package cli

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/firmware"
)

// A tool whose firmware has another bit in one coefficient of its exponential
// ends a run with code 5 once both engines have computed a window, and says
// which window and what differs; it leaves no result.
func TestDifferenceEndsARun(t *testing.T) {
	dir := t.TempDir()
	tool := spoiledTool(t, dir)
	v, err := parseVibration([]string{"labels=ok,worn", "rows=1500"})
	if err != nil {
		t.Fatal(err)
	}
	var recording bytes.Buffer
	v.write(&recording)
	if err := os.WriteFile(filepath.Join(dir, "machine.csv"), recording.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(tool, "bench", "machine.csv", "--epochs", "2", "--stride", "1", "--board", "pico", "--mode", "unsupervised", "--quiet", "--out", "results")
	run.Dir = dir
	var stderr bytes.Buffer
	run.Stderr = &stderr
	_ = run.Run()
	if code := run.ProcessState.ExitCode(); code != exitDifference {
		t.Fatalf("ended with code %d: %s", code, &stderr)
	}
	line := stderr.String()
	if strings.Count(line, "\n") != 1 || !strings.HasPrefix(line, "tinyol-sim: unsupervised mode, seed 1: window ") ||
		!strings.Contains(line, " on the host, ") || !strings.Contains(line, "tinyol-sim verify") {
		t.Errorf("%s", line)
	}
	if _, err := os.Stat(filepath.Join(dir, "results")); err == nil {
		t.Error("there is a result")
	}
}

// spoiledTool builds the tool around a spoiled firmware of the RP2040.
func spoiledTool(t *testing.T, dir string) string {
	t.Helper()
	const name = "cortex-m0plus-rp2040"
	build, err := firmware.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	coefficient := math.Float32bits(0x1.555466p-3) // expC3 of package f32
	bits := func(v uint32) []byte { return binary.LittleEndian.AppendUint32(nil, v) }
	if !bytes.Contains(build.ELF, bits(coefficient)) {
		t.Fatal("the firmware does not hold the coefficient")
	}
	spoiled := filepath.Join(dir, "spoiled.elf")
	if err := os.WriteFile(spoiled, bytes.ReplaceAll(build.ELF, bits(coefficient), bits(coefficient^0x100)), 0o600); err != nil {
		t.Fatal(err)
	}
	sound, err := filepath.Abs("../mcu/firmware/elf/" + name + ".elf")
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{sound: spoiled}})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	tool := filepath.Join(dir, "spoiled-tool.exe")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-overlay", list, "-o", tool, "tinyol-sim/cmd/tinyol-sim").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return tool
}
