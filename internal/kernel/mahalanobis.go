package kernel

// Kernels of a mean and a covariance C that is kept as C = L D Lᵀ, L unit lower
// triangular. The factor has the lower triangle column by column: d[0], l[1][0],
// ..., l[n-1][0], d[1], l[2][1], ... A d below leastVariance counts as that: what the
// features before it leave open of a feature is never less.

// Triangular is the number of values of a triangle of n columns with its diagonal.
func Triangular(n int) int { return n * (n + 1) / 2 }

// triangular prices a kernel by its columns and by the values beside the diagonal.
func triangular(name string) func(*Op, []int) []Call {
	return func(_ *Op, d []int) []Call { return []Call{{name, d[0], d[1] - d[0]}} }
}

var ofTriangle = []string{"1", "n", "m"}

var mahalanobis = Register(Card{
	Name: "mahalanobis",
	Text: "Squared Mahalanobis distance / n of x from the mean. For j from 0: to += z[j]^2 / d[j], then z[r] = z[r] - l[r][j]*z[j] for r above j; z begins as x - mean. Statistics are count, mean [n]; a d below 1e-4 counts as that.",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: Size{Plus: 1}}, {Name: "z", Kind: Write, Size: values("n")},
		{Name: "x", Kind: Read, Size: values("n")}, {Name: "statistics", Kind: Read, Size: Size{Cols: "n", Times: 1, Plus: 1}},
		{Name: "factor", Kind: Read, Size: values("size")},
		{Name: "n", Kind: Dimension, Min: 1}, {Name: "size", Kind: Dimension, Min: 1, Rule: Triangle, Other: "n"},
	},
	Run: func(a *Args) {
		z, x, mean, factor := a.V[1], a.V[2], a.V[3][1:], a.V[4]
		for i, v := range x {
			z[i] = v - mean[i]
		}
		sum := float32(0)
		for j, p := range z {
			column := factor[:len(z)-j]
			d := atLeast(column[0])
			sum = sum + float32(p*p)/d
			rest := z[j:]
			for r := 1; r < len(column); r++ {
				rest[r] = rest[r] - float32(column[r]*p)
			}
			factor = factor[len(column):]
		}
		a.V[0][0] = sum / float32(len(z))
	},
	Forms: plain("mahalanobis", ofTriangle), Charge: triangular("mahalanobis"),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 6, "float_divide": 1, "float_store": 1}},
		{Times: "n", Mix: map[string]float64{"float_load": 4, "float_add": 2, "float_store": 1, "float_compare": 1, "float_select": 1, "float_multiply": 1, "float_divide": 1, "integer": 6, "branch": 2}},
		{Times: "m", Mix: map[string]float64{"float_load": 2, "float_multiply": 1, "float_add": 1, "float_store": 1, "integer": 2, "branch": 1}},
	},
})

func atLeast(d float32) float32 {
	if d < leastVariance {
		d = leastVariance
	}
	return d
}

// Mahalanobis writes the squared distance of x / features to the first value of a
// vector; z is scratch.
func Mahalanobis(to, z, x, statistics, factor *Vector) Op {
	return Op{Card: mahalanobis, Vectors: []*Vector{to, z, x, statistics, factor}, Dims: []Dim{x.dim(), factor.dim()}}
}

var covarianceUpdate = Register(Card{
	Name: "covariance_update",
	Text: "Takes x into mean and covariance C = L D L' with the weight a, 1/count or the rate where that is more: z = x - mean, mean = mean + a*z, C = (1-a) * (C + a*z*z').",
	Parameters: []Parameter{
		{Name: "factor", Kind: Update, Size: values("size")}, {Name: "statistics", Kind: Update, Size: Size{Cols: "n", Times: 1, Plus: 1}},
		{Name: "z", Kind: Write, Size: values("n")}, {Name: "x", Kind: Read, Size: values("n")},
		{Name: "n", Kind: Dimension, Min: 1}, {Name: "size", Kind: Dimension, Min: 1, Rule: Triangle, Other: "n"},
		{Name: "rate", Kind: Constant},
	},
	Run: func(a *Args) {
		factor, mean, z, x := a.V[0], a.V[1][1:], a.V[2], a.V[3]
		weight := newestWeight(&a.V[1][0], a.Number)
		kept := 1 - weight
		for i, v := range x {
			z[i] = v - mean[i]
			mean[i] = mean[i] + float32(weight*z[i])
		}
		for j, p := range z {
			column := factor[:len(z)-j]
			d := atLeast(column[0])
			share := float32(weight * p)
			grown := d + float32(share*p)
			turn, left := share/grown, d/grown
			weight = float32(weight * left)
			column[0] = float32(kept * grown)
			rest := z[j:]
			for r := 1; r < len(column); r++ {
				l := column[r]
				zr := rest[r] - float32(l*p)
				rest[r] = zr
				column[r] = l + float32(turn*zr)
			}
			factor = factor[len(column):]
		}
	},
	Forms: plain("covariance_update", ofTriangle), Charge: triangular("covariance_update"),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 6, "float_divide": 1, "float_add": 2, "float_compare": 1, "float_select": 1}},
		{Times: "n", Mix: map[string]float64{"float_load": 4, "float_add": 3, "float_store": 3, "float_compare": 1, "float_select": 1, "float_multiply": 5, "float_divide": 2, "integer": 6, "branch": 2}},
		{Times: "m", Mix: map[string]float64{"float_load": 2, "float_multiply": 2, "float_add": 2, "float_store": 2, "integer": 2, "branch": 1}},
	},
})

// CovarianceUpdate adds a window by the rank-one update of Gill, Golub, Murray and
// Saunders (Methods for modifying matrix factorizations, Mathematics of Computation
// 28, 1974, method C1), which only ever adds to D: no rounding makes the matrix
// indefinite. What is forgotten is a factor of D.
func CovarianceUpdate(factor, statistics, z, x *Vector, rate float32) Op {
	return Op{Card: covarianceUpdate, Vectors: []*Vector{factor, statistics, z, x}, Dims: []Dim{x.dim(), factor.dim()}, Number: rate}
}
