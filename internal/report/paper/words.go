package paper

import (
	"fmt"
	"strings"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// numberText writes a scalar of the record: mean and interval, or the value
// alone where the seeds agree. Empty where the record has none of that name.
func (f *paperFigure) numberText(name string, u wording.Unit) string {
	n := f.record.Number(name)
	switch {
	case n == nil:
		return ""
	case n.Low == nil || n.High == nil || *n.Low == *n.High:
		return u.Text(n.Mean)
	}
	return u.Interval(result.Interval{Mean: n.Mean, Low: *n.Low, High: *n.High})
}

// mean is a scalar's mean, 0 where there is none.
func (f *paperFigure) mean(name string) float64 {
	if n := f.record.Number(name); n != nil {
		return n.Mean
	}
	return 0
}

// setupText describes a network in a caption.
func (f *paperFigure) setupText(frontEnd string) string {
	s := f.record.Setup(frontEnd)
	if s == nil {
		return frontEnd
	}
	text := fmt.Sprintf("front end %s, windows of %d rows, dense %s", s.FrontEnd, s.Window, layersText(s.Layers))
	if frontEnd == "raw" {
		return "the paper's " + text
	}
	return text
}

func layersText(layers []int) string {
	texts := make([]string, len(layers))
	for i, n := range layers {
		texts[i] = fmt.Sprint(n)
	}
	return strings.Join(texts, "-")
}

// seedsText says what the intervals are.
func (f *paperFigure) seedsText(what string) string {
	if f.record.Seeds < 2 {
		return " One seed: there is no interval."
	}
	return fmt.Sprintf(" %s over %d seeds of the initial weights and the order of training.", what, f.record.Seeds)
}

// frontEnds are those with data, in the record's order.
func (f *paperFigure) frontEnds() []string {
	var names []string
	for _, s := range f.record.Setups {
		names = append(names, s.FrontEnd)
	}
	return names
}

// valuesOf collects one value of each row.
func valuesOf[T any](rows []T, of func(*T) float64) []float64 {
	out := make([]float64, len(rows))
	for i := range rows {
		out[i] = of(&rows[i])
	}
	return out
}

// only are the rows that a condition holds for.
func only[T any](rows []T, keep func(*T) bool) []T {
	var out []T
	for i := range rows {
		if keep(&rows[i]) {
			out = append(out, rows[i])
		}
	}
	return out
}

// namesIn lists a text of the rows in order of first appearance.
func namesIn[T any](rows []T, of func(*T) string) []string {
	var names []string
	seen := map[string]bool{}
	for i := range rows {
		if name := of(&rows[i]); !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}
