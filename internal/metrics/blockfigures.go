package metrics

import (
	"math"
	"slices"
)

// matchedRates are the false alarm rates at which detections are compared.
var matchedRates = [...]float64{0.01, 0.05}

// BlockFigures are the figures of an arm, or of a difference of two, each with
// the 95 % interval of the block bootstrap. Without an interval the ends are
// NaN: with less than FewestBlocks blocks of a state that the figure needs,
// and where every block says the same.
type BlockFigures struct {
	AUC, FalseAlarmRate, DetectionRate Interval
	// DetectionAtOnePercent is Ranking.DetectionAt(0.01), and so on.
	DetectionAtOnePercent, DetectionAtFivePercent Interval
}

// BlockReport is what Blocks found.
type BlockReport struct {
	Normal, Anomalous BlockCount
	Arms              []BlockFigures
	Differences       []BlockFigures // of the pairs asked for, in their order
	AUCError          []float64      // by arm: how far the area may be off for the bits dropped, 0 exact
}

// Figures draws Replicates samples, always the same ones, and returns the
// figures of all arms and of the differences asked for.
func (b *Blocks) Figures(differences ...Pair) *BlockReport {
	d := newDrawing(b)
	r := resample([]int{d.blocks[0], d.blocks[1]}, b.arms*blockFigures, d.evaluate)
	report := &BlockReport{Normal: b.states[0].runs.counted(), Anomalous: b.states[1].runs.counted()}
	for arm := range b.arms {
		report.Arms = append(report.Arms, d.figures(func(figure, blocks int) Interval {
			return r.interval(arm*blockFigures+figure, blocks)
		}))
		report.AUCError = append(report.AUCError, d.areaError(arm))
	}
	for _, p := range differences {
		report.Differences = append(report.Differences, d.figures(func(figure, blocks int) Interval {
			return r.difference(p.Arm*blockFigures+figure, p.Against*blockFigures+figure, blocks)
		}))
	}
	return report
}

// The figures of an arm in a sample.
const (
	areaFigure = iota
	falseAlarmFigure
	detectionFigure
	matchedFigure // and one for each further rate
	blockFigures  = matchedFigure + len(matchedRates)
)

// drawing adds up the blocks of samples.
type drawing struct {
	of      *Blocks
	blocks  [2]int
	enough  [len(matchedRates)]bool // normal windows for a rate; that a sample has fewer is by chance
	tables  []*table                // by arm
	buckets [][]bucket              // by arm, of the sample at hand
}

func newDrawing(b *Blocks) *drawing {
	d := &drawing{of: b, blocks: [2]int{b.states[0].runs.blocks, b.states[1].runs.blocks}}
	for i, rate := range matchedRates {
		d.enough[i] = allowedAlarms(rate, d.windows(d.once(), 0)) >= 1
	}
	for arm := range b.arms {
		t := b.scores.table(arm, maxBlocks)
		d.tables = append(d.tables, t)
		d.buckets = append(d.buckets, make([]bucket, len(t.values)))
	}
	return d
}

// figures orders the figures, each with the blocks that decide it.
func (d *drawing) figures(of func(figure, blocks int) Interval) BlockFigures {
	both := min(d.blocks[0], d.blocks[1])
	return BlockFigures{
		AUC:                   of(areaFigure, both),
		FalseAlarmRate:        of(falseAlarmFigure, d.blocks[0]),
		DetectionRate:         of(detectionFigure, d.blocks[1]),
		DetectionAtOnePercent: of(matchedFigure, both), DetectionAtFivePercent: of(matchedFigure+1, both),
	}
}

// evaluate is resample's.
func (d *drawing) evaluate(weights [][]int64, figures []float64) {
	negatives, positives := d.windows(weights, 0), d.windows(weights, 1)
	for arm := range d.of.arms {
		f := figures[arm*blockFigures:][:blockFigures]
		f[falseAlarmFigure] = d.alarms(weights, 0, arm) / negatives
		f[detectionFigure] = d.alarms(weights, 1, arm) / positives
		buckets := d.fill(weights, arm)
		f[areaFigure] = pairsWonBy(buckets) / (positives * negatives)
		for i, rate := range matchedRates {
			f[matchedFigure+i] = math.NaN()
			if d.enough[i] && positives > 0 {
				hits, _ := caughtWith(buckets, allowedAlarms(rate, negatives))
				f[matchedFigure+i] = hits / positives
			}
		}
	}
}

func (d *drawing) windows(weights [][]int64, state int) float64 {
	var n int64
	for block, w := range weights[state] {
		n += w * d.of.states[state].windows[block]
	}
	return float64(n)
}

func (d *drawing) alarms(weights [][]int64, state, arm int) float64 {
	var n int64
	for block, w := range weights[state] {
		n += w * d.of.states[state].alarms[block*d.of.arms+arm]
	}
	return float64(n)
}

// fill adds up the scores of an arm.
func (d *drawing) fill(weights [][]int64, arm int) []bucket {
	t, buckets := d.tables[arm], d.buckets[arm]
	clear(buckets)
	for block, w := range weights[0] {
		for _, e := range t.times(w, blockOf(0, block)) {
			buckets[e.value].negatives += float64(w * e.count)
		}
	}
	for block, w := range weights[1] {
		for _, e := range t.times(w, blockOf(1, block)) {
			buckets[e.value].positives += float64(w * e.count)
		}
	}
	return buckets
}

// once takes the blocks as they came.
func (d *drawing) once() [][]int64 {
	return [][]int64{slices.Repeat([]int64{1}, d.blocks[0]), slices.Repeat([]int64{1}, d.blocks[1])}
}

// areaError is what dropped bits can do to the area of the blocks as they came.
func (d *drawing) areaError(arm int) float64 {
	pairs := d.windows(d.once(), 0) * d.windows(d.once(), 1)
	switch {
	case pairs == 0:
		return math.NaN()
	case d.of.shift[arm] == 0:
		return 0
	}
	return pairsTied(d.fill(d.once(), arm)) / 2 / pairs
}
