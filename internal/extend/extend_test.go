package extend

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/calibrate"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/needs"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan/ccode"
	"tinyol-sim/internal/tinyol"
)

// build compiles the firmware with the kernels of this package for a core.
func build(t *testing.T, core string) *firmware.Build {
	t.Helper()
	needs.Tools(t, "arm-none-eabi-gcc", "sh")
	dir := t.TempDir()
	for _, folder := range []string{"src", "qemu"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(filepath.Join("../mcu/firmware", folder))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"absolute.c", "add.c"} {
		copyFile(t, filepath.Join(dir, "src", name), filepath.Join("testdata", name))
	}
	copyFile(t, filepath.Join(dir, "build.sh"), "../mcu/firmware/build.sh")
	if err := ccode.Write(filepath.Join(dir, "src")); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("sh", "build.sh", "elf")
	command.Dir, command.Env = dir, append(os.Environ(), "ONLY="+core)
	if text, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	f, err := os.Open(filepath.Join(dir, "elf", core+".elf"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := device.ReadFirmware(f, core)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func copyFile(t *testing.T, to, from string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// rows are a vibration that shifts by its number of rows.
func rows(n, channels int) []float32 {
	rng := rand.New(rand.NewPCG(7, 8))
	var all []float32
	for i := range n {
		for c := range channels {
			all = append(all, float32(math.Sin(0.7*float64(i)+float64(c))+0.1*rng.NormFloat64()+0.001*float64(i)))
		}
	}
	return all
}

func program(t *testing.T, kind frontend.Kind, mode tinyol.Mode) *tinyol.Program {
	t.Helper()
	const channels, window = 2, 8
	f, err := frontend.Fit(kind, window, 4, &frontend.Recording{Channels: channels, Runs: [][]float32{rows(300, channels)}})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	net := &nn.Network{Embedding: 1}
	in := f.Features()
	for i, out := range []int{6, 3, f.Features()} {
		l := nn.NewDense(in, out, []nn.Activation{nn.ReLU, nn.Linear, nn.SigmoidActivation}[i])
		for a := range in {
			for b := range out {
				l.SetWeight(a, b, float32(rng.NormFloat64()/2))
			}
		}
		net.Layers, in = append(net.Layers, l), out
	}
	return &tinyol.Program{Mode: mode, FrontEnd: f, Stride: 4, Network: net, LearningRate: 0.1, MaxClasses: 3}
}

// programs use one of the two, or both.
func programs(t *testing.T) map[string]*tinyol.Program {
	return map[string]*tinyol.Program{
		"front end":     program(t, distance, tinyol.Unsupervised),
		"classes":       program(t, distance, tinyol.Supervised),
		"learner":       program(t, frontend.Raw, shifted),
		"both of them":  program(t, distance, shifted),
		"nothing of it": program(t, frontend.Demean, tinyol.Frozen),
	}
}

func board(t *testing.T, name string) *mcu.Board {
	t.Helper()
	b, err := mcu.LoadBoard(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Both engines carry the new operations out, bit by bit the same, and what was
// learned is right.
func TestRunsOnBothEngines(t *testing.T) {
	for core, name := range map[string]string{"cortex-m4f": "nano33ble", "cortex-m3": "bluepill", "cortex-m0plus": "arduino-zero"} {
		b := build(t, core)
		for what, p := range programs(t) {
			pair, err := device.NewPairWith(p, board(t, name), b)
			if err != nil {
				t.Fatalf("%s: %s: %v", core, what, err)
			}
			first, last, updates := drive(t, pair, 60)
			if p.Mode == shifted && (updates != 60 || !(last < first)) {
				t.Errorf("%s: %s: %d updates, score from %g to %g: nothing was learned", core, what, updates, first, last)
			}
		}
	}
}

func drive(t *testing.T, pair *device.Pair, steps int) (first, last float32, updates int) {
	t.Helper()
	data := rows(8+4*steps, 2)
	for i, n := 0, 0; n < steps; i += 2 {
		due, err := pair.Push(data[i : i+2])
		if err != nil {
			t.Fatal(err)
		}
		if !due {
			continue
		}
		o, err := pair.Step(n % 3)
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 1 {
			first = o.Score
		}
		if last = o.Score; o.Updated {
			updates++
		}
	}
	return first, last, updates
}

// A bit of the C twin that is another shows, under the operation's name.
func TestAnotherTwinIsFound(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc")
	run := absolute.Run
	defer func() { absolute.Run = run }()
	absolute.Run = func(*kernel.Args) {}
	pair, err := device.NewPairWith(program(t, distance, tinyol.Frozen), board(t, "nano33ble"), build(t, "cortex-m4f"))
	if err != nil {
		t.Fatal(err)
	}
	row := []float32{0, 0}
	for i := range 8 {
		row[0], row[1] = float32(i), float32(-i)
		if due, err := pair.Push(row); err != nil || due != (i == 7) {
			t.Fatalf("row %d: due is %t, %v", i, due, err)
		}
	}
	_, err = pair.Step(0)
	var d *device.Difference
	if !errors.As(err, &d) || d.Part != "features" {
		t.Errorf("%v", err)
	}
}

// What is new has a price on every core: a draft where nothing was fitted, which
// the source says, and fitted it is what the emulation takes.
func TestIsPriced(t *testing.T) {
	p := program(t, distance, shifted)
	for _, core := range mcu.Cores() {
		costs, err := mcu.CostsFor(core)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"absolute", "add"} {
			if costs.Cycles(name, 16, 0) <= 0 {
				t.Errorf("%s: %s costs nothing", core, name)
			}
		}
		if fitted := costs.Provenance == mcu.Modelled; fitted && !strings.Contains(costs.Source, "drafts for absolute, add") {
			t.Errorf("%s: %s", core, costs.Source)
		}
	}
	nano := board(t, "nano33ble")
	fitted, err := calibrate.Fit(nano, build(t, "cortex-m4f"), 384)
	if err != nil {
		t.Fatal(err)
	}
	if fitted.LargestResidual > 0.005 || len(fitted.Kernels["absolute"]) == 0 || len(fitted.Kernels["add"]) == 0 {
		t.Errorf("the fit is off by %g: absolute %v, add %v", fitted.LargestResidual, fitted.Kernels["absolute"], fitted.Kernels["add"])
	}
	ledger := device.NewLedger(nano, p)
	var names []string
	for _, r := range ledger.Regions() {
		names = append(names, r.Name)
	}
	if !strings.Contains(strings.Join(names, ", "), "shifted output") {
		t.Errorf("the ledger has %v", names)
	}
}
