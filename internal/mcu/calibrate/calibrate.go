package calibrate

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/tinyol"
)

// round goes through all combinations of what the parts of a step depend on:
// front ends, learners, and whether the threshold runs.
func round() int { return 2 * len(frontend.Kinds()) * len(learner.Modes()) }

// effort is how many programs of the grid are run, and steps of each. With an
// FPU there are more terms to tell apart and cycles do not depend on values;
// without, the statistics have to leave their first values behind.
func effort(b *mcu.Board) (programs, steps int) {
	if b.FloatInHardware() {
		return 15 * round(), 4
	}
	return 3 * round(), settled + 32
}

// Boards are those whose cores are fitted, one for each.
func Boards() []string { return []string{"nano33ble", "bluepill", "pico"} }

// Core runs the programs on a board's core and fits the forms of that: once on
// flash that answers data at once, and once where each word waits a cycle, which
// counts the words.
func Core(b *mcu.Board) (*mcu.Fitted, error) {
	build, err := firmware.Load(b.Firmware)
	if err != nil {
		return nil, err
	}
	programs, _ := effort(b)
	return Fit(b, build, programs)
}

// Fit does so with a build of the firmware, over so many programs of the grid.
func Fit(b *mcu.Board, build *firmware.Build, programs int) (*mcu.Fitted, error) {
	var records [2][]*record
	for wait := range records {
		waiting := *b
		waiting.FlashReadWait = float64(wait)
		var err error
		if records[wait], err = observe(&waiting, build, programs, 1, true); err != nil {
			return nil, err
		}
	}
	f := &mcu.Fitted{Core: b.Core}
	var err error
	if f.Kernels, err = fitAll(records[0], b.FloatInHardware()); err != nil {
		return nil, err
	}
	if f.Words, err = fitAll(difference(records[1], records[0]), b.FloatInHardware()); err != nil {
		return nil, err
	}
	var residuals []float64
	for wait := range records {
		costs, err := f.Costs(float64(wait))
		if err != nil {
			return nil, err
		}
		for _, g := range compare(costs, records[wait]) {
			residuals = append(residuals, g.Relative)
			f.LargestResidual = max(f.LargestResidual, round6(math.Abs(g.Relative)))
		}
	}
	f.Spread = round6(stat.StdDev(residuals, nil))
	return f, nil
}

// difference is what the same programs took longer.
func difference(longer, shorter []*record) []*record {
	minus := func(a, b []observation) []observation {
		var d []observation
		for i := range a {
			d = append(d, observation{a[i].ops, a[i].cycles - b[i].cycles})
		}
		return d
	}
	var all []*record
	for i := range longer {
		all = append(all, &record{calls: minus(longer[i].calls, shorter[i].calls), parts: minus(longer[i].parts, shorter[i].parts)})
	}
	return all
}

func round6(v float64) float64 { return math.Round(1e6*v) / 1e6 }

// observe runs programs from a seed's grid, and looks at the calls where that is
// asked for. The programs are drawn one after the other and run side by side.
func observe(b *mcu.Board, build *firmware.Build, programs int, seed uint64, calls bool) ([]*record, error) {
	g := &grid{rng: rand.New(rand.NewPCG(seed, 0)), board: b, fpu: b.FloatInHardware()}
	_, steps := effort(b)
	records, errs := make([]*record, programs), make([]error, programs)
	var group sync.WaitGroup
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range programs {
		t, err := g.trial(i, steps)
		if err != nil {
			errs[i] = err
			break
		}
		records[i] = &record{}
		slots <- struct{}{}
		group.Go(func() {
			errs[i] = run(t, b, build, records[i], calls)
			<-slots
		})
	}
	group.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("program %d: %w", i, err)
		}
	}
	return records, nil
}

// table has the cycles of each term by kernel.
type table map[string]map[string]float64

func fitAll(records []*record, fpu bool) (table, error) {
	t := table{}
	if err := t.fitKernels(records, fpu); err != nil {
		return nil, err
	}
	return t, t.fitParts(records)
}

// fitKernels fits the forms of each card together, and what a call over nothing
// takes.
func (t table) fitKernels(records []*record, fpu bool) error {
	calls := map[string][]observation{}
	for _, r := range records {
		for _, c := range r.calls {
			name := c.ops[0].Kernel // the card's first form, or one that stands for it
			calls[name] = append(calls[name], c)
		}
	}
	groups := []map[string][]string{{"nothing": {"1", "n==1"}}}
	for _, card := range kernel.Cards() {
		terms := map[string][]string{}
		for _, f := range card.Forms {
			terms[f.Name] = f.Terms
			if !fpu && f.Soft != nil {
				terms[f.Name] = f.Soft
			}
		}
		groups = append(groups, terms)
	}
	for _, terms := range groups {
		var seen []observation
		for _, name := range slices.Sorted(maps.Keys(terms)) {
			seen = append(seen, calls[name]...)
		}
		if err := t.add(terms, seen); err != nil {
			return err
		}
	}
	return nil
}

// partTerms are those of the device's own program around the operations.
var partTerms = map[string][]string{
	"row":             {"1", "n==1", "n==2", "n==3", "m==1"},
	"phase_frontend":  {"1", "n"},
	"phase_base":      {"1", "n"},
	"phase_normalise": {"1", "n"},
	"phase_predict":   {"1", "m==1"},
	"phase_update":    {"1"},
	"operations":      {"n"},
	"policy":          {"1", "n==1"},
	"skip_update":     {"1"},
	"search":          {"1", "n"},
	"grow":            {"1", "n==1"},
	"watch":           {"1", "n==1", "n==2", "n==3"},
	"reset":           {"1", "n"},
}

// fitParts fits all parts at once: those of a phase take their cycles
// together.
func (t table) fitParts(records []*record) error {
	var all []observation
	for _, r := range records {
		all = append(all, r.parts...)
	}
	return t.add(partTerms, all)
}

// add fits the terms of some kernels and puts them into the table.
func (t table) add(terms map[string][]string, seen []observation) error {
	found, err := fit(unknowns(terms), seen)
	if err != nil {
		return err
	}
	for kernel := range terms {
		t[kernel] = map[string]float64{}
	}
	for u, cycles := range found {
		t[u.kernel][u.times] = cycles
	}
	return nil
}

// Gap is how far the costs of a phase are from what was emulated, means over
// the steps of a program.
type Gap struct {
	Program            int // its number
	Phase              tinyol.Phase
	Modelled, Emulated float64 // cycles
	Relative           float64 // of what was emulated
}

// Compare runs a number of programs from a seed's grid on a board and compares
// them with costs. The grid of Core has seed 1.
func Compare(b *mcu.Board, costs *mcu.Costs, programs int, seed uint64) ([]Gap, error) {
	build, err := firmware.Load(b.Firmware)
	if err != nil {
		return nil, err
	}
	records, err := observe(b, build, programs, seed, false)
	if err != nil {
		return nil, err
	}
	return compare(costs, records), nil
}

func compare(costs *mcu.Costs, records []*record) (gaps []Gap) {
	for i, r := range records {
		for phase, seen := range r.whole {
			if len(seen) == 0 {
				continue
			}
			g := Gap{Program: i, Phase: tinyol.Phase(phase)}
			for _, s := range seen {
				g.Emulated += s.cycles / float64(len(seen))
				for _, op := range s.ops {
					g.Modelled += float64(costs.Cycles(op.Kernel, op.N, op.M)) / float64(len(seen))
				}
			}
			g.Relative = g.Modelled/g.Emulated - 1
			gaps = append(gaps, g)
		}
	}
	return gaps
}
