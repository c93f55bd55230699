package program

import (
	"debug/elf"
	"sync"
)

// debugInfo is what an image tells beside its code. All of it is understood
// when it is asked for.
type debugInfo struct {
	sections map[string]string
	exidx    Area // .ARM.exidx, which is loaded with the code

	linesOnce  *sync.Once
	linesFound *lineTable
	framesOnce *sync.Once
	frames     []frameRule
}

func newDebugInfo() debugInfo {
	return debugInfo{sections: map[string]string{}, linesOnce: &sync.Once{}, framesOnce: &sync.Once{}}
}

// debugSections are those of entries and what they refer to, those of line
// programs, and .debug_frame.
var debugSections = []string{
	".debug_abbrev", ".debug_info", ".debug_line", ".debug_line_str", ".debug_str", ".debug_str_offsets",
	".debug_addr", ".debug_ranges", ".debug_rnglists", ".debug_frame",
}

// readDebug keeps the sections' bytes, as far as they are of a size that a
// program for a microcontroller has.
func (image *Image) readDebug(f *elfFile) {
	d := newDebugInfo()
	left := uint32(maxDebug)
	for _, name := range debugSections {
		s := f.section(name)
		if s == nil || elf.SectionType(s.Type) == elf.SHT_NOBITS {
			continue
		}
		limit := left
		if name == ".debug_abbrev" {
			limit = min(left, maxAbbreviations)
		}
		data, err := f.contents(s, limit)
		if err != nil {
			image.note("%s is left out: %v", name, err)
			continue
		}
		left -= uint32(len(data))
		d.sections[name] = data
	}
	if s := f.section(".ARM.exidx"); s != nil {
		d.exidx = Area{s.name, s.Addr, s.Size}
	}
	image.debug = d
}
