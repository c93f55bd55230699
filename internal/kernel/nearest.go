package kernel

import (
	"math"

	"tinyol-sim/internal/f32"
)

// Kernels of a ring of remembered vectors [k][n]. Its state is the place of the
// next one and how many places are taken.

var nearest = Register(Card{
	Name: "nearest",
	Text: "Mean of the distances of x to the three nearest of k vectors, each the root of (1/n) * sum of squared differences in order from zero. State is the next place and how many are taken; one that is not has the largest sum that is finite.",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: Size{Plus: 1}}, {Name: "x", Kind: Read, Size: values("n")},
		{Name: "remembered", Kind: Read, Size: matrix("k", "n", "n")}, {Name: "state", Kind: Read, Size: Size{Plus: 2}},
		{Name: "n", Kind: Dimension, Min: 1}, {Name: "k", Kind: Dimension, Min: 3},
	},
	Run: func(a *Args) {
		x, remembered, taken, n := a.V[1], a.V[2], a.V[3][1], a.D[0]
		first := float32(math.Inf(1))
		second, third := first, first
		for place := float32(0); place < float32(a.D[1]); place++ {
			sum := float32(0)
			for i, v := range remembered[:n] {
				d := x[i] - v
				sum = sum + float32(d*d)
			}
			if !(place < taken) {
				sum = math.MaxFloat32
			}
			first, sum = ordered(first, sum)
			second, sum = ordered(second, sum)
			third, _ = ordered(third, sum)
			remembered = remembered[n:]
		}
		count := float32(n)
		distances := f32.Sqrt(first/count) + f32.Sqrt(second/count)
		a.V[0][0] = (distances + f32.Sqrt(third/count)) / 3
	},
	Forms: plain("nearest", rowsOfFours), Charge: named("nearest", 0, 1),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 6, "float_sqrt": 3, "float_divide": 4, "float_add": 2}},
		{Times: "m", Mix: map[string]float64{"float_compare": 4, "float_select": 6, "float_add": 1, "float_move": 2, "integer": 4, "branch": 2}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 2, "float_multiply": 1, "float_add": 2, "integer": 1, "branch": 0.25}},
	},
})

// rowsOfFours are the terms of m rows that run in fours with the rest one by one.
var rowsOfFours = []string{"1", "m", "m*(n/4)", "m*(n%4)", "m*(n<4)", "m*(n%4==0)"}

// ordered puts two values in order; one that is no number goes to the end.
func ordered(a, b float32) (less, more float32) {
	less, more = a, b
	if b < a {
		less = b
	}
	if b < a {
		more = a
	}
	return less, more
}

// Nearest writes the mean distance of x to the nearest three of what is remembered.
func Nearest(to, x, remembered, state *Vector) Op {
	return Op{Card: nearest, Vectors: []*Vector{to, x, remembered, state}, Dims: []Dim{x.dim(), {N: remembered.Cols / x.Cols}}}
}

var remember = Register(Card{
	Name: "remember",
	Text: "Puts x into the next place of k, which is the oldest one's when all are taken.",
	Parameters: []Parameter{
		{Name: "remembered", Kind: Update, Size: matrix("k", "n", "n")}, {Name: "state", Kind: Update, Size: Size{Plus: 2}},
		{Name: "x", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1}, {Name: "k", Kind: Dimension, Min: 3},
	},
	Run: func(a *Args) {
		state, n, k := a.V[1], a.D[0], a.D[1]
		place, taken := keptNumber(state[0], k), keptNumber(state[1], k+1)
		copy(a.V[0][place*n:][:n], a.V[2])
		if place++; place == k {
			place = 0
		}
		state[0], state[1] = float32(place), float32(min(taken+1, k))
	},
	Forms: plain("remember", fours),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 2, "integer": 8, "float_add": 2, "float_compare": 2, "float_select": 2, "float_move": 3}},
		{Times: "n", Mix: map[string]float64{"load": 1, "store": 1, "integer": 1, "branch": 0.25}},
	},
})

// keptNumber is a number that was kept, 0 where it is none below behind.
func keptNumber(x float32, behind int) int {
	if x >= 0 && x < float32(behind) {
		return int(x)
	}
	return 0
}

// Remember replaces the oldest of what is remembered by x.
func Remember(remembered, state, x *Vector) Op {
	return Op{Card: remember, Vectors: []*Vector{remembered, state, x}, Dims: []Dim{x.dim(), {N: remembered.Cols / x.Cols}}}
}
