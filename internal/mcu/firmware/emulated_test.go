package firmware_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// boards has a board for each build.
var boards = map[string]string{
	"cortex-m4f": "nano33ble", "cortex-m3": "bluepill", "cortex-m0plus": "arduino-zero", "cortex-m0plus-rp2040": "pico",
}

// emulated puts a program on a board.
func emulated(t testing.TB, p *tinyol.Program, board string) *device.Device {
	t.Helper()
	b, err := mcu.LoadBoard(board)
	if err != nil {
		t.Fatal(err)
	}
	d, err := device.New(p, b)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// replay pushes rows that differ in all but their number, among them values
// that no sensor sends, and returns the cycles of each step by phase.
func replay(t testing.TB, d *device.Device, channels, steps int) (cycles [][tinyol.PhaseCount]int64) {
	t.Helper()
	rng := rand.New(rand.NewPCG(3, 4))
	row := make([]float32, channels)
	for n := 0; len(cycles) < steps; n++ {
		for c := range row {
			row[c] = float32(rng.NormFloat64() * math.Exp(10*rng.NormFloat64()))
			if n%97 == 96 {
				row[c] = math.Float32frombits(rng.Uint32())
			}
		}
		due, err := d.Push(row)
		if err != nil {
			t.Fatal(err)
		}
		if !due {
			continue
		}
		if _, err := d.Step(len(cycles) % 3); err != nil {
			t.Fatal(err)
		}
		var phases [tinyol.PhaseCount]int64
		d.Cycles(&phases)
		cycles = append(cycles, phases)
	}
	return cycles
}

// The kernels in assembly, on layers that leave every remainder of their blocks:
// weights, biases and scores are the host's. What is in C is compared in the
// host's build, and package device compares whole steps on every core.
func TestAssemblyIsTheSame(t *testing.T) {
	for window := range sizes {
		for _, mode := range []tinyol.Mode{tinyol.Unsupervised, tinyol.Supervised} {
			p := randomProgram(t, frontend.Raw, mode, nn.MSE, window, 2, 3)
			want, err := tinyol.New(p)
			if err != nil {
				t.Fatal(err)
			}
			got := emulated(t, p, "nano33ble")
			rows := vibration(6*window+60, 2, 3)
			for i := 0; i < len(rows); i += 2 {
				due, err := got.Push(rows[i : i+2])
				if err != nil {
					t.Fatal(err)
				}
				if want.Push(rows[i:i+2]) != due {
					t.Fatalf("window %d: due is %t at row %d", window, due, i/2)
				}
				if due {
					compareStep(t, got, want, i/8%7)
				}
			}
		}
	}
}

func compareStep(t *testing.T, d *device.Device, h *tinyol.Device, label int) {
	t.Helper()
	got, err := d.Step(label)
	if err != nil {
		t.Fatal(err)
	}
	if want := h.Step(label); fmt.Sprint(got) != fmt.Sprint(want) { // NaN is NaN
		t.Fatalf("step is %+v, want %+v", got, want)
	}
	var gotState, wantState tinyol.State
	if err := d.State(&gotState); err != nil {
		t.Fatal(err)
	}
	if h.State(&wantState); !reflect.DeepEqual(gotState, wantState) {
		t.Fatalf("state is %+v, want %+v", gotState, wantState)
	}
}

// On a core with an FPU the time of a step depends on nothing but dimensions:
// no kernel jumps where the data says so. The window's phase, which moves the
// seam of the ring, is the one thing that changes from step to step; rows come
// by whole windows here.
func TestTimeDoesNotDependOnTheData(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		for _, mode := range learner.Modes() {
			for _, loss := range []nn.Loss{nn.MSE, nn.BCE, nn.PaperEq5} {
				if loss != nn.MSE && mode != tinyol.Unsupervised {
					continue
				}
				p := randomProgram(t, kind, mode, loss, 16, 2, 16)
				cycles := replay(t, emulated(t, p, "nano33ble"), 2, 40)
				const grown = 3 // steps, one for each class
				for step := grown; step < len(cycles); step++ {
					if cycles[step] != cycles[grown] {
						t.Errorf("%s %s %s: step %d takes %v cycles, step %d %v", kind, mode, loss, step, cycles[step], grown, cycles[grown])
						break
					}
				}
			}
		}
	}
}

// The stack that the linker script reserves is what the deepest program needs,
// rounded up to eight bytes.
func TestStackIsAsLargeAsNeeded(t *testing.T) {
	for name, board := range boards {
		build, err := firmware.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		peak := 0
		for _, kind := range frontend.Kinds() {
			for _, mode := range learner.Modes() {
				for loss := nn.MSE; loss <= nn.PaperEq5; loss++ {
					if loss != nn.MSE && mode != tinyol.Unsupervised {
						continue
					}
					d := emulated(t, randomProgram(t, kind, mode, loss, 16, 2, 4), board)
					replay(t, d, 2, 3)
					peak = max(peak, d.StackPeak())
				}
			}
		}
		if want := (peak + 7) &^ 7; build.Stack() != want {
			t.Errorf("%s: the stack has %d bytes, the deepest step takes %d", name, build.Stack(), peak)
		}
	}
}
