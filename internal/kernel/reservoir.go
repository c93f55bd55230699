package kernel

import "math"

// A reservoir of k inputs a class (Vitter, Random sampling with a reservoir, ACM
// Transactions on Mathematical Software 11(1), 1985, algorithm R), and what is
// replayed of them. Counts and the generator are integers, which lie in words of
// the vectors as bits.

// GeneratorStart is what the generator begins with: the y of Marsaglia's xorshift
// generators (Journal of Statistical Software 8(14), 2003). Any number but 0 will do.
const GeneratorStart uint32 = 2463534242

// xorshift is Marsaglia's generator of 32 bits with the shifts 13, 17 and 5, whose
// period is 2^32 - 1.
func xorshift(state *float32) uint32 {
	v := math.Float32bits(*state)
	v ^= v << 13
	v ^= v >> 17
	v ^= v << 5
	*state = math.Float32frombits(v)
	return v
}

// below scales a random number to 0 to n-1: the upper word of the product.
func below(random, n uint32) uint32 { return uint32(uint64(random) * uint64(n) >> 32) }

var replayRemember = Register(Card{
	Name: "replay_remember",
	Text: "Counts an input of a class, and takes it into the class's reservoir of k as algorithm R does: while there is room, then with probability k/count in the place of any.",
	Parameters: []Parameter{
		{Name: "memory", Kind: Update, Size: inputsOfClasses("k")}, {Name: "counts", Kind: Update, Size: values("classes")},
		{Name: "generator", Kind: Update, Size: Size{Plus: 1}}, {Name: "x", Kind: Read, Size: values("n")},
		length, {Name: "k", Kind: Dimension, Min: 1}, width, classes, thisClass,
	},
	Run: func(a *Args) {
		n, k, class := a.D[0], uint32(a.D[1]), a.D[4]
		count := math.Float32bits(a.V[1][class]) + 1
		a.V[1][class] = math.Float32frombits(count)
		place := below(xorshift(&a.V[2][0]), count)
		if count <= k {
			place = count - 1
		}
		if place < k {
			copy(record(a.V[0], a.D[2], class)[int(place)*n:], a.V[3][:n])
		}
	},
	Forms:  plain("replay_remember", singly),
	Charge: named("replay_remember", 0, 1),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 18, "integer": 30, "load": 4, "store": 2}},
		{Times: "n", Mix: map[string]float64{"load": 2, "store": 1, "integer": 4, "branch": 1}},
	},
})

// Sample takes an input x into the reservoir of the window's class: memory
// [classes][k][n], counts [classes].
func Sample(memory, counts, generator, x *Vector) Op {
	classes := counts.Cols
	width := memory.Cols / classes
	return Op{
		Card: replayRemember, Vectors: []*Vector{memory, counts, generator, x},
		Dims: []Dim{{N: x.Cols}, {N: width / x.Cols}, {N: width}, room(classes), target(classes)},
	}
}

var replayRecall = Register(Card{
	Name: "replay_recall",
	Text: "Draws a class, then one of its inputs in the reservoir; target is 1 at the class and 0 elsewhere.",
	Parameters: []Parameter{
		{Name: "to", Kind: Write, Size: values("n")}, {Name: "target", Kind: Write, Size: values("classes")},
		{Name: "memory", Kind: Read, Size: inputsOfClasses("k")}, {Name: "counts", Kind: Read, Size: values("classes")},
		{Name: "generator", Kind: Update, Size: Size{Plus: 1}},
		length, {Name: "k", Kind: Dimension, Min: 1}, width, classes,
	},
	Run: func(a *Args) {
		n, k, classes := a.D[0], uint32(a.D[1]), uint32(a.D[3])
		class := int(below(xorshift(&a.V[4][0]), classes))
		place := below(xorshift(&a.V[4][0]), min(math.Float32bits(a.V[3][class]), k))
		copy(a.V[0][:n], record(a.V[2], a.D[2], class)[int(place)*n:])
		clear(a.V[1][:classes])
		a.V[1][class] = 1
	},
	Forms:  plain("replay_recall", []string{"1", "n", "m", "n==1"}),
	Charge: named("replay_recall", 0, 3),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 18, "integer": 36, "load": 4, "store": 1}},
		{Times: "n", Mix: map[string]float64{"load": 1, "store": 1, "integer": 1, "branch": 1}},
		{Times: "m", Mix: map[string]float64{"store": 1, "integer": 4, "branch": 1}},
	},
})

// Recall draws one of the remembered inputs, each class as often as another.
func Recall(to, target, memory, counts, generator *Vector) Op {
	classes := counts.Cols
	width := memory.Cols / classes
	return Op{
		Card: replayRecall, Vectors: []*Vector{to, target, memory, counts, generator},
		Dims: []Dim{{N: to.Cols}, {N: width / to.Cols}, {N: width}, room(classes)},
	}
}

var gradientTarget = Register(Card{
	Name: "gradient_target",
	Text: "rate * (y - target), of a softmax and probabilities.",
	Parameters: []Parameter{
		{Name: "gradient", Kind: Write, Size: values("classes")}, {Name: "y", Kind: Read, Size: values("classes")},
		{Name: "target", Kind: Read, Size: values("classes")}, classes, {Name: "rate", Kind: Constant},
	},
	Run: func(a *Args) {
		for c := range a.D[0] {
			a.V[0][c] = float32(a.Number * (a.V[1][c] - a.V[2][c]))
		}
	},
	Forms: plain("gradient_target", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 4}},
		{Times: "n", Mix: map[string]float64{"float_load": 2, "float_add": 1, "float_multiply": 1, "float_store": 1, "float_stall": 1, "integer": 1, "branch": 1}},
	},
})

// GradientTarget is GradientCrossEntropy where the target is a vector of
// probabilities.
func GradientTarget(gradient, y, target *Vector, rate float32) Op {
	return Op{Card: gradientTarget, Vectors: []*Vector{gradient, y, target}, Dims: []Dim{room(y.Cols)}, Number: rate}
}
