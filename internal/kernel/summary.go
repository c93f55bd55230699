package kernel

import (
	"math"

	"tinyol-sim/internal/f32"
)

// leastDifference keeps the logarithm finite where a channel never moves, as
// leastPower does.
const leastDifference float32 = 1e-6

var summary = Register(Card{
	Name: "summary",
	Text: "Of each channel of a window [rows][channels] its mean, half the logarithm of its variance + 1e-12, and the logarithm of the mean absolute difference of rows that follow one another + 1e-6; sums run in order of time from zero.",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: Size{Cols: "channels", Times: 3}},
		{Name: "from", Kind: Read, Size: matrix("rows", "channels", "channels")},
		{Name: "rows", Kind: Dimension, Min: 2}, {Name: "channels", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		rows, channels := a.D[0], a.D[1]
		for c := range channels {
			summarise(a.V[0][3*c:3*c+3], a.V[1][c:], rows, channels)
		}
	},
	Forms: plain("summary", []string{"1", "m", "n*m"}),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 8}},
		{Times: "m", Mix: map[string]float64{"log": 2, "float_divide": 3, "float_add": 3, "float_multiply": 2, "float_store": 3, "integer": 10, "branch": 4}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 2, "float_add": 5, "float_multiply": 1, "integer": 6, "branch": 2}},
	},
})

// summarise describes n values of a channel.
func summarise(to, from []float32, n, stride int) {
	sum := float32(0)
	for t := range n {
		sum = sum + from[t*stride]
	}
	mean := sum / float32(n)
	before := from[0]
	d := before - mean
	squares, differences := float32(d*d), float32(0)
	for t := 1; t < n; t++ {
		x := from[t*stride]
		d = x - mean
		squares = squares + float32(d*d)
		differences = differences + math.Float32frombits(math.Float32bits(x-before)&^signBit)
		before = x
	}
	to[0] = mean
	to[1] = float32(0.5 * f32.Log(squares/float32(n)+leastPower))
	to[2] = f32.Log(differences/float32(n-1) + leastDifference)
}

const signBit = 1 << 31

// Summary describes each channel of a window [rows][channels] by three figures.
func Summary(to, from *Vector, rows, channels int) Op {
	return Op{Card: summary, Vectors: []*Vector{to, from}, Dims: []Dim{{N: rows}, {N: channels}}}
}
