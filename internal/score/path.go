package score

import (
	"strconv"

	"tinyol-sim/internal/result"
)

// pathValues is how many values of a path are kept at most, two to a millimetre of a
// column, and pathDigits how many digits are written.
const (
	pathValues = 160
	pathDigits = 5
)

// path keeps every so manyth of the thresholds in force, and twice as few whenever
// there are too many.
type path struct {
	every, next int64 // windows between two values, and until the next
	values      []float64
}

func newPath() *path { return &path{every: 1, values: make([]float64, 0, pathValues)} }

func (p *path) add(threshold float32) {
	if p.next > 0 {
		p.next--
		return
	}
	if len(p.values) == pathValues {
		for i := range pathValues / 2 {
			p.values[i] = p.values[2*i]
		}
		p.values = p.values[:pathValues/2]
		p.every *= 2
	}
	p.next = p.every - 1
	p.values = append(p.values, float64(threshold))
}

func (p *path) result() *result.Thresholds {
	if len(p.values) == 0 {
		return nil
	}
	out := &result.Thresholds{Every: p.every}
	for _, v := range p.values {
		short, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', pathDigits, 64), 64) // it was written as a number
		out.Values = append(out.Values, short)
	}
	return out
}
