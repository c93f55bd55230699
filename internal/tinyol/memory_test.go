package tinyol

import (
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/plan"
)

// Every value that the host keeps for an operation is in the list of regions, and
// no more: what the host allocates is the other source.
func TestRegionsMatchTheDevice(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		for _, mode := range []Mode{Frozen, Unsupervised, Supervised} {
			p := testProgram(t, mode, kind)
			d := newDevice(t, p)
			floats := 0
			for _, v := range d.Plan().Vectors() {
				if !v.Flash() {
					floats += len(v.Device(nil, d.Values(v)))
				}
			}
			bytes := 0
			for _, r := range p.Regions() {
				if !r.Flash {
					bytes += r.Bytes
				}
			}
			if bytes != 4*floats || floats == 0 {
				t.Errorf("%s %s: regions have %d bytes of RAM, the device %d", kind, mode, bytes, 4*floats)
			}
		}
	}
}

// The RAM of the paper's two uses, counted by hand.
func TestRAMByHand(t *testing.T) {
	for mode, want := range map[Mode]int{
		// ring 16·2, window 16·2, features 32, activations 8+3+8, layer (8+1)·32, output 32, gradient 32, score 1
		Unsupervised: 32 + 32 + 32 + 19 + 9*32 + 32 + 32 + 1,
		// activations 8+3+8+32, layer 4·4, labels 4, statistics 2·4+1, x' and x'' 8, output 4, gradient 4
		Supervised: 32 + 32 + 32 + 51 + 16 + 4 + 9 + 8 + 4 + 4,
	} {
		got := 0
		for _, r := range testProgram(t, mode, frontend.Demean).Regions() {
			if !r.Flash {
				got += r.Bytes
			}
		}
		if got != 4*want {
			t.Errorf("%s: %d bytes, want %d", mode, got, 4*want)
		}
	}
}

func TestFlashHoldsTheWholeModel(t *testing.T) {
	p := testProgram(t, Unsupervised, frontend.Raw)
	// 16-8-3-8-16 with biases: 16·8+8 + 8·3+3 + 3·8+8 + 8·16+16 = 339 floats.
	// raw: mean and axis of two channels, one low, one scale: 6 floats.
	// 22 operations with two addresses each, and their arguments.
	want := 4*plan.HeaderWords() + 4*339 + 4*6 + 4*p.Plan().LinkWords()
	got := 0
	for _, r := range p.Regions() {
		if r.Flash {
			got += r.Bytes
		}
	}
	if got != want {
		t.Errorf("flash %d bytes, want %d", got, want)
	}
}
