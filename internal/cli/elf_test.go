package cli

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// testProgram is a small executable: two vectors at base and the code behind
// them, functions by their offset in the code, and RAM for an object.
type testProgram struct {
	base, stack uint32
	code        []uint16
	functions   map[string]int // offset in bytes, of the code
	object      string
	objectBytes uint32
}

// bl is the branch with link from one offset of the code to another.
func bl(from, to int) (first, second uint16) {
	offset := uint32(to - from - 4)
	s := offset >> 31
	j1, j2 := ^(offset>>23^s)&1, ^(offset>>22^s)&1
	return uint16(0xF000 | s<<10 | offset>>12&0x3FF), uint16(0xD000 | j1<<13 | j2<<11 | offset>>1&0x7FF)
}

// call puts a BL at an offset.
func call(code []uint16, from, to int) []uint16 {
	code[from/2], code[from/2+1] = bl(from, to)
	return code
}

// Encodings from arm-none-eabi-as.
var (
	// push {r0, r1}; nop; mov r0, #0x18; ldr r1, [pc, #4]; bkpt 0xab; .word 0x20026
	exitsELF  = []uint16{0xB403, 0xBF00, 0x2018, 0x4901, 0xBEAB, 0xBF00, 0x0026, 0x0002}
	faultsELF = []uint16{0xBF00, 0xDE07} // nop; udf #7
	spinsELF  = []uint16{0xE7FE}         // b .
	// movs r0, #4; adr r1, text; bkpt 0xab; then exit
	printsELF = []uint16{0x2004, 0xA103, 0xBEAB, 0x2018, 0x4902, 0xBEAB, 0xBF00, 0xBF00, 'h' | 'i'<<8, '\n', 0x0026, 0x0002}
)

// testPrograms are those of the scripts and the documents.
var testPrograms = map[string]testProgram{
	"exits":  {code: exitsELF},
	"spins":  {code: spinsELF},
	"prints": {code: printsELF},
	// start: movs r4, #5; loop: bl work; subs r4, #1; bne loop; exit with text;
	// work: push {lr}; bl leaf; pop {pc}; leaf: nop; bx lr
	"firmware": {
		code: call(call([]uint16{0x2405, 0, 0, 0x3C01, 0xD1FB, 0x2004, 0xA106, 0xBEAB, 0x2018, 0x4906, 0xBEAB,
			0xB500, 0, 0, 0xBD00, 0xBF00, 0x4770, 0xBF00, 0xBF00, 0xBF00, 'o' | 'k'<<8, '\n', 0x0026, 0x0002}, 2, 22), 24, 30),
		functions: map[string]int{"start": 0, "work": 22, "leaf": 30},
	},
	// start: bl outer; outer: push {r4, lr}; bl inner; inner: udf #7
	"calls": {
		code:      call(call([]uint16{0, 0, 0xB510, 0, 0, 0xDE07}, 0, 4), 6, 10),
		functions: map[string]int{"start": 0, "outer": 4, "inner": 10},
	},
	// The same, with names that would forge lines and turn them round.
	"forges": {
		code:      call(call([]uint16{0, 0, 0xB510, 0, 0, 0xDE07}, 0, 4), 6, 10),
		functions: map[string]int{"start\x1b[2J\x1b]0;mine\x07": 0, "outer\ncalled by     nobody\u2028": 4, "in\u202e\u2066ner\u009b31m\xff": 10},
	},
	// start: bl deep; deep: push {r4, lr}; bl deep
	"recurses": {
		stack: 0x20001100, code: call(call([]uint16{0, 0, 0xB510, 0, 0}, 0, 4), 6, 4),
		functions: map[string]int{"start": 0, "deep": 4}, object: "table", objectBytes: 0x1000,
	},
	// ldr r0, [pc, #0]; ldr r0, [r0]; .word 0x2004000c
	"beyond":   {code: []uint16{0x4800, 0x6800, 0x000C, 0x2004}, functions: map[string]int{"start": 0}},
	"hugebss":  {code: exitsELF, object: "frames", objectBytes: 300_000},
	"hugetext": {base: 0x000FFFF0, code: exitsELF},
	"highstack": {
		stack: 0x20050000, code: exitsELF,
	},
}

// write makes the file.
func (p testProgram) write(path string) error {
	if p.stack == 0 {
		p.stack = 0x20001000
	}
	image := binary.LittleEndian.AppendUint32(nil, p.stack)
	image = binary.LittleEndian.AppendUint32(image, p.base+8+1)
	for _, h := range p.code {
		image = binary.LittleEndian.AppendUint16(image, h)
	}
	names := []byte{0}
	name := func(s string) uint32 {
		names = append(append(names, s...), 0)
		return uint32(len(names) - len(s) - 1)
	}
	symbols := []elf.Sym32{{}}
	for _, f := range slices.SortedFunc(maps.Keys(p.functions), strings.Compare) {
		symbols = append(symbols, elf.Sym32{Name: name(f), Value: p.base + 8 + uint32(p.functions[f]) | 1, Info: 1<<4 | uint8(elf.STT_FUNC), Shndx: 1})
	}
	if p.object != "" {
		symbols = append(symbols, elf.Sym32{Name: name(p.object), Value: 0x20000000, Size: p.objectBytes, Info: 1<<4 | uint8(elf.STT_OBJECT), Shndx: 2})
	}
	const at = 0x54
	table := at + uint32(len(image))
	strings := table + uint32(16*len(symbols))
	sections := []elf.Section32{
		{},
		{Name: name(".text"), Type: uint32(elf.SHT_PROGBITS), Flags: uint32(elf.SHF_ALLOC | elf.SHF_EXECINSTR), Addr: p.base, Off: at, Size: uint32(len(image))},
		{Name: name(".bss"), Type: uint32(elf.SHT_NOBITS), Flags: uint32(elf.SHF_ALLOC | elf.SHF_WRITE), Addr: 0x20000000, Size: p.objectBytes},
		{Name: name(".symtab"), Type: uint32(elf.SHT_SYMTAB), Off: table, Size: uint32(16 * len(symbols)), Link: 4, Info: 1, Entsize: 16},
		{Name: name(".strtab"), Type: uint32(elf.SHT_STRTAB), Off: strings},
	}
	sections[4].Size = uint32(len(names))
	h := elf.Header32{
		Type: uint16(elf.ET_EXEC), Machine: uint16(elf.EM_ARM), Version: 1, Entry: p.base + 9, Phoff: 52, Ehsize: 52, Phentsize: 32, Phnum: 1,
		Shoff: strings + uint32(len(names)), Shentsize: 40, Shnum: uint16(len(sections)), Shstrndx: 4,
	}
	copy(h.Ident[:], "\x7fELF\x01\x01\x01")
	segment := elf.Prog32{Type: uint32(elf.PT_LOAD), Off: at, Paddr: p.base, Vaddr: p.base, Filesz: uint32(len(image)), Memsz: uint32(len(image)), Flags: 5}
	var b bytes.Buffer
	for _, v := range []any{h, segment, image, symbols, names, sections} {
		if err := binary.Write(&b, binary.LittleEndian, v); err != nil {
			return err
		}
	}
	return os.WriteFile(path, b.Bytes(), 0o600)
}

// writeELF makes an executable of code at base.
func writeELF(t *testing.T, base uint32, code ...uint16) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program.elf")
	if err := (testProgram{base: base, code: code}).write(path); err != nil {
		t.Fatal(err)
	}
	return path
}
