package program

import (
	"cmp"
	"slices"
	"sort"
)

// Location is a place in the source. Where code was inlined an address has
// several, the innermost first.
type Location struct {
	Function string // as the linker knows it; may be empty
	Readable string // without the mangling
	File     string // may be empty
	Line     int    // 0: not known
}

// lineTable answers from the debug information where an address comes from.
type lineTable struct {
	rows      []lineRow
	files     []fileName
	scopes    []scope
	functions []int32 // the scopes that are functions, in order of address
	searches  int     // of scopes that may still be looked at, see maxSearches
}

// lineRow holds from its address to that of the next one.
type lineRow struct {
	address uint32
	file    int32 // -1: nothing is known from here on
	line    int32
}

// fileNumbers are those of a line program's files in the table.
type fileNumbers struct{ first, count int32 }

// number is that of the program's file n, -1 where there is none.
func (f fileNumbers) number(n uint32) int32 {
	if n >= uint32(f.count) {
		return -1
	}
	return f.first + int32(n)
}

// Locations is where an address comes from, nil where the image does not say.
func (image *Image) Locations(a uint32) []Location {
	image.debug.linesOnce.Do(func() {
		var all bool
		if image.debug.linesFound, all = image.debug.readLines(); !all {
			image.note("the debug information is more than is read: of a part of the program lines and inlined functions are not known")
		}
	})
	places := image.debug.linesFound.at(a)
	if n := len(places); n > 0 && places[n-1].Function == "" { // of assembly
		places[n-1].Function, _, _ = image.Function(a)
	}
	for i := range places {
		name := places[i].Function
		places[i].Function, places[i].Readable = image.linked(name), image.Readable(name)
	}
	return places
}

// readLines also reports whether that was all that there is.
func (d *debugInfo) readLines() (t *lineTable, all bool) {
	t = &lineTable{searches: maxSearches}
	entries := newEntryReader(d.sections)
	programs := lineProgramReader{lineTable: t, sections: d.sections, known: map[uint32]fileNumbers{}}
	walk := &scopeReader{lineTable: t, entries: entries}
	for i := range entries.units {
		walk.unit(&entries.units[i], func(e *entry) fileNumbers { return programs.of(entries, e) })
	}
	sortRows(t.rows)
	slices.SortStableFunc(t.functions, func(a, b int32) int { return cmp.Compare(t.scopes[a].low, t.scopes[b].low) })
	return t, entries.work > 0 && len(entries.units) < maxUnits && !programs.full
}

// sortRows orders by address. Where one sequence ends and another begins the
// second counts.
func sortRows(rows []lineRow) {
	slices.SortStableFunc(rows, func(a, b lineRow) int {
		return cmp.Or(cmp.Compare(a.address, b.address), cmp.Compare(min(a.file, 0), min(b.file, 0)))
	})
}

// lineProgramReader reads the line programs of units, which may share one.
type lineProgramReader struct {
	*lineTable
	sections map[string]string
	known    map[uint32]fileNumbers
	read     int // bytes of programs so far; those of a proper file do not overlap
	full     bool
}

// of is the files of a unit.
func (r *lineProgramReader) of(entries *entryReader, unit *entry) fileNumbers {
	at, ok := unit.number(attributeLineProgram)
	if !ok {
		return fileNumbers{}
	}
	files, known := r.known[at]
	if !known && !r.full {
		folder, _ := entries.text(unit, attributeFolder)
		if p, ok := openLineProgram(r.sections, at, folder); ok {
			files = r.rowsOf(p)
		}
		r.known[at] = files
	}
	return files
}

// rowsOf reads a line program and gives the numbers of its files.
func (r *lineProgramReader) rowsOf(p *lineProgram) fileNumbers {
	r.read += p.size
	if r.read > len(r.sections[".debug_line"]) || len(r.files)+len(p.files) > maxFiles {
		r.full = true
		return fileNumbers{}
	}
	files := fileNumbers{int32(len(r.files)), int32(len(p.files))}
	r.files = append(r.files, p.files...)
	start := len(r.rows)
	p.run(func(row programRow) bool {
		one := lineRow{row.address, -1, 0}
		if n := files.number(row.file); !row.end && n >= 0 {
			one.file, one.line = n, row.line
		}
		r.rows = append(r.rows, one)
		if row.end {
			// Functions that the linker has left out are at zero, where the
			// vector table is.
			if r.rows[start].address == 0 {
				r.rows = r.rows[:start]
			}
			start = len(r.rows)
		}
		r.full = len(r.rows) == maxRows
		return !r.full
	})
	r.rows = r.rows[:start] // what has no end is damaged
	return files
}

// at is the innermost location first, with names as they are in the file.
func (t *lineTable) at(a uint32) []Location {
	i := sort.Search(len(t.rows), func(i int) bool { return t.rows[i].address > a }) - 1
	if i < 0 || t.rows[i].file < 0 {
		return nil
	}
	here := Location{File: t.files[t.rows[i].file].String(), Line: int(t.rows[i].line)}
	chain := t.scopesAt(a)
	if len(chain) == 0 {
		return []Location{here}
	}
	var all []Location
	for k := len(chain) - 1; k >= 0; k-- {
		s := &t.scopes[chain[k]]
		here.Function = s.name
		all = append(all, here)
		here = Location{Line: int(s.callLine)}
		if s.callFile >= 0 {
			here.File = t.files[s.callFile].String()
		}
	}
	return all
}

// maxInlined bounds the chain of inlined calls.
const maxInlined = 64

// scopesAt is the chain of scopes that hold an address, the outermost first.
func (t *lineTable) scopesAt(a uint32) []int32 {
	i := sort.Search(len(t.functions), func(i int) bool { return t.scopes[t.functions[i]].low > a }) - 1
	if i < 0 || a >= t.scopes[t.functions[i]].high {
		return nil
	}
	chain := []int32{t.functions[i]}
	for n := t.scopes[chain[0]].first; n != 0 && len(chain) < maxInlined && t.searches > 0; t.searches-- {
		s := &t.scopes[n]
		if a < s.low || a >= s.high {
			n = s.behind
			continue
		}
		chain = append(chain, n)
		n = s.first
	}
	return chain
}
