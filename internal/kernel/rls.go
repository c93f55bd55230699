package kernel

// rlsStart is what recursive least squares begins with on the diagonal of P: a
// ridge of 1/rlsStart on the sum of squares that it minimises.
const rlsStart float32 = 100

var rlsGain = Register(Card{
	Name: "rls_gain",
	Text: "The gain P*x / (1 + x'*P*x) of recursive least squares; then P without what x has told, divided by the forgetting unless its trace went above 100*n. P = U D U', U unit upper triangular, kept column by column: u[0][j], ..., u[j-1][j], d[j].",
	Parameters: []Parameter{
		{Name: "gain", Kind: Write, Size: values("n")}, {Name: "factor", Kind: Update, Size: values("size")},
		{Name: "x", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1}, {Name: "size", Kind: Dimension, Min: 1, Rule: Triangle, Other: "n"},
		{Name: "forgetting", Kind: Constant},
	},
	Run: func(a *Args) {
		gain, factor, x := a.V[0], a.V[1], a.V[2]
		sum, trace := float32(1), float32(0)
		for j, at := 0, 0; j < len(x); j, at = j+1, at+j+1 {
			column := factor[at : at+j+1]
			f := x[j]
			for i, u := range column[:j] {
				f = f + float32(u*x[i])
			}
			v := float32(column[j] * f)
			before := sum
			sum = sum + float32(f*v)
			d := float32(column[j] * (before / sum))
			turn := f / before
			squares := float32(1)
			for i, u := range column[:j] {
				moved := u - float32(turn*gain[i])
				gain[i] = gain[i] + float32(v*u)
				squares = squares + float32(moved*moved)
				column[i] = moved
			}
			gain[j], column[j] = v, d
			trace = trace + float32(d*squares)
		}
		share, grow := 1/sum, 1/a.Number
		limit := float32(rlsStart * float32(len(x)))
		if limit < float32(trace*grow) {
			grow = 1
		}
		for j, at := 0, 0; j < len(x); j, at = j+1, at+j+2 {
			gain[j] = float32(gain[j] * share)
			factor[at] = float32(factor[at] * grow)
		}
	},
	Forms: []Form{{Name: "rls_gain", Terms: ofTriangle}, {Name: "rectified_rls", Soft: []string{"m"}}},
	Charge: func(o *Op, d []int) []Call {
		calls := triangular("rls_gain")(o, d)
		if o.Vectors[2].Rectified {
			calls = append(calls, Call{"rectified_rls", calls[0].N, calls[0].M})
		}
		return calls
	},
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 8, "float_divide": 2, "float_multiply": 2, "float_compare": 1, "float_select": 1}},
		{Times: "n", Mix: map[string]float64{"float_load": 4, "float_add": 2, "float_store": 4, "float_multiply": 6, "float_divide": 2, "integer": 9, "branch": 4}},
		{Times: "m", Mix: map[string]float64{"float_load": 4, "float_multiply": 4, "float_add": 4, "float_store": 2, "integer": 4, "branch": 2}},
	},
})

// RLSGain updates P by Bierman's U-D factorization (Measurement updating using the
// U-D factorization, Automatica 12, 1976): D stays above zero, so that P stays
// symmetric and positive definite whatever is rounded. Forgetting is left out where
// P's trace would go beyond what it had at the start: otherwise P grows without end
// in directions that the inputs never take (Åström and Wittenmark, Adaptive Control,
// second edition, section 11.5).
func RLSGain(gain, factor, x *Vector, forgetting float32) Op {
	gain.Rectified = x.Rectified // an input that was always zero has a gain of zero
	return Op{Card: rlsGain, Vectors: []*Vector{gain, factor, x}, Dims: []Dim{x.dim(), factor.dim()}, Number: forgetting}
}

// RLSFactor is the factor that recursive least squares over n inputs begins with.
func RLSFactor(n int) *Vector {
	start := make([]float32, Triangular(n))
	for j, at := 0, 0; j < n; j, at = j+1, at+j+2 {
		start[at] = rlsStart
	}
	return Table("start of P", 0, len(start), start)
}
