package device

import (
	"errors"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/tinyol"
)

// Each operation of a step writes the same bits on every core, also where the
// next one overwrites them, in the same order.
func TestEveryOperationIsTheSame(t *testing.T) {
	for _, name := range []string{"nano33ble", "bluepill", "pico"} {
		for _, kind := range frontend.Kinds() {
			for _, mode := range modes {
				p := programOf(t, shape{mode: mode, kind: kind, policy: tinyol.Policy{Threshold: 0.2}.RunningThreshold(0.9, 0.1)})
				pair, err := NewPair(p, board(t, name))
				if err != nil {
					t.Fatal(err)
				}
				drivePair(t, pair, closeSteps)
				if pair.board.watch != nil {
					t.Error("the pair goes on looking at every operation")
				}
			}
		}
	}
}

// What a later operation overwrites is found where it is written: a bit of the
// window function's table shows in the spectrum, before features are made of it.
func TestWhatIsOverwrittenIsCompared(t *testing.T) {
	d := prepared(t, programOf(t, shape{mode: tinyol.Frozen, kind: frontend.Spectrum}), "nano33ble")
	for v, at := range d.image.offset {
		if v.Name == "table hann" {
			d.data[at+4*5+2] ^= 1
		}
	}
	d.sign()
	if err := d.start(); err != nil {
		t.Fatal(err)
	}
	pair, err := pairWith(d)
	if err != nil {
		t.Fatal(err)
	}
	source := machine{channels: 3, rng: testRandom()}
	row := make([]float32, 3)
	for due := false; !due; {
		source.row(row)
		if due, err = pair.Push(row); err != nil {
			t.Fatal(err)
		}
	}
	_, err = pair.Step(0)
	var difference *Difference
	if !errors.As(err, &difference) || difference.Part != "spectrum" || difference.Element != "element 5" {
		t.Errorf("%v, want element 5 of the spectrum", err)
	}
}
