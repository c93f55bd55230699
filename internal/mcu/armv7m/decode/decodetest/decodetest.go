// Package decodetest is for tests: random encodings.
package decodetest

import (
	"math/rand/v2"

	"tinyol-sim/internal/mcu/armv7m/decode"
)

// Encoding is a random one that fits a row, and of instructions that few
// encodings make likely ones that cores have.
func Encoding(rng *rand.Rand, r *decode.Row) uint32 {
	v := rng.Uint32()
	if len(r.Bits) == 16 {
		v &= 0xFFFF
	}
	switch r.Name {
	case "vldm": // short lists, up or down
		v &^= 0xF0
		if v>>24&1 != 0 {
			v = v&^0x00800000 | 0x00200000
		} else {
			v |= 0x00800000
		}
	case "rbit", "clz", "rev", "rev16", "revsh":
		if len(r.Bits) == 32 {
			v = v&^(15<<16) | v&15<<16
		}
	case "mrs":
		v = v&^0xFF | uint32([...]uint8{0, 1, 2, 3, 9, 16, 17, 18, 19, 20}[rng.IntN(10)])
	}
	return v&^r.Mask | r.Value
}
