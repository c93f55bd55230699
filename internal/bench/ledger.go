package bench

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// newLedger accounts for a program on the board.
func newLedger(b *mcu.Board, p *tinyol.Program) *mcu.Ledger {
	var regions []mcu.Region
	for _, r := range p.Regions() {
		region := mcu.Region{Name: r.Name, Kind: mcu.RAM, Bytes: r.Bytes}
		if r.Flash {
			region.Kind = mcu.Flash
		}
		for _, phase := range r.Phases {
			region.Phases = append(region.Phases, phase.String())
		}
		regions = append(regions, region)
	}
	return mcu.NewLedger(b, regions, result.Phases[:]...)
}

// memory is the ledger's record.
func memory(l *mcu.Ledger, b *mcu.Board) *result.Memory {
	m := &result.Memory{
		FlashBytes: l.Flash(), RAMBytes: l.RAM(), FlashLimit: b.FlashBytes, RAMLimit: b.RAMBytes,
		Provenance: result.Modelled,
	}
	for _, r := range l.Regions() {
		m.Regions = append(m.Regions, result.Region{Name: r.Name, Kind: string(r.Kind), Bytes: r.Bytes})
	}
	for _, w := range l.HighWater() {
		m.HighWater = append(m.HighWater, result.PhaseRAM{Phase: w.Phase, Bytes: w.Bytes})
	}
	return m
}
