package mcu

import (
	"cmp"
	"fmt"
	"slices"
)

// Kind is a memory of the board.
type Kind string

// The memories of a board.
const (
	Flash Kind = "flash"
	RAM   Kind = "ram"
)

// Region is a named part of a memory.
type Region struct {
	Name  string
	Kind  Kind
	Bytes int
	// Phases in which a RAM region is in use; nil: always. What it holds is
	// lost in all others, so regions without a phase in common share bytes.
	Phases []string
	// Modelled marks a size that was not counted in the firmware's build.
	Modelled bool
}

func (r *Region) liveIn(phase string) bool {
	return r.Phases == nil || slices.Contains(r.Phases, phase)
}

// PhaseRAM is the RAM in use during one phase.
type PhaseRAM struct {
	Phase string
	Bytes int
}

// Ledger accounts for every byte of a program on a board.
type Ledger struct {
	board   *Board
	program []Region // as given
	order   []string // phases as given

	regions []Region // with those of board and core
	arena   []Placement
	flash   int
	ram     int
	water   []PhaseRAM
}

// NewLedger adds to a program's regions what the board's core needs beside
// them: vector table, code, data and bss, stack, and what the board reserves.
// Empty regions are left out. phases fixes the order of HighWater; phases that
// only regions name follow.
//
// It panics on a negative size.
func NewLedger(b *Board, regions []Region, phases ...string) *Ledger {
	l := &Ledger{board: b, program: regions, order: phases}
	for _, r := range append(boardRegions(b), regions...) {
		if r.Bytes < 0 {
			panic(fmt.Sprintf("mcu: region %q has %d bytes", r.Name, r.Bytes))
		}
		if r.Bytes > 0 {
			l.regions = append(l.regions, r)
		}
	}
	l.sum()
	return l
}

func boardRegions(b *Board) []Region {
	modelled := !b.Emulated
	return []Region{
		{Name: "vector table", Kind: Flash, Bytes: b.VectorBytes},
		{Name: "code", Kind: Flash, Bytes: b.CodeBytes, Modelled: modelled},
		{Name: "reserved flash", Kind: Flash, Bytes: b.ReservedFlash},
		{Name: "data and bss", Kind: RAM, Bytes: b.StateBytes, Modelled: modelled},
		{Name: "stack", Kind: RAM, Bytes: b.StackBytes, Modelled: modelled},
		{Name: "reserved RAM", Kind: RAM, Bytes: b.ReservedRAM},
	}
}

// sum totals flash, lays the shared RAM out, and counts each phase.
func (l *Ledger) sum() {
	var shared []Region
	always := 0
	for _, r := range l.regions {
		switch {
		case r.Kind == Flash:
			l.flash += r.Bytes
		case r.Phases == nil:
			always += r.Bytes
		default:
			shared = append(shared, r)
		}
	}
	arena := newArena(shared)
	l.place(arena)
	for _, phase := range l.phases() {
		l.water = append(l.water, PhaseRAM{phase, always + arena.load(phase)})
	}
	peak := always
	for _, w := range l.water {
		peak = max(peak, w.Bytes)
	}
	l.ram = max(peak, always+arena.size)
	if gaps := l.ram - peak; gaps > 0 {
		l.addGaps(gaps)
	}
}

// Placement is where a region of the program lies in its arena, in bytes from
// the arena's start.
type Placement struct {
	Name          string
	Offset, Bytes int
}

// place lays the program's RAM out: what is always in use one behind the other,
// then the shared regions.
func (l *Ledger) place(shared *arena) {
	end := 0
	for _, r := range l.program {
		if r.Kind == RAM && r.Phases == nil && r.Bytes > 0 {
			l.arena = append(l.arena, Placement{r.Name, end, r.Bytes})
			end += r.Bytes
		}
	}
	for _, p := range shared.placed {
		l.arena = append(l.arena, Placement{p.Name, end + p.offset, p.Bytes})
	}
}

// Arena returns where the program's RAM regions lie, and the bytes from the
// start of the first to the end of the last.
func (l *Ledger) Arena() (placements []Placement, bytes int) {
	for _, p := range l.arena {
		bytes = max(bytes, p.Offset+p.Bytes)
	}
	return slices.Clone(l.arena), bytes
}

// addGaps gives the bytes that no layout of the shared regions could close an
// owner, so that the regions of the fullest phase sum up to RAM().
func (l *Ledger) addGaps(bytes int) {
	l.regions = append(l.regions, Region{Name: "gaps between shared regions", Kind: RAM, Bytes: bytes})
	for i := range l.water {
		l.water[i].Bytes += bytes
	}
}

// phases lists those given, then those that only regions name.
func (l *Ledger) phases() []string {
	all := slices.Clone(l.order)
	for _, r := range l.regions {
		for _, p := range r.Phases {
			if !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	return all
}

// Regions returns every region: board and core first, then the program's.
func (l *Ledger) Regions() []Region { return slices.Clone(l.regions) }

// Flash is the number of bytes taken of flash, the reserved ones included.
func (l *Ledger) Flash() int { return l.flash }

// RAM is the high-water mark: the bytes of RAM that the program needs when
// regions without a common phase share theirs, the reserved ones included.
func (l *Ledger) RAM() int { return l.ram }

// HighWater returns the RAM in use per phase. The largest equals RAM.
func (l *Ledger) HighWater() []PhaseRAM { return slices.Clone(l.water) }

// Check returns nil where the program fits the board, to the byte, and a
// *FitError where it does not.
func (l *Ledger) Check() error {
	flash, ram := l.flash-l.board.FlashBytes, l.ram-l.board.RAMBytes
	if flash <= 0 && ram <= 0 {
		return nil
	}
	e := &FitError{Board: l.board.Name, Kind: Flash, Need: l.flash, Limit: l.board.FlashBytes}
	// Cross-multiplied: which memory lacks the larger part of its size?
	if int64(ram)*int64(l.board.FlashBytes) > int64(flash)*int64(l.board.RAMBytes) {
		e.Kind, e.Need, e.Limit = RAM, l.ram, l.board.RAMBytes
	}
	e.Missing = e.Need - e.Limit
	culprit := l.largest(e.Kind)
	e.Region, e.RegionBytes = culprit.Name, culprit.Bytes
	e.Smallest = l.smallestFit()
	return e
}

// largest is the largest region of a memory; of RAM, in the fullest phase.
func (l *Ledger) largest(kind Kind) Region {
	fullest := ""
	most := -1
	for _, w := range l.water {
		if w.Bytes > most {
			fullest, most = w.Phase, w.Bytes
		}
	}
	var found Region
	for _, r := range l.regions {
		if r.Kind == kind && r.Bytes > found.Bytes && (kind == Flash || r.liveIn(fullest)) {
			found = r
		}
	}
	return found
}

// smallestFit returns the built-in board with the least RAM, then the least
// flash, on which the program fits with that board's own code and stack.
func (l *Ledger) smallestFit() string {
	bySize := Boards()
	slices.SortStableFunc(bySize, func(a, b *Board) int {
		return cmp.Or(cmp.Compare(a.RAMBytes, b.RAMBytes), cmp.Compare(a.FlashBytes, b.FlashBytes))
	})
	for _, b := range bySize {
		other := NewLedger(b, l.program, l.order...)
		if other.flash <= b.FlashBytes && other.ram <= b.RAMBytes {
			return b.Name
		}
	}
	return ""
}
