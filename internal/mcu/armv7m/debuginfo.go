package armv7m

import (
	"debug/dwarf"
	"debug/elf"
	"io"
	"sync"
)

// debugInfo is what an image tells beside its code. All of it is read when it
// is asked for.
type debugInfo struct {
	sections map[string][]byte
	exidx    Area // .ARM.exidx, which is loaded with the code

	linesOnce  *sync.Once
	linesFound *lineTable
	framesOnce *sync.Once
	frames     []frameRule
}

// debugSections are those that debug/dwarf needs for scopes, those of line
// programs, and .debug_frame.
var debugSections = []string{
	".debug_abbrev", ".debug_info", ".debug_line", ".debug_line_str", ".debug_str", ".debug_str_offsets",
	".debug_addr", ".debug_ranges", ".debug_rnglists", ".debug_frame",
}

// readDebug keeps the sections' bytes, as far as they are of a size that a
// program for a microcontroller has. A compressed section says how long it
// will be, and is not believed.
func readDebug(f *elf.File) debugInfo {
	d := debugInfo{sections: map[string][]byte{}, linesOnce: &sync.Once{}, framesOnce: &sync.Once{}}
	left := int64(maxDebug)
	for _, name := range debugSections {
		s := f.Section(name)
		if s == nil || s.Type == elf.SHT_NOBITS {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(s.Open(), left+1))
		if err != nil || int64(len(data)) > left {
			continue
		}
		left -= int64(len(data))
		d.sections[name] = data
	}
	if s := f.Section(".ARM.exidx"); s != nil && s.Size < maxImage {
		d.exidx = Area{s.Name, uint32(s.Addr), uint32(s.Size)}
	}
	return d
}

// dwarf is nil where there is nothing that it could read.
func (d *debugInfo) dwarf() *dwarf.Data {
	of := func(name string) []byte { return d.sections[".debug_"+name] }
	if len(of("info")) == 0 {
		return nil
	}
	data, err := dwarf.New(of("abbrev"), nil, nil, of("info"), nil, nil, of("ranges"), of("str"))
	if err != nil {
		return nil
	}
	for _, name := range []string{"str_offsets", "addr", "rnglists"} {
		if len(of(name)) > 0 && data.AddSection(".debug_"+name, of(name)) != nil {
			return nil
		}
	}
	return data
}
