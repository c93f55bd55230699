package device

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/needs"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// recorded drives a device with changing labels while it is recorded.
func recorded(t *testing.T, s shape, name string, steps int) *Recorder {
	t.Helper()
	d, err := New(programOf(t, s), board(t, name))
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Record(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	drive(t, d, steps/2)
	if err := d.Reset(); err != nil {
		t.Fatal(err)
	}
	drive(t, d, steps-steps/2)
	return r
}

// QEMU, which shares no line with the emulator, answers the same, and its arena
// holds the same bytes after every step.
func TestSameBitsOnQEMU(t *testing.T) {
	needs.Tools(t, qemuProgram)
	for _, name := range []string{"nano33ble", "bluepill", "pico"} {
		for kind, s := range map[string]shape{
			"unsupervised": {mode: tinyol.Unsupervised, kind: frontend.Spectrum, loss: nn.BCE},
			"supervised":   {mode: tinyol.Supervised, kind: frontend.Raw, activation: nn.TanhActivation, classes: 2},
			"frozen":       {mode: tinyol.Frozen, kind: frontend.Demean, activation: nn.ReLU},
		} {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				steps, err := recorded(t, s, name, 60).Replay(t.Context())
				if err != nil || steps != 60 {
					t.Errorf("%d steps, %v", steps, err)
				}
			})
		}
	}
}

// Another bit in what QEMU is given is found.
func TestAnotherBitOnQEMUIsFound(t *testing.T) {
	needs.Tools(t, qemuProgram)
	r := recorded(t, shape{mode: tinyol.Unsupervised, kind: frontend.Raw}, "nano33ble", 20)
	if err := errors.Join(r.commands.Flush(), r.answers.Flush()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(r.dir, commandsFile)
	commands, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// The first channel's exponent in a row of the second half.
	at := bytes.LastIndex(commands[:3*len(commands)/4], []byte{byte(commandRow), 0, 0, 0, 3, 0, 0, 0})
	commands[at+8+3] ^= 1
	if err := os.WriteFile(path, commands, 0o600); err != nil {
		t.Fatal(err)
	}
	steps, err := r.Replay(t.Context())
	var d *Difference
	if !errors.As(err, &d) || d.Step == 0 || d.Step != steps {
		t.Errorf("%d steps, %v", steps, err)
	}
}

// A commands file that ends early is missed.
func TestMissingAnswersAreFound(t *testing.T) {
	needs.Tools(t, qemuProgram)
	r := recorded(t, shape{mode: tinyol.Frozen, kind: frontend.Raw}, "nano33ble", 5)
	if err := r.put(r.answers, uint32(commandReset), 0, 0, 0, 0, 0, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Replay(t.Context()); err == nil || !strings.Contains(err.Error(), "number of answers") {
		t.Errorf("%v", err)
	}
}
