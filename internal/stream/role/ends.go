package role

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// level is a value and how many sampled rows have it.
type level struct {
	x    float64
	rows int
}

// leastRepeats is how often an end of the range is met to be more than chance.
const leastRepeats = 3

// remarkEnds looks at the least and the greatest values: do they stand for
// missing ones, or are they rails? codes stand for a missing value in other sensors.
func (c *column) remarkEnds(work *scratch, codes []float64) {
	levels := c.histogram(work)
	for range 4 { // -999 and -9999 may both be there
		i := c.sentinel(levels, codes)
		if i < 0 {
			break
		}
		v := levels[i]
		c.Remarks = append(c.Remarks, Remark{Sentinel, v.x, v.rows, fmt.Sprintf(
			"%s stands alone, far from all other values, in %s of the rows: it stands for a missing value",
			decimal(v.x), percent(v.rows, c.finite))})
		levels = slices.Delete(levels, i, i+1)
	}
	c.leaveOut(levels)
	top := c.rail(levels, 1)
	c.remarkRail(top, "highest")
	if low := c.rail(levels, -1); low != nil && (low.x != 0 || top != nil) {
		// Zero is where rain, light and speed end, and no rail, unless the other end is one.
		c.remarkRail(low, "lowest")
	}
}

// histogram is empty where neither end repeats: sorting all columns of a wide table
// takes longer than everything else. It is valid until the next column takes it.
func (c *column) histogram(work *scratch) []level {
	levels := work.levels[:0]
	defer func() { work.levels = levels }()
	if c.codes != nil {
		for _, v := range c.codes.values {
			if v.number-v.number == 0 {
				levels = append(levels, level{v.number, v.rows})
			}
		}
		slices.SortFunc(levels, func(a, b level) int { return cmp.Compare(a.x, b.x) })
		return levels
	}
	if c.repeats(c.Low) < leastRepeats && c.repeats(c.High) < leastRepeats && !nines(c.Low) && !nines(c.High) {
		return levels
	}
	all := c.finiteNumbers(work)
	slices.Sort(all)
	for _, x := range all {
		if n := len(levels); n == 0 || levels[n-1].x != x {
			levels = append(levels, level{x, 0})
		}
		levels[len(levels)-1].rows++
	}
	return levels
}

// finiteNumbers are valid until the next column takes them.
func (c *column) finiteNumbers(work *scratch) []float64 {
	all := work.numbers[:0]
	for _, chunk := range c.in.Chunks {
		for _, x := range chunk.Numbers {
			if x-x == 0 {
				all = append(all, x)
			}
		}
	}
	work.numbers = all
	return all
}

func (c *column) repeats(value float64) (n int) {
	for _, chunk := range c.in.Chunks {
		for _, x := range chunk.Numbers {
			if x == value {
				n++
			}
		}
	}
	return n
}

// Values that programs write for a missing one, whatever the sensor: these are
// believed at a smaller distance. The two of the DS18B20 thermometer are among
// them, 85 after its reset and -127 without a sensor. Limits of integer types may
// be rails as well, so that they have to stand as far off as an unknown value, but
// may stand for long.
var (
	missingCodes = []float64{-99, -127, -200, -999, -9999, -99999, 85, 999, 9999, 99999}
	typeLimits   = []float64{
		65535, 32767, -32768, -32767, math.MaxUint32, math.MaxInt32, math.MinInt32,
		1 << 23, 1<<23 - 1, 1<<24 - 1, -1 << 23, 8191, -8192,
	}
)

// sentinel returns the index of an end that stands for missing values, or -1: the
// exact value comes three times at least, and
//
//   - it is farther from the next value than the middle 99.8 % of the other rows
//     span, and that next value belongs to them rather than to it (an impact that
//     reaches a rail has values on its way there);
//   - it comes for at most three rows on average and in at most a tenth of the
//     rows, as a dropout does; or it is the limit of an integer type;
//   - a 0 that comes as a dropout does needs but a third of that span, if it is three
//     times the gap that follows: what reaches 0 by itself has values on its way;
//   - a value of nines may come once, if it is very far;
//   - a value that programs write for a missing one needs neither: a tenth of
//     what the other rows span, or the other side of zero, is far enough, if it is
//     three times the gap that follows; where it stands for one in another sensor, the
//     tenth alone.
func (c *column) sentinel(levels []level, codes []float64) int {
	const leastOthers = 3
	last := len(levels) - 1
	if last < leastOthers {
		return -1
	}
	for _, end := range []struct{ at, next, after int }{{0, 1, 2}, {last, last - 1, last - 2}} {
		v := levels[end.at]
		shared := slices.Contains(codes, v.x)
		if v.rows < leastRepeats && !nines(v.x) && !shared {
			continue
		}
		others := levels[1:]
		if end.at == last {
			others = levels[:last]
		}
		low, high := middle(others)
		gap := math.Abs(v.x - levels[end.next].x)
		toBulk := max(low-levels[end.next].x, levels[end.next].x-high, 0)
		far := gap > high-low && gap > toBulk
		least, most := others[0].x, others[len(others)-1].x
		nearer := (gap*10 >= most-least || v.x < 0 && least >= 0) && gap >= 3*math.Abs(levels[end.next].x-levels[end.after].x)
		switch {
		case shared && gap*10 >= most-least:
			return end.at
		case v.rows < leastRepeats:
			if gap > muchFarther*(high-low) && gap > muchFarther*toBulk {
				return end.at
			}
		case v.x == 0 && nearer && 3*gap >= high-low && v.rows*10 <= c.finite && c.standsFor(v) <= 3 && len(others) > leastOthers:
			return end.at
		case nearer && slices.Contains(missingCodes, v.x),
			far && slices.Contains(typeLimits, v.x),
			far && len(others) > leastOthers && v.rows*10 <= c.finite && c.standsFor(v) <= 3:
			return end.at
		}
	}
	return -1
}

// muchFarther is how many times farther than the other rows span a value of nines has
// to be, to be believed though it comes once or twice.
const muchFarther = 10

// nines reports -999, 9999, -9999.9 and the like, which nothing measures by chance.
func nines(x float64) bool {
	text := strings.TrimPrefix(strconv.FormatFloat(x, 'f', -1, 64), "-")
	return math.Abs(x) >= 999 && strings.Trim(text, "9.") == ""
}

// middle returns what the middle 99.8 % of the rows span.
func middle(levels []level) (low, high float64) {
	rows := 0
	for _, l := range levels {
		rows += l.rows
	}
	aside := rows / 1000
	low, high = levels[0].x, levels[len(levels)-1].x
	for i, left := 0, aside; i < len(levels) && left >= levels[i].rows; i++ {
		left -= levels[i].rows
		low = levels[min(i+1, len(levels)-1)].x
	}
	for i, left := len(levels)-1, aside; i >= 0 && left >= levels[i].rows; i-- {
		left -= levels[i].rows
		high = levels[max(i-1, 0)].x
	}
	return low, high
}

// standsFor is for how many rows a value comes on average.
func (c *column) standsFor(v level) float64 {
	runs := 0
	for _, chunk := range c.in.Chunks {
		for i, x := range chunk.Numbers {
			if x == v.x && (i == 0 || chunk.Numbers[i-1] != x) {
				runs++
			}
		}
	}
	return float64(v.rows) / float64(max(runs, 1))
}

// leaveOut takes the deviation again without the values that stand for missing
// ones.
func (c *column) leaveOut(levels []level) {
	if len(c.Remarks) == 0 {
		return
	}
	rows, sum, squares := 0, 0.0, 0.0
	for _, l := range levels {
		d := l.x - levels[0].x
		rows += l.rows
		sum += float64(d * float64(l.rows))
		squares += float64(d * d * float64(l.rows))
	}
	mean := sum / float64(rows)
	c.mean = levels[0].x + mean
	c.Deviation = math.Sqrt(max(squares/float64(rows)-float64(mean*mean), 0))
}

// rail returns the end of a range, or nil, at which values pile up: it comes in at
// least five rows and one of a thousand, and more than three times as often as any of
// the four values next to it. A sine that a converter divides evenly comes to 2.4 times
// at its crest, and noise thins out. Of less than sixteen values nothing is said.
func (c *column) rail(levels []level, side int) *level {
	const leastLevels, compared = 16, 4
	n := len(levels)
	if n < leastLevels {
		return nil
	}
	end := levels[0]
	if side > 0 {
		end = levels[n-1]
	}
	if end.rows < 5 || end.rows*1000 < c.finite {
		return nil
	}
	for i := 1; i <= compared; i++ {
		next := levels[i]
		if side > 0 {
			next = levels[n-1-i]
		}
		if end.rows <= 3*next.rows {
			return nil
		}
	}
	return &end
}

func (c *column) remarkRail(l *level, which string) {
	if l != nil {
		c.Remarks = append(c.Remarks, Remark{Saturated, l.x, l.rows, fmt.Sprintf(
			"stays at its %s value, %s, in %s of the rows: the sensor or its converter is at its limit",
			which, decimal(l.x), percent(l.rows, c.finite))})
	}
}
