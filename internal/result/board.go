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

// Costs are the costs as those of a run, without the memory.
func (b *BoardCosts) Costs() *Run {
	return &Run{Cycles: b.Cycles, TimeUS: b.TimeUS, Deadline: b.Deadline, EnergyUJ: b.EnergyUJ}
}

// Measures lists the costs as those of a run, and the memory. What does not apply
// is absent.
func (b *BoardCosts) Measures() []Measure { return measures(b, boardTerms) }

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
