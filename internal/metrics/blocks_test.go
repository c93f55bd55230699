package metrics

import (
	"fmt"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"
	"unsafe"

	"gonum.org/v1/gonum/stat/distuv"
)

// blocked is a window as Blocks gets it.
type blocked struct {
	segment int
	state   State
	label   int
	scores  []float32
	alarms  []bool
}

// field is a recording in which neighbours are alike: each run has a level of
// its own, and its windows scatter about it. Two detectors see the same runs,
// the second one more noise besides. Runs have 1 to 2*length-1 windows.
func field(random *rand.Rand, runs, length int, steps float64) []blocked {
	var list []blocked
	for run := range runs {
		state, level := Normal, 0.7*random.NormFloat64()
		if run%2 == 1 {
			state, level = Anomalous, level+1.2
		}
		for range 1 + random.IntN(2*length-1) {
			x := level + 0.5*random.NormFloat64()
			y := x + 0.3*random.NormFloat64()
			if steps > 0 { // ties
				x, y = math.Round(x*steps)/steps, math.Round(y*steps)/steps
			}
			list = append(list, blocked{run / 10, state, run % 2 * (1 + run%3), []float32{float32(x), float32(y)}, []bool{x > 1, y > 1}})
		}
		if run%4 == 0 {
			list = append(list, blocked{run / 10, Mixed, -1, []float32{9, 9}, []bool{true, true}})
		}
	}
	return list
}

func blocksOf(list []blocked, arms int) *Blocks {
	b := NewBlocks(arms)
	for _, w := range list {
		b.Add(w.segment, w.state, w.label, w.scores, w.alarms)
	}
	return b
}

// cut is the reference for runs and blocks: windows by state and block, with
// the blocks halved as often as it takes.
func cut(list []blocked, limit int) (blocks [2][][]blocked) {
	for i, w := range list {
		s := 0
		switch w.state {
		case Anomalous:
			s = 1
		case Normal:
		default:
			continue
		}
		if i == 0 || list[i-1].segment != w.segment || list[i-1].state != w.state || list[i-1].label != w.label {
			blocks[s] = append(blocks[s], nil)
		}
		last := len(blocks[s]) - 1
		blocks[s][last] = append(blocks[s][last], w)
	}
	for s := range blocks {
		for len(blocks[s]) > limit {
			var halved [][]blocked
			for pair := range slices.Chunk(blocks[s], 2) {
				halved = append(halved, slices.Concat(pair...))
			}
			blocks[s] = halved
		}
	}
	return blocks
}

// figuresOf is the reference for the figures of an arm of a sample.
func figuresOf(sample [2][]blocked, arm int) BlockFigures {
	var scores []scored
	var rates [2]float64
	for s, windows := range sample {
		for _, w := range windows {
			scores = append(scores, scored{w.scores[arm], s == 1})
			if w.alarms[arm] {
				rates[s] += 1 / float64(len(windows))
			}
		}
	}
	return BlockFigures{
		AUC: Interval{Mean: pairsWon(scores)}, FalseAlarmRate: Interval{Mean: rates[0]}, DetectionRate: Interval{Mean: rates[1]},
		DetectionAtOnePercent: Interval{Mean: heightAt(scores, 0.01)}, DetectionAtFivePercent: Interval{Mean: heightAt(scores, 0.05)},
	}
}

func (f *BlockFigures) list() []*Interval {
	return []*Interval{&f.AUC, &f.FalseAlarmRate, &f.DetectionRate, &f.DetectionAtOnePercent, &f.DetectionAtFivePercent}
}

var figureNames = []string{"AUC", "false alarm rate", "detection rate", "detection at 1 %", "detection at 5 %"}

// The reference keeps all windows, draws blocks of them with the same numbers
// and looks at every pair and threshold of a sample.
func TestBlocksEqualTheWholeRecordingResampled(t *testing.T) {
	for _, steps := range []float64{0, 4} {
		random := rand.New(rand.NewPCG(71, 72))
		list := field(random, 24, 14, steps)
		report := blocksOf(list, 2).Figures(Pair{0, 1}, Pair{1, 0})
		blocks := cut(list, maxBlocks/2)
		if report.Normal != (BlockCount{12, 12}) || len(blocks[0]) != 12 || report.Anomalous != (BlockCount{12, 12}) {
			t.Fatalf("%+v and %+v; the reference has %d and %d blocks", report.Normal, report.Anomalous, len(blocks[0]), len(blocks[1]))
		}
		var drawn [3][blockFigures][]float64 // two arms and their difference
		source := rand.NewPCG(bootstrapSeed, bootstrapStream)
		for range Replicates {
			var sample [2][]blocked
			for s := range sample {
				for range blocks[s] {
					at, _ := bits.Mul64(source.Uint64(), uint64(len(blocks[s])))
					sample[s] = append(sample[s], blocks[s][at]...)
				}
			}
			first, second := figuresOf(sample, 0), figuresOf(sample, 1)
			for f := range figureNames {
				x, y := first.list()[f].Mean, second.list()[f].Mean
				for k, v := range []float64{x, y, x - y} {
					drawn[k][f] = append(drawn[k][f], v)
				}
			}
		}
		all := [2][]blocked{slices.Concat(blocks[0]...), slices.Concat(blocks[1]...)}
		first, second := figuresOf(all, 0), figuresOf(all, 1)
		for f, name := range figureNames {
			x, y := first.list()[f].Mean, second.list()[f].Mean
			for k, test := range []struct {
				got  *Interval
				mean float64
			}{{report.Arms[0].list()[f], x}, {report.Arms[1].list()[f], y}, {report.Differences[0].list()[f], x - y}} {
				what := fmt.Sprintf("ties %v, %s, %d: ", steps > 0, name, k)
				// 12 blocks: t(11) = 2.201 times sqrt(12/11) is 2.2988; a normal
				// distribution has 0.01076 beyond, 10.77 of 1001.
				slices.Sort(drawn[k][f])
				near(t, what+"mean", test.got.Mean, test.mean, 1e-12)
				near(t, what+"low", test.got.Low, drawn[k][f][9], 1e-9)
				near(t, what+"high", test.got.High, drawn[k][f][Replicates-10], 1e-9)
			}
			forth, back := report.Differences[0].list()[f], report.Differences[1].list()[f]
			if *back != (Interval{-forth.Mean, -forth.High, -forth.Low}) {
				t.Errorf("%s: %v there and %v back", name, *forth, *back)
			}
		}
	}
}

func TestPercentileIntervalByHand(t *testing.T) {
	random := rand.New(rand.NewPCG(73, 74))
	for blocks, want := range map[int]Interval{
		// Many blocks: 0.025 * 1001 = 25.
		1_000_000: {500, 25, 976},
		// 10: t(9) = 2.2622 times sqrt(10/9) is 2.3845; 0.00855 beyond.
		10: {500, 8, 993},
		// 5: t(4) = 2.7764 times sqrt(5/4) is 3.1041; 0.00095 beyond, under one.
		5: {500, 1, 1000},
		4: {500, math.NaN(), math.NaN()},
	} {
		drawn := make([]float64, Replicates)
		for i, at := range random.Perm(Replicates) {
			drawn[at] = float64(i + 1)
		}
		got := percentileInterval(500, drawn, blocks)
		near(t, fmt.Sprint(blocks, " blocks: low"), got.Low, want.Low, 0)
		near(t, fmt.Sprint(blocks, " blocks: high"), got.High, want.High, 0)
	}
	near(t, "high of an undefined figure", percentileInterval(math.NaN(), []float64{1, 2}, 9).High, math.NaN(), 0)
	near(t, "high where a sample has none", percentileInterval(1, []float64{1, math.NaN(), 2}, 9).High, math.NaN(), 0)
	near(t, "high of equal samples", percentileInterval(1, []float64{1, 1, 1}, 9).High, math.NaN(), 0)
}

// Of many recordings of one machine, about 95 % of the intervals must hold what
// the machine does in the long run. The rate of false alarms, which a few runs
// decide, needs more blocks for that than the others. An interval over windows,
// which takes them for independent, is right far more rarely.
func TestBlocksCover(t *testing.T) {
	// A normal window's score has mean 0 and variance 0.7^2 + 0.5^2, an anomalous
	// one's mean 1.2; the threshold is 1.
	deviation := math.Sqrt(0.7*0.7 + 0.5*0.5)
	truth := []float64{
		distuv.UnitNormal.CDF(1.2 / (deviation * math.Sqrt2)),
		distuv.UnitNormal.Survival(1 / deviation), distuv.UnitNormal.Survival((1 - 1.2) / deviation),
	}
	random := rand.New(rand.NewPCG(75, 76))
	for _, test := range []struct {
		runs int
		want [3]float64
	}{{20, [3]float64{0.93, 0.85, 0.95}}, {60, [3]float64{0.95, 0.91, 0.95}}, {200, [3]float64{0.95, 0.95, 0.95}}} {
		const recordings = 200
		var held [3]float64
		naive := 0.0
		for range recordings {
			list := field(random, test.runs, 12, 0)
			ranking := NewRanking()
			report := blocksOf(list, 2).Figures()
			for f, interval := range report.Arms[0].list()[:3] {
				if interval.Low <= truth[f] && truth[f] <= interval.High {
					held[f] += 1. / recordings
				}
			}
			for _, w := range list {
				if w.state != Mixed {
					ranking.Add(w.scores[0], w.state == Anomalous)
				}
			}
			if interval := ranking.AUCInterval(1); interval.Low <= truth[0] && truth[0] <= interval.High {
				naive += 1. / recordings
			}
		}
		for f, share := range held {
			near(t, fmt.Sprintf("%d runs, %s: coverage", test.runs, figureNames[f]), share, test.want[f], 0.04)
		}
		if naive > 0.75 {
			t.Errorf("%d runs: intervals over windows hold the area in %v of the recordings: the test shows nothing", test.runs, naive)
		}
	}
}

func TestBlocksWithoutAnInterval(t *testing.T) {
	for _, test := range []struct {
		name    string
		list    []blocked
		normal  int
		ranked  bool // AUC has an interval
		falsely bool // and the false alarm rate
	}{
		{"nothing", nil, 0, false, false},
		{"4 and 4", field(rand.New(rand.NewPCG(77, 78)), 8, 20, 0), 4, false, false},
		{"5 and 4", field(rand.New(rand.NewPCG(77, 78)), 9, 20, 0), 5, false, true},
		{"5 and 5", field(rand.New(rand.NewPCG(77, 78)), 10, 20, 0), 5, true, true},
	} {
		report := blocksOf(test.list, 2).Figures(Pair{0, 1})
		for _, f := range append(report.Arms, report.Differences...) {
			if report.Normal.Blocks != test.normal || math.IsNaN(f.AUC.Low) == test.ranked || math.IsNaN(f.FalseAlarmRate.High) == test.falsely {
				t.Errorf("%s: %+v, %+v", test.name, report.Normal, f)
			}
		}
	}
	// One long normal run: figures, and no interval. Under 100 normal windows
	// there is no detection at 1 %.
	b := NewBlocks(1)
	for i := range 99 {
		b.Add(1, Normal, 0, []float32{float32(i)}, []bool{i > 90})
		b.Add(1, Anomalous, 1, []float32{100}, []bool{true})
	}
	f := b.Figures().Arms[0]
	near(t, "detection at 1 %", f.DetectionAtOnePercent.Mean, math.NaN(), 0)
	near(t, "detection at 5 %", f.DetectionAtFivePercent.Mean, 1, 0)
	near(t, "false alarm rate", f.FalseAlarmRate.Mean, 8./99, 1e-15)
	// Every anomalous block says 1: so did every one drawn, and the next may not.
	near(t, "detection rate", f.DetectionRate.Mean, 1, 0)
	near(t, "its high end", f.DetectionRate.High, math.NaN(), 0)
}

func TestRunsMakeBlocks(t *testing.T) {
	b := NewBlocks(1)
	add := func(segment int, state State, label int) { b.Add(segment, state, label, []float32{1}, []bool{false}) }
	add(1, Normal, 0)
	add(1, Normal, 0)
	add(1, Anomalous, 1)
	add(1, Anomalous, 2) // another fault
	add(1, Normal, 0)
	add(2, Normal, 0) // another segment
	add(2, Mixed, -1)
	add(2, Normal, 0) // something was between
	add(2, Unknown, -1)
	add(2, Normal, 0)
	if r := b.Figures(); r.Normal.Blocks != 5 || r.Anomalous.Blocks != 2 {
		t.Errorf("%+v, %+v", r.Normal, r.Anomalous)
	}
	b.Reset() // within a run
	add(2, Normal, 0)
	if r := b.Figures(); r.Normal != (BlockCount{1, 1}) || r.Anomalous != (BlockCount{0, 0}) {
		t.Errorf("after Reset: %+v, %+v", r.Normal, r.Anomalous)
	}
}

// Beyond 128 runs of a state blocks hold several, all as many, and the figures
// are those of all windows still.
func TestManyRunsShareBlocks(t *testing.T) {
	for _, runs := range []int{maxBlocks, maxBlocks + 1, 2051} {
		random := rand.New(rand.NewPCG(79, uint64(runs)))
		list := field(random, runs, 2, 3)
		b := blocksOf(list, 2)
		report, blocks := b.Figures(), cut(list, maxBlocks/2)
		all := [2][]blocked{slices.Concat(blocks[0]...), slices.Concat(blocks[1]...)}
		for s, count := range []BlockCount{report.Normal, report.Anomalous} {
			if want := (BlockCount{int64(runs+1-s) / 2, len(blocks[s])}); count != want {
				t.Errorf("%d runs: %+v, want %+v", runs, count, want)
			}
			for block, windows := range blocks[s] {
				if got := b.states[s].windows[block]; got != int64(len(windows)) {
					t.Fatalf("%d runs: block %d has %d windows, want %d", runs, block, got, len(windows))
				}
			}
		}
		want := figuresOf(all, 1)
		for f, name := range figureNames {
			near(t, name, report.Arms[1].list()[f].Mean, want.list()[f].Mean, 1e-12)
		}
	}
}

// Scores without end take no more memory; areas stay within the error stated,
// and their intervals beside those of the exact ones.
func TestBlocksOfManyScores(t *testing.T) {
	random := rand.New(rand.NewPCG(81, 82))
	for _, runs := range []int{20, 400} {
		b, rankings := NewBlocks(2), []*Ranking{NewRanking(), NewRanking()}
		for _, w := range field(random, runs, 100_000/runs, 0) {
			b.Add(w.segment, w.state, w.label, w.scores, w.alarms)
			for arm, r := range rankings {
				if w.state != Mixed {
					r.Add(w.scores[arm], w.state == Anomalous)
				}
			}
		}
		if bytes := uintptr(len(b.scores.slots)) * unsafe.Sizeof(cell{}); bytes > 2<<20 {
			t.Errorf("%d runs: %d bytes", runs, bytes)
		}
		report := b.Figures()
		for arm, f := range report.Arms {
			off := math.Abs(f.AUC.Mean - rankings[arm].AUC())
			stated := report.AUCError[arm]
			if b.shift[arm] == 0 || !(stated > 0 && stated < 0.005) || off > stated+rankings[arm].AUCError() {
				t.Errorf("%d runs: %d bits dropped, off by %v, stated %v", runs, b.shift[arm], off, stated)
			}
			near(t, "detection at 1 %", f.DetectionAtOnePercent.Mean, rankings[arm].DetectionAt(0.01), 0.02)
			near(t, "detection at 5 %", f.DetectionAtFivePercent.Mean, rankings[arm].DetectionAt(0.05), 0.02)
		}
	}
}

func TestBlocksForgetAndRepeat(t *testing.T) {
	random := rand.New(rand.NewPCG(83, 84))
	b := blocksOf(field(random, 700, 60, 0), 2)
	b.Reset()
	list := field(random, 30, 10, 0)
	for _, w := range list {
		b.Add(w.segment, w.state, w.label, w.scores, w.alarms)
	}
	first, second, fresh := b.Figures(Pair{0, 1}), b.Figures(Pair{0, 1}), blocksOf(list, 2).Figures(Pair{0, 1})
	for name, other := range map[string]*BlockReport{"again": second, "without a past": fresh} {
		if fmt.Sprint(*first) != fmt.Sprint(*other) {
			t.Errorf("%s:\n%+v\n%+v", name, *first, *other)
		}
	}
}

func TestBlocksTakeNoMemoryAWindow(t *testing.T) {
	random := rand.New(rand.NewPCG(85, 86))
	b, scores, alarms := blocksOf(field(random, 1000, 60, 0), 2), make([]float32, 2), []bool{true, false}
	class, predictions := NewClassBlocks(2), []int{1, 2}
	class.Add(0, 1, predictions)
	if n := testing.AllocsPerRun(1000, func() {
		scores[0], scores[1] = random.Float32(), random.Float32()
		b.Add(1, Normal, 0, scores, alarms)
		class.Add(0, 1, predictions)
	}); n != 0 {
		t.Errorf("%v allocations a window", n)
	}
}

func BenchmarkBlocksAdd(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	list := field(random, 512, 100, 0)
	blocks := blocksOf(list, 2)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		w := &list[i%len(list)]
		blocks.Add(w.segment, w.state, w.label, w.scores, w.alarms)
		i++
	}
}

func BenchmarkBlocksFigures(b *testing.B) {
	for _, runs := range []int{10, 512} {
		random := rand.New(rand.NewPCG(1, 2))
		blocks := NewBlocks(4)
		for _, w := range field(random, runs, 100_000/runs, 0) {
			blocks.Add(w.segment, w.state, w.label, append(w.scores, w.scores[0]+0.1, w.scores[1]*2), append(w.alarms, w.alarms...))
		}
		b.Run(fmt.Sprint(runs), func(b *testing.B) {
			for b.Loop() {
				blocks.Figures(Pair{0, 1}, Pair{0, 2}, Pair{0, 3})
			}
		})
	}
}
