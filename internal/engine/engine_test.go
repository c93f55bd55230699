package engine

import (
	"maps"
	"math"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// program is one on raw windows of 40 rows, a window every ten.
func program(t *testing.T, mode tinyol.Mode) *tinyol.Program {
	t.Helper()
	values := make([]float32, 3*400)
	for i := range values {
		values[i] = float32(math.Sin(0.37 * float64(i)))
	}
	f, err := frontend.Fit(frontend.Raw, 40, 10, &frontend.Recording{Channels: 3, Runs: [][]float32{values}})
	if err != nil {
		t.Fatal(err)
	}
	net := &nn.Network{Layers: []*nn.Dense{nn.NewDense(40, 4, nn.Linear), nn.NewDense(4, 40, nn.SigmoidActivation)}}
	for i := range net.Layers[0].In {
		net.Layers[0].SetWeight(i, i%4, 0.1)
	}
	return &tinyol.Program{Mode: mode, FrontEnd: f, Stride: 10, Network: net, LearningRate: 0.05, MaxClasses: 3}
}

// The cycles of a step, added up by hand from the cost table: ingest for each
// row since the last step, the rest once.
func TestStepCyclesAreTheSumOfTheirKernels(t *testing.T) {
	costs, err := mcu.CostsFor("cortex-m4f")
	if err != nil {
		t.Fatal(err)
	}
	p := program(t, tinyol.Supervised)
	e, err := NewHost(p, costs)
	if err != nil {
		t.Fatal(err)
	}
	total := func(ops []tinyol.Op) (cycles int64) {
		for _, op := range ops {
			cycles += costs.Cycles(op.Kernel, op.N, op.M)
		}
		return cycles
	}
	sum := func(phase tinyol.Phase, classes int) int64 { return total(p.Ops(phase, classes)) }
	var steps []([result.PhaseCount]int64)
	for i := range 60 {
		due, err := e.Push([]float32{float32(i % 5), 1, 0})
		if err != nil {
			t.Fatal(err)
		}
		if due {
			var cycles [result.PhaseCount]int64
			if _, err := e.Step(0, &cycles); err != nil {
				t.Fatal(err)
			}
			steps = append(steps, cycles)
		}
	}
	for phase, want := range map[tinyol.Phase]int64{
		// 39 rows until the window is full; the ring wraps with the 40th.
		tinyol.PhaseIngest:    39*total(p.RowOps(tinyol.Filling, false)) + total(p.RowOps(tinyol.FirstDue, true)),
		tinyol.PhaseFrontEnd:  sum(tinyol.PhaseFrontEnd, 0),
		tinyol.PhaseNormalise: sum(tinyol.PhaseNormalise, 0),
		tinyol.PhasePredict:   sum(tinyol.PhasePredict, 0),
		// The first label adds a neuron: predict once more, then update.
		tinyol.PhaseUpdate: total(p.GrowthOps(1)) + sum(tinyol.PhaseUpdate, 1),
	} {
		if got := steps[0][phase]; got != want {
			t.Errorf("first step, %s: %d cycles, want %d", phase, got, want)
		}
	}
	if got, want := steps[1][tinyol.PhaseIngest], 9*total(p.RowOps(tinyol.Waiting, false))+total(p.RowOps(tinyol.Due, false)); got != want {
		t.Errorf("second step, ingest: %d cycles, want %d", got, want)
	}
	if got, want := steps[1][tinyol.PhaseUpdate], sum(tinyol.PhaseUpdate, 1); got != want {
		t.Errorf("second step, update: %d cycles, want %d", got, want)
	}
}

// Both engines learn the same bits, and so does a host that is given what the
// network makes of a window.
func TestEnginesAgree(t *testing.T) {
	board, err := mcu.LoadBoard(mcu.DefaultBoard)
	if err != nil {
		t.Fatal(err)
	}
	costs, err := board.Costs()
	if err != nil {
		t.Fatal(err)
	}
	p := program(t, tinyol.Unsupervised)
	emulated, err := NewEmulated(p, board)
	if err != nil {
		t.Fatal(err)
	}
	host, err := NewHost(p, costs)
	if err != nil {
		t.Fatal(err)
	}
	given, err := NewHost(p, costs)
	if err != nil {
		t.Fatal(err)
	}
	base := tinyol.NewBase(p.Network)
	steps := 0
	for i := range 200 {
		row := []float32{float32(i % 5), float32(i % 7), float32(i % 3)}
		due, err := host.Push(row)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := emulated.Push(row); err != nil {
			t.Fatal(err)
		}
		given.Price.Push()
		if !due {
			continue
		}
		var a, b, c [result.PhaseCount]int64
		want, err := host.Step(0, &a)
		if err != nil {
			t.Fatal(err)
		}
		got, err := emulated.Step(0, &b)
		if err != nil {
			t.Fatal(err)
		}
		base.Run(host.Input())
		shared := given.StepOn(base, 0, &c)
		// The default board has an FPU: the cost model is exact.
		if got != want || shared != want || a != b || a != c {
			t.Fatalf("row %d: %+v in %v cycles, emulated %+v in %v, given %+v in %v", i, want, a, got, b, shared, c)
		}
		steps++
	}
	if steps != 17 {
		t.Errorf("%d steps, want 17", steps)
	}
}

// A tally's steps are those of the host, one for one, over segments that end in the
// middle of a window and a layer that grows.
func TestTallyPricesWhatTheHostDoes(t *testing.T) {
	for _, core := range []string{"cortex-m4f", "cortex-m3", "rv32imc"} {
		costs, err := mcu.CostsFor(core)
		if err != nil {
			t.Fatal(err)
		}
		for _, mode := range []tinyol.Mode{tinyol.Unsupervised, tinyol.Supervised} {
			p := program(t, mode)
			host, err := NewHost(p, costs)
			if err != nil {
				t.Fatal(err)
			}
			tally := NewTally(p.FrontEnd.Window(), p.Stride)
			want, got := map[Steps]int64{}, map[Steps]int64{}
			first := false
			for i := range 1500 {
				if i%333 == 0 {
					tally.Reset()
					if err := host.Reset(); err != nil {
						t.Fatal(err)
					}
					first = true
				}
				tally.Push()
				due, err := host.Push([]float32{float32(i % 5), float32(i % 7), 0})
				if err != nil {
					t.Fatal(err)
				}
				if !due {
					continue
				}
				s := Steps{First: first}
				o, err := host.Step(min(i/400, 2)-(i/50)%2*(1+min(i/400, 2)), &s.Cycles)
				if err != nil {
					t.Fatal(err)
				}
				tally.Step(&o)
				s.Updated, first = o.Updated, false
				want[s]++
			}
			tally.Price(p, costs, func(s *Steps) {
				one := *s
				one.Count = 0
				got[one] += s.Count
			})
			if len(want) < 2 || !maps.Equal(want, got) {
				t.Errorf("%s, %s: %d kinds of steps %v, want %d %v", core, mode, len(got), got, len(want), want)
			}
		}
	}
}

// No sample allocates once its kind was there.
func TestTallyDoesNotAllocate(t *testing.T) {
	tally := NewTally(40, 10)
	run := func() {
		tally.Reset()
		for range 10 {
			for range 40 {
				tally.Push()
			}
			tally.Step(&tinyol.Outcome{Updated: true})
		}
	}
	run()
	if n := testing.AllocsPerRun(20, run); n != 0 {
		t.Errorf("%g allocations", n)
	}
}
