package kernel

import (
	"math"
	"slices"
	"testing"
)

// A reservoir with everything around it, for inputs of one number.
type testReservoir struct {
	state                               State
	memory, counts, generator, x, to, t []float32
	remember, recall                    Bound
}

func newReservoir(k, classes int) *testReservoir {
	vector := func(n int) *Vector { return &Vector{Cols: n} }
	memory, counts, generator, x, to, target := vector(k*classes), vector(classes), vector(1), vector(1), vector(1), vector(classes)
	m := Memory{}
	r := &testReservoir{memory: m.Values(memory), counts: m.Values(counts), generator: m.Values(generator), x: m.Values(x), to: m.Values(to), t: m.Values(target)}
	r.state.Neurons = classes
	remember, recall := Sample(memory, counts, generator, x), Recall(to, target, memory, counts, generator)
	r.remember, r.recall = remember.Bind(&r.state, m.Values), recall.Bind(&r.state, m.Values)
	r.generator[0] = math.Float32frombits(GeneratorStart)
	return r
}

func (r *testReservoir) add(class int, value float32) {
	r.state.Target, r.x[0] = class, value
	r.remember.Run()
}

// Algorithm R written plainly, with the same generator: xorshift32 gives the known
// first numbers, and a place below n is the integer part of n times a fraction.
func TestReservoirIsAlgorithmR(t *testing.T) {
	const k, classes = 5, 3
	random := uint64(2463534242)
	next := func() uint64 {
		random ^= random << 13 & 0xffffffff
		random ^= random >> 17
		random ^= random << 5 & 0xffffffff
		return random
	}
	r := newReservoir(k, classes)
	var kept [classes][]float32
	var seen [classes]int
	for i := range 2000 {
		class := i * i % classes
		if i%7 == 0 {
			class = 2
		}
		r.add(class, float32(i))
		seen[class]++
		place := int(math.Floor(float64(next()) / (1 << 32) * float64(seen[class])))
		switch {
		case len(kept[class]) < k:
			kept[class] = append(kept[class], float32(i))
		case place < k:
			kept[class][place] = float32(i)
		}
		for c := range classes {
			if !slices.Equal(r.memory[c*k:][:len(kept[c])], kept[c]) || int(math.Float32bits(r.counts[c])) != seen[c] {
				t.Fatalf("input %d: class %d has %v of %d, want %v of %d", i, c, r.memory[c*k:][:k], math.Float32bits(r.counts[c]), kept[c], seen[c])
			}
		}
	}
	first := float32(0)
	if first = math.Float32frombits(GeneratorStart); xorshift(&first) != 723471715 {
		t.Errorf("the first number is %d, Marsaglia's is 723471715", math.Float32bits(first))
	}
}

// chiSquare is the sum of squared deviations, each in units of its variance, of
// counts over so many draws that each choose a share of them: about as many as
// there are counts.
func chiSquare(counts []int, draws, share float64) (sum float64) {
	expected := draws * share
	for _, c := range counts {
		sum += (float64(c) - expected) * (float64(c) - expected) / (expected * (1 - share))
	}
	return sum
}

// Each input of a stream is in the reservoir with the same probability, whenever it
// came; and of what is remembered, each class is drawn as often, and each input of
// a class.
func TestReservoirIsUniform(t *testing.T) {
	const k, length, streams = 8, 40, 20000
	r := newReservoir(k, 1)
	in := make([]int, length)
	for range streams {
		r.counts[0] = 0
		for i := range length {
			r.add(0, float32(i))
		}
		for _, v := range r.memory {
			in[int(v)]++
		}
	}
	// Four standard deviations above the mean.
	bound := func(counts int) float64 { return float64(counts) + 4*math.Sqrt(2*float64(counts)) }
	if x := chiSquare(in, streams, float64(k)/length); x > bound(length) {
		t.Errorf("chi-square %g of %v", x, in)
	}

	const classes = 3
	r = newReservoir(k, classes)
	fill := [classes]int{2, k, 5 * k}
	for c, n := range fill {
		for i := range n {
			r.add(c, float32(100*c+i))
		}
	}
	var drawn [classes]int
	places := map[float32]int{}
	const draws = 30000
	for range draws {
		r.recall.Run()
		class := slices.Index(r.t, 1)
		drawn[class]++
		places[r.to[0]]++
		if int(r.to[0])/100 != class {
			t.Fatalf("%g is not of class %d", r.to[0], class)
		}
	}
	if x := chiSquare(drawn[:], draws, 1.0/classes); x > bound(classes) {
		t.Errorf("classes are drawn %v", drawn)
	}
	for c, n := range fill {
		var counts []int
		for v, count := range places {
			if int(v)/100 == c {
				counts = append(counts, count)
			}
		}
		if held := min(n, k); len(counts) != held || chiSquare(counts, float64(drawn[c]), 1/float64(held)) > bound(held) {
			t.Errorf("of class %d these are drawn: %v", c, counts)
		}
	}
}
