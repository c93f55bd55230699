package mcu

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// profile is one YAML file: a board, or a chip or core that boards inherit.
type profile struct {
	Name     string
	Title    string
	Inherits string
	Abstract bool // a parent, not a board
	Core     string
	Emulated *bool
	Firmware string
	BitBand  *bool

	Clock, Flash, RAM                 figure
	FlashBase, RAMBase                figure
	FlashAlias, RAMAlias              figure
	Boot, ReservedFlash, ReservedRAM  figure
	Code, Vector, State, Stack        figure
	FlashReadWait                     figure
	FetchWait, FetchFlight, FetchLine figure
	Supply, Current                   figure

	Notes []string

	file string // for messages
}

// field is a figure of a profile with the range it has to lie in.
type field struct {
	key      string
	figure   *figure
	min, max float64
	integer  bool
	required bool
}

// maxMemory keeps sums of sizes far from overflow, and is far above any
// microcontroller.
const maxMemory = 1 << 30

// maxAddress leaves room behind a memory's base.
const maxAddress = 1<<32 - 4

func (p *profile) fields() []field {
	return []field{
		{"clock_hz", &p.Clock, 1, 1e11, true, true},
		{"flash_bytes", &p.Flash, 1, maxMemory, true, true},
		{"ram_bytes", &p.RAM, 1, maxMemory, true, true},
		{"flash_base", &p.FlashBase, 0, maxAddress, true, false},
		{"ram_base", &p.RAMBase, 0, maxAddress, true, false},
		{"flash_alias", &p.FlashAlias, 0, maxAddress, true, false},
		{"ram_alias", &p.RAMAlias, 0, maxAddress, true, false},
		{"boot_bytes", &p.Boot, 0, maxMemory, true, false},
		{"reserved_flash_bytes", &p.ReservedFlash, 0, maxMemory, true, false},
		{"reserved_ram_bytes", &p.ReservedRAM, 0, maxMemory, true, false},
		{"code_bytes", &p.Code, 0, maxMemory, true, true},
		{"vector_bytes", &p.Vector, 0, maxMemory, true, true},
		{"state_bytes", &p.State, 0, maxMemory, true, true},
		{"stack_bytes", &p.Stack, 0, maxMemory, true, true},
		{"flash_read_wait_cycles", &p.FlashReadWait, 0, 1000, true, false},
		{"flash_fetch_wait_cycles", &p.FetchWait, 0, 100, true, false},
		{"flash_fetch_flight_cycles", &p.FetchFlight, 0, 100, true, false},
		{"flash_line_bytes", &p.FetchLine, 4, 64, true, false},
		{"supply_v", &p.Supply, 0.1, 100, false, false},
		{"active_current_a", &p.Current, 1e-9, 100, false, false},
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// checkText keeps names and titles printable on one line.
func (p *profile) checkText() error {
	for _, t := range []struct{ key, text string }{{"name", p.Name}, {"title", p.Title}, {"inherits", p.Inherits}, {"core", p.Core}, {"firmware", p.Firmware}} {
		if len(t.text) > 200 || strings.ContainsFunc(t.text, unicode.IsControl) {
			return &BoardError{File: p.file, Field: t.key, Problem: "is longer than 200 bytes or has control characters", Remedy: "use a short plain text"}
		}
	}
	if strings.ContainsFunc(p.Name, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.", r))
	}) {
		return &BoardError{File: p.file, Field: "name", Problem: fmt.Sprintf("%q has other characters than letters, digits, - _ .", p.Name), Remedy: "rename the board"}
	}
	return nil
}

// inherit fills what p leaves open from its parent.
func (p *profile) inherit(parent *profile) {
	theirs := parent.fields()
	for i, mine := range p.fields() {
		if !mine.figure.set {
			*mine.figure = *theirs[i].figure
		}
	}
	if p.Core == "" {
		p.Core = parent.Core
	}
	if p.Firmware == "" {
		p.Firmware = parent.Firmware
	}
	if p.Emulated == nil {
		p.Emulated = parent.Emulated
	}
	if p.BitBand == nil {
		p.BitBand = parent.BitBand
	}
	p.Notes = append(slices.Clone(p.Notes), parent.Notes...)
}

// board checks a profile with everything inherited and turns it into a Board.
func (p *profile) board(chain []string) (*Board, error) {
	if err := p.fillFootprint(); err != nil {
		return nil, err
	}
	sources := map[string]string{}
	for _, f := range p.fields() {
		if err := p.check(f); err != nil {
			return nil, err
		}
		if f.figure.set {
			sources[f.key] = oneLine(f.figure.source)
		}
	}
	b := &Board{
		Name: p.Name, Title: p.Title, Core: p.Core, Chain: chain, Emulated: p.Emulated != nil && *p.Emulated,
		ClockHz: int64(p.Clock.value), FlashBytes: int(p.Flash.value), RAMBytes: int(p.RAM.value),
		FlashBase: uint32(p.FlashBase.value), RAMBase: uint32(p.RAMBase.value),
		FlashAlias: p.FlashAlias.address(), RAMAlias: p.RAMAlias.address(),
		BootBytes: int(p.Boot.value), BitBand: p.BitBand != nil && *p.BitBand,
		ReservedFlash: int(p.ReservedFlash.value), ReservedRAM: int(p.ReservedRAM.value),
		Firmware: p.Firmware, CodeBytes: int(p.Code.value), VectorBytes: int(p.Vector.value),
		StateBytes: int(p.State.value), StackBytes: int(p.Stack.value),
		FlashReadWait: p.FlashReadWait.value,
		FetchWait:     int(p.FetchWait.value), FetchFlight: int(p.FetchFlight.value), FetchLine: int(p.FetchLine.value),
		SupplyV: p.Supply.value,
		Sources: sources,
	}
	if p.Current.set {
		b.ActiveCurrentA = &p.Current.value
	}
	for _, n := range p.Notes {
		b.Notes = append(b.Notes, oneLine(n))
	}
	return b, p.checkCore()
}

func (p *profile) checkCore() error {
	if p.Core == "" {
		return &BoardError{File: p.file, Field: "core", Problem: "is missing", Remedy: "add inherits: with a core, chip or board"}
	}
	if !slices.Contains(Cores(), p.Core) {
		return &BoardError{File: p.file, Field: "core", Problem: fmt.Sprintf("%q has no table of cycles", p.Core), Remedy: "use one of " + strings.Join(Cores(), ", ")}
	}
	return nil
}

func (p *profile) check(f field) error {
	v := f.figure.value
	switch {
	case !f.figure.set && f.required:
		return &BoardError{File: p.file, Field: f.key, Problem: "is missing", Remedy: "add it, or inherit a profile that has it"}
	case !f.figure.set:
		return nil
	case !(v >= f.min && v <= f.max):
		return &BoardError{File: p.file, Line: f.figure.line, Field: f.key, Problem: fmt.Sprintf("%g is out of range", v), Remedy: fmt.Sprintf("use %g to %g", f.min, f.max)}
	case f.integer && v != math.Trunc(v):
		return &BoardError{File: p.file, Line: f.figure.line, Field: f.key, Problem: fmt.Sprintf("%g is not a whole number", v), Remedy: "round it"}
	}
	return nil
}
