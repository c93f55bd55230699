package nn

import "fmt"

// lanes is the number of float32 that the widest kernel handles at once, and
// the multiple to which rows of weights and vectors are padded.
const lanes = 8

// Stride returns out rounded up to a multiple of eight: the distance between
// the weights of successive inputs in a layer of out outputs.
func Stride(out int) int { return (out + lanes - 1) &^ (lanes - 1) }

// NewVector returns a zero vector of length n with the capacity Stride(n). All
// vectors that kernels write must have that capacity.
func NewVector(n int) []float32 { return make([]float32, n, Stride(n)) }

// room returns the first n values of v with their padding, as kernels write it.
func room(v []float32, n int, function string) []float32 {
	if len(v) < n || cap(v) < Stride(n) {
		panicRoom(len(v), cap(v), n, function)
	}
	return v[:Stride(n)]
}

func panicRoom(length, capacity, n int, function string) {
	panic(fmt.Sprintf("nn: %s: the destination has length %d and capacity %d but %d values and their padding need %d; make it with NewVector",
		function, length, capacity, n, Stride(n)))
}

// mustLength panics unless v has n values.
func mustLength(v []float32, n int, name, function string) {
	if len(v) != n {
		panicLength(len(v), n, name, function)
	}
}

func panicLength(length, n int, name, function string) {
	panic(fmt.Sprintf("nn: %s: %s has %d values, want %d", function, name, length, n))
}
