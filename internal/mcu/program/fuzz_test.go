package program

import (
	"bytes"
	"encoding/binary"
	"testing"

	"tinyol-sim/internal/mcu/elftest"
	"tinyol-sim/internal/plaintext"
)

// FuzzELF reads any bytes as an ELF file and asks for all that it has to tell.
func FuzzELF(f *testing.F) {
	elftest.Seed(f, programs)
	f.Fuzz(func(t *testing.T, data []byte) {
		image, err := ReadELF(bytes.NewReader(data))
		if err != nil {
			return
		}
		told := image.Notes()
		for a := uint32(0); a < 0x200; a += 2 {
			for _, l := range image.Locations(a) {
				told = append(told, l.Function, l.Readable, l.File)
			}
			name, _, _ := image.Function(a)
			told = append(told, name, image.Symbol(a))
		}
		for _, text := range told {
			if plaintext.Clean(text) != text || len(text) > 4*maxName {
				t.Errorf("%q", text)
			}
		}
	})
}

// FuzzLines reads any bytes as debug information.
func FuzzLines(f *testing.F) {
	add := func(data []byte) {
		if data == nil {
			return
		}
		image, err := ReadELF(bytes.NewReader(data))
		if err != nil {
			f.Fatal(err)
		}
		d := image.debug.sections
		f.Add([]byte(d[".debug_info"]), []byte(d[".debug_abbrev"]), []byte(d[".debug_line"]), []byte(d[".debug_ranges"]+d[".debug_rnglists"]), []byte(d[".debug_str"]))
	}
	add(elftest.Nested(f, programs, "-gdwarf-5"))
	add(elftest.Nested(f, programs, "-gdwarf-4"))
	f.Add([]byte{}, []byte{}, []byte{}, []byte{}, []byte{})
	// A unit that is its own sibling.
	f.Add([]byte{12, 0, 0, 0, 4, 0, 0, 0, 0, 0, 4, 1, 11, 0, 0, 0}, []byte{1, 0x11, 1, 1, 0x13, 0, 0, 0}, []byte{}, []byte{}, []byte{})
	f.Fuzz(func(t *testing.T, info, abbrev, line, ranges, str []byte) {
		d := debugInfo{sections: map[string]string{
			".debug_info": string(info), ".debug_abbrev": string(abbrev), ".debug_line": string(line), ".debug_ranges": string(ranges),
			".debug_rnglists": string(ranges), ".debug_str": string(str), ".debug_line_str": string(str), ".debug_addr": string(ranges),
			".debug_str_offsets": string(ranges),
		}}
		table, _ := d.readLines()
		if len(table.rows) > len(line) || len(table.scopes) > 64*(len(info)+len(ranges)) {
			t.Errorf("%d rows, %d scopes", len(table.rows), len(table.scopes))
		}
		for a := uint32(0); a < 0x400; a += 2 {
			if n := len(table.at(a)); n > maxInlined {
				t.Errorf("%d locations", n)
			}
		}
	})
}

// FuzzUnwind goes from any frame to its caller's by any tables.
func FuzzUnwind(f *testing.F) {
	if data := elftest.Nested(f, programs, "-gdwarf-5", "-funwind-tables", "-DTABLES"); data != nil {
		image, err := ReadELF(bytes.NewReader(data))
		if err != nil {
			f.Fatal(err)
		}
		exidx, loaded := image.debug.exidx, image.Segments[0]
		index := loaded.Data[exidx.Address-loaded.Address:][:exidx.Size]
		f.Add([]byte(image.debug.sections[".debug_frame"]), index, []byte{1, 2, 3, 4}, uint32(0x80))
	}
	f.Add([]byte{}, []byte{}, []byte{0xF1, 0xFF, 0xFF, 0xFF}, uint32(0x40))
	f.Fuzz(func(t *testing.T, frames, index, stack []byte, at uint32) {
		image := &Image{debug: newDebugInfo()}
		image.debug.sections[".debug_frame"] = string(frames)
		image.debug.exidx = Area{".ARM.exidx", 0x2000, uint32(len(index))}
		memory := func(a uint32) (uint32, bool) {
			for base, data := range map[uint32][]byte{0x2000: index, 0x20000800: stack} {
				if at := uint64(a) - uint64(base); a >= base && at+4 <= uint64(len(data)) {
					return binary.LittleEndian.Uint32(data[at:]), true
				}
			}
			return 0, false
		}
		for _, by := range []func(*Frame, Memory) (uint32, bool){image.UnwindByFrames, image.UnwindByIndex} {
			u := &Frame{At: at % 0x2000, Known: 0x7FFF}
			u.Registers[SP], u.Registers[LR], u.Registers[7] = 0x20000800, at|1, 0x20000900
			if back, ok := by(u, memory); ok && u.Has(LR) {
				t.Errorf("the frame of the caller at 0x%x has a return address before it was read", back)
			}
		}
	})
}
