package engine

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"testing"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

func loadBoard(t *testing.T, name string) (*mcu.Board, *mcu.Costs) {
	t.Helper()
	b, err := mcu.LoadBoard(name)
	if err != nil {
		t.Fatal(err)
	}
	costs, err := b.Costs()
	if err != nil {
		t.Fatal(err)
	}
	return b, costs
}

// stepped is a window as an engine has it.
type stepped struct {
	outcome  tinyol.Outcome
	cycles   [result.PhaseCount]int64
	executed bool
	first    bool // of its segment
}

// replay drives an engine over rows whose label changes, in segments; step runs
// the window that is due.
func replay(t *testing.T, e Engine, rows int, step func(label int, s *stepped) error) (all []stepped) {
	t.Helper()
	first := true
	for i := range rows {
		if i%701 == 700 {
			first = true
			if err := e.Reset(); err != nil {
				t.Fatal(err)
			}
		}
		x := float64(i)
		level := 1 + float64(i/150%3)
		due, err := e.Push([]float32{float32(level * math.Sin(0.4*x)), float32(math.Cos(0.31 * x)), float32(i%7) / 7})
		if err != nil {
			t.Fatal(err)
		}
		if !due {
			continue
		}
		label := i/150%4 - 1 // none, too
		if i < 900 {
			label = min(label, 0) // others come when the host has taken over
		}
		s := stepped{first: first}
		if err := step(label, &s); err != nil {
			t.Fatal(err)
		}
		if s.outcome.Loss != s.outcome.Loss {
			s.outcome.Loss = -1 // a NaN is not equal to itself
		}
		first = false
		all = append(all, s)
	}
	return all
}

// Auto has the bits of the emulated engine in every window, and its cycles in
// those that it executes; where the cost model is exact in all of them.
func TestAutoIsTheEmulatedEngine(t *testing.T) {
	const rows, whole = 6000, 40
	for _, name := range []string{"nano33ble", "bluepill", "pico"} {
		b, costs := loadBoard(t, name)
		for _, mode := range []tinyol.Mode{tinyol.Frozen, tinyol.Unsupervised, tinyol.Supervised} {
			t.Run(name+"/"+mode.String(), func(t *testing.T) {
				t.Parallel()
				p := program(t, mode)
				p.Policy = tinyol.Policy{Limit: 330, Threshold: 0.2}.RunningThreshold(0.9, 0.1)
				emulated, err := NewEmulated(p, b)
				if err != nil {
					t.Fatal(err)
				}
				auto, err := NewAuto(p, b, costs, whole)
				if err != nil {
					t.Fatal(err)
				}
				want := replay(t, emulated, rows, func(label int, s *stepped) (err error) {
					s.outcome, err = emulated.Step(label, &s.cycles)
					return err
				})
				got := replay(t, auto, rows, func(label int, s *stepped) (err error) {
					s.outcome, s.executed, err = auto.StepOn(nil, label, &s.cycles)
					return err
				})
				compareAuto(t, auto, got, want, name == "nano33ble")
				sameState(t, auto, emulated)
			})
		}
	}
}

func compareAuto(t *testing.T, auto *Auto, got, want []stepped, exact bool) {
	t.Helper()
	if len(got) != len(want) || len(got) < 500 {
		t.Fatalf("%d windows, emulated %d", len(got), len(want))
	}
	executed := 0
	var kinds, missed [kindCount]int // executed behind whole, and there
	var estimates, truth float64
	for i := range got {
		g, w := &got[i], &want[i]
		if g.outcome != w.outcome {
			t.Fatalf("window %d: %+v, emulated %+v", i, g.outcome, w.outcome)
		}
		if g.executed {
			executed++
		}
		if (g.executed || exact) && g.cycles != w.cycles {
			t.Fatalf("window %d, executed %t: cycles %v, emulated %v", i, g.executed, g.cycles, w.cycles)
		}
		if i < int(auto.whole) && !g.executed {
			t.Fatalf("window %d is not executed", i)
		}
		estimates += float64(inference(&g.cycles))
		truth += float64(inference(&w.cycles))
		if i < int(auto.whole) {
			continue
		}
		for kind, is := range [kindCount]bool{g.first, w.outcome.Grown, w.outcome.Updated, !w.outcome.Updated} {
			if is && g.executed {
				kinds[kind]++
			} else if is {
				missed[kind]++
			}
		}
	}
	for kind, n := range kinds {
		if n < perKind && missed[kind] > 0 {
			t.Errorf("%d windows of kind %d are executed, %d are not", n, kind, missed[kind])
		}
	}
	s := auto.Sample()
	if s == nil || auto.Provenance() != result.Sampled || s.Executed != int64(executed) || s.Windows != int64(len(got)) || s.Compared != s.Executed-auto.whole || executed > len(got)/3 {
		t.Fatalf("sample %+v, mark %s, %d executed", s, auto.Provenance(), executed)
	}
	if off := math.Abs(estimates/truth - 1); off > s.Inference || exact && s.Inference != 0 || !exact && s.Inference == 0 {
		t.Errorf("an inference is off by %g, the spread is %g", off, s.Inference)
	}
}

// sameState compares what two engines have learned.
func sameState(t *testing.T, a, b Engine) {
	t.Helper()
	var states [2]tinyol.State
	for i, e := range []Engine{a, b} {
		d, err := e.Learned()
		if err != nil {
			t.Fatal(err)
		}
		d.State(&states[i])
	}
	for i := range states[0].Values {
		for k, v := range states[0].Values[i] {
			if math.Float32bits(v) != math.Float32bits(states[1].Values[i][k]) {
				t.Fatalf("value %d of vector %d: %g, emulated %g", k, i, v, states[1].Values[i][k])
			}
		}
	}
}

// With a Base, as bench has it, the same comes out.
func TestAutoOnABase(t *testing.T) {
	b, costs := loadBoard(t, "pico")
	p := program(t, tinyol.Supervised)
	var runs [2][]stepped
	for i := range runs {
		e, err := NewAuto(p, b, costs, 10)
		if err != nil {
			t.Fatal(err)
		}
		base, front := tinyol.NewBase(p.Network), p.FrontEnd.NewApplier()
		runs[i] = replay(t, &pushed{e, front.Push}, 900, func(label int, s *stepped) (err error) {
			var of *tinyol.Base
			if i == 1 && e.Sampling() {
				of = base
				of.Run(front.Features())
			}
			s.outcome, s.executed, err = e.StepOn(of, label, &s.cycles)
			return err
		})
	}
	for i := range runs[0] {
		if runs[0][i] != runs[1][i] {
			t.Fatalf("window %d: %+v without a base, %+v with one", i, runs[0][i], runs[1][i])
		}
	}
}

// pushed tells somebody else of every row.
type pushed struct {
	*Auto
	tell func([]float32)
}

func (e *pushed) Push(row []float32) (bool, error) {
	e.tell(row)
	return e.Auto.Push(row)
}

// A board whose exponential has a coefficient with one other bit is found, in
// the first windows that host and board both compute.
func TestAutoFindsADifference(t *testing.T) {
	b, costs := loadBoard(t, "nano33ble")
	build, err := firmware.Load(b.Firmware)
	if err != nil {
		t.Fatal(err)
	}
	coefficient := math.Float32bits(0x1.555466p-3)
	sound := binary.LittleEndian.AppendUint32(nil, coefficient)
	spoiled := *build
	spoiled.ELF = bytes.ReplaceAll(build.ELF, sound, binary.LittleEndian.AppendUint32(nil, coefficient^0x100))
	if bytes.Equal(spoiled.ELF, build.ELF) {
		t.Fatal("the firmware does not hold the coefficient")
	}
	p := program(t, tinyol.Unsupervised)
	for i := range 4 {
		for o := range 40 {
			p.Network.Layers[1].SetWeight(i, o, 0.3*float32(o-19))
		}
	}
	d, err := device.NewWith(p, b, &spoiled)
	if err != nil {
		t.Fatal(err)
	}
	e, err := NewAuto(p, b, costs, 20)
	if err != nil {
		t.Fatal(err)
	}
	e.board.Device = d
	var difference *device.Difference
	windows := 0
	for i := 0; difference == nil && i < 2000; i++ {
		due, err := e.Push([]float32{float32(i % 5), float32(i % 7), float32(i % 3)})
		if err == nil && due {
			var cycles [result.PhaseCount]int64
			_, err = e.Step(0, &cycles)
			windows++
		}
		if err != nil && !errors.As(err, &difference) {
			t.Fatal(err)
		}
	}
	if difference == nil || windows < 21 || windows > 60 {
		t.Errorf("after %d windows: %v", windows, difference)
	}
}

func TestAutoAllocatesNothingForAWindow(t *testing.T) {
	b, costs := loadBoard(t, "nano33ble")
	for _, mode := range []tinyol.Mode{tinyol.Unsupervised, tinyol.Supervised} {
		e, err := NewAuto(program(t, mode), b, costs, 4)
		if err != nil {
			t.Fatal(err)
		}
		row := []float32{0.5, 0.25, 0.125}
		windows := func(n int) {
			for n > 0 {
				due, err := e.Push(row)
				if err != nil {
					t.Fatal(err)
				}
				if due {
					var cycles [result.PhaseCount]int64
					if _, err := e.Step(0, &cycles); err != nil {
						t.Fatal(err)
					}
					n--
				}
			}
		}
		windows(100) // of every kind
		if n := testing.AllocsPerRun(1, func() { windows(100) }); n != 0 {
			t.Errorf("%s: %g allocations in 100 windows", mode, n)
		}
	}
}

// The sample is evenly spread, and a few hundred windows of any stream.
func TestSampleIsSpreadEvenly(t *testing.T) {
	taken := int64(0)
	const windows = 1_000_000
	last, widest := int64(-1), int64(0)
	for i := range int64(windows) {
		if i == 10_000 && (taken < 150 || taken > 250) {
			t.Errorf("%d of 10,000 windows", taken)
		}
		if !inSample(i) {
			continue
		}
		taken++
		widest = max(widest, i-last)
		if i-last > 2*spacingAt(i) {
			t.Errorf("nothing between windows %d and %d", last, i)
		}
		last = i
	}
	if taken < 400 || taken > 600 || windows-last > 2*spacingAt(windows) {
		t.Errorf("%d windows taken, the last is %d", taken, last)
	}
	// A stream that goes through the same 64 states is met at more than half of them.
	states := map[int64]bool{}
	for i := range int64(100_000) {
		if inSample(i) {
			states[i%64] = true
		}
	}
	if len(states) < 33 {
		t.Errorf("%d of 64 states", len(states))
	}
}

// The window that an estimate is off by is what the executed ones say.
func TestRatio(t *testing.T) {
	var r ratio
	if r.of(100) != 100 || r.spread() != 0 {
		t.Error("without a window")
	}
	r.add(100, 100, 1)
	r.add(200, 200, 16)
	if r.of(12345) != 12345 || r.spread() != 0 {
		t.Errorf("of equal cycles: %+v", r)
	}
	r = ratio{}
	r.add(110, 100, 3)
	r.add(90, 100, 1)
	r.add(50, 0, 9) // of a phase that has no price
	// By hand: (3*110+90)/400 = 1.05; variance (3*0.05^2+0.15^2)/4 = 0.0075.
	if got := r.of(1000); got != 1050 {
		t.Errorf("1000 become %d", got)
	}
	if want := math.Sqrt(0.0075) / 1.05; math.Abs(r.spread()-want) > 1e-12 {
		t.Errorf("spread %g, want %g", r.spread(), want)
	}
}

// What the budget holds: on the default board the bundled fan's 10,620 windows of
// the paper's program, on a Pico a part of them.
func TestWholeWindows(t *testing.T) {
	p := program(t, tinyol.Unsupervised)
	frozen := *p
	frozen.Mode = tinyol.Frozen
	_, nano := loadBoard(t, "nano33ble")
	_, pico := loadBoard(t, "pico")
	alone, beside := WholeWindows(p, nano, nil, 0), WholeWindows(p, nano, &frozen, 1000)
	if alone < 10_620 || beside >= alone || beside < alone-1000 {
		t.Errorf("%d windows, %d with the frozen model beside", alone, beside)
	}
	if n := WholeWindows(p, pico, &frozen, 1000); n >= alone/10 || n < leastWhole {
		t.Errorf("%d windows on a Pico", n)
	}
	step := fullStep(p, nano)
	if cost := (alone + sampleRoom) * step; cost > Budget || cost+step <= Budget {
		t.Errorf("%d windows take %d cycles", alone, cost)
	}
	wide := program(t, tinyol.Unsupervised)
	wide.Stride = 1 << 20 // rows
	if n := WholeWindows(wide, pico, nil, 0); n != leastWhole {
		t.Errorf("%d windows of a program that takes the budget at once", n)
	}
}
