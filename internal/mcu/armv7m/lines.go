package armv7m

import (
	"cmp"
	"debug/dwarf"
	"slices"
	"sort"
)

// Location is a place in the source. Where code was inlined an address has
// several, the innermost first.
type Location struct {
	Function string // as the linker knows it; may be empty
	File     string // may be empty
	Line     int    // 0: not known
}

// lineTable answers from the debug information where an address comes from.
type lineTable struct {
	rows   []lineRow
	files  []string
	scopes []*scope // of functions, in order of address
	budget int      // of rows, scopes and ranges that may still be read
}

// lineRow holds from its address to that of the next one.
type lineRow struct {
	address uint32
	file    int32 // -1: nothing is known from here on
	line    int32
}

// scope is a function or an inlined call, in one range of addresses.
type scope struct {
	low, high uint32
	name      string
	callFile  int32 // of an inlined call: where it was
	callLine  int32
	inside    []*scope
}

// maxLineBudget bounds what a file can make us keep. A program that fills a
// megabyte of flash has a few hundred thousand rows.
const maxLineBudget = 4 << 20

// maxOpenEntries is how deep entries may be in one another.
const maxOpenEntries = 1 << 12

// Locations is where an address comes from, nil where the image does not say.
func (image *Image) Locations(a uint32) []Location {
	image.debug.linesOnce.Do(func() { image.debug.linesFound = image.debug.readLines() })
	all := image.debug.linesFound.at(a)
	if n := len(all); n > 0 && all[n-1].Function == "" { // of assembly
		all[n-1].Function, _, _ = image.Function(a)
	}
	return all
}

func (d *debugInfo) readLines() (t *lineTable) {
	t = &lineTable{budget: maxLineBudget}
	defer func() {
		// debug/dwarf is not written for files made to break it; such a file
		// costs the lines, not the run.
		if recover() != nil {
			t = &lineTable{}
		}
	}()
	data := d.dwarf()
	if data == nil {
		return t
	}
	names, programs := map[string]int32{}, map[int64][]int32{}
	walk := &scopeReader{lineTable: t, data: data, names: map[dwarf.Offset]string{}}
	entries := data.Reader()
	// One pass over all entries: to follow their siblings, as SkipChildren does,
	// may lead round in a circle. A number that does not end is read as the end
	// of an entry's children, again and again.
	for ends := 0; t.budget > 0 && ends < maxOpenEntries; t.budget-- {
		e, err := entries.Next()
		if err != nil || e == nil {
			break
		}
		ends++
		if e.Tag != 0 {
			ends = 0
		}
		if e.Tag == dwarf.TagCompileUnit {
			walk.files, walk.open = t.unitFiles(d, e, names, programs), nil
		}
		walk.entry(e)
	}
	slices.SortStableFunc(t.rows, func(a, b lineRow) int {
		// Where one sequence ends and another begins the second counts.
		return cmp.Or(cmp.Compare(a.address, b.address), cmp.Compare(min(a.file, 0), min(b.file, 0)))
	})
	slices.SortStableFunc(t.scopes, func(a, b *scope) int { return cmp.Compare(a.low, b.low) })
	return t
}

// unitFiles reads the line program of a unit. Units may share one, which is
// read once.
func (t *lineTable) unitFiles(d *debugInfo, unit *dwarf.Entry, names map[string]int32, programs map[int64][]int32) []int32 {
	at, ok := unit.Val(dwarf.AttrStmtList).(int64)
	if !ok || at < 0 || at > 1<<32-1 {
		return nil
	}
	files, known := programs[at]
	if !known {
		folder, _ := unit.Val(dwarf.AttrCompDir).(string)
		if p, ok := openLineProgram(d.sections, uint32(at), folder); ok {
			files = t.readRows(p, names)
		}
		programs[at] = files
	}
	return files
}

// readRows reads a line program and gives its files as numbers.
func (t *lineTable) readRows(p *lineProgram, names map[string]int32) []int32 {
	t.budget -= len(p.files)
	files := make([]int32, len(p.files))
	for i, name := range p.files {
		files[i] = t.file(name, names)
	}
	start := len(t.rows)
	p.run(func(row programRow) bool {
		t.budget--
		one := lineRow{row.address, -1, 0}
		if !row.end && uint64(row.file) < uint64(len(files)) {
			one.file, one.line = files[row.file], row.line
		}
		t.rows = append(t.rows, one)
		if row.end {
			// Functions that the linker has left out are at zero, where the
			// vector table is.
			if t.rows[start].address == 0 {
				t.rows = t.rows[:start]
			}
			start = len(t.rows)
		}
		return t.budget > 0
	})
	t.rows = t.rows[:start] // what has no end is damaged
	return files
}

func (t *lineTable) file(name string, names map[string]int32) int32 {
	n, ok := names[name]
	if !ok {
		n = int32(len(t.files))
		names[name] = n
		t.files = append(t.files, name)
	}
	return n
}

// at is the innermost location first.
func (t *lineTable) at(a uint32) []Location {
	i := sort.Search(len(t.rows), func(i int) bool { return t.rows[i].address > a }) - 1
	if i < 0 || t.rows[i].file < 0 {
		return nil
	}
	here := Location{File: t.files[t.rows[i].file], Line: int(t.rows[i].line)}
	chain := t.scopesAt(a)
	if len(chain) == 0 {
		return []Location{here}
	}
	var all []Location
	for k := len(chain) - 1; k >= 0; k-- {
		s := chain[k]
		here.Function = s.name
		all = append(all, here)
		here = Location{Line: int(s.callLine)}
		if s.callFile >= 0 && int(s.callFile) < len(t.files) {
			here.File = t.files[s.callFile]
		}
	}
	return all
}

// maxInlined bounds the chain of inlined calls.
const maxInlined = 64

// scopesAt is the chain of scopes that hold an address, the outermost first.
func (t *lineTable) scopesAt(a uint32) []*scope {
	i := sort.Search(len(t.scopes), func(i int) bool { return t.scopes[i].low > a }) - 1
	if i < 0 || a >= t.scopes[i].high {
		return nil
	}
	chain := []*scope{t.scopes[i]}
	for len(chain) < maxInlined {
		k := slices.IndexFunc(chain[len(chain)-1].inside, func(s *scope) bool { return a >= s.low && a < s.high })
		if k < 0 {
			break
		}
		chain = append(chain, chain[len(chain)-1].inside[k])
	}
	return chain
}
