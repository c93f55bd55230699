package mcu

// DefaultBoard is the board of the paper.
const DefaultBoard = "nano33ble"

// Board is the profile of a board with everything it inherits. Each figure
// has its source under the YAML key in Sources.
type Board struct {
	Name  string   `json:"name"`
	Title string   `json:"title"`
	Core  string   `json:"core"`  // name of the cycle table
	Chain []string `json:"chain"` // profiles inherited from, the nearest first

	// Emulated reports that the instruction-level engine knows the core.
	Emulated bool `json:"emulated"`

	ClockHz       int64 `json:"clock_hz"`
	FlashBytes    int   `json:"flash_bytes"`
	RAMBytes      int   `json:"ram_bytes"`
	ReservedFlash int   `json:"reserved_flash_bytes"` // bootloader, partition table
	ReservedRAM   int   `json:"reserved_ram_bytes"`   // operating system, cache

	// Memory map, where the core is emulated. An alias is a second address of
	// the same bytes, nil where there is none.
	FlashBase  uint32  `json:"flash_base"`
	RAMBase    uint32  `json:"ram_base"`
	FlashAlias *uint32 `json:"flash_alias,omitempty"`
	RAMAlias   *uint32 `json:"ram_alias,omitempty"`
	BootBytes  int     `json:"boot_bytes,omitempty"` // in front of the vector table, where an image begins at the flash's base
	BitBand    bool    `json:"bit_band,omitempty"`   // bits of SRAM and peripherals have addresses of their own

	// Footprint of the firmware beside the program's own regions: counted in the
	// build that runs on the core, a model where the core is not emulated.
	Firmware    string `json:"firmware,omitempty"` // name of the build
	CodeBytes   int    `json:"code_bytes"`
	VectorBytes int    `json:"vector_bytes"`
	StateBytes  int    `json:"state_bytes"` // data and bss
	StackBytes  int    `json:"stack_bytes"`

	// FlashReadWait is what a word read from flash as data costs above one
	// from RAM, in cycles; 0 where nothing is known.
	FlashReadWait float64 `json:"flash_read_wait_cycles"`
	// FetchWait is what fetching code from a line of FetchLine bytes of flash
	// takes longer than a cycle, FetchFlight what a taken branch waits for the
	// fetch under way; 0 behind a cache that is taken to hit. The emulated core
	// keeps to them.
	FetchWait   int `json:"flash_fetch_wait_cycles,omitempty"`
	FetchFlight int `json:"flash_fetch_flight_cycles,omitempty"`
	FetchLine   int `json:"flash_line_bytes,omitempty"`

	SupplyV        float64  `json:"supply_v,omitempty"`         // 0: not known
	ActiveCurrentA *float64 `json:"active_current_a,omitempty"` // nil: no source

	Sources map[string]string `json:"sources"`
	Notes   []string          `json:"notes,omitempty"` // what the figures take for granted
}

// Microseconds is the time that a number of cycles takes.
func (b *Board) Microseconds(cycles float64) float64 {
	return cycles / float64(b.ClockHz) * 1e6
}

// EnergyUJ is the energy of a number of cycles in microjoules: supply voltage
// times active current times time. It reports false where the profile has no
// sourced current. Sources["active_current_a"] says what the current includes.
func (b *Board) EnergyUJ(cycles float64) (microjoules float64, ok bool) {
	if b.ActiveCurrentA == nil || b.SupplyV == 0 {
		return 0, false
	}
	return b.SupplyV * *b.ActiveCurrentA * b.Microseconds(cycles), true
}

// Deadline compares a step with the time until the next one is due.
type Deadline struct {
	PeriodUS    float64 // time between two steps
	StepUS      float64 // costliest step, ingest of its rows included
	Utilisation float64 // mean step over period
	Met         bool    // the costliest step ends within the period
}

// Deadline judges the mean and the costliest step, both in cycles with the
// ingest of the step's rows, against the period between two steps in seconds:
// the stride times the time between two rows. It reports false where the
// period is not known.
func (b *Board) Deadline(meanCycles float64, worstCycles int64, periodSeconds float64) (d Deadline, ok bool) {
	if !(periodSeconds > 0) {
		return Deadline{}, false
	}
	d.PeriodUS = periodSeconds * 1e6
	d.StepUS = b.Microseconds(float64(worstCycles))
	d.Utilisation = b.Microseconds(meanCycles) / d.PeriodUS
	d.Met = d.StepUS <= d.PeriodUS
	return d, true
}
