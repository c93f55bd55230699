package program

import (
	"bytes"
	"compress/zlib"
	"debug/elf"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"tinyol-sim/internal/mcu/elftest"
)

// compressed is a section's content behind its header, which says how long it
// will be.
func compressed(t *testing.T, kind elf.CompressionType, size uint32, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, elf.Chdr32{Type: uint32(kind), Size: size, Addralign: 1})
	if kind == elf.COMPRESS_ZLIB {
		w := zlib.NewWriter(&b)
		_, _ = w.Write(content)
		_ = w.Close()
		return b.Bytes()
	}
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(content, b.Bytes())
}

// TestSymbolsAreReadOrNoted reads tables as they are, compressed, and as they
// should not be: the program is read all the same, and a note says why there
// are no symbols.
func TestSymbolsAreReadOrNoted(t *testing.T) {
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, []elf.Sym32{{}, {Name: 1, Value: 9, Size: 4, Info: uint8(elf.STT_FUNC), Shndx: 1}})
	table, names := b.Bytes(), []byte("\x00start\x00")
	size := uint32(len(table))
	packed := uint32(elf.SHF_COMPRESSED)
	for name, test := range map[string]struct {
		header elf.Section32
		table  []byte
		note   string // empty: the symbol is there
	}{
		"plain":          {elf.Section32{}, table, ""},
		"zlib":           {elf.Section32{Flags: packed}, compressed(t, elf.COMPRESS_ZLIB, size, table), ""},
		"zstd":           {elf.Section32{Flags: packed}, compressed(t, elf.COMPRESS_ZSTD, size, table), ""},
		"too large":      {elf.Section32{Size: 1 << 31}, table, "symbols are left out: the table .symtab: 2147483648 bytes; at most 16777216 are taken"},
		"cut short":      {elf.Section32{Size: 1 << 20}, table, "symbols are left out: the table .symtab: the file is cut short"},
		"more than told": {elf.Section32{Flags: packed}, compressed(t, elf.COMPRESS_ZSTD, 5000, table), "times as many are taken"},
		"fewer":          {elf.Section32{Flags: packed}, compressed(t, elf.COMPRESS_ZLIB, size+1, table), "its compressed content is damaged"},
		"not compressed": {elf.Section32{Flags: packed}, append(compressed(t, elf.COMPRESS_ZLIB, size, nil)[:12], table...), "its compressed content is damaged"},
		"unknown":        {elf.Section32{Flags: packed}, compressed(t, 77, size, table), "compressed in a way that is not known (77)"},
	} {
		t.Run(name, func(t *testing.T) {
			image, err := ReadELF(bytes.NewReader(elftest.With(elftest.Symbols(test.header, test.table, names)...)))
			if err != nil {
				t.Fatal(err)
			}
			notes := strings.Join(image.Notes(), "\n")
			if found, _, ok := image.Function(8); ok != (test.note == "") || ok && found != "start" {
				t.Errorf("the function is %q", found)
			}
			if !strings.Contains(notes, test.note) || test.note == "" && notes != "" {
				t.Errorf("noted: %s", notes)
			}
		})
	}
}

// TestNoExecutable reads what is not for this machine, or not whole.
func TestNoExecutable(t *testing.T) {
	whole := elftest.Small()
	change := func(at int, b ...byte) []byte {
		changed := bytes.Clone(whole)
		copy(changed[at:], b)
		return changed
	}
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"empty":            {nil, "not an ELF file: it does not begin with"},
		"text":             {[]byte("#!/bin/sh\n"), "not an ELF file: it does not begin with"},
		"begins only":      {[]byte("\x7fELF"), "a little-endian 32-bit Arm executable is needed"},
		"64 bits":          {change(4, 2), "ELFCLASS64"},
		"big endian":       {change(5, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 40), "EM_ARM, ELFCLASS32, ELFDATA2MSB"},
		"another machine":  {change(18, 62, 0), "EM_X86_64"},
		"an object":        {change(16, 1), "ET_REL; a linked executable is needed"},
		"no segments":      {change(44, 0), "nothing to load"},
		"headers cut off":  {whole[:60], "its program headers cannot be read: the file is cut short"},
		"small headers":    {change(42, 8), "they are of 8 bytes each, not of 32"},
		"segment cut off":  {whole[:90], "segment 0 of the ELF file is cut short"},
		"sections cut off": {change(32, 84, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 9, 0), "its section headers cannot be read: the file is cut short"},
	} {
		_, err := ReadELF(bytes.NewReader(test.data))
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
