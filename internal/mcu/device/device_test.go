package device

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

func TestNewRefuses(t *testing.T) {
	p := programOf(t, shape{mode: tinyol.Unsupervised, kind: frontend.Raw, window: 512, hidden: []int{128}})
	var fit *mcu.FitError
	if _, err := New(p, board(t, "bluepill")); !errors.As(err, &fit) {
		t.Errorf("%v", err)
	}
	var not *NotEmulatedError
	if _, err := New(p, board(t, "esp32c3")); !errors.As(err, &not) {
		t.Errorf("%v", err)
	}
	p.Stride = 0
	if _, err := New(p, board(t, "nano33ble")); err == nil || !strings.Contains(err.Error(), "stride") {
		t.Errorf("%v", err)
	}
}

// A stack that is too small is a fault at RAM's lower end, not a changed
// variable, and is named with the bytes that are missing.
func TestStackOverflow(t *testing.T) {
	d := prepared(t, programOf(t, shape{mode: tinyol.Unsupervised, kind: frontend.Raw}), "nano33ble")
	small := *d.build
	small.ELF = bytes.Clone(small.ELF)
	binary.LittleEndian.PutUint32(codeOfSection(t, small.ELF, ".text"), small.StackBottom+24)
	d.build = &small
	err := d.start()
	var fault *FaultError
	if !errors.As(err, &fault) || fault.Region != "stack" || fault.Beyond < 4 || fault.Beyond > 512 {
		t.Fatalf("%v", err)
	}
	if want := "board nano33ble: the firmware stopped during "; !strings.HasPrefix(err.Error(), want) || !strings.Contains(err.Error(), "stack is ") {
		t.Errorf("%v", err)
	}
}

func TestOverrun(t *testing.T) {
	d := prepared(t, programOf(t, shape{mode: tinyol.Frozen, kind: frontend.Raw}), "bluepill")
	if err := d.start(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		address uint32
		size    int
		region  string
		bytes   int
	}{
		{0x1FFFFFFC, 4, "stack", 4}, {0x1FFFFF00, 4, "stack", 256},
		{0x20005000, 4, "ram", 4}, {0x20005010, 1, "ram", 17}, {0x20004FFE, 4, "ram", 2},
		{0x40000000, 4, "", 0}, {0x20004FFC, 4, "", 0}, {0x20000000, 4, "", 0},
	} {
		if region, n := d.overrun(test.address, test.size); region != test.region || n != test.bytes {
			t.Errorf("0x%08x: %q, %d bytes; want %q, %d", test.address, region, n, test.region, test.bytes)
		}
	}
}

// A firmware that never answers is ended.
func TestEndlessCommand(t *testing.T) {
	d := prepared(t, programOf(t, shape{mode: tinyol.Frozen, kind: frontend.Raw}), "nano33ble")
	endless := *d.build
	endless.ELF = bytes.Clone(endless.ELF)
	binary.LittleEndian.PutUint16(codeOf(t, endless.ELF, "device_step"), 0xE7FE) // b .
	d.build, d.limit = &endless, 1_000_000
	if err := d.start(); err != nil {
		t.Fatal(err)
	}
	_, err := d.Step(0)
	if want := "board nano33ble: the firmware stopped during step: cycle limit"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// The stack was painted: what a program takes of it is less than there is, and
// more than nothing.
func TestStackPeak(t *testing.T) {
	for _, name := range boardOfBuild {
		for _, kind := range frontend.Kinds() {
			for _, mode := range modes {
				p := programOf(t, shape{mode: mode, kind: kind, activation: nn.TanhActivation})
				d, err := New(p, board(t, name))
				if err != nil {
					t.Fatal(err)
				}
				drive(t, d, 10)
				peak := d.StackPeak()
				if peak < 64 || peak > d.build.Stack() {
					t.Errorf("%s %s %s: stack peak %d of %d", name, kind, mode, peak, d.build.Stack())
				}
				t.Logf("%s %s %s: stack peak %d of %d", name, kind, mode, peak, d.build.Stack())
			}
		}
	}
}

// drive runs a device for a number of steps with changing labels.
func drive(t testing.TB, d *Device, steps int) {
	t.Helper()
	if err := tryDrive(d, steps); err != nil {
		t.Fatal(err)
	}
}

func tryDrive(d *Device, steps int) error {
	source := machine{channels: d.program.FrontEnd.Channels(), rng: testRandom()}
	row := make([]float32, source.channels)
	for n := 0; n < steps; {
		source.row(row)
		due, err := d.Push(row)
		if err == nil && due {
			_, err = d.Step(n % 3)
			n++
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Nothing is allocated for a row, a step or the cycles.
func TestNothingIsAllocated(t *testing.T) {
	for _, mode := range modes {
		p := programOf(t, shape{mode: mode, kind: frontend.Raw, loss: nn.BCE})
		d, err := New(p, board(t, "nano33ble"))
		if err != nil {
			t.Fatal(err)
		}
		drive(t, d, 10)
		row := make([]float32, 3)
		var cycles [tinyol.PhaseCount]int64
		allocations := testing.AllocsPerRun(100, func() {
			due, err := d.Push(row)
			if err == nil && due {
				_, err = d.Step(1)
				d.Cycles(&cycles)
			}
			if err != nil {
				t.Fatal(err)
			}
		})
		if allocations != 0 {
			t.Errorf("%s: %g allocations for each row", mode, allocations)
		}
	}
}

// Every phase that a mode has takes cycles, and none that it has not.
func TestCyclesOfPhases(t *testing.T) {
	for _, mode := range modes {
		d, err := New(programOf(t, shape{mode: mode, kind: frontend.Raw}), board(t, "nano33ble"))
		if err != nil {
			t.Fatal(err)
		}
		drive(t, d, 1)
		before := d.machine.Cycles()
		var cycles [tinyol.PhaseCount]int64
		d.Cycles(&cycles)
		drive(t, d, 5)
		idle := d.Cycles(&cycles)
		sum := idle
		for phase, n := range cycles {
			sum += n
			has := true
			switch tinyol.Phase(phase) {
			case tinyol.PhaseNormalise:
				has = mode == tinyol.Supervised
			case tinyol.PhaseUpdate:
				has = mode != tinyol.Frozen
			}
			if (n > 0) != has {
				t.Errorf("%s: phase %v has %d cycles", mode, tinyol.Phase(phase), n)
			}
		}
		// All cycles between the first and the last mark are in some phase.
		if total := int64(d.port.since - before); sum > total || sum < total-100 {
			t.Errorf("%s: phases sum up to %d of %d cycles", mode, sum, total)
		}
	}
}

func BenchmarkStep(b *testing.B) {
	p := programOf(b, shape{mode: tinyol.Unsupervised, kind: frontend.Raw, window: 40, stride: 10, hidden: []int{16}, embedding: 4, activation: nn.ReLU})
	d, err := New(p, board(b, "nano33ble"))
	if err != nil {
		b.Fatal(err)
	}
	drive(b, d, 10)
	before := d.machine.Instructions()
	steps := 0
	for b.Loop() {
		drive(b, d, 100)
		steps += 100
	}
	b.ReportMetric(float64(steps)/b.Elapsed().Seconds(), "steps/s")
	b.ReportMetric(float64(d.machine.Instructions()-before)/float64(steps), "instructions/step")
}
