package main

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
)

// breakBytes breaks a binary file in one to eight ways.
func breakBytes(r *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	for range breaks(r) {
		data = byteBreaks[r.IntN(len(byteBreaks))](r, data)
	}
	return data
}

// breaks is how many things are wrong in one file: mostly one, so that what
// comes behind is reached, too.
func breaks(r *rand.Rand) int { return one(r, 1, 1, 1, 1, 2, 3, 8) }

// byteBreaks each do one thing to a file, which they may change in place.
var byteBreaks = []func(*rand.Rand, []byte) []byte{
	flipBit, setByte, setNumber, setNumber, cut, removeBlock, repeatBlock, insertNoise, fillBlock, swapBlocks,
}

func flipBit(r *rand.Rand, data []byte) []byte {
	if len(data) > 0 {
		data[r.IntN(len(data))] ^= 1 << r.IntN(8)
	}
	return data
}

func setByte(r *rand.Rand, data []byte) []byte {
	if len(data) > 0 {
		data[r.IntN(len(data))] = one(r, 0, 1, 0x7F, 0x80, 0xFF, byte(r.Uint32()))
	}
	return data
}

// extremes are the integers at which programs break.
var extremes = []uint64{
	0, 1, 2, math.MaxUint64, math.MaxUint64 - 1, 1 << 7, 1 << 8, 1<<15 - 1, 1 << 15, 1<<16 - 1, 1 << 16, 1<<24 - 1, 1 << 24,
	1<<31 - 1, 1 << 31, 1<<31 + 1, 1<<32 - 1, 1 << 32, 1<<63 - 1, 1 << 63, 1 << 62, 100, 1000, 1 << 20, 1 << 28,
}

// extremeFloats are the numbers at which sums break.
var extremeFloats = []float64{0, math.Copysign(0, -1), -1, math.NaN(), math.Inf(1), math.Inf(-1), 1e308, -1e308, 5e-324, math.MaxFloat32, 1e38, 1e-45}

// setNumber puts an extreme integer or float of 1 to 8 bytes at a place, mostly
// an aligned one.
func setNumber(r *rand.Rand, data []byte) []byte {
	var number []byte
	switch v := one(r, extremes...); r.IntN(6) {
	case 0:
		number = binary.LittleEndian.AppendUint64(nil, v)
	case 1:
		number = binary.LittleEndian.AppendUint16(nil, uint16(v))
	case 2:
		number = binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(one(r, extremeFloats...))))
	case 3:
		number = binary.LittleEndian.AppendUint64(nil, math.Float64bits(one(r, extremeFloats...)))
	default:
		number = binary.LittleEndian.AppendUint32(nil, uint32(v))
	}
	if len(data) <= len(number) {
		return data
	}
	at := r.IntN(len(data) - len(number))
	if !oneIn(r, 4) {
		at &^= min(len(number), 4) - 1
	}
	copy(data[at:], number)
	return data
}

func cut(r *rand.Rand, data []byte) []byte { return data[:r.IntN(len(data)+1)] }

// block is a part of a file, mostly a short one.
func block(r *rand.Rand, data []byte) (from, to int) {
	from = r.IntN(len(data) + 1)
	return from, from + min(len(data)-from, r.IntN(one(r, 2, 16, 256, 65536)))
}

func removeBlock(r *rand.Rand, data []byte) []byte {
	from, to := block(r, data)
	return slices.Delete(data, from, to)
}

// repeatBlock doubles a part, or makes it up to 64 KiB more.
func repeatBlock(r *rand.Rand, data []byte) []byte {
	from, to := block(r, data)
	times := 1
	if oneIn(r, 4) {
		times = min(1<<10, 1<<16/(to-from+1))
	}
	return slices.Insert(data, to, bytes.Repeat(data[from:to], times)...)
}

func insertNoise(r *rand.Rand, data []byte) []byte {
	noise := make([]byte, r.IntN(one(r, 4, 64, 4096)))
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	return slices.Insert(data, r.IntN(len(data)+1), noise...)
}

func fillBlock(r *rand.Rand, data []byte) []byte {
	from, to := block(r, data)
	fill := one(r, byte(0), 0xFF, 0x80)
	for i := from; i < to; i++ {
		data[i] = fill
	}
	return data
}

func swapBlocks(r *rand.Rand, data []byte) []byte {
	from, to := block(r, data)
	moved := bytes.Clone(data[from:to])
	data = slices.Delete(data, from, to)
	return slices.Insert(data, r.IntN(len(data)+1), moved...)
}
