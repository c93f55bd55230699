package calibrate

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/tinyol"
)

// round goes through all combinations of what the parts of a step depend on.
const round = 18

// effort is how many programs of the grid are run, and steps of each. With an
// FPU there are more terms to tell apart and cycles do not depend on values;
// without, the statistics have to leave their first values behind.
func effort(b *mcu.Board) (programs, steps int) {
	if hasFPU(b) {
		return 15 * round, 4
	}
	return 3 * round, settled + 32
}

// Boards are those whose cores are fitted, one for each.
func Boards() []string { return []string{"nano33ble", "bluepill", "pico"} }

// Core runs the programs on a board and fits the forms of its core.
func Core(b *mcu.Board) (*mcu.Fitted, error) {
	programs, _ := effort(b)
	records, err := observe(b, programs, 1, true)
	if err != nil {
		return nil, err
	}
	table := &mcu.Fitted{Core: b.Core, Kernels: map[string]map[string]float64{}}
	if err := fitKernels(table, records, hasFPU(b)); err != nil {
		return nil, err
	}
	if err := fitParts(table, records); err != nil {
		return nil, err
	}
	costs, err := table.Costs()
	if err != nil {
		return nil, err
	}
	var residuals []float64
	for _, g := range compare(costs, records) {
		residuals = append(residuals, g.Relative)
		table.LargestResidual = max(table.LargestResidual, round6(math.Abs(g.Relative)))
	}
	table.Spread = round6(stat.StdDev(residuals, nil))
	return table, nil
}

func round6(v float64) float64 { return math.Round(1e6*v) / 1e6 }

func hasFPU(b *mcu.Board) bool { return b.Core == "cortex-m4f" }

// observe runs programs from a seed's grid, and looks at the calls where that is
// asked for.
func observe(b *mcu.Board, programs int, seed uint64, calls bool) ([]*record, error) {
	g := &grid{rng: rand.New(rand.NewPCG(seed, 0)), fpu: hasFPU(b)}
	_, steps := effort(b)
	var records []*record
	for i := range programs {
		t, err := g.trial(i, steps)
		if err != nil {
			return nil, fmt.Errorf("program %d: %w", i, err)
		}
		r := &record{}
		if err := run(t, b, r, calls); err != nil {
			return nil, fmt.Errorf("program %d: %w", i, err)
		}
		records = append(records, r)
	}
	return records, nil
}

func fitKernels(table *mcu.Fitted, records []*record, fpu bool) error {
	calls := map[string][]observation{}
	for _, r := range records {
		for _, c := range r.calls {
			calls[c.ops[0].Kernel] = append(calls[c.ops[0].Kernel], c)
		}
	}
	groups := []map[string][]string{
		{"dense": matrixTerms("dense", fpu), "unbiased": unbiasedTerms, "rectified_dense": zeroTerms(fpu)},
		{"outer_update": matrixTerms("outer_update", fpu), "rectified_update": zeroTerms(fpu)},
	}
	for kernel, terms := range kernelTerms {
		groups = append(groups, map[string][]string{kernel: terms})
	}
	for _, terms := range groups {
		var seen []observation
		for kernel := range terms {
			seen = append(seen, calls[kernel]...)
		}
		if err := add(table, terms, seen); err != nil {
			return err
		}
	}
	return nil
}

// fitParts fits all parts at once: those of a phase take their cycles
// together.
func fitParts(table *mcu.Fitted, records []*record) error {
	var all []observation
	for _, r := range records {
		all = append(all, r.parts...)
	}
	return add(table, partTerms, all)
}

// add fits the terms of some kernels and puts them into the table.
func add(table *mcu.Fitted, terms map[string][]string, seen []observation) error {
	found, err := fit(unknowns(terms), seen)
	if err != nil {
		return err
	}
	for kernel := range terms {
		table.Kernels[kernel] = map[string]float64{}
	}
	for u, cycles := range found {
		table.Kernels[u.kernel][u.times] = cycles
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
	records, err := observe(b, programs, seed, false)
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
