package result

// BoardCosts is what one mode takes on one of several boards. The first board is
// that of the runs, whose engine its figures are of; the others are priced by
// closed forms over the same steps, those of the first seed. Of a board that the
// program does not fit there is the memory alone.
type BoardCosts struct {
	Board string `json:"board"`
	Core  string `json:"core"`
	Mode  string `json:"mode"`
	Seed  uint64 `json:"seed"`
	Fits  bool   `json:"fits"`
	// Bytes that the program lacks.
	MissingFlash int `json:"missing_flash_bytes,omitempty"`
	MissingRAM   int `json:"missing_ram_bytes,omitempty"`
	// MaxRowRate is the rows a second up to which the costliest step ends before the
	// next is due.
	MaxRowRate *float64    `json:"max_row_rate,omitempty"`
	Cycles     *Cycles     `json:"cycles,omitempty"`
	TimeUS     *Times      `json:"time_us,omitempty"`
	Deadline   *Deadline   `json:"deadline,omitempty"`
	EnergyUJ   *Energy     `json:"energy_uj,omitempty"`
	Memory     BoardMemory `json:"memory"`
}

// Measures lists the costs as those of a run, and the memory. What does not apply
// is absent.
func (b *BoardCosts) Measures() []Measure {
	l := &measures{}
	l.costs(&Run{Cycles: b.Cycles, TimeUS: b.TimeUS, Deadline: b.Deadline, EnergyUJ: b.EnergyUJ})
	l.is(Cost, UnitBytes)
	for _, missing := range []struct {
		key   string
		bytes int
	}{{"missing_flash_bytes", b.MissingFlash}, {"missing_ram_bytes", b.MissingRAM}} {
		if missing.bytes > 0 {
			l.add(missing.key, float64(missing.bytes))
		}
	}
	m := &b.Memory
	l.mark = m.Provenance
	l.add("memory.flash_bytes", float64(m.FlashBytes))
	l.add("memory.ram_bytes", float64(m.RAMBytes))
	l.mark = ""
	l.add("memory.flash_limit", float64(m.FlashLimit))
	l.add("memory.ram_limit", float64(m.RAMLimit))
	l.add("memory.flash_reserved", float64(m.FlashReserved))
	l.add("memory.ram_reserved", float64(m.RAMReserved))
	return l.list
}

// BoardMemory sums up the ledger of a program on a board.
type BoardMemory struct {
	FlashBytes int `json:"flash_bytes"` // what the board reserves included
	RAMBytes   int `json:"ram_bytes"`
	FlashLimit int `json:"flash_limit"`
	RAMLimit   int `json:"ram_limit"`
	// What the board keeps for bootloader and operating system.
	FlashReserved int `json:"flash_reserved"`
	RAMReserved   int `json:"ram_reserved"`
	// Provenance is that of Memory.
	Provenance Provenance `json:"provenance,omitempty"`
}
