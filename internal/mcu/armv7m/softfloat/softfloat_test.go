package softfloat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestRoundNearest compares with the host's arithmetic, which rounds to nearest
// as well, over all magnitudes; NaNs are another matter.
func TestRoundNearest(t *testing.T) {
	g := rand.New(rand.NewPCG(3, 4))
	for range 300_000 {
		a, b, d := g.Uint32(), g.Uint32(), g.Uint32()
		if g.IntN(2) == 0 { // near each other: sums cancel
			b = a&^0xFF ^ b&0x800000FF
		}
		x, y, z := math.Float32frombits(a), math.Float32frombits(b), math.Float32frombits(d)
		f := New(0)
		for name, one := range map[string]struct {
			got  uint32
			want float32
		}{
			"+": {f.Add(a, b), x + y}, "-": {f.Sub(a, b), x - y}, "*": {f.Mul(a, b), x * y}, "/": {f.Div(a, b), x / y},
			"sqrt": {f.Sqrt(a), float32(math.Sqrt(float64(x)))}, "int": {f.FromInteger(int64(int32(d)), 0), float32(int32(d))},
			"*+": {f.FMA(0, a, b), float32(float64(x) * float64(y))}, "half": {f.FromHalf(f.ToHalf(f.FromHalf(d & 0x3FF))), float32(d&0x3FF) * 0x1p-24},
		} {
			if want := math.Float32bits(one.want); one.got != want && !(IsNaN(one.got) && IsNaN(want)) && one.got|want != Sign {
				t.Fatalf("%s of %g, %g, %g: %08x, want %08x", name, x, y, z, one.got, want)
			}
		}
	}
}

// TestModesAndFlags rounds a third each way and notes why.
func TestModesAndFlags(t *testing.T) {
	one, three := math.Float32bits(1), math.Float32bits(3)
	for mode, want := range []uint32{RoundNearest: 0x3EAAAAAB, roundUp: 0x3EAAAAAB, roundDown: 0x3EAAAAAA, RoundZero: 0x3EAAAAAA} {
		f := New(uint32(mode) << RoundingShift)
		if got := f.Div(one, three); got != want || f.FPSCR&Mask != uint32(mode)<<RoundingShift|Inexact {
			t.Errorf("mode %d: %08x, FPSCR %08x", mode, got, f.FPSCR)
		}
	}
	f := New(0)
	if f.Div(one, 0) != Infinity || f.FPSCR != flagDivide {
		t.Errorf("1/0 leaves FPSCR %08x", f.FPSCR)
	}
	f = New(Flush)
	if got := f.Add(1, one); got != one || f.FPSCR != Flush|flagDenormal {
		t.Errorf("a denormal is not flushed: %08x, FPSCR %08x", got, f.FPSCR)
	}
}
