package kernel

import (
	"math"

	"tinyol-sim/internal/f32"
)

// Kernels of drift detectors. Each has a state that begins with its statistic, and
// settings in flash; where the statistic is above the limit it puts its mark into the
// alarm, a word that is a whole number, and begins anew. A comparison with what is no
// number does not hold.

var (
	driftAlarm  = Parameter{Name: "alarm", Kind: Update, Size: Size{Plus: 1}}
	driftMark   = Parameter{Name: "mark", Kind: Dimension, Min: 1}
	driftScore  = Parameter{Name: "score", Kind: Read, Size: Size{Plus: 1}}
	onceCharged = func(kernel string) func(*Op, []int) []Call {
		return func(*Op, []int) []Call { return []Call{{Kernel: kernel}} }
	}
	chartOfScores = map[string]float64{"call": 1, "float_load": 10, "float_store": 6, "float_add": 13, "float_multiply": 3, "float_divide": 3, "float_sqrt": 1, "float_compare": 7, "float_move": 12, "load": 2, "store": 1, "integer": 24, "branch": 1}
)

// chart is a kernel whose statistic is of the score.
func chart(name, text string, state, settings int, run func(*Args)) Card {
	return Card{
		Name: name, Text: text,
		Parameters: []Parameter{
			{Name: "state", Kind: Update, Size: Size{Plus: state}}, driftAlarm, driftScore,
			{Name: "settings", Kind: Read, Size: Size{Plus: settings}}, driftMark,
		},
		Run: run, Forms: plain(name, []string{"1"}), Charge: onceCharged(name),
		Draft: []Part{{Times: "1", Mix: chartOfScores}},
	}
}

func chartOp(card *Card, state, alarm, score, settings *Vector, mark int) Op {
	return Op{Card: card, Vectors: []*Vector{state, alarm, score, settings}, Dims: []Dim{{N: mark}}}
}

// Sizes of the states and the settings of charts.
const (
	PageHinkleyState, PageHinkleySettings = 7, 5
	CUSUMState, CUSUMSettings             = 6, 5
	EWMAChartState, EWMAChartSettings     = 5, 5
	CentroidSettings                      = 3
)

// CentroidState is the size of the state over n features.
func CentroidState(n int) int { return 2 + 2*n }

// raise puts the mark into the alarm where the statistic is above the limit.
func raise(alarm []float32, statistic, limit float32, mark int) (fired bool) {
	if statistic > limit {
		alarm[0] = math.Float32frombits(math.Float32bits(alarm[0]) | uint32(mark))
		return true
	}
	return false
}

func positive(x float32) float32 {
	if x > 0 {
		return x
	}
	return 0
}

func larger(a, b float32) float32 {
	if a > b {
		return a
	}
	return b
}

// standing is what a chart compares with: mean and deviation of z scores, which are those
// of the healthy machine, 0 and 1, until it fires. After a firing both are taken anew of
// as many windows as span says.
type standing struct{ left, mean, m2 float32 }

// take takes a window in, which weighs so much in the mean, and returns the window's
// distance from what the chart compares with, in deviations, of which one is never
// smaller than the healthy machine's.
func (s *standing) take(z, weight, span float32, moves, learning bool) (d float32) {
	delta := z - s.mean
	moved := s.mean + float32(weight*delta)
	if learning {
		s.m2 = s.m2 + float32(delta*(z-moved))
	}
	if moves {
		s.mean = moved
	}
	return (z - s.mean) / larger(f32.Sqrt(s.m2/span), 1)
}

// settle is what is kept behind a window.
func (s *standing) settle(span float32, fired bool) {
	s.left = positive(s.left - 1)
	if fired {
		s.left, s.mean, s.m2 = span, 0, 0
	}
}

const standingText = " z = (score - mean) * scale; d is its distance from m in deviations. After a firing m and the deviation, sqrt(m2 / span) and at least 1, are those of the next span windows, in which the statistic stays 0."

var pageHinkley = Register(chart("page_hinkley",
	"Page and Hinkley's test, both ways: up = max(0, up + (d - allowance)), down = max(0, down - (d + allowance)); the statistic is the larger. m is the mean of all windows since the last firing, this one among them."+standingText+" State is statistic, windows left, m, m2, up, down, count; settings are mean, scale, allowance, limit, span.",
	PageHinkleyState, PageHinkleySettings,
	func(a *Args) {
		s, set := a.V[0], a.V[3]
		z := float32((a.V[2][0] - set[0]) * set[1])
		at, learning, count := standing{s[1], s[2], s[3]}, s[1] > 0, s[6]+1
		d := at.take(z, 1/count, set[4], true, learning)
		if s[6] = count; sums(s, &at, a, d, learning) {
			s[6] = 0
		}
	}))

// sums moves both sums and ends the window.
func sums(s []float32, at *standing, a *Args, d float32, learning bool) (fired bool) {
	set := a.V[3]
	up, down := positive(s[4]+(d-set[2])), positive(s[5]-(d+set[2]))
	if learning {
		up, down = 0, 0
	}
	s[0] = larger(up, down)
	fired = raise(a.V[1], s[0], set[3], a.D[0])
	if fired {
		up, down = 0, 0
	}
	at.settle(set[4], fired)
	s[1], s[2], s[3], s[4], s[5] = at.left, at.mean, at.m2, up, down
	return fired
}

// PageHinkley takes a score in. A state and settings are laid out as the card says.
func PageHinkley(state, alarm, score, settings *Vector, mark int) Op {
	return chartOp(pageHinkley, state, alarm, score, settings, mark)
}

var cusum = Register(chart("cusum",
	"Page's cumulative sums, both ways: up = max(0, up + (d - allowance)), down = max(0, down - (d + allowance)); the statistic is the larger."+standingText+" State is statistic, windows left, m, m2, up, down; settings are mean, scale, allowance, limit, span.",
	CUSUMState, CUSUMSettings,
	func(a *Args) {
		s, set := a.V[0], a.V[3]
		z := float32((a.V[2][0] - set[0]) * set[1])
		at, learning := standing{s[1], s[2], s[3]}, s[1] > 0
		d := at.take(z, 1/(set[4]+1-s[1]), set[4], learning, learning)
		sums(s, &at, a, d, learning)
	}))

// CUSUM takes a score in.
func CUSUM(state, alarm, score, settings *Vector, mark int) Op {
	return chartOp(cusum, state, alarm, score, settings, mark)
}

var ewmaChart = Register(chart("ewma_chart",
	"Roberts's chart: average = average + weight * (d - average); the statistic is its distance from 0."+standingText+" State is statistic, windows left, m, m2, average; settings are mean, scale, weight, limit, span.",
	EWMAChartState, EWMAChartSettings,
	func(a *Args) {
		s, set := a.V[0], a.V[3]
		z := float32((a.V[2][0] - set[0]) * set[1])
		at, learning := standing{s[1], s[2], s[3]}, s[1] > 0
		d := at.take(z, 1/(set[4]+1-s[1]), set[4], learning, learning)
		average := s[4] + float32(set[2]*(d-s[4]))
		if learning {
			average = 0
		}
		s[0] = larger(average, 0-average)
		fired := raise(a.V[1], s[0], set[3], a.D[0])
		if fired {
			average = 0
		}
		at.settle(set[4], fired)
		s[1], s[2], s[3], s[4] = at.left, at.mean, at.m2, average
	}))

// EWMAChart takes a score in.
func EWMAChart(state, alarm, score, settings *Vector, mark int) Op {
	return chartOp(ewmaChart, state, alarm, score, settings, mark)
}

var centroid = Register(Card{
	Name: "centroid",
	Text: "recent[i] = recent[i] + w * (x[i] - recent[i]) with w the weight; the statistic is (1/n) * sum of |recent[i] - reference[i]| in order from zero. After a firing recent is the mean of the next span windows, and the reference that. State is statistic, windows left for the reference, reference [n], recent [n]; settings are weight, limit, span.",
	Parameters: []Parameter{
		{Name: "state", Kind: Update, Size: Size{Cols: "n", Times: 2, Plus: 2}}, driftAlarm,
		{Name: "x", Kind: Read, Size: values("n")}, {Name: "settings", Kind: Read, Size: Size{Plus: CentroidSettings}},
		{Name: "n", Kind: Dimension, Min: 1}, driftMark,
	},
	Run: func(a *Args) {
		s, set, n := a.V[0], a.V[3], a.D[0]
		kept, recent := s[2:2+n], s[2+n:2+2*n]
		learning := s[1] > 0
		weight := 1 / (set[2] + 1 - s[1])
		if !learning {
			weight = set[0]
		}
		sum := float32(0)
		for i, v := range a.V[2] {
			c := recent[i] + float32(weight*(v-recent[i]))
			recent[i] = c
			if learning {
				kept[i] = c
			}
			d := c - kept[i]
			sum = sum + larger(d, 0-d)
		}
		s[0] = sum / float32(n)
		s[1] = positive(s[1] - 1)
		if raise(a.V[1], s[0], set[1], a.D[1]) {
			s[1] = set[2]
		}
	},
	Forms: plain("centroid", singly), Charge: named("centroid", 0, 0),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "float_load": 5, "float_store": 2, "float_add": 3, "float_divide": 2, "float_compare": 3, "float_move": 5, "load": 1, "store": 1, "integer": 14}},
		{Times: "n", Mix: map[string]float64{"float_load": 3, "float_store": 2, "float_add": 4, "float_multiply": 1, "float_compare": 1, "float_move": 3, "integer": 9, "branch": 1}},
	},
})

// Centroid takes features x in.
func Centroid(state, alarm, x, settings *Vector, mark int) Op {
	return Op{Card: centroid, Vectors: []*Vector{state, alarm, x, settings}, Dims: []Dim{x.dim(), {N: mark}}}
}

var openGate = Register(Card{
	Name: "open_gate",
	Text: "left is the windows where the alarm has a mark, else one less than it was and not below 0; both are whole numbers.",
	Parameters: []Parameter{
		{Name: "left", Kind: Update, Size: Size{Plus: 1}}, {Name: "alarm", Kind: Read, Size: Size{Plus: 1}},
		{Name: "windows", Kind: Dimension, Min: 1},
	},
	Run: func(a *Args) {
		left := math.Float32bits(a.V[0][0])
		if left > 0 {
			left--
		}
		if math.Float32bits(a.V[1][0]) != 0 {
			left = uint32(a.D[0])
		}
		a.V[0][0] = math.Float32frombits(left)
	},
	Forms: plain("open_gate", []string{"1"}), Charge: onceCharged("open_gate"),
	Draft: []Part{{Times: "1", Mix: map[string]float64{"call": 1, "load": 2, "store": 1, "integer": 8}}},
})

// OpenGate counts down the windows for which a gate is still open after a firing.
func OpenGate(left, alarm *Vector, windows int) Op {
	return Op{Card: openGate, Vectors: []*Vector{left, alarm}, Dims: []Dim{{N: windows}}}
}

var zero = Register(Card{
	Name: "zero", Text: "x [n] = 0.",
	Parameters: []Parameter{{Name: "x", Kind: Write, Size: values("n")}, {Name: "n", Kind: Dimension, Min: 1}},
	Run:        func(a *Args) { clear(a.V[0]) },
	Forms:      plain("zero", singly),
	Draft: []Part{
		{Times: "1", Mix: map[string]float64{"call": 1, "integer": 2}},
		{Times: "n", Mix: map[string]float64{"store": 1, "integer": 1, "branch": 1}},
	},
})

// Zero forgets all of a vector or a matrix.
func Zero(x *Vector) Op { return Op{Card: zero, Vectors: []*Vector{x}, Dims: []Dim{{N: x.Len()}}} }
