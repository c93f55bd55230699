package main

import (
	"bytes"
	"compress/zlib"
	"debug/elf"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// prepareELF runs executables that are broken in a header, a table or a section.
func prepareELF(c *campaign) (func(*try) error, error) {
	var seeds [][]byte
	for _, pattern := range []string{"internal/mcu/firmware/elf/*.elf", "scripts/hostile/seeds/*.elf", "scripts/hostile/seeds/calls-5.elf"} {
		found, err := filepath.Glob(filepath.Join(c.root, pattern))
		if err != nil {
			return nil, err
		}
		for _, path := range found {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil, err
			}
			seeds = append(seeds, data)
		}
	}
	return func(t *try) error {
		r := t.random
		if err := os.WriteFile(t.path("program.elf"), breakELF(r, one(r, seeds...)), 0o666); err != nil {
			return err
		}
		args := []string{"exec", "program.elf", "--max-instructions", "100000", "--board", one(r, "nano33ble", "bluepill", "pico", "nucleo-f746zg", "pico2")}
		switch r.IntN(4) {
		case 0:
			args = append(args, "--trace", "/dev/null")
		case 1:
			args = append(args, "--profile", "p.pb.gz")
		case 2:
			args = append(args, "--profile", "p.pb.gz", "--trace", "trace.txt")
		}
		_, err := t.check(args...)
		return err
	}, nil
}

// Sizes in a 32-bit ELF file.
const (
	elfHeader     = 52
	sectionHeader = 40
	programHeader = 32
	symbolSize    = 16
)

// breakELF breaks an executable, mostly where its structure is.
func breakELF(r *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	for range breaks(r) {
		if len(data) < elfHeader || oneIn(r, 6) {
			data = breakBytes(r, data)
			continue
		}
		data = elfBreaks[r.IntN(len(elfBreaks))](r, data)
	}
	return data
}

var elfBreaks = []func(*rand.Rand, []byte) []byte{
	breakHeader, breakSection, breakSection, breakSection, breakSegment, breakSegment, breakSymbol, breakContent, breakContent, breakContent, compress,
}

// number is an extreme one, or one that is nearly right.
func number(r *rand.Rand, old uint32, size int) uint32 {
	switch r.IntN(4) {
	case 0:
		return old + one(r, ^uint32(0), 1, 4, 1<<31, old)
	case 1:
		return uint32(size) + one(r, ^uint32(0), 0, 1, ^uint32(39))
	case 2:
		return old ^ 1<<r.IntN(32)
	}
	return uint32(one(r, extremes...))
}

// setField changes the field of 2 or 4 bytes at a place, if it is in the file.
func setField(r *rand.Rand, data []byte, at, width int) {
	switch {
	case at < 0 || at+width > len(data):
	case width == 2:
		binary.LittleEndian.PutUint16(data[at:], uint16(number(r, uint32(binary.LittleEndian.Uint16(data[at:])), len(data))))
	default:
		binary.LittleEndian.PutUint32(data[at:], number(r, binary.LittleEndian.Uint32(data[at:]), len(data)))
	}
}

func breakHeader(r *rand.Rand, data []byte) []byte {
	if oneIn(r, 8) {
		data[r.IntN(16)] = byte(r.Uint32())
		return data
	}
	// Fields behind the identification: type, machine, then 4 bytes each from the
	// version to the flags, then the sizes and counts.
	at := 16 + 2*r.IntN(18)
	if width := 2; at >= 20 && at < 40 {
		at, width = at&^3, 4
		setField(r, data, at, width)
	} else {
		setField(r, data, at, width)
	}
	return data
}

// table is where a header's table begins and how many entries it has.
func table(data []byte, offset, count int) (at, n int) {
	return int(binary.LittleEndian.Uint32(data[offset:])), int(binary.LittleEndian.Uint16(data[count:]))
}

// section is where the header of a random section is; false: there is none.
func section(r *rand.Rand, data []byte) (int, bool) {
	at, n := table(data, 32, 48)
	if n == 0 {
		return 0, false
	}
	at += sectionHeader * r.IntN(n)
	return at, at >= 0 && at+sectionHeader <= len(data)
}

func breakSection(r *rand.Rand, data []byte) []byte {
	at, ok := section(r, data)
	if !ok {
		return data
	}
	switch r.IntN(6) {
	case 0:
		binary.LittleEndian.PutUint32(data[at+4:], uint32(one(r, elf.SHT_NULL, elf.SHT_PROGBITS, elf.SHT_SYMTAB, elf.SHT_STRTAB, elf.SHT_NOBITS, elf.SHT_REL, elf.SHT_RELA, elf.SHT_DYNSYM, elf.SHT_DYNAMIC, elf.SHT_GROUP)))
	case 1:
		data[at+8] ^= one(r, byte(elf.SHF_ALLOC), byte(elf.SHF_WRITE), byte(elf.SHF_EXECINSTR))
	case 2:
		binary.LittleEndian.PutUint32(data[at+8:], binary.LittleEndian.Uint32(data[at+8:])^uint32(elf.SHF_COMPRESSED))
	default:
		setField(r, data, at+4*r.IntN(10), 4)
	}
	return data
}

func breakSegment(r *rand.Rand, data []byte) []byte {
	at, n := table(data, 28, 44)
	if n > 0 {
		setField(r, data, at+programHeader*r.IntN(n)+4*r.IntN(8), 4)
	}
	return data
}

// breakSymbol changes an entry of the symbol table.
func breakSymbol(r *rand.Rand, data []byte) []byte {
	first, n := table(data, 32, 48)
	for i := range min(n, 64) {
		h := first + sectionHeader*i
		if h < 0 || h+sectionHeader > len(data) || elf.SectionType(binary.LittleEndian.Uint32(data[h+4:])) != elf.SHT_SYMTAB {
			continue
		}
		offset, size := int(binary.LittleEndian.Uint32(data[h+16:])), int(binary.LittleEndian.Uint32(data[h+20:]))
		if size >= symbolSize {
			setField(r, data, offset+symbolSize*r.IntN(size/symbolSize)+4*r.IntN(4), 4)
		}
		return data
	}
	return data
}

// breakContent breaks bytes of one section: mostly of debug information.
func breakContent(r *rand.Rand, data []byte) []byte {
	at, ok := section(r, data)
	if !ok {
		return data
	}
	from := int(binary.LittleEndian.Uint32(data[at+16:]))
	to := from + int(binary.LittleEndian.Uint32(data[at+20:]))
	if from < 0 || from >= to || to > len(data) {
		return data
	}
	for range 1 + r.IntN(4) {
		one(r, flipBit, setByte, setNumber, fillBlock)(r, data[from:to])
	}
	return data
}

// compress puts compressed content behind the file for a section, which is small
// here and large when it is read, and says a size that may be wrong.
func compress(r *rand.Rand, data []byte) []byte {
	at, ok := section(r, data)
	if !ok {
		return data
	}
	size := one(r, 0, 1, 1000, 1<<20, 200<<20)
	var b bytes.Buffer
	for _, v := range []uint32{uint32(one(r, 1, 1, 1, 2, 0, 77)), one(r, uint32(size), uint32(size), 0, 1<<31, 1<<32-1, 1<<27, 1<<20), 1} {
		b.Write(binary.LittleEndian.AppendUint32(nil, v))
	}
	z := zlib.NewWriter(&b)
	block := make([]byte, 1<<16)
	for size > 0 {
		n, _ := z.Write(block[:min(size, len(block))]) // a Buffer takes everything
		size -= n
	}
	z.Close()
	flags := binary.LittleEndian.Uint32(data[at+8:])
	binary.LittleEndian.PutUint32(data[at+8:], flags|uint32(elf.SHF_COMPRESSED))
	binary.LittleEndian.PutUint32(data[at+16:], uint32(len(data)))
	binary.LittleEndian.PutUint32(data[at+20:], uint32(b.Len()))
	return append(data, b.Bytes()...)
}
