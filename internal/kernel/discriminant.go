package kernel

import "tinyol-sim/internal/f32"

// Linear discriminant analysis. A record of a class has the count of its inputs,
// what its score begins with, and their means [n]. The factor has the count of all
// inputs, then R [n][n], upper triangular, with R'R = I + the scatter of all inputs
// around the means of their classes.

var ldaLearn = Register(Card{
	Name: "lda_learn",
	Text: "Takes x into the running means of a class, sets its beginning to log(count+1), and deviation to the vector whose outer product the scatter grows by: sqrt((count-1)/count) * (x - mean before).",
	Parameters: []Parameter{
		{Name: "records", Kind: Update, Size: ofClasses(1, 2)}, {Name: "deviation", Kind: Write, Size: values("n")},
		{Name: "x", Kind: Read, Size: values("n")}, length, width, classes, thisClass,
	},
	Run: func(a *Args) {
		n := a.D[0]
		r := record(a.V[0], a.D[1], a.D[3])
		count := r[0] + 1
		share := f32.Sqrt(r[0] / count)
		r[0], r[1] = count, f32.Log(count+1)
		for i, v := range a.V[2][:n] {
			d := v - r[2+i]
			r[2+i] += d / count
			a.V[1][i] = float32(share * d)
		}
	},
	Forms: plain("lda_learn", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"log": 1, "call": 1, "multiple": 2, "word": 16, "float_load": 12, "flash_word": 11, "float_add": 2, "float_divide": 1, "float_sqrt": 1, "float_store": 2, "integer": 8}},
		{Times: "n", Mix: map[string]float64{"float_load": 2, "float_add": 2, "float_multiply": 1, "float_divide": 1, "float_store": 2, "float_stall": 2, "integer": 1, "branch": 1}},
	},
})

// LDALearn takes an input into the record [n+2] of the window's class.
func LDALearn(records, deviation, x *Vector, classes int) Op {
	return Op{
		Card: ldaLearn, Vectors: []*Vector{records, deviation, x},
		Dims: []Dim{{N: x.Cols}, {N: records.Cols / classes}, room(classes), target(classes)},
	}
}

var ldaFactor = Register(Card{
	Name: "lda_factor",
	Text: "Counts an input, and makes R the factor of R'R + v v': row by row a rotation takes v[j] into the diagonal (Gill, Golub, Murray and Saunders 1974). What is left of v is no use.",
	Parameters: []Parameter{
		{Name: "factor", Kind: Update, Size: Size{Rows: "n", Stride: "n", Cols: "n", Times: 1, Plus: 1}},
		{Name: "v", Kind: Update, Size: values("n")}, length,
	},
	Run: func(a *Args) {
		n, v := a.D[0], a.V[1]
		a.V[0][0]++
		for j := range n {
			row := a.V[0][1+j*n:][:n]
			r, w := row[j], v[j]
			length := f32.Sqrt(float32(r*r) + float32(w*w))
			c, s := r/length, w/length
			row[j] = length
			for i := j + 1; i < n; i++ {
				p, q := row[i], v[i]
				row[i] = float32(c*p) + float32(s*q)
				v[i] = float32(c*q) - float32(s*p)
			}
		}
	},
	Forms: plain("lda_factor", []string{"1", "n", "n*(n-1)/2", "n==1"}),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 12, "float_load": 1, "float_add": 1, "float_store": 1, "integer": 6}},
		{Times: "n", Mix: map[string]float64{"float_load": 2, "float_multiply": 2, "float_add": 1, "float_sqrt": 1, "float_divide": 2, "float_store": 1, "float_stall": 3, "integer": 6, "branch": 1}},
		{Times: "n*(n-1)/2", Mix: map[string]float64{"float_load": 2, "float_multiply": 4, "float_add": 2, "float_store": 2, "float_stall": 2, "integer": 1, "branch": 1}},
	},
})

// LDAFactor takes a deviation into the factor [1+n*n].
func LDAFactor(factor, v *Vector) Op {
	return Op{Card: ldaFactor, Vectors: []*Vector{factor, v}, Dims: []Dim{{N: v.Cols}}}
}

var ldaScores = Register(Card{
	Name: "lda_scores",
	Text: "For each class its beginning - (count of all + 1) * (sum of z[j]^2) / 2, where R' z = x - mean is solved forwards: what z[j] contributes is taken from the others in order of j, and so runs the sum from zero.",
	Parameters: []Parameter{
		{Name: "y", Kind: Write, Size: values("classes")}, {Name: "z", Kind: Write, Size: values("n")},
		{Name: "records", Kind: Read, Size: ofClasses(1, 2)},
		{Name: "factor", Kind: Read, Size: Size{Rows: "n", Stride: "n", Cols: "n", Times: 1, Plus: 1}},
		{Name: "x", Kind: Read, Size: values("n")}, length, width, classes,
	},
	Run: func(a *Args) {
		n, z := a.D[0], a.V[1]
		spread := a.V[3][0] + 1
		for c := range a.D[2] {
			r := record(a.V[2], a.D[1], c)
			for i, v := range a.V[4][:n] {
				z[i] = v - r[2+i]
			}
			sum := float32(0)
			for j := range n {
				row := a.V[3][1+j*n:][:n]
				v := z[j] / row[j]
				sum += float32(v * v)
				for i := j + 1; i < n; i++ {
					z[i] -= float32(row[i] * v)
				}
			}
			a.V[0][c] = r[1] - float32(0.5*float32(spread*sum))
		}
	},
	Forms:  plain("lda_scores", append([]string{"m*(n*(n-1)/2)"}, overClasses...)),
	Charge: named("lda_scores", 0, 2),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 20, "float_load": 1, "float_add": 1, "integer": 8}},
		{Times: "m", Mix: map[string]float64{"float_load": 1, "float_add": 1, "float_multiply": 2, "float_store": 1, "float_stall": 2, "integer": 8, "branch": 2}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 4, "float_add": 2, "float_multiply": 1, "float_divide": 1, "float_store": 1, "float_stall": 2, "integer": 6, "branch": 2}},
		{Times: "m*(n*(n-1)/2)", Mix: map[string]float64{"float_load": 2, "float_add": 1, "float_multiply": 1, "float_store": 1, "float_stall": 1, "integer": 1, "branch": 1}},
	},
})

// LDAScores are the logarithms of prior times likelihood of every class, but for
// a constant that all have; z is room for n values.
func LDAScores(y, z, records, factor, x *Vector) Op {
	return Op{
		Card: ldaScores, Vectors: []*Vector{y, z, records, factor, x},
		Dims: []Dim{{N: x.Cols}, {N: records.Cols / y.Cols}, room(y.Cols)},
	}
}
