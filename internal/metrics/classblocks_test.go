package metrics

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
)

// judged is a window as ClassBlocks gets it.
type judged struct {
	segment, label int
	predictions    []int
}

// judgedField has runs of four classes, some harder than others; the second
// arm repeats the last label.
func judgedField(random *rand.Rand, runs, length int) []judged {
	var list []judged
	last := -1
	for run := range runs {
		label, right := random.IntN(4), random.Float64()
		for range 1 + random.IntN(2*length-1) {
			prediction := label
			if random.Float64() > right {
				prediction = random.IntN(5) - 1 // none too
			}
			list = append(list, judged{run / 10, label, []int{prediction, last}})
			last = label
		}
		if run%5 == 0 {
			list = append(list, judged{run / 10, -1, []int{0, 0}})
		}
	}
	return list
}

func classBlocksOf(list []judged) *ClassBlocks {
	c := NewClassBlocks(2)
	for _, w := range list {
		c.Add(w.segment, w.label, w.predictions)
	}
	return c
}

func cutJudged(list []judged, limit int) (blocks [][]judged) {
	for i, w := range list {
		if w.label < 0 {
			continue
		}
		if i == 0 || list[i-1].segment != w.segment || list[i-1].label != w.label {
			blocks = append(blocks, nil)
		}
		blocks[len(blocks)-1] = append(blocks[len(blocks)-1], w)
	}
	for len(blocks) > limit {
		var halved [][]judged
		for pair := range slices.Chunk(blocks, 2) {
			halved = append(halved, slices.Concat(pair...))
		}
		blocks = halved
	}
	return blocks
}

func confusionOfJudged(windows []judged, arm int) *Confusion {
	var c Confusion
	for _, w := range windows {
		c.Add(w.label, w.predictions[arm])
	}
	return &c
}

// The reference keeps all windows, draws blocks of them with the same numbers
// and counts each sample in a Confusion.
func TestClassBlocksEqualTheWholeRecordingResampled(t *testing.T) {
	list := judgedField(rand.New(rand.NewPCG(91, 92)), 12, 9)
	blocks := cutJudged(list, maxBlocks)
	report := classBlocksOf(list).Figures(Pair{0, 1})
	if report.All != (BlockCount{int64(len(blocks)), len(blocks)}) {
		t.Fatalf("%+v, the reference has %d blocks", report.All, len(blocks))
	}
	var drawn [3][2][]float64
	source := rand.NewPCG(bootstrapSeed, bootstrapStream)
	for range Replicates {
		var sample []judged
		for range blocks {
			at, _ := bits.Mul64(source.Uint64(), uint64(len(blocks)))
			sample = append(sample, blocks[at]...)
		}
		first, second := confusionOfJudged(sample, 0), confusionOfJudged(sample, 1)
		for k, v := range [][2]float64{
			{first.Accuracy(), first.MacroF1()}, {second.Accuracy(), second.MacroF1()},
			{first.Accuracy() - second.Accuracy(), first.MacroF1() - second.MacroF1()},
		} {
			drawn[k][0], drawn[k][1] = append(drawn[k][0], v[0]), append(drawn[k][1], v[1])
		}
	}
	first, second := confusionOfJudged(slices.Concat(blocks...), 0), confusionOfJudged(slices.Concat(blocks...), 1)
	for k, test := range []struct {
		got               ClassFigures
		accuracy, macroF1 float64
	}{
		{report.Arms[0], first.Accuracy(), first.MacroF1()}, {report.Arms[1], second.Accuracy(), second.MacroF1()},
		{report.Differences[0], first.Accuracy() - second.Accuracy(), first.MacroF1() - second.MacroF1()},
	} {
		for f, got := range []Interval{test.got.Accuracy, test.got.MacroF1} {
			want := percentileInterval([]float64{test.accuracy, test.macroF1}[f], drawn[k][f], len(blocks))
			what := fmt.Sprintf("figure %d of %d: ", f, k)
			near(t, what+"mean", got.Mean, want.Mean, 1e-12)
			near(t, what+"low", got.Low, want.Low, 1e-12)
			near(t, what+"high", got.High, want.High, 1e-12)
		}
	}
}

func TestClassBlocksByHand(t *testing.T) {
	c := NewClassBlocks(1)
	// Five runs, of which the last one is wrong: accuracy 5/6. Class 0 has 4
	// windows, all right, and one of class 1 is taken for it: F1 8/9; class 1
	// has 2 windows and one hit: F1 2/3.
	for _, w := range []judged{{1, 0, []int{0}}, {1, 0, []int{0}}, {1, 1, []int{1}}, {1, 0, []int{0}}, {2, 0, []int{0}}, {2, 1, []int{0}}} {
		c.Add(w.segment, w.label, w.predictions)
	}
	report := c.Figures()
	if report.All != (BlockCount{5, 5}) {
		t.Fatalf("%+v", report.All)
	}
	near(t, "accuracy", report.Arms[0].Accuracy.Mean, 5./6, 1e-15)
	near(t, "macro-F1", report.Arms[0].MacroF1.Mean, (8./9+2./3)/2, 1e-15)
	// Of 1000 samples some have the last block five times, some never.
	near(t, "low", report.Arms[0].Accuracy.Low, 0, 0)
	near(t, "high", report.Arms[0].Accuracy.High, 1, 0)

	c.Reset()
	c.Add(2, 3, []int{-1})
	c.Add(2, -1, []int{1})
	c.Add(2, 3, []int{3})
	report = c.Figures()
	near(t, "accuracy after Reset", report.Arms[0].Accuracy.Mean, 0.5, 0)
	near(t, "low of two blocks", report.Arms[0].Accuracy.Low, math.NaN(), 0)
	near(t, "accuracy of nothing", NewClassBlocks(1).Figures().Arms[0].Accuracy.Mean, math.NaN(), 0)
}

func TestManyRunsOfClassesShareBlocks(t *testing.T) {
	list := judgedField(rand.New(rand.NewPCG(93, 94)), 3000, 2)
	blocks, c := cutJudged(list, maxBlocks), classBlocksOf(list)
	report := c.Figures()
	if report.All.Blocks != len(blocks) || report.All.Blocks > maxBlocks {
		t.Errorf("%+v, want %d blocks", report.All, len(blocks))
	}
	labels := c.counts.table(2, len(blocks))
	for block, windows := range blocks {
		n := int64(0)
		for _, e := range labels.times(1, block) {
			n += e.count
		}
		if n != int64(len(windows)) {
			t.Fatalf("block %d has %d windows, want %d", block, n, len(windows))
		}
	}
	want := confusionOfJudged(slices.Concat(blocks...), 0)
	near(t, "accuracy", report.Arms[0].Accuracy.Mean, want.Accuracy(), 1e-12)
	near(t, "macro-F1", report.Arms[0].MacroF1.Mean, want.MacroF1(), 1e-12)
}

func BenchmarkClassBlocksFigures(b *testing.B) {
	c := classBlocksOf(judgedField(rand.New(rand.NewPCG(1, 2)), 512, 100))
	for b.Loop() {
		c.Figures(Pair{0, 1})
	}
}
