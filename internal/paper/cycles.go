package paper

import (
	"context"
	"maps"
	"math"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/workers"
)

// boardWindows is how many windows are stepped through on each board. With an
// FPU cycles do not depend on data. Without, they hang on weights and windows:
// on the bundled fan the mean over these is within 2 % of that over 2000 in each
// phase, and within 1.2 % for a step.
const boardWindows = 200

// boardCycles is the cost of a learning step by phase on every board.
func (p *maker) boardCycles(ctx context.Context, f *result.Figure) error {
	rows, err := p.phaseRows(ctx, f, mcu.Boards())
	if err != nil {
		return err
	}
	return save(p, f, rows)
}

// boardEnergy is the same in microjoules, where a board's current has a source.
func (p *maker) boardEnergy(ctx context.Context, f *result.Figure) error {
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

// boardSetup is a front end on a board.
type boardSetup struct{ setup, board string }

// boardCosts is what the steps of both modes take there: rows of a figure, and
// its facts about them.
type boardCosts struct {
	rows  []result.PhaseRow
	facts map[string]string
}

// phaseRows are the rows of every setup on every board. What another figure
// has measured is not measured again.
func (p *maker) phaseRows(ctx context.Context, f *result.Figure, boards []*mcu.Board) ([]result.PhaseRow, error) {
	var all []*boardCosts
	var missing []func() error
	for _, s := range p.setups {
		for _, b := range boards {
			key := boardSetup{s.name(), b.Name}
			c := p.costs[key]
			if c == nil {
				c = &boardCosts{facts: map[string]string{}}
				p.costs[key] = c
				missing = append(missing, func() error { return p.phases(ctx, c, s, b) })
			}
			all = append(all, c)
		}
	}
	p.mon.Stage(bench.Stage{Name: f.Name, Total: int64(len(missing) * len(modes) * boardWindows)})
	if err := workers.EachErr(len(missing), func(i int) error { return missing[i]() }); err != nil {
		return nil, err
	}
	var rows []result.PhaseRow
	for _, c := range all {
		rows = append(rows, c.rows...)
		maps.Copy(f.Facts, c.facts)
	}
	f.Facts["engine"] = p.boardEngines(boards)
	constant(f, result.UnitCount, "", "windows", boardWindows)
	return rows, nil
}

// boardEngines says in words what counted the cycles of the boards.
func (p *maker) boardEngines(boards []*mcu.Board) string {
	var host, emulated bool
	for _, b := range boards {
		if p.engineOn(b) == engine.NameEmulated {
			emulated = true
		} else {
			host = true
		}
	}
	switch {
	case !emulated:
		return engine.NameHost
	case !host:
		return engine.NameEmulated
	}
	return engine.NameEmulated + "; " + engine.NameHost + " on boards whose core is not"
}

// phases are the rows of one board. A board that the program does not fit has
// none, and the facts say what is missing.
func (p *maker) phases(ctx context.Context, c *boardCosts, s *setup, b *mcu.Board) error {
	for _, mode := range modes {
		program := p.program(s, mode, s.models[0])
		if err := device.NewLedger(b, program).Check(); err != nil {
			c.facts["unfit."+s.name()+"."+mode.String()+"."+b.Name] = err.Error()
			p.mon.Advance(boardWindows)
			continue
		}
		m, err := p.measure(ctx, b, program, boardWindows, func() { p.mon.Advance(1) })
		if err != nil {
			return err
		}
		by := b.Core // of which there is one cost model
		if m.mark == result.Emulated {
			by = b.Firmware
			c.facts["firmware."+by] = device.FirmwareOf(b)
		}
		c.facts["cycles."+string(m.mark)+"."+by] = m.source
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
			c.rows = append(c.rows, r)
		}
	}
	return nil
}
