// Package elftest makes ELF files for tests, by hand and with the compiler.
package elftest

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/needs"
)

// Small is an executable with one segment of 16 bytes at 0: a stack, a reset
// vector, and a branch to itself at 8.
func Small() []byte {
	var b bytes.Buffer
	h := elf.Header32{Type: uint16(elf.ET_EXEC), Machine: uint16(elf.EM_ARM), Version: 1, Phoff: 52, Ehsize: 52, Phentsize: 32, Phnum: 1, Shentsize: 40}
	copy(h.Ident[:], "\x7fELF\x01\x01\x01")
	p := elf.Prog32{Type: uint32(elf.PT_LOAD), Off: 84, Filesz: 16, Memsz: 16, Flags: 5}
	_ = binary.Write(&b, binary.LittleEndian, h)
	_ = binary.Write(&b, binary.LittleEndian, p)
	_ = binary.Write(&b, binary.LittleEndian, [4]uint32{0x20001000, 9, 0xE7FEE7FE, 0})
	return b.Bytes()
}

// Section is a section's header, of which name, offset and, where it is 0, size
// are filled in, and its content.
type Section struct {
	Name    string
	Header  elf.Section32
	Content []byte
}

// With is Small with sections, whose numbers begin at 2: behind the one that is
// always there and their names.
func With(sections ...Section) []byte {
	b := Small()
	names := []byte("\x00.shstrtab\x00")
	headers := []elf.Section32{{}, {Name: 1, Type: uint32(elf.SHT_STRTAB)}}
	for _, s := range sections {
		s.Header.Name, s.Header.Off = uint32(len(names)), uint32(len(b))
		if s.Header.Size == 0 {
			s.Header.Size = uint32(len(s.Content))
		}
		names = append(append(names, s.Name...), 0)
		b = append(b, s.Content...)
		headers = append(headers, s.Header)
	}
	headers[1].Off, headers[1].Size = uint32(len(b)), uint32(len(names))
	b = append(b, names...)
	binary.LittleEndian.PutUint32(b[32:], uint32(len(b)))
	binary.LittleEndian.PutUint16(b[48:], uint16(len(headers)))
	binary.LittleEndian.PutUint16(b[50:], 1)
	var out bytes.Buffer
	out.Write(b)
	_ = binary.Write(&out, binary.LittleEndian, headers)
	return out.Bytes()
}

// Symbols is the sections of a symbol table that says it is as given, and of
// its names.
func Symbols(header elf.Section32, table, names []byte) []Section {
	header.Type, header.Link = uint32(elf.SHT_SYMTAB), 3
	return []Section{{".symtab", header, table}, {".strtab", elf.Section32{Type: uint32(elf.SHT_STRTAB)}, names}}
}

// CortexM4F is what tells the compiler of the core.
func CortexM4F() []string {
	return []string{"-mcpu=cortex-m4", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16"}
}

// Compile compiles and links C files to an ELF file in a folder of the test's.
func Compile(t testing.TB, core []string, args ...string) (path string) {
	t.Helper()
	needs.Tools(t, "arm-none-eabi-gcc")
	for _, arg := range args {
		if file, ok := strings.CutPrefix(arg, "-specs="); ok {
			needs.ArmLibrary(t, file)
		}
	}
	out := filepath.Join(t.TempDir(), "program.elf")
	args = append(append([]string{"-mthumb", "-o", out}, core...), args...)
	if text, err := exec.Command("arm-none-eabi-gcc", args...).CombinedOutput(); err != nil {
		t.Fatalf("arm-none-eabi-gcc %v: %v\n%s", args, err, text)
	}
	return out
}

// Newlib is what the linker needs for a program with newlib, whose start is in
// the folder.
func Newlib(folder string, args ...string) []string {
	return append(args, "-specs=rdimon.specs", "-T", filepath.Join(folder, "link.ld"),
		"-Wl,--defsym=STACK=0x20100000,--no-warn-rwx-segments", filepath.Join(folder, "start.c"))
}

// Nested is nested.c of the folder, compiled for a Cortex-M4F, or, where there
// is no compiler, nothing: fuzzers then begin with less.
func Nested(f *testing.F, folder string, flags ...string) []byte {
	if _, err := exec.LookPath("arm-none-eabi-gcc"); err != nil {
		return nil
	}
	return read(f, Compile(f, CortexM4F(), append(flags, "-O2", "-ffreestanding", "-nostdlib", "-T", filepath.Join(folder, "link.ld"),
		"-Wl,--defsym=STACK=0x20004000,--no-warn-rwx-segments,-z,max-page-size=4", filepath.Join(folder, "nested.c"), "-lgcc")...))
}

// Seed gives a fuzz target of ELF files what it begins with: files by hand, and
// nested.c of the folder as Nested makes it.
func Seed(f *testing.F, folder string) {
	f.Add([]byte("\x7fELF"))
	f.Add(Small())
	f.Add(With(Symbols(elf.Section32{}, make([]byte, 32), []byte("\x00name\x00"))...))
	f.Add(Nested(f, folder, "-gdwarf-5"))
	f.Add(Nested(f, folder, "-gdwarf-4", "-gz"))
	f.Add(Nested(f, folder, "-funwind-tables", "-DTABLES"))
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
