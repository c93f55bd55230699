package kernel

// Nearest class mean. A record of a class has the count of its inputs, then their
// means [n].

var meansLearn = Register(Card{
	Name: "means_learn",
	Text: "Takes x into the running means of a class: mean[i] = mean[i] + (x[i] - mean[i]) / count.",
	Parameters: []Parameter{
		{Name: "records", Kind: Update, Size: ofClasses(1, 1)}, {Name: "x", Kind: Read, Size: values("n")},
		length, width, classes, thisClass,
	},
	Run: func(a *Args) {
		n := a.D[0]
		r := record(a.V[0], a.D[1], a.D[3])
		r[0]++
		for i, v := range a.V[1][:n] {
			r[1+i] += (v - r[1+i]) / r[0]
		}
	},
	Forms: plain("means_learn", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "float_load": 1, "float_add": 1, "float_store": 1, "float_stall": 1, "integer": 6}},
		{Times: "n", Mix: map[string]float64{"float_load": 2, "float_add": 2, "float_divide": 1, "float_store": 1, "float_stall": 2, "integer": 1, "branch": 1}},
	},
})

// MeansLearn takes an input into the record [n+1] of the window's class.
func MeansLearn(records, x *Vector, classes int) Op {
	return Op{Card: meansLearn, Vectors: []*Vector{records, x}, Dims: []Dim{{N: x.Cols}, {N: records.Cols / classes}, room(classes), target(classes)}}
}

var meansScores = Register(Card{
	Name: "means_scores",
	Text: "For each class minus half the squared distance from its mean; the sum of squares in order from zero.",
	Parameters: []Parameter{
		{Name: "y", Kind: Write, Size: values("classes")}, {Name: "records", Kind: Read, Size: ofClasses(1, 1)},
		{Name: "x", Kind: Read, Size: values("n")}, length, width, classes,
	},
	Run: func(a *Args) {
		n := a.D[0]
		for c := range a.D[2] {
			mean := record(a.V[1], a.D[1], c)[1:]
			sum := float32(0)
			for i, v := range a.V[2][:n] {
				d := v - mean[i]
				sum += float32(d * d)
			}
			a.V[0][c] = float32(-0.5 * sum)
		}
	},
	Forms:  plain("means_scores", overClasses),
	Charge: named("means_scores", 0, 2),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 12, "integer": 8}},
		{Times: "m", Mix: map[string]float64{"float_multiply": 1, "float_store": 1, "float_stall": 1, "integer": 4, "branch": 1}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 2, "float_add": 2, "float_multiply": 1, "float_stall": 2, "integer": 1, "branch": 1}},
	},
})

// MeansScores are larger for classes whose mean is nearer.
func MeansScores(y, records, x *Vector) Op {
	return Op{Card: meansScores, Vectors: []*Vector{y, records, x}, Dims: []Dim{{N: x.Cols}, {N: records.Cols / y.Cols}, room(y.Cols)}}
}
