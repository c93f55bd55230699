package kernel

import "math"

// The nearest of the inputs that came last, a ring of `slots` for each class. A
// cursor is an integer, which lies in a word as bits: slots filled so far, and once
// all are, that many plus the slot that is written next.

var ringsLearn = Register(Card{
	Name: "rings_learn",
	Text: "Writes x into the next slot of a class's ring.",
	Parameters: []Parameter{
		{Name: "memory", Kind: Update, Size: inputsOfClasses("slots")}, {Name: "cursors", Kind: Update, Size: values("classes")},
		{Name: "x", Kind: Read, Size: values("n")},
		length, {Name: "slots", Kind: Dimension, Min: 1}, width, classes, thisClass,
	},
	Run: func(a *Args) {
		n, slots, class := a.D[0], a.D[1], a.D[4]
		cursor := int(math.Float32bits(a.V[1][class]))
		place := cursor
		if cursor >= slots {
			place -= slots
		}
		copy(record(a.V[0], a.D[2], class)[place*n:], a.V[2][:n])
		if cursor++; cursor == 2*slots {
			cursor = slots
		}
		a.V[1][class] = math.Float32frombits(uint32(cursor))
	},
	Forms:  plain("rings_learn", singly),
	Charge: named("rings_learn", 0, 1),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 12, "integer": 18, "load": 4, "store": 1}},
		{Times: "n", Mix: map[string]float64{"load": 1, "store": 1, "integer": 1, "branch": 1}},
	},
})

// RingsLearn takes an input x into the ring of the window's class: memory
// [classes][slots][n], cursors [classes].
func RingsLearn(memory, cursors, x *Vector) Op {
	classes := cursors.Cols
	width := memory.Cols / classes
	return Op{
		Card: ringsLearn, Vectors: []*Vector{memory, cursors, x},
		Dims: []Dim{{N: x.Cols}, {N: width / x.Cols}, {N: width}, room(classes), target(classes)},
	}
}

var ringsDistances = Register(Card{
	Name: "rings_distances",
	Text: "Squared distances [classes][slots] of x from what is in the rings, sums in order from zero; infinite for slots that are empty.",
	Parameters: []Parameter{
		{Name: "distances", Kind: Write, Size: Size{Cols: "classes", Times: 1, By: "slots"}},
		{Name: "memory", Kind: Read, Size: inputsOfClasses("slots")}, {Name: "cursors", Kind: Read, Size: values("classes")},
		{Name: "x", Kind: Read, Size: values("n")},
		length, {Name: "slots", Kind: Dimension, Min: 1}, width, classes,
	},
	Run: func(a *Args) {
		n, slots := a.D[0], a.D[1]
		for c := range a.D[3] {
			memory, filled := record(a.V[1], a.D[2], c), math.Float32bits(a.V[2][c])
			for s := range slots {
				sum := float32(0)
				for i, v := range a.V[3][:n] {
					d := v - memory[s*n+i]
					sum += float32(d * d)
				}
				if uint32(s) >= filled {
					sum = infinity
				}
				a.V[0][c*slots+s] = sum
			}
		}
	},
	Forms: []Form{
		{Name: "rings_distances", Terms: overClasses},
		{Name: "distances_of_class", Terms: []string{"n"}},
	},
	Charge: func(_ *Op, d []int) []Call {
		return []Call{{"rings_distances", d[0], d[1] * d[3]}, {"distances_of_class", d[3], 0}}
	},
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 20, "integer": 8}},
		{Times: "m", Mix: map[string]float64{"float_store": 1, "integer": 10, "branch": 1}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 2, "float_add": 2, "float_multiply": 1, "float_stall": 2, "integer": 1, "branch": 1}},
	},
})

// RingsDistances are those of x from every remembered input.
func RingsDistances(distances, memory, cursors, x *Vector) Op {
	classes := cursors.Cols
	width := memory.Cols / classes
	return Op{
		Card: ringsDistances, Vectors: []*Vector{distances, memory, cursors, x},
		Dims: []Dim{{N: x.Cols}, {N: width / x.Cols}, {N: width}, room(classes)},
	}
}

var infinity = float32(math.Inf(1))

var ringsVote = Register(Card{
	Name: "rings_vote",
	Text: "The classes of the `neighbours` smallest distances, the first of equals, vote: the nearest with 1 + 1/4, the next with 1 + 1/8 and so on, so that among classes with as many votes the nearer one has more. Distances that have voted become infinite; infinite ones do not vote.",
	Parameters: []Parameter{
		{Name: "votes", Kind: Write, Size: values("classes")}, {Name: "distances", Kind: Update, Size: Size{Cols: "classes", Times: 1, By: "slots"}},
		{Name: "slots", Kind: Dimension, Min: 1}, classes, {Name: "neighbours", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		votes, slots, classes := a.V[0], a.D[0], a.D[1]
		clear(votes[:classes])
		vote := float32(0.25)
		for range a.D[2] {
			best, smallest := 0, infinity
			for i, d := range a.V[1][:slots*classes] {
				if d < smallest {
					best, smallest = i, d
				}
			}
			if smallest < infinity {
				votes[best/slots] += 1 + vote
			}
			a.V[1][best] = infinity
			vote = float32(vote * 0.5)
		}
	},
	Forms: []Form{
		{Name: "rings_vote", Terms: []string{"1", "n", "n*m"}},
		{Name: "vote_of_class", Terms: []string{"m", "n*m"}},
	},
	Charge: func(_ *Op, d []int) []Call {
		return []Call{{"rings_vote", d[2], d[0] * d[1]}, {"vote_of_class", d[2], d[1]}}
	},
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "multiple": 2, "word": 20, "integer": 10}},
		{Times: "n", Mix: map[string]float64{"float_load": 1, "float_add": 2, "float_multiply": 1, "float_store": 2, "integer": 12, "branch": 1}},
		{Times: "n*m", Mix: map[string]float64{"float_load": 1, "float_compare": 1, "float_select": 1, "integer": 4, "branch": 1}},
	},
})

// RingsVote counts the votes of the nearest; at most MostNeighbours.
func RingsVote(votes, distances *Vector, neighbours int) Op {
	return Op{
		Card: ringsVote, Vectors: []*Vector{votes, distances},
		Dims: []Dim{{N: distances.Cols / votes.Cols}, room(votes.Cols), {N: neighbours}},
	}
}

var ringsGrow = Register(Card{
	Name: "rings_grow",
	Text: "No votes for a class that is new.",
	Parameters: []Parameter{
		{Name: "votes", Kind: Update, Size: values("classes")}, classes, thisClass,
	},
	Run:    func(a *Args) { a.V[0][a.D[1]] = 0 },
	Forms:  plain("rings_grow", []string{"1"}),
	Charge: func(*Op, []int) []Call { return []Call{{Kernel: "rings_grow"}} },
	Draft:  []Part{{Times: "1", Mix: map[string]float64{"call": 1, "store": 1, "integer": 6}}},
})

// RingsGrow gives the window's class, which is new, its place among the votes.
func RingsGrow(votes *Vector) Op {
	return Op{Card: ringsGrow, Vectors: []*Vector{votes}, Dims: []Dim{room(votes.Cols), target(votes.Cols)}}
}

// MostNeighbours is how many votes a float32 adds without rounding.
const MostNeighbours = 16
