package decode_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/armv7m/decode"
	"tinyol-sim/internal/mcu/armv7m/decode/decodetest"
	"tinyol-sim/internal/mcu/armv7m/disasm"
	"tinyol-sim/internal/needs"
)

// core is one whose instructions are written.
type core struct {
	name      string
	features  decode.Features
	assembler string // what it is told of the core
}

var cores = []core{
	{"cortex-m4f", decode.V7 | decode.WithDSP | decode.WithFP, ".cpu cortex-m4\n.fpu fpv4-sp-d16"},
	{"cortex-m3", decode.V7, ".cpu cortex-m3"},
	{"cortex-m0plus", decode.V6, ".cpu cortex-m0plus"},
}

// TestSpell compares the text of random encodings of every row of the table,
// outside and inside IT blocks, with what GNU objdump writes.
func TestSpell(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-as", "arm-none-eabi-objdump")
	for i, c := range cores {
		t.Run(c.name, func(t *testing.T) { spells(t, c, rand.New(rand.NewPCG(11, uint64(i)))) })
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
func plain(rng *rand.Rand, r *decode.Row, enc uint32) uint32 {
	switch r.Name {
	case "hint":
		if len(r.Bits) == 32 && enc&1 != 0 {
			return enc | 0xF0 // DBG
		}
		if len(r.Bits) == 32 {
			return enc&^0xFF | uint32(rng.IntN(5))
		}
		return enc&^0xF0 | uint32(rng.IntN(5))<<4
	case "dsb", "dmb":
		return enc | 15
	case "msr":
		return enc&^0xFF | 1<<11 | uint32([...]uint8{0, 3, 8, 9, 16, 17, 18, 19, 20}[rng.IntN(9)])
	case "vldm": // from PC it is VSCCLRM in ARMv8.1-M
		if enc>>16&15 == 15 {
			return enc &^ (1 << 16)
		}
	}
	return enc
}

// listed is an instruction of a listing.
type listed struct {
	at, encoding uint32
	size         int
	it           uint8
}

// everything lists random instructions of every row that a core has, one after
// the other, some behind an IT.
func everything(c core, rng *rand.Rand) (all []listed, rows map[*decode.Row]bool) {
	d := decode.NewDecoder(c.features)
	rows = map[*decode.Row]bool{}
	at := uint32(0)
	emit := func(encoding uint32, size int, it uint8) {
		all = append(all, listed{at, encoding, size, it})
		at += uint32(size)
	}
	for _, r := range decode.Rows() {
		for n := range 60 {
			encoding, it := plain(rng, r, decodetest.Encoding(rng, r)), uint8(0)
			if n%4 == 3 && c.features&decode.V7 != 0 && r.Name != "it" {
				it = uint8(rng.IntN(14))<<4 | 8
			}
			if !executes(&d, r, encoding, at+2*uint32(it>>3&1), it) {
				continue
			}
			if it != 0 {
				emit(0xBF00|uint32(it), 2, 0)
			}
			emit(encoding, len(r.Bits)/8, it)
			rows[r] = true
			if r.Name == "it" {
				for state := uint8(encoding); state&15 != 0; state = state&0xE0 | state<<1&0x1F {
					emit(0xBF00, 2, state)
				}
			}
		}
	}
	return all, rows
}

func spells(t *testing.T, c core, rng *rand.Rand) {
	all, rows := everything(c, rng)
	var source strings.Builder
	fmt.Fprintf(&source, ".syntax unified\n%s\n.thumb\n.text\n", c.assembler)
	for _, in := range all {
		width := map[int]string{2: ".n 0x%04x\n", 4: ".w 0x%08x\n"}[in.size]
		fmt.Fprintf(&source, ".inst"+width, in.encoding)
	}
	listing := objdump(t, source.String())
	d := decode.NewDecoder(c.features)
	wrong := 0
	for _, in := range all {
		got := normalised(spell(&d, in))
		if want, ok := listing[in.at]; !ok || got != want {
			if wrong++; wrong < 60 {
				t.Errorf("%0*x is %q, for objdump %q", 2*in.size, in.encoding, got, want)
			}
		}
	}
	for _, r := range decode.Rows() {
		if !rows[r] && r.Needs&^c.features == 0 && !empty[r.Name] {
			t.Errorf("no instruction of %s, %s", r.Name, r.Bits)
		}
	}
	t.Logf("%d instructions over %d rows", len(all), len(rows))
}

func spell(d *decode.Decoder, in listed) string {
	return string(d.Spell(nil, &disasm.Instruction{
		Encoding: in.encoding, Size: in.size, Address: in.at, IT: in.it, Symbol: func(uint32) string { return "" },
	}))
}

// TestEveryRowIsSpelled writes random encodings of every row: what the core
// executes is not written as data.
func TestEveryRowIsSpelled(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 0))
	d := decode.NewDecoder(cores[0].features)
	for _, r := range decode.Rows() {
		for range 200 {
			in := listed{encoding: decodetest.Encoding(rng, r), size: len(r.Bits) / 8}
			if !executes(&d, r, in.encoding, 0, 0) {
				continue
			}
			if text := spell(&d, in); strings.HasPrefix(text, ".inst") {
				t.Errorf("%s, %s: %x is %q", r.Name, r.Bits, in.encoding, text)
				break
			}
		}
	}
}

// empty are rows that no instruction executes through.
var empty = map[string]bool{"system": true, "float": true, "coprocessor": true}

// executes says that the row is the one that decoding finds, and that the core
// has the instruction.
func executes(d *decode.Decoder, r *decode.Row, encoding, pc uint32, it uint8) bool {
	one, two := uint16(encoding), uint16(0)
	if len(r.Bits) == 32 {
		one, two = uint16(encoding>>16), uint16(encoding)
	}
	if decode.RowOf(one, encoding) != r {
		return false
	}
	if r.Name == "udf" {
		return true
	}
	u := d.Instruction(pc, one, two, it)
	return u.Plain() != decode.Undefined && u.Plain() != decode.NoCoprocessor
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
