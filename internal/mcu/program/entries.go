package program

import (
	"cmp"
	"slices"
)

// entryReader reads the entries of .debug_info (DWARF 5, section 7.5; 2 to 4
// differ in the headers of units). debug/dwarf does, too, but says of itself
// that it is not made for files that mean harm: it copies each string that an
// entry refers to, and the lists of addresses.
type entryReader struct {
	sections map[string]string
	units    []unit // in their order
	tables   map[uint32]*abbreviations
	tabled   int // bytes of .debug_abbrev that they were read from
	work     int // that may still be done, see maxWork
}

// unit is a compilation unit: offsets into .debug_info, and where in other
// sections its tables begin.
type unit struct {
	begin, entries, end        uint32
	version                    uint32
	table                      *abbreviations
	strings, addresses, ranges uint32
	low                        uint32 // what its lists of addresses count from
}

// entry is an entry with those of its attributes that are read.
type entry struct {
	unit     *unit
	tag      uint32
	children bool
	has      [maxAttribute + 1]bool
	values   [maxAttribute + 1]attribute
}

// attribute is a value as it is written: a number, which may be an offset into
// .debug_info or another section or an index; or a text.
type attribute struct {
	form   uint16
	number uint32
	text   string
}

const (
	unitCompile    = 1
	unitPartial    = 3
	reservedLength = 0xFFFFFFF0 // 64-bit DWARF, which Arm's compilers do not write
)

func newEntryReader(sections map[string]string) *entryReader {
	r := &entryReader{sections: sections, tables: map[uint32]*abbreviations{}, work: maxWork}
	info := sections[".debug_info"]
	var e entry
	for at := uint32(0); uint64(at)+11 < uint64(len(info)) && len(r.units) < maxUnits; {
		length := (&sectionReader{b: info[at:]}).number(4)
		end := uint64(at) + 4 + uint64(length)
		if length >= reservedLength || end > uint64(len(info)) {
			break
		}
		if u, ok := r.unit(info[:end], at); ok {
			if _, ok := r.read(&u, u.entries, &e); ok {
				r.enter(&u, &e)
			}
			r.units = append(r.units, u)
		}
		at = uint32(end)
	}
	return r
}

// unit reads the header at an offset. It reports false for kinds that tell
// nothing of code, and for what Arm's compilers do not write.
func (r *entryReader) unit(info string, at uint32) (unit, bool) {
	b := sectionReader{b: info[at+4:]}
	u := unit{begin: at, end: uint32(len(info)), version: b.number(2)}
	var table uint32
	var size uint8 // of addresses
	switch {
	case u.version == 5:
		kind := b.byte()
		size, table = b.byte(), b.number(4)
		if kind != unitCompile && kind != unitPartial {
			return u, false
		}
		// Where the tables begin that a unit without these attributes uses:
		// behind their headers.
		u.strings, u.addresses, u.ranges = 8, 8, 12
	case u.version >= 2 && u.version < 5:
		table, size = b.number(4), b.byte()
	default:
		return u, false
	}
	u.entries = u.end - uint32(len(b.b))
	u.table = r.abbreviations(table)
	return u, u.table != nil && size == 4 && !b.failed
}

// abbreviations reads a table once. Those of a proper file do not overlap.
func (r *entryReader) abbreviations(at uint32) *abbreviations {
	if t, ok := r.tables[at]; ok {
		return t
	}
	all := r.sections[".debug_abbrev"]
	if uint64(at) >= uint64(len(all)) || r.work <= 0 {
		return nil
	}
	t, used := readAbbreviations(all[at:])
	if r.tabled += used; r.tabled > len(all) {
		r.work = 0
		return nil
	}
	r.tables[at] = t
	return t
}

// read reads the entry at an offset of .debug_info into e and gives the offset
// of the next. Tag 0 ends the children of an entry. It reports false where the
// unit is damaged, or there has been too much to do.
func (r *entryReader) read(u *unit, at uint32, e *entry) (next uint32, ok bool) {
	if at < u.entries || at >= u.end {
		return 0, false
	}
	b := sectionReader{b: r.sections[".debug_info"][at:u.end]}
	e.unit, e.tag, e.children = u, 0, false
	clear(e.has[:])
	code := b.unsigned()
	r.work--
	if code != 0 {
		a := u.table.find(code)
		if a == nil {
			return 0, false
		}
		e.tag, e.children = a.tag, a.children
		for _, spec := range u.table.attributes[a.first:a.last] {
			v := readForm(&b, u, spec)
			if n := spec.attribute; n <= maxAttribute && v.form != 0 {
				e.has[n], e.values[n] = true, v
			}
			if r.work--; r.work <= 0 || b.failed {
				return 0, false
			}
		}
	}
	next = u.end - uint32(len(b.b))
	r.work -= int(next-at) / 16
	return next, r.work > 0 && !b.failed
}

// unitAt is the unit that an offset of .debug_info is in.
func (r *entryReader) unitAt(at uint32) *unit {
	i, ok := slices.BinarySearchFunc(r.units, at, func(u unit, at uint32) int { return cmp.Compare(u.begin, at) })
	if !ok {
		i--
	}
	if i < 0 || at >= r.units[i].end {
		return nil
	}
	return &r.units[i]
}

// readForm reads a value; one that is of no use here has form 0.
func readForm(b *sectionReader, u *unit, spec attributeForm) attribute {
	form := spec.form
	if form == formIndirect {
		form = uint16(min(b.unsigned(), 0xFFFF))
	}
	v := attribute{form: form}
	switch form {
	case formString:
		text := b.text()
		v.text = text[:min(len(text), maxName)]
	case formImplicitConst:
		v.number = uint32(spec.constant)
	case formFlagPresent:
	case formSdata:
		v.number = uint32(b.signed())
	case formUdata, formStrx, formAddrx, formRnglistx, formLoclistx:
		v.number = b.unsigned()
	case formRefUdata:
		v.number = u.begin + b.unsigned()
	case formBlock, formExpression:
		b.take(int(b.unsigned()))
		v.form = 0
	case formBlock1, formBlock2, formBlock4:
		b.take(int(b.number(sizeOfLength(form))))
		v.form = 0
	default:
		readFixed(b, u, &v)
	}
	return v
}

// readFixed reads a value of a fixed size, of which 32 bits are kept.
func readFixed(b *sectionReader, u *unit, v *attribute) {
	size := sizeOfForm(v.form)
	if size == 0 { // what comes behind an unknown form cannot be found
		b.take(len(b.b) + 1)
		return
	}
	v.number = b.number(min(size, 4))
	switch v.form {
	case formRef1, formRef2, formRef4:
		v.number += u.begin
	case formData8, formRef8:
		if b.number(4) != 0 {
			v.form = 0
		}
		if v.form == formRef8 {
			v.number += u.begin
		}
	default:
		b.take(size - min(size, 4))
	}
}

// enter takes from the entry of a unit where its tables begin.
func (r *entryReader) enter(u *unit, e *entry) {
	for n, into := range map[int]*uint32{attributeStringOffsets: &u.strings, attributeAddresses: &u.addresses, attributeRangeLists: &u.ranges} {
		if e.has[n] {
			*into = e.values[n].number
		}
	}
	if low, ok := r.address(e, attributeLow); ok {
		u.low = low
	}
}

// text is an attribute that is a string, as far as maxName.
func (r *entryReader) text(e *entry, n int) (string, bool) {
	if !e.has[n] {
		return "", false
	}
	v := &e.values[n]
	switch form := v.form; {
	case form == formString:
		return v.text, true
	case form == formStrp:
		return textAt(r.sections[".debug_str"], v.number, maxName), true
	case form == formLineStrp:
		return textAt(r.sections[".debug_line_str"], v.number, maxName), true
	case form == formStrx || form >= formStrx1 && form <= formStrx4:
		at, ok := r.word(".debug_str_offsets", uint64(e.unit.strings)+4*uint64(v.number))
		return textAt(r.sections[".debug_str"], at, maxName), ok
	}
	return "", false
}

// address is an attribute that is an address.
func (r *entryReader) address(e *entry, n int) (uint32, bool) {
	if !e.has[n] {
		return 0, false
	}
	v := &e.values[n]
	switch form := v.form; {
	case form == formAddress:
		return v.number, true
	case form == formAddrx || form >= formAddrx1 && form <= formAddrx4:
		return r.indexed(e.unit, v.number)
	}
	return 0, false
}

// indexed is an address of the unit's table.
func (r *entryReader) indexed(u *unit, n uint32) (uint32, bool) {
	return r.word(".debug_addr", uint64(u.addresses)+4*uint64(n))
}

func (r *entryReader) word(section string, at uint64) (uint32, bool) {
	b := r.sections[section]
	if at+4 > uint64(len(b)) {
		return 0, false
	}
	return (&sectionReader{b: b[at:]}).number(4), true
}

// number is an attribute that is a constant or an offset into another section.
func (e *entry) number(n int) (uint32, bool) {
	switch e.values[n].form {
	case formData1, formData2, formData4, formData8, formSdata, formUdata, formImplicitConst, formSectionOffset:
		return e.values[n].number, e.has[n]
	}
	return 0, false
}

// reference is an attribute that is another entry.
func (e *entry) reference(n int) (uint32, bool) {
	switch e.values[n].form {
	case formRef1, formRef2, formRef4, formRef8, formRefUdata, formRefAddress:
		return e.values[n].number, e.has[n]
	}
	return 0, false
}
