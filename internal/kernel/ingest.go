package kernel

// Kernels of a row: from what the sensor sent to the ring.

var project = Register(Card{
	Name: "project",
	Text: "Sum over n channels of axis[i] * (row[i] - mean[i]), from zero in their order; the projection is mean [n], then axis [n].",
	Parameters: []Parameter{
		{Name: "to", Kind: Slot, Size: Size{Plus: 1}}, {Name: "row", Kind: Row, Size: values("n")},
		{Name: "projection", Kind: Read, Size: Size{Cols: "n", Times: 2}},
		{Name: "n", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		row, n := a.V[1], a.D[0]
		mean, axis := a.V[2][:n], a.V[2][n:]
		sum := float32(0)
		for i, x := range row {
			sum = float32(axis[i]*(x-mean[i])) + sum
		}
		a.V[0][0] = sum
	},
	Forms:  plain("project", singly),
	Charge: func(_ *Op, d []int) []Call { return []Call{{"project", d[0], 1}} },
})

// Project keeps of a row its place on an axis through the mean.
func Project(ring, projection *Vector) Op {
	return Op{Card: project, Vectors: []*Vector{ring, projection}, Dims: []Dim{{N: projection.Cols / 2}}}
}

var take = Register(Card{
	Name: "take", Function: "store",
	Text: "Copies n values.",
	Parameters: []Parameter{
		{Name: "to", Kind: Slot, Size: values("n")}, {Name: "from", Kind: Row, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1},
	},
	Run:   func(a *Args) { copy(a.V[0], a.V[1]) },
	Forms: plain("take", fours),
})

// Take keeps a row as it is.
func Take(ring *Vector, channels int) Op {
	return Op{Card: take, Vectors: []*Vector{ring}, Dims: []Dim{{N: channels}}}
}

var store = Register(Card{
	Name: "store",
	Text: "Copies n values.",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: values("n")}, {Name: "from", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1},
	},
	Run:   func(a *Args) { copy(a.V[0], a.V[1]) },
	Forms: []Form{{Name: "store", Terms: fours}, {Name: "store_from_flash", Terms: []string{"n"}}},
	Charge: func(o *Op, d []int) []Call {
		calls := []Call{{Kernel: "store", N: d[0]}}
		if o.Vectors[1].Flash() {
			calls = append(calls, Call{Kernel: "store_from_flash", N: d[0]})
		}
		return calls
	},
})

// Store copies a vector.
func Store(to, from *Vector) Op {
	return Op{Card: store, Vectors: []*Vector{to, from}, Dims: []Dim{{N: from.Len()}}}
}

var window = Register(Card{
	Name: "window",
	Text: "Copies the ring of n values so that its value number `oldest` comes first.",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: values("n")}, {Name: "ring", Kind: Read, Size: values("n")},
		{Name: "oldest", Kind: Dimension, Live: Place, Always: true},
		{Name: "n", Kind: Dimension, Min: 1, Rule: WholeRing},
	},
	Run: func(a *Args) {
		to, ring, oldest := a.V[0], a.V[1], a.D[0]
		n := copy(to, ring[oldest:])
		copy(to[n:], ring[:oldest])
	},
	Forms:  plain("window", []string{"1", "(n-m)/4", "(n-m)%4", "n-m<4", "(n-m)%4==0", "m/4", "m%4", "m<4", "m%4==0"}),
	Charge: named("window", 1, 0),
})

// Window puts the ring's rows in order of time.
func Window(to, ring *Vector) Op {
	return Op{Card: window, Vectors: []*Vector{to, ring}, Dims: []Dim{{ring.Cols, Place}, ring.dim()}}
}
