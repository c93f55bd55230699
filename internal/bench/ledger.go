package bench

import (
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
)

// MemoryProvenance is how the bytes of code, stack, data and bss came about; none
// where they were counted in the build that the emulated board runs.
func MemoryProvenance(b *mcu.Board) result.Provenance {
	if b.Emulated {
		return ""
	}
	return result.Modelled
}

// memory is the ledger's record.
func memory(l *mcu.Ledger, b *mcu.Board) *result.Memory {
	m := &result.Memory{
		FlashBytes: l.Flash(), RAMBytes: l.RAM(), FlashLimit: b.FlashBytes, RAMLimit: b.RAMBytes, Provenance: MemoryProvenance(b),
	}
	for _, r := range l.Regions() {
		m.Regions = append(m.Regions, result.Region{Name: r.Name, Kind: string(r.Kind), Bytes: r.Bytes})
	}
	for _, w := range l.HighWater() {
		m.HighWater = append(m.HighWater, result.PhaseRAM{Phase: w.Phase, Bytes: w.Bytes})
	}
	return m
}
