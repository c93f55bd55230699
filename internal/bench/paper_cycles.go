package bench

import (
	"context"
	"math"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// boardWindows is how many windows are stepped through on each board. Cycles do
// not depend on data, so the mean over a few is that over all.
const boardWindows = 200

// boardCycles is the cost of a learning step by phase on every board.
func (p *paper) boardCycles(ctx context.Context, f *result.Figure) error {
	rows, err := p.phaseRows(ctx, f, mcu.Boards())
	if err != nil {
		return err
	}
	return save(p, f, rows)
}

// boardEnergy is the same in microjoules, where a board's current has a source.
func (p *paper) boardEnergy(ctx context.Context, f *result.Figure) error {
	var sourced []*mcu.Board
	for _, b := range mcu.Boards() {
		if _, ok := b.EnergyUJ(1); ok {
			sourced = append(sourced, b)
			f.Facts["current."+b.Name] = b.Sources["active_current_a"]
		}
	}
	rows, err := p.phaseRows(ctx, f, sourced)
	if err != nil {
		return err
	}
	return save(p, f, rows)
}

func (p *paper) phaseRows(ctx context.Context, f *result.Figure, boards []*mcu.Board) ([]result.PhaseRow, error) {
	p.mon.Stage(f.Name, int64(len(boards)*len(p.setups)))
	var rows []result.PhaseRow
	for _, s := range p.setups {
		for _, b := range boards {
			part, err := p.phases(ctx, f, s, b)
			if err != nil {
				return nil, err
			}
			rows = append(rows, part...)
			p.mon.Advance(1)
		}
	}
	return rows, nil
}

// phases are the rows of one board. A board that the program does not fit has
// none, and the figure's facts say what is missing.
func (p *paper) phases(ctx context.Context, f *result.Figure, s *setup, b *mcu.Board) ([]result.PhaseRow, error) {
	var rows []result.PhaseRow
	for _, mode := range paperModes {
		program := p.program(s, mode, s.models[0])
		if err := device.NewLedger(b, program).Check(); err != nil {
			f.Facts["unfit."+s.name()+"."+mode.String()+"."+b.Name] = err.Error()
			continue
		}
		m, err := p.measure(ctx, b, program, boardWindows)
		if err != nil {
			return nil, err
		}
		f.Facts["cycles."+string(m.mark)+"."+b.Core] = m.source
		for phase, name := range result.Phases {
			cycles := m.meter.Dist(phase).Mean
			if tinyol.Phase(phase) == tinyol.PhaseIngest {
				cycles = m.ingest
			}
			if cycles == 0 {
				continue
			}
			r := result.PhaseRow{
				Board: b.Name, Core: b.Core, Mark: string(m.mark), FrontEnd: s.name(), Mode: mode.String(), Phase: name,
				Cycles: cycles, Time: b.Microseconds(cycles), Energy: math.NaN(),
			}
			if e, ok := b.EnergyUJ(cycles); ok {
				r.Energy = e
			}
			rows = append(rows, r)
		}
	}
	return rows, nil
}
