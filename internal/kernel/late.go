package kernel

import "math"

// What waits for a label: windows go into a ring of slots, and come out of it when
// theirs has arrived. The turn is a word that holds the number of the slot whose
// window has waited longest.

var exchange = Register(Card{
	Name: "exchange",
	Text: "Exchanges x [n] with the slot whose turn it is; turn is a whole number, not a float.",
	Parameters: []Parameter{
		{Name: "memory", Kind: Update, Size: matrix("slots", "n", "n")}, {Name: "x", Kind: Update, Size: values("n")},
		{Name: "turn", Kind: Read, Size: Size{Plus: 1}},
		{Name: "slots", Kind: Dimension, Min: 1}, {Name: "n", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		x, n := a.V[1], a.D[1]
		slot := a.V[0][int(math.Float32bits(a.V[2][0]))*n:][:n]
		for i := range slot {
			slot[i], x[i] = x[i], slot[i]
		}
	},
	Forms:  plain("exchange", singly),
	Charge: named("exchange", 1, 0),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "load": 1, "integer": 5}},
		{Times: "n", Mix: map[string]float64{"float_load": 2, "float_store": 2, "integer": 3, "branch": 1}},
	},
})

// Exchange leaves x in a memory [slots][n], and takes from there what was left so
// many exchanges ago.
func Exchange(memory, x, turn *Vector) Op {
	return Op{Card: exchange, Vectors: []*Vector{memory, x, turn}, Dims: []Dim{{N: memory.Cols / x.Cols}, {N: x.Cols}}}
}

var advance = Register(Card{
	Name: "advance",
	Text: "The turn passes to the next of so many slots.",
	Parameters: []Parameter{
		{Name: "turn", Kind: Update, Size: Size{Plus: 1}}, {Name: "slots", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		next := math.Float32bits(a.V[0][0]) + 1
		if next == uint32(a.D[0]) {
			next = 0
		}
		a.V[0][0] = math.Float32frombits(next)
	},
	Forms:  plain("advance", []string{"1"}),
	Charge: func(*Op, []int) []Call { return []Call{{Kernel: "advance"}} },
	Draft:  []Part{{Times: "1", Mix: map[string]float64{"call": 1, "load": 1, "store": 1, "integer": 5}}},
})

// Advance passes the turn on behind the exchanges of a window.
func Advance(turn *Vector, slots int) Op {
	return Op{Card: advance, Vectors: []*Vector{turn}, Dims: []Dim{{N: slots}}}
}
