package device

import (
	"reflect"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// A board that is put where the host is goes on as a board that was there all the
// time: outcome, what it has learned, and every cycle.
func TestMomentOfTheHostOnABoard(t *testing.T) {
	policy := tinyol.Policy{Limit: 70, Threshold: 0.35}.RunningThreshold(0.9, 0.1)
	for _, name := range []string{"nano33ble", "bluepill", "pico"} {
		for _, mode := range []tinyol.Mode{tinyol.Frozen, tinyol.Unsupervised, tinyol.Supervised} {
			for _, kind := range []frontend.Kind{frontend.Raw, frontend.Demean} {
				t.Run(name+"/"+mode.String()+"/"+string(kind), func(t *testing.T) {
					t.Parallel()
					p := programOf(t, shape{mode: mode, kind: kind, window: 15, activation: nn.ReLU, policy: policy})
					pair, err := NewPair(p, board(t, name))
					if err != nil {
						t.Fatal(err)
					}
					other, err := New(p, board(t, name))
					if err != nil {
						t.Fatal(err)
					}
					momentsAgree(t, pair, other)
				})
			}
		}
	}
}

func momentsAgree(t *testing.T, pair *Pair, other *Device) {
	rng := testRandom()
	source := machine{channels: 3, rng: rng}
	row := make([]float32, 3)
	var moved bool
	steps := 0
	for n := 0; steps < 25; n++ {
		if n%37 == 20 {
			var host, emulated tinyol.Moment
			pair.host.Moment(&host)
			if err := pair.board.Moment(&emulated); err != nil {
				t.Fatal(err)
			}
			if host.Filled < 15 {
				host.Wait, emulated.Wait = 0, 0 // of no account before the window is full
			}
			if !reflect.DeepEqual(host, emulated) {
				t.Fatalf("the host is at %+v, the board at %+v", host, emulated)
			}
			if err := other.SetMoment(&host); err != nil {
				t.Fatal(err)
			}
			pair.board.port.forget()
			moved = true
		}
		if n%211 == 150 {
			moved = false
			if err := pair.Reset(); err != nil {
				t.Fatal(err)
			}
		}
		source.row(row)
		due, err := pair.Push(row)
		if err != nil {
			t.Fatal(err)
		}
		if moved {
			if again, err := other.Push(row); err != nil || again != due {
				t.Fatalf("due %t, elsewhere %t (%v)", due, again, err)
			}
		}
		if !due {
			continue
		}
		label := n / 60 % 4
		o, err := pair.Step(label)
		if err != nil {
			t.Fatal(err)
		}
		var cycles, elsewhere [tinyol.PhaseCount]int64
		pair.board.Cycles(&cycles)
		if !moved {
			continue
		}
		steps++
		p, err := other.Step(label)
		if err != nil {
			t.Fatal(err)
		}
		other.Cycles(&elsewhere)
		if cycles != elsewhere {
			t.Fatalf("cycles %v, elsewhere %v", cycles, elsewhere)
		}
		var c Comparison
		if err := c.Step(pair.host, other, &o, &p); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMomentsThatAreRefused(t *testing.T) {
	d, err := New(programOf(t, shape{mode: tinyol.Unsupervised, kind: frontend.Raw}), board(t, "nano33ble"))
	if err != nil {
		t.Fatal(err)
	}
	var m tinyol.Moment
	if d.SetMoment(&m) == nil {
		t.Error("the moment of no program is taken")
	}
	if err := d.Moment(&m); err != nil {
		t.Fatal(err)
	}
	bare := *d.build
	bare.Device = 0
	d.build = &bare
	if d.Moment(&m) == nil || d.SetMoment(&m) == nil {
		t.Error("a build that does not say where its variables are")
	}
}
