package armv7m

import (
	"debug/elf"
	"errors"
	"fmt"
	"io"
)

// Image is a program as it is loaded.
type Image struct {
	Entry    uint32
	Segments []Segment
	Areas    []Area // memory that it occupies while it runs, in order of address

	functions symbolTable
	objects   symbolTable
	debug     debugInfo
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

// Limits on what an image may hold, so that a broken file cannot ask for more.
const (
	maxImage   = 64 << 20
	maxSymbols = 1 << 20
	maxAreas   = 1 << 16
	maxDebug   = 128 << 20
)

// ReadELF reads a little-endian 32-bit Arm executable. Symbols and debug
// information are taken where they can be read: a program runs without.
func ReadELF(r io.ReaderAt) (image *Image, err error) {
	f, err := elf.NewFile(r)
	if err != nil {
		return nil, fmt.Errorf("not an ELF file: %w", err)
	}
	if f.Machine != elf.EM_ARM || f.Class != elf.ELFCLASS32 || f.Data != elf.ELFDATA2LSB {
		return nil, fmt.Errorf("an ELF file for %v, %v, %v; a little-endian 32-bit Arm executable is needed", f.Machine, f.Class, f.Data)
	}
	if f.Type != elf.ET_EXEC {
		return nil, fmt.Errorf("an ELF file of type %v; a linked executable is needed", f.Type)
	}
	image = &Image{Entry: uint32(f.Entry)}
	if err := image.readSegments(f); err != nil {
		return nil, err
	}
	if len(image.Segments) == 0 {
		return nil, errors.New("the ELF file has nothing to load")
	}
	image.Areas = readAreas(f)
	image.functions, image.objects = readSymbols(f)
	image.debug = readDebug(f)
	return image, nil
}

func (image *Image) readSegments(f *elf.File) error {
	total := uint64(0)
	for i, p := range f.Progs {
		if p.Type != elf.PT_LOAD || p.Filesz == 0 {
			continue
		}
		total += p.Filesz
		if p.Filesz > maxImage || total > maxImage || p.Paddr+p.Filesz > 1<<32 {
			return fmt.Errorf("segment %d of the ELF file has %d bytes at 0x%x; at most %d are loaded, below 4 GiB", i, p.Filesz, p.Paddr, maxImage)
		}
		data, err := io.ReadAll(io.LimitReader(p.Open(), int64(p.Filesz)))
		if err != nil || uint64(len(data)) != p.Filesz {
			return fmt.Errorf("segment %d of the ELF file is cut short", i)
		}
		image.Segments = append(image.Segments, Segment{uint32(p.Paddr), data})
	}
	return nil
}

// readAreas takes the sections, or, of a file without them, the segments.
func readAreas(f *elf.File) []Area {
	var areas []Area
	for _, s := range f.Sections {
		if s.Flags&elf.SHF_ALLOC != 0 && s.Size != 0 && s.Addr+s.Size <= 1<<32 && s.Size < 1<<32 && len(areas) < maxAreas {
			areas = append(areas, Area{s.Name, uint32(s.Addr), uint32(s.Size)})
		}
	}
	for i, p := range f.Progs {
		if len(f.Sections) == 0 && p.Type == elf.PT_LOAD && p.Memsz != 0 && p.Vaddr+p.Memsz <= 1<<32 && p.Memsz < 1<<32 && len(areas) < maxAreas {
			areas = append(areas, Area{fmt.Sprintf("segment %d", i), uint32(p.Vaddr), uint32(p.Memsz)})
		}
	}
	return sortAreas(areas)
}
