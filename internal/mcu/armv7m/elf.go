package armv7m

import (
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"sort"
)

// Image is a program as it is loaded.
type Image struct {
	Entry    uint32
	Segments []Segment
	symbols  symbolTable
}

// Segment is bytes at a (load) address.
type Segment struct {
	Address uint32
	Data    []byte
}

// Limits on what an image may hold, so that a broken file cannot ask for more.
const (
	maxImage   = 64 << 20
	maxSymbols = 1 << 20
)

// ReadELF reads a little-endian 32-bit Arm executable.
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
	image.symbols = readSymbols(f)
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

// symbolTable is functions in order of address.
type symbolTable []symbol

type symbol struct {
	address, size uint32
	name          string
}

// readSymbols takes what there is: an image without symbols runs as well.
func readSymbols(f *elf.File) symbolTable {
	all, err := f.Symbols()
	if err != nil || len(all) > maxSymbols {
		return nil
	}
	var table symbolTable
	for _, s := range all {
		if elf.ST_TYPE(s.Info) == elf.STT_FUNC && s.Name != "" {
			table = append(table, symbol{uint32(s.Value) &^ 1, uint32(s.Size), s.Name})
		}
	}
	sort.SliceStable(table, func(i, j int) bool { return table[i].address < table[j].address })
	return table
}

// at names an address as function+offset, or nothing.
func (t symbolTable) at(a uint32) string {
	i := sort.Search(len(t), func(i int) bool { return t[i].address > a }) - 1
	if i < 0 {
		return ""
	}
	s := t[i]
	off := a - s.address
	if s.size != 0 && off >= s.size {
		return ""
	}
	if off == 0 {
		return s.name
	}
	return fmt.Sprintf("%s+0x%x", s.name, off)
}
