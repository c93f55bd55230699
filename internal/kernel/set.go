package kernel

var set = Register(Card{
	Name: "set",
	Text: "x[0] = value.",
	Parameters: []Parameter{
		{Name: "x", Kind: Write, Size: Size{Plus: 1}}, {Name: "value", Kind: Constant},
	},
	Run:   func(a *Args) { a.V[0][0] = a.Number },
	Forms: plain("set", []string{"1"}),
	Draft: []Part{{Times: "1", Mix: map[string]float64{"call": 1, "float_store": 1, "integer": 2}}},
})

// Set writes the first value of a vector: the input of 1 that makes a bias a
// weight.
func Set(x *Vector, value float32) Op {
	return Op{Card: set, Vectors: []*Vector{x}, Number: value}
}
