package bench

import (
	"math"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// book keeps a mode's figures while the stream goes by. It takes constant
// memory.
type book interface {
	push(row []float32) // a row, before the window that it may complete
	reset(segment int)  // a new segment begins
	add(s *result.Step) // a window, in order
	// fill writes the figures at the end. names are the stream's classes by
	// index, classes those that this run met, in the order they are reported.
	fill(run *result.Run, names []string, classes []int)
	cost() *mcu.Meter
}

// bookOptions is what a book has to know of the experiment.
type bookOptions struct {
	limit     int64
	threshold float32
	quantile  float64
	step      float64 // of a running threshold, 0: fixed
	normal    int
	gate      tinyol.Gate
	channels  int
	window    int
	stride    int
	stepTime  float64 // seconds from window to window, 0 unknown
}

// Meter slots behind those of the phases.
const (
	meterInference = result.PhaseCount + iota // front end to prediction
	meterOnline                               // the same and the update, where there was one
	meterStep                                 // all, ingest included
	meterSlots
)

// costBook counts the cycles of every step.
type costBook struct {
	meter          *mcu.Meter
	window, stride int64 // rows
	fresh          bool  // the next window is the first of its segment
}

func newCostBook(o bookOptions) costBook {
	return costBook{meter: mcu.NewMeter(meterSlots), window: int64(o.window), stride: int64(o.stride)}
}

func (b *costBook) cost() *mcu.Meter { return b.meter }

func (b *costBook) count(s *result.Step) {
	for phase, cycles := range s.Cycles {
		if tinyol.Phase(phase) != tinyol.PhaseUpdate {
			b.meter.Add(phase, cycles)
		}
	}
	inference := inferenceOf(&s.Cycles)
	update := s.Cycles[tinyol.PhaseUpdate]
	b.meter.Add(meterInference, inference)
	if s.Updated {
		b.meter.Add(int(tinyol.PhaseUpdate), update)
		b.meter.Add(meterOnline, inference+update)
	}
	ingest := s.Cycles[tinyol.PhaseIngest]
	if b.fresh {
		// The first window of a segment takes in a whole window's rows, and has
		// as long for it; what has to fit between two windows is a stride's.
		ingest, b.fresh = ingest*b.stride/b.window, false
	}
	b.meter.Add(meterStep, inference+update+ingest)
}

// inferenceOf sums the phases from front end to prediction.
func inferenceOf(cycles *[result.PhaseCount]int64) int64 {
	var sum int64
	for phase, n := range cycles {
		if p := tinyol.Phase(phase); p != tinyol.PhaseIngest && p != tinyol.PhaseUpdate {
			sum += n
		}
	}
	return sum
}

// lossBook averages the loss over the first and the last windows.
type lossBook struct {
	first float64 // sum over the first lossWindows
	n     int
	ring  [lossWindows]struct{ loss, frozen float64 }
}

// lossWindows is how many windows stand for the beginning and the end of a
// stream in result.Loss.
const lossWindows = 200

func (b *lossBook) add(loss, frozen float32) {
	l, f := float64(loss), float64(frozen)
	if math.IsNaN(l) {
		return
	}
	if b.n < lossWindows {
		b.first += l
	}
	b.ring[b.n%lossWindows] = struct{ loss, frozen float64 }{l, f}
	b.n++
}

// result is nil where no window had a loss.
func (b *lossBook) result(withFrozen bool) *result.Loss {
	n := min(b.n, lossWindows)
	if n == 0 {
		return nil
	}
	var last, frozen float64
	for _, r := range b.ring[:n] {
		last += r.loss
		frozen += r.frozen
	}
	l := &result.Loss{First: b.first / float64(n), Last: last / float64(n), Windows: int64(n)}
	if withFrozen {
		l.Frozen = finite(frozen / float64(n))
	}
	if !isFinite(l.First) || !isFinite(l.Last) {
		return nil
	}
	return l
}

// finite is the form of a figure that is left out where it is not defined.
func finite(v float64) *float64 {
	if !isFinite(v) {
		return nil
	}
	return &v
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// met keeps the classes that occurred as label or prediction.
func met(c *metrics.Confusion, classes []int) []int {
	var kept []int
	for _, class := range classes {
		if !math.IsNaN(c.F1(class)) {
			kept = append(kept, class)
		}
	}
	return kept
}

func f1Scores(c *metrics.Confusion, classes []int, names []string) []result.ClassF1 {
	var scores []result.ClassF1
	for _, class := range classes {
		scores = append(scores, result.ClassF1{Label: names[class], F1: c.F1(class), Support: c.Support(class)})
	}
	return scores
}

// warn adds a line where there is one.
func warn(run *result.Run, line string) {
	if line != "" {
		run.Warnings = append(run.Warnings, line)
	}
}
