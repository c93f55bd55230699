package kernel

import "tinyol-sim/internal/f32"

// Gaussian naive Bayes. A record of a class has the count of its inputs, what its
// score begins with, means [n] and sums of squared deviations [n].

var bayesLearn = Register(Card{
	Name: "bayes_learn",
	Text: "Takes x into a class's record by Welford's recurrence, and computes anew what its score begins with: log(count+1) - sum of log((m2[i]+1)/(count+1)) / 2, the sum in order from zero.",
	Parameters: []Parameter{
		{Name: "records", Kind: Update, Size: ofClasses(2, 2)}, {Name: "x", Kind: Read, Size: values("n")},
		length, width, classes, thisClass,
	},
	Run: func(a *Args) {
		n := a.D[0]
		r := record(a.V[0], a.D[1], a.D[3])
		mean, m2 := r[2:2+n], r[2+n:2+2*n]
		count := r[0] + 1
		spread := count + 1
		sum := float32(0)
		for i, v := range a.V[1][:n] {
			d := v - mean[i]
			mean[i] += d / count
			m2[i] += float32(d * (v - mean[i]))
			sum += f32.Log((m2[i] + 1) / spread)
		}
		r[0], r[1] = count, f32.Log(spread)-float32(0.5*sum)
	},
	Forms: plain("bayes_learn", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"log": 1, "call": 1, "multiple": 2, "word": 24, "float_load": 12, "flash_word": 11, "float_add": 3, "float_multiply": 1, "float_store": 2, "integer": 8}},
		{Times: "n", Mix: map[string]float64{"log": 1, "float_load": 3, "float_add": 6, "float_multiply": 1, "float_divide": 2, "float_store": 2, "float_stall": 6, "integer": 2, "branch": 1}},
	},
})

// BayesLearn takes an input into the record [2n+2] of the window's class.
func BayesLearn(records, x *Vector, classes int) Op {
	return Op{Card: bayesLearn, Vectors: []*Vector{records, x}, Dims: []Dim{{N: x.Cols}, {N: records.Cols / classes}, room(classes), target(classes)}}
}

var bayesScores = Register(Card{
	Name: "bayes_scores",
	Text: "For each class its beginning - (count+1) * (sum of (x[i]-mean[i])^2 / (m2[i]+1)) / 2, the sum in order from zero.",
	Parameters: []Parameter{
		{Name: "y", Kind: Write, Size: values("classes")}, {Name: "records", Kind: Read, Size: ofClasses(2, 2)},
		{Name: "x", Kind: Read, Size: values("n")}, length, width, classes,
	},
	Run: func(a *Args) {
		n := a.D[0]
		for c := range a.D[2] {
			r := record(a.V[1], a.D[1], c)
			mean, m2 := r[2:2+n], r[2+n:2+2*n]
			sum := float32(0)
			for i, v := range a.V[2][:n] {
				d := v - mean[i]
				sum += float32(d*d) / (m2[i] + 1)
			}
			a.V[0][c] = r[1] - float32(0.5*float32((r[0]+1)*sum))
		}
	},
	Forms:  plain("bayes_scores", overClasses),
	Charge: named("bayes_scores", 0, 2),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 16, "integer": 8}},
		{Times: "m", Mix: map[string]float64{"float_load": 2, "float_add": 2, "float_multiply": 2, "float_store": 1, "float_stall": 3, "integer": 5, "branch": 1}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 3, "float_add": 3, "float_multiply": 1, "float_divide": 1, "float_stall": 3, "integer": 2, "branch": 1}},
	},
})

// BayesScores are the logarithms of prior times likelihood of every class, but for
// a constant that all have.
func BayesScores(y, records, x *Vector) Op {
	return Op{Card: bayesScores, Vectors: []*Vector{y, records, x}, Dims: []Dim{{N: x.Cols}, {N: records.Cols / y.Cols}, room(y.Cols)}}
}
