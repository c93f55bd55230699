package program

// addressRange is from low to before high.
type addressRange struct{ low, high uint32 }

// Kinds of entries of .debug_rnglists (DWARF 5, section 7.25).
const (
	rangeEnd = iota
	rangeBaseIndex
	rangeIndexIndex
	rangeIndexLength
	rangeOffsets
	rangeBase
	rangeAddresses
	rangeAddressLength
)

// ranges gives those of an entry that are in the program, until it is told to
// stop: what the linker has left out is at zero.
func (r *entryReader) ranges(e *entry, each func(addressRange) bool) {
	keep := func(low, high uint32) bool {
		if r.work--; r.work <= 0 {
			return false
		}
		return low == 0 || low >= high || each(addressRange{low, high})
	}
	if low, ok := r.address(e, attributeLow); ok {
		if high, ok := r.address(e, attributeHigh); ok {
			keep(low, high)
		} else if size, ok := e.number(attributeHigh); ok {
			keep(low, low+size)
		}
	}
	if !e.has[attributeRanges] {
		return
	}
	at := e.values[attributeRanges].number
	switch {
	case e.unit.version < 5:
		r.oldList(e.unit, at, keep)
	case e.values[attributeRanges].form == formRnglistx:
		if offset, ok := r.word(".debug_rnglists", uint64(e.unit.ranges)+4*uint64(at)); ok {
			r.list(e.unit, e.unit.ranges+offset, keep)
		}
	default:
		r.list(e.unit, at, keep)
	}
}

// oldList reads a list of .debug_ranges (DWARF 4, section 2.17.3).
func (r *entryReader) oldList(u *unit, at uint32, keep func(low, high uint32) bool) {
	all := r.sections[".debug_ranges"]
	b := sectionReader{b: all[min(uint64(at), uint64(len(all))):]}
	for base := u.low; ; {
		low, high := b.number(4), b.number(4)
		switch {
		case b.failed || low == 0 && high == 0:
			return
		case low == 0xFFFFFFFF:
			base = high
		case !keep(base+low, base+high):
			return
		}
	}
}

// list reads a list of .debug_rnglists (DWARF 5, section 2.17.3).
func (r *entryReader) list(u *unit, at uint32, keep func(low, high uint32) bool) {
	all := r.sections[".debug_rnglists"]
	b := sectionReader{b: all[min(uint64(at), uint64(len(all))):]}
	index := func() uint32 {
		a, ok := r.indexed(u, b.unsigned())
		b.failed = b.failed || !ok
		return a
	}
	for base := u.low; !b.failed; {
		var low, high uint32
		switch b.byte() {
		case rangeBaseIndex:
			base = index()
		case rangeIndexIndex:
			low, high = index(), index()
		case rangeIndexLength:
			low = index()
			high = low + b.unsigned()
		case rangeOffsets:
			low = base + b.unsigned()
			high = base + b.unsigned()
		case rangeBase:
			base = b.number(4)
		case rangeAddresses:
			low, high = b.number(4), b.number(4)
		case rangeAddressLength:
			low = b.number(4)
			high = low + b.unsigned()
		default:
			return
		}
		if b.failed || !keep(low, high) {
			return
		}
	}
}
