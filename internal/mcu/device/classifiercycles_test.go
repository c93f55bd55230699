package device

import (
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// On a core with an FPU a classifier's phases take to the cycle what the cost model
// says, from the first window on, whatever its options; and one input is no
// exception.
func TestModelledCyclesOfClassifiers(t *testing.T) {
	shapes := map[string]shape{
		"usual":     {kind: frontend.Demean, activation: nn.ReLU, classes: 4, embedding: 5},
		"one input": {kind: frontend.Raw, channels: 1, window: 1, stride: 1, hidden: []int{2}, embedding: 1, classes: 3},
	}
	b := board(t, "nano33ble")
	costs, err := b.Costs()
	if err != nil {
		t.Fatal(err)
	}
	for _, mode := range classifiers() {
		for setting, options := range settingsOfClassifiers {
			for what, s := range shapes {
				t.Run(mode.String()+"/"+setting+"/"+what, func(t *testing.T) {
					t.Parallel()
					s.mode = mode
					p := programOf(t, s)
					p.Options = options
					d, err := New(p, b)
					if err != nil {
						t.Fatal(err)
					}
					followCosts(t, d, costs)
				})
			}
		}
	}
}

// followCosts compares each phase of some steps that learn and grow.
func followCosts(t *testing.T, d *Device, costs *mcu.Costs) {
	t.Helper()
	p := d.program
	cadence := tinyol.NewCadence(p.FrontEnd.Window(), p.Stride)
	source := machine{channels: p.FrontEnd.Channels(), rng: testRandom()}
	row := make([]float32, source.channels)
	classes := 0
	for steps := 0; steps < 24; {
		source.row(row)
		due, err := d.Push(row)
		if err != nil {
			t.Fatal(err)
		}
		cadence.Advance()
		if !due {
			continue
		}
		var cycles [tinyol.PhaseCount]int64
		d.Cycles(&cycles)
		label := steps / 2 % 5 // one or two more than there is room for, whose steps are left out
		o, err := d.Step(label)
		if err != nil {
			t.Fatal(err)
		}
		d.Cycles(&cycles)
		before := classes
		if o.Grown {
			classes++
		}
		for phase := tinyol.PhaseBase; phase < tinyol.PhaseCount && o.Updated; phase++ {
			with := before
			if phase == tinyol.PhaseUpdate {
				with = classes
			}
			ops := p.OpsAt(phase, with, cadence.Oldest())
			if phase == tinyol.PhaseUpdate && o.Grown {
				ops = append(ops, p.GrowthOps(classes)...)
			}
			modelled := int64(0)
			for _, op := range ops {
				modelled += costs.Cycles(op.Kernel, op.N, op.M)
			}
			if modelled != cycles[phase] {
				t.Errorf("step %d, %d classes, %s: %d cycles, modelled %d", steps, with, phase, cycles[phase], modelled)
			}
		}
		steps++
	}
	if classes < 3 {
		t.Errorf("%d classes", classes)
	}
}
