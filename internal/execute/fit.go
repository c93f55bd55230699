package execute

import (
	"fmt"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/program"
)

// MemoryShort is a program that needs more RAM than the board has. It ends like
// one that runs out of it.
type MemoryShort struct{ text string }

func (e *MemoryShort) Error() string { return e.text }

// reach is how far behind a memory a section may begin and still be meant for
// it: an image for another memory map is another mistake.
const reach = 16 << 20

// fits refuses an image that is larger than the board's memories.
func fits(b *mcu.Board, image *program.Image) error {
	ram := extent{base: b.RAMBase, alias: b.RAMAlias, limit: b.RAMBytes}
	flash := extent{base: b.FlashBase, alias: b.FlashAlias, limit: b.FlashBytes}
	for _, a := range image.Areas {
		ram.occupy(a.Address, a.Size)
		ram.name(a)
		flash.name(a)
	}
	for _, s := range image.Segments {
		flash.occupy(s.Address, uint32(len(s.Data)))
	}
	if e := ram.lacks(b, mcu.RAM); e != nil {
		return &MemoryShort{e.Error()}
	}
	if e := flash.lacks(b, mcu.Flash); e != nil {
		return e
	}
	return nil
}

// stackFits refuses a program whose stack begins behind the board's RAM.
func stackFits(b *mcu.Board, m *device.Machine) error {
	ram := extent{base: b.RAMBase, alias: b.RAMAlias, limit: b.RAMBytes}
	ram.occupy(m.StackTop, 0)
	if missing := ram.need - ram.limit; missing > 0 {
		return &MemoryShort{fmt.Sprintf("board %s: %d bytes of ram are missing: the program's stack begins at 0x%08x, and ram ends at 0x%08x; link it for this board, or choose one with as much (tinyol-sim boards)",
			b.Name, missing, m.StackTop, b.RAMBase+uint32(b.RAMBytes))}
	}
	return nil
}

// extent is how much of a memory an image occupies, from its start on, and the
// largest of its sections there.
type extent struct {
	base         uint32
	alias        *uint32
	limit, need  int
	largest      string
	largestBytes int
}

// offset is where an address is in the memory, under either of its addresses.
func (x *extent) offset(a uint32) (int, bool) {
	off := int64(a) - int64(x.base)
	if x.alias != nil && (off < 0 || off > int64(x.limit)+reach) {
		off = int64(a) - int64(*x.alias)
	}
	return int(off), off >= 0 && off <= int64(x.limit)+reach
}

func (x *extent) occupy(a, size uint32) {
	if off, ok := x.offset(a); ok {
		x.need = max(x.need, off+int(size))
	}
}

func (x *extent) name(a program.Area) {
	if _, ok := x.offset(a.Address); ok && int(a.Size) > x.largestBytes {
		x.largest, x.largestBytes = a.Name, int(a.Size)
	}
}

func (x *extent) lacks(b *mcu.Board, kind mcu.Kind) *mcu.FitError {
	if x.need <= x.limit {
		return nil
	}
	return &mcu.FitError{
		Board: b.Name, Kind: kind, Region: x.largest, RegionBytes: x.largestBytes,
		Need: x.need, Limit: x.limit, Missing: x.need - x.limit, Smallest: smallestFor(b, kind, x.need),
	}
}

// smallestFor is the board with the same memory map that has enough of a
// memory, and of those the least.
func smallestFor(b *mcu.Board, kind mcu.Kind, need int) string {
	has := func(b *mcu.Board) int {
		if kind == mcu.Flash {
			return b.FlashBytes
		}
		return b.RAMBytes
	}
	var best *mcu.Board
	for _, other := range mcu.Boards() {
		same := other.Emulated && other.FlashBase == b.FlashBase && other.RAMBase == b.RAMBase
		if same && has(other) >= need && (best == nil || has(other) < has(best)) {
			best = other
		}
	}
	if best == nil {
		return ""
	}
	return best.Name
}
