package armv7m

import (
	"cmp"
	"debug/elf"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/ianlancetaylor/demangle"
)

func sortAreas(areas []Area) []Area {
	slices.SortStableFunc(areas, func(a, b Area) int { return cmp.Compare(a.Address, b.Address) })
	return areas
}

// symbolTable is functions or objects in order of address.
type symbolTable []symbol

type symbol struct {
	address, size uint32
	name          string // as it is in the file
}

// readSymbols takes what there is. A program in assembly may have labels alone.
func readSymbols(f *elf.File) (functions, objects symbolTable) {
	all, err := f.Symbols()
	if err != nil || len(all) > maxSymbols {
		return nil, nil
	}
	var labels symbolTable
	for _, s := range all {
		one := symbol{uint32(s.Value), uint32(s.Size), s.Name}
		switch {
		case s.Name == "":
		case elf.ST_TYPE(s.Info) == elf.STT_FUNC:
			one.address &^= 1
			functions = append(functions, one)
		case elf.ST_TYPE(s.Info) == elf.STT_OBJECT:
			objects = append(objects, one)
		case elf.ST_TYPE(s.Info) == elf.STT_NOTYPE && inCode(f, s) && s.Name[0] != '$':
			one.address &^= 1
			labels = append(labels, one)
		}
	}
	if len(functions) == 0 {
		functions = labels
	}
	return functions.sorted(codeEnds(f)), objects.sorted(nil)
}

func inCode(f *elf.File, s elf.Symbol) bool {
	return int(s.Section) < len(f.Sections) && f.Sections[s.Section].Flags&elf.SHF_EXECINSTR != 0
}

// codeEnds is where sections with code end.
func codeEnds(f *elf.File) []uint32 {
	var ends []uint32
	for _, s := range f.Sections {
		if s.Flags&elf.SHF_EXECINSTR != 0 {
			ends = append(ends, uint32(s.Addr+s.Size))
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

// at names an address as function+offset, or nothing.
func (t symbolTable) at(a uint32) string {
	s, ok := t.find(a)
	switch {
	case !ok:
		return ""
	case s.address == a:
		return Readable(s.name)
	}
	return Readable(s.name) + "+0x" + strconv.FormatUint(uint64(a-s.address), 16)
}

// Readable takes the mangling off the names of C++ and Rust.
func Readable(name string) string {
	if !strings.HasPrefix(name, "_Z") && !strings.HasPrefix(name, "_R") {
		return name
	}
	return demangle.Filter(name, demangle.NoParams, demangle.NoTemplateParams, demangle.MaxLength(10))
}

// Function is the function that an address belongs to: its name as it is in
// the image, and where it begins.
func (image *Image) Function(a uint32) (name string, begins uint32, ok bool) {
	s, ok := image.functions.find(a)
	return s.name, s.address, ok
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
