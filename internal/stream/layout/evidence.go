package layout

import (
	"bytes"
	"math"
	"slices"
)

// What it takes to take a line for a window.
const (
	leastColumns = 11
	leastLines   = 4
	longLine     = 64 // fields that are hardly channels
	// smoother is how much closer neighbours in a line have to be to each other
	// than neighbours from line to line.
	smoother = 0.5
	// unrelated is how far apart neighbouring lines have to be, in terms of lines
	// a little further from each other, to be no rows in time: rows of one
	// recording go on from each other, and windows of one class do not.
	unrelated = 0.6
	furthest  = 8    // lines
	numbers   = 0.95 // share of the samples that are numbers, or padding
	mostClass = 20   // labels
)

// channelsTried are the numbers of channels looked for in a line without names.
var channelsTried = []int{1, 2, 3, 4, 6, 9}

// smoothShape is the shape by which neighbours are closest; nil where there is
// none.
func (h *Head) smoothShape(class int) *shape {
	columns := h.samples(class)
	if h.countsFirst() {
		return positions(columns, 1, false)
	}
	var best *shape
	least := math.Inf(1)
	for _, axes := range channelsTried {
		s := positions(columns, axes, false)
		if s == nil || len(s.order)/axes < 2 {
			continue
		}
		// More channels have to be much smoother: whatever is smooth is nearly as
		// smooth in steps of two.
		if d := h.within(s); best == nil || d < smoother*least {
			best, least = s, d
		}
	}
	return best
}

// continuous reports that samples of a line are close to each other and lines are
// not.
func (h *Head) continuous(s *shape) bool {
	next := h.across(s, 1)
	if !h.allNumbers(s) || !(next > 0) || h.within(s) >= smoother*next {
		return false
	}
	for lines := 2; lines <= min(furthest, len(h.data())-2); lines++ {
		if next < unrelated*h.across(s, lines) {
			return false
		}
	}
	return true
}

// allNumbers reports that next to all samples are numbers or missing.
func (h *Head) allNumbers(s *shape) bool {
	n, all := 0, 0
	for _, r := range h.data() {
		for _, column := range s.order {
			all++
			if column >= len(r) {
				continue
			}
			if _, ok := h.Number(r[column]); ok || missing(r[column]) {
				n++
			}
		}
	}
	return float64(n) >= numbers*float64(all)
}

func missing(field []byte) bool { return len(field) == 0 || bytes.EqualFold(field, []byte("nan")) }

// within is the mean distance of a sample from the next in its line.
func (h *Head) within(s *shape) float64 {
	var d distance
	for _, r := range h.data() {
		for i := range len(s.order) - s.axes {
			d.add(h, r, s.order[i], r, s.order[i+s.axes])
		}
	}
	return d.mean()
}

// across is the mean distance of a field from that of so many lines later.
func (h *Head) across(s *shape, lines int) float64 {
	var d distance
	all := h.data()
	for i := range max(len(all)-lines, 0) {
		for _, column := range s.order {
			d.add(h, all[i], column, all[i+lines], column)
		}
	}
	return d.mean()
}

// data are the records without a header that nobody took for one.
func (h *Head) data() [][][]byte {
	if h.countsFirst() {
		return h.Records[1:]
	}
	return h.Records
}

type distance struct {
	sum float64
	n   int
}

func (d *distance) add(h *Head, a [][]byte, i int, b [][]byte, j int) {
	if i >= len(a) || j >= len(b) {
		return
	}
	x, ok := h.Number(a[i])
	y, also := h.Number(b[j])
	if ok && also {
		d.sum += math.Abs(x - y)
		d.n++
	}
}

// mean is infinite where nothing was compared.
func (d *distance) mean() float64 {
	if d.n == 0 {
		return math.Inf(1)
	}
	return d.sum / float64(d.n)
}

// countsFirst reports a first record of 0, 1, 2, ... or 1, 2, 3, ..., be it
// behind the name of a class: the header of a table that a program has numbered.
func (h *Head) countsFirst() bool {
	if h.Header || len(h.Records) == 0 || len(h.Records[0]) < leastColumns {
		return false
	}
	first := h.Records[0]
	start, ok := h.Number(first[0])
	if !ok || start != 0 && start != 1 {
		return false
	}
	for i, field := range first {
		if v, ok := h.Number(field); !ok || v != start+float64(i) {
			return false
		}
	}
	return true
}

// classColumn is the first or the last column where that holds labels: text, or a
// few whole numbers where other columns have many values; -1 where there is none.
func (h *Head) classColumn() int {
	first, last := h.ends()
	for _, column := range []int{first, last} {
		if h.Means[column] == Label {
			return column
		}
	}
	for _, column := range []int{first, last} {
		others := []int{max(last/2, 1), max(last/3, 1)}
		if h.few(column) && !slices.ContainsFunc(others, func(i int) bool { return i == column || h.few(i) }) {
			return column
		}
	}
	return -1
}

// few reports a column of few texts or whole numbers.
func (h *Head) few(column int) bool {
	var seen []string
	rows, text := h.data(), h.isText(column)
	for _, r := range rows {
		if column >= len(r) || missing(r[column]) {
			return false
		}
		if v, ok := h.Number(r[column]); ok && v != math.Trunc(v) {
			return false
		}
		if text := string(r[column]); !slices.Contains(seen, text) {
			seen = append(seen, text)
		}
		if len(seen) > mostClass {
			return false
		}
	}
	return text || len(seen)*2 <= len(rows) && (len(seen) > 1 || h.unlikeItsLine(column))
}

// unlikeItsLine reports a column whose only value is a whole number beside decimals:
// windows of one class have it, and where all samples begin at
// zero it is none.
func (h *Head) unlikeItsLine(column int) bool {
	r := h.data()[0]
	decimal := func(i int) bool { return bytes.ContainsAny(r[i], ".,eE") }
	return !decimal(column) && decimal(len(r)/2) && decimal(len(r)/3)
}
