package program

import (
	"cmp"
	"debug/elf"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strconv"
)

func sortAreas(areas []Area) []Area {
	slices.SortStableFunc(areas, func(a, b Area) int { return cmp.Compare(a.Address, b.Address) })
	return areas
}

// symbolTable is functions or objects in order of address.
type symbolTable []symbol

type symbol struct {
	address, size uint32
	name          string // as it is in the file, of which it is a part
}

// readSymbols takes what there is. A program in assembly may have labels alone.
func (image *Image) readSymbols(f *elfFile) {
	i := slices.IndexFunc(f.sections, func(s elfSection) bool { return elf.SectionType(s.Type) == elf.SHT_SYMTAB })
	if i < 0 {
		return
	}
	table, names, err := f.symbolTable(&f.sections[i])
	if err != nil {
		image.note("symbols are left out: %v", err)
		return
	}
	var labels symbolTable
	for ; len(table) >= sizeOfSymbol; table = table[sizeOfSymbol:] {
		r := sectionReader{b: table}
		s := elf.Sym32{Name: r.number(4), Value: r.number(4), Size: r.number(4), Info: r.byte(), Other: r.byte(), Shndx: uint16(r.number(2))}
		one := symbol{s.Value, s.Size, textAt(names, s.Name, maxName)}
		switch kind := elf.ST_TYPE(s.Info); {
		case one.name == "":
		case kind == elf.STT_FUNC:
			one.address &^= 1
			image.functions = append(image.functions, one)
		case kind == elf.STT_OBJECT:
			image.objects = append(image.objects, one)
		case kind == elf.STT_NOTYPE && f.inCode(s.Shndx) && one.name[0] != '$':
			one.address &^= 1
			labels = append(labels, one)
		}
	}
	if len(image.functions) == 0 {
		image.functions = labels
	}
	image.functions, image.objects = image.functions.sorted(f.codeEnds()), image.objects.sorted(nil)
}

const sizeOfSymbol = 16

// symbolTable reads the table and the names that it points to.
func (f *elfFile) symbolTable(s *elfSection) (table, names string, err error) {
	if table, err = f.contents(s, maxSymbols*sizeOfSymbol); err != nil {
		return "", "", fmt.Errorf("the table %v: %w", s, err)
	}
	if uint64(s.Link) >= uint64(len(f.sections)) {
		return "", "", fmt.Errorf("the names are in section %d, which is not there", s.Link)
	}
	link := &f.sections[s.Link]
	if names, err = f.contents(link, maxSymbolNames); err != nil {
		return "", "", fmt.Errorf("the names in %v: %w", link, err)
	}
	return table, names, nil
}

func (f *elfFile) inCode(section uint16) bool {
	return int(section) < len(f.sections) && f.sections[section].has(elf.SHF_EXECINSTR)
}

// codeEnds is where sections with code end.
func (f *elfFile) codeEnds() []uint32 {
	var ends []uint32
	for i := range f.sections {
		if s := &f.sections[i]; s.has(elf.SHF_EXECINSTR) {
			ends = append(ends, s.end())
		}
	}
	slices.Sort(ends)
	return ends
}

// sorted orders by address and keeps one name for each, the first that has a
// size where one has. A symbol without, as assembly leaves it, reaches to the
// next one or to the end of its section.
func (t symbolTable) sorted(ends []uint32) symbolTable {
	slices.SortStableFunc(t, func(a, b symbol) int {
		return cmp.Or(cmp.Compare(a.address, b.address), cmp.Compare(min(b.size, 1), min(a.size, 1)))
	})
	t = slices.CompactFunc(t, func(a, b symbol) bool { return a.address == b.address })
	for i := range t {
		if t[i].size != 0 {
			continue
		}
		limit := t[i].address
		if k, _ := slices.BinarySearch(ends, t[i].address+1); k < len(ends) {
			limit = ends[k]
		}
		if i+1 < len(t) {
			limit = min(limit, t[i+1].address)
		}
		t[i].size = limit - t[i].address
	}
	return t
}

// find is the symbol that an address belongs to.
func (t symbolTable) find(a uint32) (symbol, bool) {
	i := sort.Search(len(t), func(i int) bool { return t[i].address > a }) - 1
	if i < 0 {
		return symbol{}, false
	}
	return t[i], a-t[i].address < t[i].size
}

// Symbol names an address as function+offset, or nothing.
func (image *Image) Symbol(a uint32) string {
	s, ok := image.functions.find(a)
	switch {
	case !ok:
		return ""
	case s.address == a:
		return image.Readable(s.name)
	}
	return image.Readable(s.name) + "+0x" + strconv.FormatUint(uint64(a-s.address), 16)
}

// Function is the function that an address belongs to: its name with the
// mangling on, and where it begins.
func (image *Image) Function(a uint32) (name string, begins uint32, ok bool) {
	s, ok := image.functions.find(a)
	return image.linked(s.name), s.address, ok
}

// FunctionNamed is where a function begins.
func (image *Image) FunctionNamed(name string) (begins uint32, ok bool) {
	for _, s := range image.functions {
		if s.name == name {
			return s.address, true
		}
	}
	return 0, false
}

// Object names the object that an address belongs to, as Readable does.
func (image *Image) Object(a uint32) (name string, ok bool) {
	s, ok := image.objects.find(a)
	return image.Readable(s.name), ok
}

// Objects gives address and size of each object, in order of address.
func (image *Image) Objects() iter.Seq2[uint32, uint32] {
	return func(yield func(address, size uint32) bool) {
		for _, o := range image.objects {
			if !yield(o.address, o.size) {
				return
			}
		}
	}
}
