package device

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/tinyol"
)

// threeSizes are programs from about 1 KB of RAM to some tens.
var threeSizes = map[string]shape{
	"small":  {mode: tinyol.Frozen, kind: frontend.Raw, channels: 1, window: 8, hidden: []int{4}, embedding: 2},
	"paper":  {mode: tinyol.Unsupervised, kind: frontend.Raw, window: 40, stride: 10, hidden: []int{16}, embedding: 4, activation: nn.ReLU},
	"larger": {mode: tinyol.Supervised, kind: frontend.Spectrum, window: 128, stride: 64, hidden: []int{20}, embedding: 8, classes: 40},
}

// A board with precisely the bytes that the ledger reports runs the program on
// the emulated engine, as the host does. One byte less of either memory is
// refused, with the culprit's name; and the firmware itself, were it not, would
// miss the word that is gone.
func TestMemoryIsExact(t *testing.T) {
	for size, s := range threeSizes {
		for _, name := range boardOfBuild {
			t.Run(size+"/"+name, func(t *testing.T) {
				t.Parallel()
				p := programOf(t, s)
				exact := *board(t, name)
				l := NewLedger(&exact, p)
				exact.FlashBytes, exact.RAMBytes = l.Flash(), l.RAM()
				pair, err := NewPair(p, &exact)
				if err != nil {
					t.Fatalf("%d bytes of flash and %d of RAM do not do: %v", exact.FlashBytes, exact.RAMBytes, err)
				}
				drivePair(t, pair, 4)
				refuses(t, p, exact, mcu.Flash)
				refuses(t, p, exact, mcu.RAM)
				firmwareMisses(t, p, exact)
			})
		}
	}
}

func drivePair(t *testing.T, pair *Pair, steps int) {
	t.Helper()
	source := machine{channels: pair.board.program.FrontEnd.Channels(), rng: testRandom()}
	row := make([]float32, source.channels)
	for n := 0; n < steps; {
		source.row(row)
		due, err := pair.Push(row)
		if err == nil && due {
			_, err = pair.Step(n)
			n++
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func refuses(t *testing.T, p *tinyol.Program, b mcu.Board, kind mcu.Kind) {
	t.Helper()
	if kind == mcu.Flash {
		b.FlashBytes--
	} else {
		b.RAMBytes--
	}
	_, err := New(p, &b)
	var fit *mcu.FitError
	if !errors.As(err, &fit) || fit.Kind != kind || fit.Missing != 1 || fit.Region == "" || fit.RegionBytes == 0 {
		t.Errorf("one byte of %s less: %v", kind, err)
	}
}

// firmwareMisses goes past the ledger with a word less of each memory.
func firmwareMisses(t *testing.T, p *tinyol.Program, exact mcu.Board) {
	t.Helper()
	for _, test := range []struct {
		shrink func(*mcu.Board)
		status uint32
		detail func(*Device) uint32
	}{
		{func(b *mcu.Board) { b.RAMBytes -= 4 }, plan.StatusArenaTooSmall, func(*Device) uint32 { return 4 }},
		{func(b *mcu.Board) { b.FlashBytes -= 4 }, plan.StatusBadSize, func(d *Device) uint32 { return uint32(len(d.data)) }},
	} {
		d := prepared(t, p, exact.Name)
		b := exact
		test.shrink(&b)
		d.board = &b
		err := d.start()
		var status *StatusError
		if !errors.As(err, &status) || status.Status != test.status || status.Detail != test.detail(d) {
			t.Errorf("a word less: %v, want status %#x", err, test.status)
		}
	}
}

// The stack that was seen to be written is what the program needs: with just
// that it runs, with a word less it runs out of RAM, which is said.
func TestStackIsExact(t *testing.T) {
	for _, name := range boardOfBuild {
		p := programOf(t, threeSizes["paper"])
		d, err := New(p, board(t, name))
		if err != nil {
			t.Fatal(err)
		}
		drive(t, d, 4)
		peak := d.StackPeak()
		if err := runWithStack(t, p, name, peak); err != nil {
			t.Errorf("%s: a stack of %d bytes: %v", name, peak, err)
		}
		var fault *FaultError
		if err := runWithStack(t, p, name, peak-4); !errors.As(err, &fault) || fault.Region != "stack" || fault.Beyond != 4 {
			t.Errorf("%s: a stack of %d bytes: %v", name, peak-4, err)
		}
	}
}

// runWithStack lets the stack begin that many bytes above its bottom.
func runWithStack(t *testing.T, p *tinyol.Program, name string, stack int) error {
	t.Helper()
	d := prepared(t, p, name)
	small := *d.build
	small.ELF = bytes.Clone(small.ELF)
	binary.LittleEndian.PutUint32(codeOfSection(t, small.ELF, ".text"), small.StackBottom+uint32(stack))
	d.build = &small
	if err := d.start(); err != nil {
		return err
	}
	return tryDrive(d, 4)
}
