package kernel

import "math"

// Two layers for one, batch by batch: copies with consolidated weights (CWR) and
// distillation (LwF). That a batch has ended is a number whose sign is not set;
// what then happens is computed at every update and selected, so that one takes as
// long as another.

// ended says that a number's sign is not set.
func ended(flag float32) bool { return math.Float32bits(flag)>>31 == 0 }

// flagged is 1 or -1.
func flagged(holds bool) float32 {
	if holds {
		return 1
	}
	return -1
}

// weightsOf is a matrix of a layer that grows.
var weightsOf = matrix("inputs", "stride", "classes")

var inputsAndStride = []Parameter{
	{Name: "inputs", Kind: Dimension, Min: 1}, classes,
	{Name: "stride", Kind: Dimension, Min: 1, Rule: NotBelow, Other: "classes"},
}

var cwrCount = Register(Card{
	Name: "cwr_count",
	Text: "Counts a window in a batch: counts are the batch's windows, whether it has ended, then those of each class. shares are for each class the factor of its consolidated weights, its count or -1 where they stay, and 1/(count+1); ended, counts begin anew.",
	Parameters: []Parameter{
		{Name: "counts", Kind: Update, Size: Size{Cols: "classes", Times: 1, Plus: 2}},
		{Name: "shares", Kind: Write, Size: Size{Cols: "classes", Times: 2}},
		classes, thisClass, {Name: "batch", Kind: Constant},
	},
	Run: func(a *Args) {
		counts, shares := a.V[0], a.V[1]
		counts[0]++
		counts[2+a.D[1]]++
		end := counts[0] >= a.Number
		counts[1] = flagged(end)
		for c := range a.D[0] {
			count := counts[2+c]
			shares[2*c], shares[2*c+1] = -1, 1/(count+1)
			if end && count > 0 {
				shares[2*c] = count
			}
			if end {
				counts[2+c] = 0
			}
		}
		if end {
			counts[0] = 0
		}
	},
	Forms: plain("cwr_count", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 8, "float_load": 2, "float_add": 2, "float_store": 2, "float_compare": 1, "integer": 10}},
		{Times: "n", Mix: map[string]float64{"float_load": 1, "float_add": 1, "float_divide": 1, "float_compare": 1, "float_store": 1, "store": 2, "integer": 8, "branch": 1}},
	},
})

// CWRCount counts a window, counts [2+classes], and says what is to be merged,
// shares [2*classes].
func CWRCount(counts, shares *Vector, batch int) Op {
	classes := counts.Cols - 2
	return Op{Card: cwrCount, Vectors: []*Vector{counts, shares}, Dims: []Dim{room(classes), target(classes)}, Number: float32(batch)}
}

var cwrConsolidate = Register(Card{
	Name: "cwr_consolidate",
	Text: "At a batch's end (consolidated * count + training) * (1/(count+1)) for the classes that were in it, and the consolidated weights of all in the place of training ones; else nothing changes.",
	Parameters: append([]Parameter{
		{Name: "consolidated", Kind: Update, Size: weightsOf}, {Name: "training", Kind: Update, Size: weightsOf},
		{Name: "counts", Kind: Read, Size: Size{Cols: "classes", Times: 1, Plus: 2}}, {Name: "shares", Kind: Read, Size: Size{Cols: "classes", Times: 2}},
	}, inputsAndStride...),
	Run: func(a *Args) {
		counts, shares := a.V[2], a.V[3]
		for i := range a.D[0] {
			consolidated, training := a.V[0][i*a.Stride:], a.V[1][i*a.Stride:]
			for c := range a.D[1] {
				count, share := shares[2*c], shares[2*c+1]
				kept, trained := consolidated[c], training[c]
				merged := float32((float32(kept*count) + trained) * share)
				if ended(count) {
					kept = merged
				}
				if ended(counts[1]) {
					trained = kept
				}
				consolidated[c], training[c] = kept, trained
			}
		}
	},
	Forms: plain("cwr_consolidate", overInputs),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 16, "integer": 8}},
		{Times: "n", Mix: map[string]float64{"integer": 6, "branch": 1}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 4, "float_add": 1, "float_multiply": 2, "float_select": 2, "float_store": 2, "float_stall": 3, "integer": 3, "branch": 1}},
	},
})

// overInputs are the terms of a loop over n inputs with one over m classes in it.
var overInputs = []string{"1", "n", "n*m"}

// CWRConsolidate merges weights, or biases, of training into consolidated ones.
func CWRConsolidate(consolidated, training, counts, shares *Vector) Op {
	return Op{Card: cwrConsolidate, Vectors: []*Vector{consolidated, training, counts, shares}, Dims: layer(consolidated)}
}

// layer are the dimensions of weights, or of biases.
func layer(v *Vector) []Dim { return []Dim{{N: v.lines()}, room(v.Cols), {N: v.Cols}} }

var lwfTarget = Register(Card{
	Name: "lwf_target",
	Text: "Counts an update and mixes what the copy says, target, with the label: lambda * target, and + (1 - lambda) at the class, where lambda is batch / max(count, batch). The clock is count, updates of the batch, and whether it has ended.",
	Parameters: []Parameter{
		{Name: "target", Kind: Update, Size: values("classes")}, {Name: "clock", Kind: Update, Size: Size{Plus: 3}},
		classes, thisClass, {Name: "batch", Kind: Constant},
	},
	Run: func(a *Args) {
		target, clock, batch := a.V[0], a.V[1], a.Number
		clock[0]++
		clock[1]++
		clock[2] = flagged(clock[1] >= batch)
		if ended(clock[2]) {
			clock[1] = 0
		}
		count := clock[0]
		if !(count > batch) {
			count = batch
		}
		lambda := batch / count
		for c := range a.D[0] {
			target[c] = float32(lambda * target[c])
		}
		target[a.D[1]] += 1 - lambda
	},
	Forms: plain("lwf_target", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "float_load": 3, "float_add": 4, "float_divide": 1, "float_compare": 2, "float_store": 4, "integer": 10}},
		{Times: "n", Mix: map[string]float64{"float_load": 1, "float_multiply": 1, "float_store": 1, "float_stall": 1, "integer": 1, "branch": 1}},
	},
})

// LwFTarget makes of the copy's output [classes] what the layer is to give.
func LwFTarget(target, clock *Vector, batch int) Op {
	return Op{Card: lwfTarget, Vectors: []*Vector{target, clock}, Dims: []Dim{room(target.Cols), Dim{target.Cols, Target}}, Number: float32(batch)}
}

var lwfRefresh = Register(Card{
	Name: "lwf_refresh",
	Text: "Copies weights where the clock says that a batch has ended, else nothing changes.",
	Parameters: append([]Parameter{
		{Name: "copy", Kind: Update, Size: weightsOf}, {Name: "weights", Kind: Read, Size: weightsOf},
		{Name: "clock", Kind: Read, Size: Size{Plus: 3}},
	}, inputsAndStride...),
	Run: func(a *Args) {
		for i := range a.D[0] {
			if ended(a.V[2][2]) {
				copy(a.V[0][i*a.Stride:][:a.D[1]], a.V[1][i*a.Stride:])
			}
		}
	},
	Forms: plain("lwf_refresh", overInputs),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 12, "integer": 8}},
		{Times: "n", Mix: map[string]float64{"integer": 6, "branch": 1}},
		{Times: "n*m", Mix: map[string]float64{"load": 2, "store": 1, "integer": 5, "branch": 1}},
	},
})

// LwFRefresh makes the copy of weights, or of biases, a new one.
func LwFRefresh(copied, weights, clock *Vector) Op {
	return Op{Card: lwfRefresh, Vectors: []*Vector{copied, weights, clock}, Dims: layer(weights)}
}
