package cli

import (
	"bytes"
	"compress/zlib"
	"debug/elf"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
)

// hostileELF is an executable whose headers and sections say what the test
// likes. Its code is loaded at zero, behind two vectors.
type hostileELF struct {
	code     []uint16
	sections []hostileSection
	segments int // how many times the code is to be loaded; 0: once
	claims   elf.Prog32
}

type hostileSection struct {
	name     string
	kind     elf.SectionType
	flags    elf.SectionFlag
	link     int // section, from 1; 1 is .text
	addr     uint32
	data     []byte
	inflates uint32 // what a compressed one says
	size     uint32 // what it says, where that is not what it has
	named    uint32 // where in the table its name is, where name is empty
}

// bytes puts the file together.
func (h hostileELF) bytes() []byte {
	image := binary.LittleEndian.AppendUint32(nil, 0x20001000)
	image = binary.LittleEndian.AppendUint32(image, 9)
	for _, c := range h.code {
		image = binary.LittleEndian.AppendUint16(image, c)
	}
	all := append([]hostileSection{{}, {name: ".text", kind: elf.SHT_PROGBITS, flags: elf.SHF_ALLOC | elf.SHF_EXECINSTR, data: image}}, h.sections...)
	names := -1 // section
	for i, s := range all {
		if s.name == ".shstrtab" {
			names = i
		}
	}
	if names < 0 {
		names = len(all)
		all = append(all, hostileSection{name: ".shstrtab", kind: elf.SHT_STRTAB})
	}
	table := append([]byte{0}, all[names].data...)
	headers := make([]elf.Section32, len(all))
	for i, s := range all {
		headers[i].Name = s.named
		if s.name != "" {
			headers[i].Name = uint32(len(table))
			table = append(append(table, s.name...), 0)
		}
	}
	if all[names].flags&elf.SHF_COMPRESSED == 0 {
		all[names].data = table
	}
	segments := max(h.segments, 1)
	at := uint32(52 + 32*segments)
	var body []byte
	for i, s := range all {
		if s.flags&elf.SHF_COMPRESSED != 0 {
			var head bytes.Buffer
			_ = binary.Write(&head, binary.LittleEndian, elf.Chdr32{Type: uint32(elf.COMPRESS_ZLIB), Size: s.inflates})
			s.data = append(head.Bytes(), s.data...)
		}
		headers[i].Type, headers[i].Flags, headers[i].Link, headers[i].Addr = uint32(s.kind), uint32(s.flags), uint32(s.link), s.addr
		headers[i].Off, headers[i].Size = at+uint32(len(body)), uint32(len(s.data))
		if s.size != 0 {
			headers[i].Size = s.size
		}
		body = append(body, s.data...)
	}
	head := elf.Header32{
		Type: uint16(elf.ET_EXEC), Machine: uint16(elf.EM_ARM), Version: 1, Entry: 9, Phoff: 52, Ehsize: 52, Phentsize: 32, Phnum: uint16(segments),
		Shoff: at + uint32(len(body)), Shentsize: 40, Shnum: uint16(len(all)), Shstrndx: uint16(names),
	}
	copy(head.Ident[:], "\x7fELF\x01\x01\x01")
	segment := elf.Prog32{Type: uint32(elf.PT_LOAD), Off: at, Filesz: uint32(len(image)), Memsz: uint32(len(image)), Flags: 5}
	if h.claims.Type != 0 {
		segment = h.claims
	}
	var b bytes.Buffer
	for _, v := range []any{head, slices.Repeat([]elf.Prog32{segment}, segments), body, headers} {
		_ = binary.Write(&b, binary.LittleEndian, v)
	}
	return b.Bytes()
}

const bombBytes = 1 << 28

// zeros is bombBytes of zero, compressed: a thousandth.
var zeros = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(make([]byte, bombBytes))
	_ = w.Close()
	return b.Bytes()
})

func bomb(name string, kind elf.SectionType) hostileSection {
	return hostileSection{name: name, kind: kind, flags: elf.SHF_COMPRESSED, data: zeros(), inflates: bombBytes}
}

// functions is n symbols of functions, and the section of their names. Symbol i
// has the name at i*step of the text.
func functions(n, step int, at func(i int) uint32, text string) []hostileSection {
	var table bytes.Buffer
	symbols := make([]elf.Sym32, n+1)
	for i := range n {
		symbols[i+1] = elf.Sym32{Name: uint32(i*step) + 1, Value: at(i) | 1, Info: 1<<4 | uint8(elf.STT_FUNC), Shndx: 1}
	}
	_ = binary.Write(&table, binary.LittleEndian, symbols)
	return []hostileSection{
		{name: ".symtab", kind: elf.SHT_SYMTAB, link: 3, data: table.Bytes()},
		{name: ".strtab", kind: elf.SHT_STRTAB, data: []byte("\x00" + text + "\x00")},
	}
}

func spread(i int) uint32 { return 8 + 2*uint32(i) }

// unitsOf is sections with debug information: the bytes of one unit's entries
// behind its header, repeated, in DWARF 4.
func unitsOf(abbreviations, entries []byte, units int, more ...hostileSection) []hostileSection {
	header := binary.LittleEndian.AppendUint32(nil, uint32(7+len(entries)))
	header = append(header, 4, 0, 0, 0, 0, 0, 4)
	info := bytes.Repeat(append(header, entries...), units)
	return append([]hostileSection{
		{name: ".debug_info", kind: elf.SHT_PROGBITS, data: info}, {name: ".debug_abbrev", kind: elf.SHT_PROGBITS, data: abbreviations},
	}, more...)
}

func plainSection(name string, data []byte) hostileSection {
	return hostileSection{name: name, kind: elf.SHT_PROGBITS, data: data}
}

func word(v ...uint32) (b []byte) {
	for _, w := range v {
		b = binary.LittleEndian.AppendUint32(b, w)
	}
	return b
}

// wide is n calls in a row, each of a function of its own, and an end.
func wide(n int) []uint16 {
	code := make([]uint16, 0, 3*n+4)
	for i := range n {
		first, second := bl(4*i, 4*n+4+2*i)
		code = append(code, first, second)
	}
	code = append(code, 0xDE07, 0xDE07) // udf
	for range n {
		code = append(code, 0x4770) // bx lr
	}
	return code
}

// recursive calls itself from eight places, in an order that the stack's depth
// stirs, and never comes to an end.
var recursiveELF = func() []uint16 {
	// start: movs r0, #24; mov r4, r0; bl f; b start
	// f: push {r0, lr}; subs r0, #1; beq out; 8 times (ldr r0, [sp]; subs r0, #1; bl f); out: pop {r0, pc}
	code := []uint16{0x2018, 0, 0, 0xE7FB}
	const f = 8
	call(code, 2, f)
	code = append(code, 0xB501, 0x3801, 0xD000|8*4-1)
	for range 8 {
		from := 2 * (len(code) + 2)
		code = append(code, 0x9800, 0x3801, 0, 0)
		call(code, from, f)
	}
	return append(code, 0xBD01)
}()

// hostileFiles are files that ask for far more than they have, by what they do
// it with.
var hostileFiles = map[string]func() hostileELF{
	"symbols that inflate": func() hostileELF {
		table := bomb(".symtab", elf.SHT_SYMTAB)
		table.link = 3
		return hostileELF{code: faultsELF, sections: []hostileSection{table, bomb(".strtab", elf.SHT_STRTAB)}}
	},
	"a name that symbols share":  func() hostileELF { return withFunctions(20_000, 0, spread, longName()) },
	"names inside one another":   func() hostileELF { return withFunctions(1_000_000, 1, spread, letters()) },
	"names of broken characters": func() hostileELF { return withFunctions(100_000, 10, spread, strings.Repeat("\x9b1m\xff\n", 1<<18)) },
	"symbols at one address":     func() hostileELF { return withFunctions(1_000_000, 0, func(int) uint32 { return 8 }, longName()) },
	"symbols in no order": func() hostileELF {
		return withFunctions(1_000_000, 1, func(i int) uint32 { return uint32(i)*2654435761>>8 + 8 }, letters())
	},
	"more symbols than are taken": func() hostileELF { return withFunctions(3_000_000, 0, spread, "name") },
	"a mangled name": func() hostileELF {
		return withFunctions(1, 0, spread, "_ZN"+strings.Repeat("1aI", 150_000)+"i"+strings.Repeat("E", 450_000))
	},
	"a mangled name that doubles": func() hostileELF {
		return withFunctions(1, 0, spread, "_Z1fI1a"+strings.Repeat("St4pairIS_S_E", 300)+"Evv")
	},
	"names of functions called": func() hostileELF {
		return hostileELF{code: wide(100_000), sections: functions(400_000, 10, spread, letters())}
	},
	"broken names of functions called": func() hostileELF {
		return hostileELF{code: wide(100_000), sections: functions(400_000, 4, spread, strings.Repeat("\x9b1m\xff", 1<<20))}
	},
	"many addresses": func() hostileELF { return hostileELF{code: slices.Repeat([]uint16{0xBF00}, 500_000)} },
	"debug information that inflates": func() hostileELF {
		var all []hostileSection
		for _, name := range []string{".debug_info", ".debug_abbrev", ".debug_line", ".debug_str", ".debug_frame"} {
			all = append(all, bomb(name, elf.SHT_PROGBITS))
		}
		return hostileELF{code: faultsELF, sections: all}
	},
	"a string that entries share": func() hostileELF {
		return withDebug(slices.Concat(unitAbbreviation, namedAbbreviation, []byte{0}),
			append(oneUnit, bytes.Repeat(entry(2, 0, 8, 4), 200_000)...), 1, plainSection(".debug_str", []byte(longName())))
	},
	"attributes without bytes": func() hostileELF {
		return withDebug(slices.Concat([]byte{1, 0x2E, 0}, bytes.Repeat([]byte{0x3F, 0x19}, 500_000), []byte{0, 0, 0}), bytes.Repeat([]byte{1}, 1<<20), 1)
	},
	"abbreviations":       func() hostileELF { return withDebug(bytes.Repeat([]byte{1, 0x2E, 0, 0, 0}, 4<<20/5), []byte{1}, 1) },
	"tables that overlap": func() hostileELF { return hostileELF{code: faultsELF, sections: overlapping()} },
	"a list that entries share": func() hostileELF {
		return withDebug(slices.Concat(unitAbbreviation, rangedAbbreviations, []byte{0}), append(oneUnit, bytes.Repeat(entry(2, 0), 100_000)...), 1,
			plainSection(".debug_ranges", append(bytes.Repeat(word(8, 12), 1<<17), word(0, 0)...)))
	},
	"inlined calls": func() hostileELF {
		h := withDebug(slices.Concat(unitAbbreviation, rangedAbbreviations, []byte{0}),
			slices.Concat(oneUnit, entry(2, 0), bytes.Repeat(entry(3, 0x10000000, 4), 500_000)), 1, plainSection(".debug_ranges", word(8, 0x20000000, 0, 0)),
			plainSection(".debug_line", lineProgram(nil, nil, slices.Concat([]byte{0, 5, 2}, word(8), []byte{1, 2, 0xFF, 0xFF, 0x7F, 0, 1, 1}))))
		h.code = wide(30_000)
		return h
	},
	"entries in one another": func() hostileELF { return withDebug([]byte{1, 0x2E, 1, 0, 0, 0}, bytes.Repeat([]byte{1}, 16<<20), 1) },
	"units":                  func() hostileELF { return withDebug(slices.Concat(unitAbbreviation, []byte{0}), oneUnit, 1_000_000) },
	"files of a line program": func() hostileELF {
		return withLines(1, lineProgram([]byte(strings.Repeat("d", 1<<20)+"\x00"), bytes.Repeat([]byte("f\x00\x01\x00\x00"), 1<<20), nil))
	},
	"rows of a line program":     func() hostileELF { return withLines(1, lineProgram(nil, nil, bytes.Repeat([]byte{1}, 8<<20))) },
	"line programs that overlap": func() hostileELF { return withLines(50_000, lineProgram(nil, nil, bytes.Repeat([]byte{1}, 8<<20))) },
	"frames": func() hostileELF {
		return withFrames(append(commonFrame(), bytes.Repeat(word(12, 0, 8, 0x1000), 3<<20)...))
	},
	"common frames": func() hostileELF { return withFrames(bytes.Repeat(commonFrame(), 2<<20)) },
	"a program of frames": func() hostileELF {
		return withFrames(slices.Concat(commonFrame(), word(12+32<<20, 0, 8, 0x1000), make([]byte, 32<<20)))
	},
	"more debug information than is taken": func() hostileELF { return withFrames(make([]byte, 100<<20)) },
	"an index of frames": func() hostileELF {
		return hostileELF{code: faultsELF, sections: []hostileSection{{name: ".ARM.exidx", kind: elf.SHT_PROGBITS, flags: elf.SHF_ALLOC, addr: 8, size: 0xFFFFFFF0}}}
	},
	"section names":                     func() hostileELF { return hostileELF{code: faultsELF, sections: sharedNames(3 << 20)} },
	"more section names than are taken": func() hostileELF { return hostileELF{code: faultsELF, sections: sharedNames(5 << 20)} },
	"section names that inflate": func() hostileELF {
		return hostileELF{code: faultsELF, sections: []hostileSection{bomb(".shstrtab", elf.SHT_STRTAB)}}
	},
	"segments": func() hostileELF { return hostileELF{code: make([]uint16, 512<<10), segments: 60_000} },
	"a segment that is not there": func() hostileELF {
		return hostileELF{code: faultsELF, claims: elf.Prog32{Type: uint32(elf.PT_LOAD), Off: 84, Filesz: 60 << 20, Memsz: 60 << 20}}
	},
	"memory of a segment": func() hostileELF {
		return hostileELF{code: faultsELF, claims: elf.Prog32{Type: uint32(elf.PT_LOAD), Off: 84, Filesz: 12, Memsz: 0xFFFFFFFF}}
	},
	"recursion": func() hostileELF {
		return hostileELF{code: recursiveELF, sections: functions(2, 5, func(i int) uint32 { return 8 + 8*uint32(i) }, "main\x00deep")}
	},
}

func longName() string { return strings.Repeat("n", 5<<20) }

func letters() string {
	random := rand.New(rand.NewPCG(1, 1))
	b := make([]byte, 5<<20)
	for i := range b {
		b[i] = 'a' + byte(random.IntN(26))
	}
	return string(b)
}

func withFunctions(n, step int, at func(i int) uint32, text string) hostileELF {
	return hostileELF{code: faultsELF, sections: functions(n, step, at, text)}
}

func withDebug(abbreviations, entries []byte, units int, more ...hostileSection) hostileELF {
	return hostileELF{code: faultsELF, sections: unitsOf(abbreviations, entries, units, more...)}
}

func withLines(units int, program []byte) hostileELF {
	return withDebug(slices.Concat(unitAbbreviation, []byte{0}), oneUnit, units, plainSection(".debug_line", program))
}

func withFrames(frames []byte) hostileELF {
	return hostileELF{code: faultsELF, sections: []hostileSection{plainSection(".debug_frame", frames)}}
}

// sharedNames is sections that all have one long name.
func sharedNames(size int) []hostileSection {
	one := hostileSection{kind: elf.SHT_PROGBITS, flags: elf.SHF_ALLOC, named: 1, size: 4}
	return append(slices.Repeat([]hostileSection{one}, 60_000), hostileSection{name: ".shstrtab", kind: elf.SHT_STRTAB, data: bytes.Repeat([]byte{'n'}, size)})
}

// Abbreviation 1 is a unit with a line program, 2 a function, 3 an inlined call.
var (
	unitAbbreviation    = []byte{1, 0x11, 1, 0x10, 0x17, 0, 0}
	namedAbbreviation   = []byte{2, 0x2E, 0, 0x03, 0x0E, 0x11, 0x01, 0x12, 0x06, 0, 0}
	rangedAbbreviations = []byte{2, 0x2E, 1, 0x55, 0x17, 0, 0, 3, 0x1D, 0, 0x11, 0x01, 0x12, 0x06, 0, 0}
	oneUnit             = []byte{1, 0, 0, 0, 0}
)

func entry(code byte, v ...uint32) []byte { return append([]byte{code}, word(v...)...) }

// lineProgram is one of version 4, with what is in its tables.
func lineProgram(folders, files, instructions []byte) []byte {
	header := []byte{2, 1, 1, 0xFB, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1}
	header = slices.Concat(header, folders, []byte{0}, files, []byte("a.c\x00\x00\x00\x00\x00"))
	b := slices.Concat([]byte{4, 0}, word(uint32(len(header))), header, instructions)
	return append(word(uint32(len(b))), b...)
}

// commonFrame is a CIE of version 1.
func commonFrame() []byte {
	return append(word(12, 0xFFFFFFFF), 1, 0, 2, 0x7C, 14, 0x0C, 13, 0)
}

// overlapping is units whose tables of abbreviations begin one behind the other
// in a long one.
func overlapping() []hostileSection {
	var info []byte
	for i := range 200_000 {
		info = append(info, 8, 0, 0, 0, 4, 0)
		info = append(append(info, word(uint32(i)*5)...), 4, 1)
	}
	return []hostileSection{plainSection(".debug_info", info), plainSection(".debug_abbrev", bytes.Repeat([]byte{1, 0x2E, 0, 0, 0}, 1<<20/5))}
}
