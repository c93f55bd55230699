package score

import (
	"math"

	"tinyol-sim/internal/result"
)

// losses averages the loss over the first and the last windows.
type losses struct {
	first float64 // sum over the first lossWindows
	n     int
	ring  [lossWindows]struct{ loss, frozen float64 }
}

// lossWindows is how many windows stand for the beginning and the end of a
// stream in result.Loss.
const lossWindows = 200

func (b *losses) add(loss, frozen float32) {
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
func (b *losses) result(withFrozen bool) *result.Loss {
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
		l.Frozen = Defined(frozen / float64(n))
	}
	if !IsFinite(l.First) || !IsFinite(l.Last) {
		return nil
	}
	return l
}
