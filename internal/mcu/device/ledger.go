package device

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/tinyol"
)

// NewLedger accounts for a program on a board: its regions, and what the
// firmware for the board's core takes beside them.
func NewLedger(b *mcu.Board, p *tinyol.Program) *mcu.Ledger {
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
	var phases []string
	for phase := range tinyol.PhaseCount {
		phases = append(phases, phase.String())
	}
	return mcu.NewLedger(b, regions, phases...)
}
