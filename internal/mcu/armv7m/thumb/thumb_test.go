package thumb

import (
	"math"
	"testing"
)

// TestGather takes the operands of a pattern apart, of which one stands in two
// places.
func TestGather(t *testing.T) {
	p := Parse(16, "01000100 d mmmm ddd")
	if p.Mask != 0xFF00 || p.Value != 0x4400 {
		t.Errorf("mask %04x, value %04x", p.Mask, p.Value)
	}
	var o Operands
	o.Gather(&p, 0x44A9)
	if o['d'] != 9 || o['m'] != 5 {
		t.Errorf("d %d, m %d", o['d'], o['m'])
	}
}

// TestExpand compares constants with the pseudocode worked out by hand.
func TestExpand(t *testing.T) {
	for i, want := range map[uint32]uint32{0x0AB: 0xAB, 0x1AB: 0x00AB00AB, 0x2AB: 0xAB00AB00, 0x3AB: 0xABABABAB, 0x42B: 0xAB << 24, 0x4AB: 0xAB << 23, 0xFAB: 0xAB << 1} {
		if got, _ := ExpandImmediate(i); got != want {
			t.Errorf("%03x is %08x, want %08x", i, got, want)
		}
	}
	for i, want := range map[uint32]float32{0x70: 1, 0x00: 2, 0xF0: -1, 0x78: 1.5, 0x3F: 31} {
		if got := math.Float32frombits(ExpandFloat(i)); got != want {
			t.Errorf("%02x is %g, want %g", i, got, want)
		}
	}
}
