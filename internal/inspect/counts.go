package inspect

import (
	"math"
	"strconv"

	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
)

// counts takes the rows of a recording.
type counts struct {
	in       *Inspection
	src      *replay.Source
	channels []int // columns of the first file
	low      []float32
	high     []float32
	step     []float32
	last     []float32

	segment int
	rows    int64 // of it
	run     int64 // rows of the label at hand
	label   int
	labels  []Label // by index
}

func newCounts(in *Inspection, src *replay.Source) *counts {
	n := len(src.Columns())
	c := &counts{in: in, src: src, channels: src.Reader().Channels(), segment: -1, label: stream.NoLabel}
	for range n {
		c.low = append(c.low, float32(math.Inf(1)))
		c.high = append(c.high, float32(math.Inf(-1)))
		c.step = append(c.step, float32(math.Inf(1)))
		c.last = append(c.last, float32(math.NaN()))
	}
	return c
}

func (c *counts) add(row *stream.Row) {
	begins := row.Segment != c.segment
	for i, v := range row.Values {
		c.low[i], c.high[i] = min(c.low[i], v), max(c.high[i], v)
		if d := v - c.last[i]; !begins && d != 0 {
			c.step[i] = min(c.step[i], max(d, -d))
		}
		c.last[i] = v
	}
	if begins {
		c.endSegment()
		c.segment, c.rows = row.Segment, 0
	}
	c.rows++
	if begins || row.Label != c.label {
		c.endRun()
		c.label, c.run = row.Label, 0
		c.beginRun(row)
	}
	c.run++
}

func (c *counts) beginRun(row *stream.Row) {
	for row.Label >= len(c.labels) {
		c.labels = append(c.labels, Label{})
	}
	if row.Label < 0 {
		return
	}
	l := &c.labels[row.Label]
	if l.Runs++; l.Runs == 1 {
		l.First = row.Number
	}
}

func (c *counts) endRun() {
	if c.label >= 0 && c.run > 0 {
		l := &c.labels[c.label]
		l.Rows += c.run
		l.LongestRun = max(l.LongestRun, c.run)
	}
}

func (c *counts) endSegment() {
	if c.segment < 0 {
		return
	}
	in := c.in
	in.LongestSegment = max(in.LongestSegment, c.rows)
	if in.ShortestSegment == 0 || c.rows < in.ShortestSegment {
		in.ShortestSegment = c.rows
	}
}

func (c *counts) finish(names *stream.Labels) {
	c.endRun()
	c.endSegment()
	in := c.in
	in.Rows, in.Skipped, in.Segments = c.src.Rows(), c.src.Skipped(), c.src.Segments()
	in.Gaps = int64(in.Segments) - int64(in.Files)
	for i, l := range c.labels {
		if l.Rows > 0 {
			l.Name = names.Name(i)
			in.Labels = append(in.Labels, l)
		}
	}
	missing := c.src.Missing()
	for i, column := range c.channels {
		if column >= len(in.Columns) || in.Rows == 0 {
			continue
		}
		to := &in.Columns[column]
		low, high := decimal(c.low[i], 6), decimal(c.high[i], 6)
		to.Low, to.High, to.Missing = &low, &high, missing[i]
		if step := decimal(c.step[i], 3); !math.IsInf(step, 1) {
			to.Step = &step
		}
	}
}

// decimal is a float32 as people would have written it: 0.064 and not
// 0.06400000303983688. A difference of two has lost the last of its digits.
func decimal(x float32, digits int) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(float64(x), 'g', digits, 64), 64)
	if err != nil {
		return float64(x)
	}
	return y
}
