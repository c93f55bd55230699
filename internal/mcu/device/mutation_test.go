package device

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/tinyol"
)

// The tests here prove that a comparison can fail: each changes one side by as
// little as can be.

// firstDifference runs a spoiled device against the sound program.
func firstDifference(t *testing.T, d *Device, steps int) *Difference {
	t.Helper()
	if err := d.start(); err != nil {
		t.Fatal(err)
	}
	pair, err := pairWith(d)
	if err != nil {
		t.Fatal(err)
	}
	source := machine{channels: d.program.FrontEnd.Channels(), rng: testRandom()}
	row := make([]float32, source.channels)
	for n := 0; n < steps; {
		source.row(row)
		due, err := pair.Push(row)
		if err != nil {
			t.Fatal(err)
		}
		if !due {
			continue
		}
		n++
		var difference *Difference
		if _, err := pair.Step(0); errors.As(err, &difference) {
			return difference
		} else if err != nil {
			t.Fatal(err)
		}
	}
	return nil
}

// The lowest bit of any weight shows in its layer, in the first step.
func TestOneBitOfAWeightIsFound(t *testing.T) {
	p := programOf(t, shape{mode: tinyol.Unsupervised, kind: frontend.Raw, activation: nn.TanhActivation})
	for _, name := range boardOfBuild {
		for layer, want := range []string{"layer 0 (16 to 9, tanh)", "layer 1 (9 to 3, linear)", "layer 2 (3 to 9, tanh)", "online "} {
			d := prepared(t, p, name)
			weights := d.weights(t, layer)
			largest := p.Network.Layers[layer]
			at := slices.Index(largest.Weights, slices.Max(largest.Weights)) // a large one, so that its last bit counts
			at = at/nn.Stride(largest.Out)*largest.Out + at%nn.Stride(largest.Out)
			d.data[weights+4*at] ^= 1
			d.sign()
			difference := firstDifference(t, d, 20)
			if difference == nil || !strings.HasPrefix(difference.Part, want) || difference.Host == difference.Emulated {
				t.Errorf("%s: weight of layer %d: %v", name, layer, difference)
			}
		}
	}
}

// A multiplication and an addition fused into one rounding, in a copy of the
// firmware's dense kernel, are found.
func TestAFusedRoundingIsFound(t *testing.T) {
	d := prepared(t, programOf(t, shape{mode: tinyol.Unsupervised, kind: frontend.Raw}), "nano33ble")
	fused := *d.build
	fused.ELF = bytes.Clone(fused.ELF)
	if n := fuse(t, fused.ELF, "dense"); n == 0 {
		t.Fatal("no multiplication with its addition was found")
	}
	d.build = &fused // the addresses are the same
	difference := firstDifference(t, d, 50)
	if difference == nil || !strings.HasPrefix(difference.Part, "layer ") {
		t.Errorf("%v", difference)
	} else {
		t.Log(difference)
	}
}

// Encodings of single-precision arithmetic, Armv7-M ARM A7.7, without the bits
// of their registers.
const (
	floatRegisters = 0x004FF0AF
	vmul           = 0xEE200A00
	vadd           = 0xEE300A00
	vfma           = 0xEEA00A00
	vmov           = 0xEEB00A40
)

// fuse computes a product and the sum that follows it with VFMA in a function's
// code, and returns how many pairs there were.
func fuse(t *testing.T, file []byte, function string) (n int) {
	t.Helper()
	code := codeOf(t, file, function)
	for i := 0; i+4 <= len(code); i += 2 {
		if !isWide(code[i:]) {
			continue
		}
		if product := wide(code[i:]); product&^floatRegisters == vmul && fuseNext(code[i:], product) {
			n++
		}
		i += 2
	}
	return n
}

// fuseNext looks a few instructions ahead for the addition. VFMA takes the
// place of the multiplication, a move that of the addition.
func fuseNext(code []byte, product uint32) bool {
	for i := 4; i+4 <= min(len(code), 80); i += 2 {
		if !isWide(code[i:]) {
			continue
		}
		sum := wide(code[i:])
		if sum&^floatRegisters == vadd {
			d, n, m := resultD(sum), operandN(sum), operandM(sum)
			if n == resultD(product) {
				n, m = m, n
			}
			if m == resultD(product) {
				put(code, vfma|product&0x000F00AF|resultBits(n))
				put(code[i:], vmov|resultBits(d)|n>>1|n&1<<5)
				return true
			}
		}
		i += 2
	}
	return false
}

func isWide(code []byte) bool { return code[1]>>3 >= 0x1D }

func wide(code []byte) uint32 {
	return uint32(binary.LittleEndian.Uint16(code))<<16 | uint32(binary.LittleEndian.Uint16(code[2:]))
}

func put(code []byte, w uint32) {
	binary.LittleEndian.PutUint16(code, uint16(w>>16))
	binary.LittleEndian.PutUint16(code[2:], uint16(w))
}

func resultD(w uint32) uint32    { return w>>12&15<<1 | w>>22&1 }
func operandN(w uint32) uint32   { return w>>16&15<<1 | w>>7&1 }
func operandM(w uint32) uint32   { return w&15<<1 | w>>5&1 }
func resultBits(s uint32) uint32 { return s>>1<<12 | s&1<<22 }

// codeOfSection is a section's bytes inside the file.
func codeOfSection(t *testing.T, file []byte, name string) []byte {
	t.Helper()
	f, err := elf.NewFile(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	s := f.Section(name)
	return file[s.Offset : s.Offset+s.Size]
}

// codeOf is a function's code inside the file.
func codeOf(t *testing.T, file []byte, function string) []byte {
	t.Helper()
	f, err := elf.NewFile(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	symbols, err := f.Symbols()
	if err != nil {
		t.Fatal(err)
	}
	text := f.Section(".text")
	for _, s := range symbols {
		if s.Name == function && elf.ST_TYPE(s.Info) == elf.STT_FUNC {
			at := text.Offset + (s.Value&^1 - text.Addr)
			return file[at : at+s.Size]
		}
	}
	t.Fatalf("no function %s", function)
	return nil
}
