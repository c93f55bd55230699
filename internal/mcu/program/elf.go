package program

import (
	"debug/elf"
	"errors"
	"fmt"
	"io"

	"tinyol-sim/internal/plaintext"
)

// Image is a program as it is loaded. What it hands out of the file's text is
// fit for a terminal.
type Image struct {
	Entry    uint32
	Segments []Segment
	Areas    []Area // memory that it occupies while it runs, in order of address

	functions symbolTable
	objects   symbolTable
	debug     debugInfo
	notes     []string
	names     nameCache
}

// Segment is bytes at a (load) address.
type Segment struct {
	Address uint32
	Data    []byte
}

// Area is a section at the address where the program uses it.
type Area struct {
	Name    string
	Address uint32
	Size    uint32
}

// ReadELF reads a little-endian 32-bit Arm executable. Symbols and debug
// information are taken where they can be read and are not too large: a program
// runs without.
func ReadELF(r io.ReaderAt) (image *Image, err error) {
	f, err := openELF(r)
	if err != nil {
		return nil, err
	}
	image = &Image{Entry: f.entry}
	if err := image.readSegments(f); err != nil {
		return nil, err
	}
	if len(image.Segments) == 0 {
		return nil, errors.New("the ELF file has nothing to load")
	}
	if err := f.nameSections(); err != nil {
		image.note("the names of sections are left out: %v", err)
	}
	image.Areas = readAreas(f)
	image.readSymbols(f)
	image.readDebug(f)
	return image, nil
}

// Notes says, a line each, what was left out of what the file has to tell, and
// why. Debug information is read when it is asked for, and may add to them.
func (image *Image) Notes() []string { return image.notes }

func (image *Image) note(format string, values ...any) {
	image.notes = append(image.notes, fmt.Sprintf(format, values...))
}

func (image *Image) readSegments(f *elfFile) error {
	total := uint64(0)
	for i, p := range f.programs {
		if elf.ProgType(p.Type) != elf.PT_LOAD || p.Filesz == 0 {
			continue
		}
		total += uint64(p.Filesz)
		if total > maxImage || uint64(p.Paddr)+uint64(p.Filesz) > 1<<32 {
			return fmt.Errorf("segment %d of the ELF file has %d bytes at 0x%x; at most %d are loaded, below 4 GiB", i, p.Filesz, p.Paddr, maxImage)
		}
		var last [1]byte
		if n, _ := f.r.ReadAt(last[:], int64(p.Off)+int64(p.Filesz)-1); n == 0 {
			return fmt.Errorf("segment %d of the ELF file is cut short", i)
		}
		data := make([]byte, p.Filesz)
		if n, _ := f.r.ReadAt(data, int64(p.Off)); n < len(data) {
			return fmt.Errorf("segment %d of the ELF file is cut short", i)
		}
		image.Segments = append(image.Segments, Segment{p.Paddr, data})
	}
	return nil
}

// readAreas takes the sections, or, of a file without them, the segments.
func readAreas(f *elfFile) []Area {
	var areas []Area
	for i := range f.sections {
		s := &f.sections[i]
		if s.has(elf.SHF_ALLOC) && s.Size != 0 && uint64(s.Addr)+uint64(s.Size) <= 1<<32 {
			areas = append(areas, Area{plaintext.Clean(s.name), s.Addr, s.Size})
		}
	}
	for i, p := range f.programs {
		if len(f.sections) == 0 && elf.ProgType(p.Type) == elf.PT_LOAD && p.Memsz != 0 && uint64(p.Vaddr)+uint64(p.Memsz) <= 1<<32 {
			areas = append(areas, Area{fmt.Sprintf("segment %d", i), p.Vaddr, p.Memsz})
		}
	}
	return sortAreas(areas)
}
