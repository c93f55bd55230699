package armv7m

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tinyol-sim/internal/needs"
)

// TestDisassemble compares the text of random encodings of every row of the
// table, outside and inside IT blocks, with what GNU objdump writes.
func TestDisassemble(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-as", "arm-none-eabi-objdump")
	for _, tg := range targets {
		t.Run(tg.profile.String(), func(t *testing.T) { disassembles(t, tg) })
	}
}

// objdump's spellings that are not the architecture's: names of the classic
// Arm status register, a constant as its encoding, a literal load that it takes
// for an unprivileged one, and an offset of minus zero whose sign is lost.
var (
	objdumpSpelling = strings.NewReplacer("CPSR_fs", "APSR_nzcvqg", "CPSR_f", "APSR_nzcvq", "CPSR_s", "APSR_g", "CPSR", "APSR", " PSR", " XPSR")
	objdumpLine     = regexp.MustCompile(`^ *([0-9a-f]+):\t([0-9a-f]{4}(?: [0-9a-f]{4})?) *\t(.*)$`)
	objdumpSymbol   = regexp.MustCompile(` <[^>]*>`)
	objdumpFloat    = regexp.MustCompile(`^(vmov\w*\.f32 s\d+, )#\d+ @ 0x([0-9a-f]{8}) .*`)
	unprivileged    = regexp.MustCompile(`^(ldrs?[bh]?)t((?:..)?) (r\d+|lr|sp|pc), \[pc`)
)

func normalised(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if m := objdumpFloat.FindStringSubmatch(text); m != nil {
		v, _ := strconv.ParseUint(m[2], 16, 32)
		return m[1] + "#" + strconv.FormatFloat(float64(math.Float32frombits(uint32(v))), 'g', -1, 32)
	}
	text = objdumpSymbol.ReplaceAllString(text, "")
	text, _, _ = strings.Cut(text, " @")
	text = strings.Replace(text, "], #-0", "], #0", 1)
	if before, after, found := strings.Cut(text, ", #0]"); found || strings.Contains(text, ", #-0]") {
		if !found {
			before, after, _ = strings.Cut(text, ", #-0]")
		}
		text = before + "]" + after
	}
	if strings.HasPrefix(text, "strd") || strings.HasPrefix(text, "ldrd") { // objdump writes no ! behind an offset of zero
		text = strings.TrimSuffix(text, "!")
	}
	text = unprivileged.ReplaceAllString(text, "$1$2.w $3, [pc")
	return objdumpSpelling.Replace(text)
}

// plain gives hints and barriers the numbers that these cores name: later
// architectures have named others, and objdump knows them.
func (g *generator) plain(r *row, enc uint32) uint32 {
	switch r.name {
	case "hint":
		if len(r.bits) == 32 && enc&1 != 0 {
			return enc | 0xF0 // DBG
		}
		if len(r.bits) == 32 {
			return enc&^0xFF | uint32(g.rng.IntN(5))
		}
		return enc&^0xF0 | uint32(g.rng.IntN(5))<<4
	case "dsb", "dmb":
		return enc | 15
	case "msr":
		return enc&^0xFF | 1<<11 | uint32([...]uint8{0, 3, 8, 9, 16, 17, 18, 19, 20}[g.rng.IntN(9)])
	case "vldm": // from PC it is VSCCLRM in ARMv8.1-M
		if enc>>16&15 == 15 {
			return enc &^ (1 << 16)
		}
	}
	return enc
}

func disassembles(t *testing.T, tg target) {
	g := newGenerator(t, tg, 11, map[string]int{})
	var source strings.Builder
	fmt.Fprintf(&source, ".syntax unified\n%s\n.thumb\n.text\n", asTarget[tg.profile])
	var pcs []uint32
	classes := map[string]int{}
	emit := func(enc uint32, wide bool, it uint8) {
		pcs = append(pcs, uint32(len(g.code)))
		g.emit(enc, wide, "")
		if wide {
			fmt.Fprintf(&source, ".inst.w 0x%08x\n", enc)
		} else {
			fmt.Fprintf(&source, ".inst.n 0x%04x\n", enc)
		}
	}
	for _, rows := range [][]row{rows16(), rows32()} {
		for i := range rows {
			r := &rows[i]
			wide := len(r.bits) == 32
			for n := range 60 {
				enc := g.plain(r, g.encode(r))
				it := uint8(0)
				if n%4 == 3 && g.core.features&v7 != 0 && r.name != "it" {
					it = uint8(g.rng.IntN(14))<<4 | 8
				}
				pc := uint32(len(g.code))
				if it != 0 {
					pc += 2
				}
				if !g.executes(r, enc, pc, it) {
					continue
				}
				if it != 0 {
					emit(0xBF00|uint32(it), false, 0)
				}
				emit(enc, wide, it)
				classes[r.bits+r.name]++
				for range 4 {
					if r.name == "it" {
						emit(0xBF00, false, 0)
					}
				}
			}
		}
	}
	listing := objdump(t, source.String())
	c := tg.core(t, nil)
	if err := c.WriteMemory(0, g.code); err != nil {
		t.Fatal(err)
	}
	wrong := 0
	state := uint8(0)
	for _, pc := range pcs {
		enc, size := c.encodingAt(pc)
		got := normalised(string(c.spell(nil, pc, state, enc, size)))
		if want, ok := listing[pc]; !ok || got != want {
			if wrong++; wrong < 60 {
				t.Errorf("%0*x is %q, for objdump %q", 2*size, enc, got, want)
			}
		}
		state = nextState(state, enc, size)
	}
	for _, r := range append(rows16(), rows32()...) {
		if classes[r.bits+r.name] == 0 && r.needs&^g.core.features == 0 && !empty[r.name] {
			t.Errorf("no instruction of %s, %s", r.name, r.bits)
		}
	}
	t.Logf("%d instructions over %d rows", len(pcs), len(classes))
}

// TestEveryRowIsSpelled writes random encodings of every row: what the core
// executes is not written as data.
func TestEveryRowIsSpelled(t *testing.T) {
	g := newGenerator(t, m4, 13, map[string]int{})
	for _, rows := range [][]row{rows16(), rows32()} {
		for i := range rows {
			r := &rows[i]
			for range 200 {
				enc := g.encode(r)
				if !g.executes(r, enc, 0, 0) {
					continue
				}
				if text := string(g.core.spell(nil, 0, 0, enc, len(r.bits)/8)); strings.HasPrefix(text, ".inst") {
					t.Errorf("%s, %s: %x is %q", r.name, r.bits, enc, text)
					break
				}
			}
		}
	}
}

// empty are rows that no instruction executes through.
var empty = map[string]bool{"system": true, "float": true, "coprocessor": true}

// nextState follows ITSTATE through a listing.
func nextState(it uint8, enc uint32, size int) uint8 {
	switch {
	case size == 2 && enc>>8 == 0xBF && enc&15 != 0:
		return uint8(enc)
	case it&7 == 0:
		return 0
	}
	return it&0xE0 | it<<1&0x1F
}

// executes says that the row is the one that decoding finds, and that the core
// has the instruction.
func (g *generator) executes(r *row, enc, pc uint32, it uint8) bool {
	one, two, rows := uint16(enc), uint16(0), narrow[enc>>10&63]
	if len(r.bits) == 32 {
		one, two, rows = uint16(enc>>16), uint16(enc), wide[enc>>24&31]
	}
	for _, other := range rows {
		if enc&other.mask == other.value {
			if other.bits != r.bits {
				return false
			}
			break
		}
	}
	if r.name == "udf" {
		return true
	}
	u := g.core.decode(pc, one, two, it)
	return u.op != opUndefined && u.op != opNoCoprocessor && (u.op != opCond || u.alt != opUndefined && u.alt != opNoCoprocessor)
}

var asTarget = map[Profile]string{
	CortexM4F: ".cpu cortex-m4\n.fpu fpv4-sp-d16", CortexM3: ".cpu cortex-m3", CortexM0Plus: ".cpu cortex-m0plus",
}

// objdump assembles a source and gives the text at each address.
func objdump(t *testing.T, source string) map[uint32]string {
	t.Helper()
	dir := t.TempDir()
	in, object := filepath.Join(dir, "a.s"), filepath.Join(dir, "a.o")
	if err := os.WriteFile(in, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("arm-none-eabi-as", "-o", object, in).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.Command("arm-none-eabi-objdump", "-d", "-M", "reg-names-std", object).Output()
	if err != nil {
		t.Fatal(err)
	}
	listing := map[uint32]string{}
	for _, line := range strings.Split(string(out), "\n") {
		if m := objdumpLine.FindStringSubmatch(line); m != nil {
			a, _ := strconv.ParseUint(m[1], 16, 32)
			listing[uint32(a)] = normalised(m[3])
		}
	}
	return listing
}
