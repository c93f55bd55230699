package role

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// remarkSensors says what is wrong with each sensor, and with one beside another.
func remarkSensors(t *table) {
	var sensors []*column
	for _, c := range t.columns {
		if c.Role != Sensor || c.finite == 0 {
			continue
		}
		sensors = append(sensors, c)
		c.remarkEnds(t.work, nil)
	}
	codes := sharedCodes(sensors)
	for _, c := range sensors {
		if slices.ContainsFunc(codes, func(x float64) bool { return (x == c.Low || x == c.High) && !c.isSentinel(x) }) {
			c.Remarks = nil
			c.remarkEnds(t.work, codes)
		}
		c.remarkFrozen()
		c.remarkPrecision(t.work)
	}
	remarkScale(sensors)
}

// sharedCodes are the values that programs write for a missing one, as far as they
// stand for one in some sensor: a program writes the same for all of them.
func sharedCodes(sensors []*column) (codes []float64) {
	for _, c := range sensors {
		for _, r := range c.Remarks {
			if r.Kind == Sentinel && (slices.Contains(missingCodes, r.Value) || nines(r.Value)) && !slices.Contains(codes, r.Value) {
				codes = append(codes, r.Value)
			}
		}
	}
	return codes
}

// longStill is how many rows of one value are no chance in a sensor of which at
// least half of the steps move: 2^-32.
const longStill = 32

func (c *column) remarkFrozen() {
	still, steps, longest := 0, 0, 0
	var at float64
	each := func(value float64, rows int) {
		if rows < longStill || c.isRemarked(value) {
			return
		}
		still += rows
		steps += rows - 1
		if rows > longest {
			longest, at = rows, value
		}
	}
	for _, chunk := range c.in.Chunks {
		for from := 0; from < len(chunk.Numbers); {
			to := from + 1
			for to < len(chunk.Numbers) && chunk.Numbers[to] == chunk.Numbers[from] {
				to++
			}
			each(chunk.Numbers[from], to-from)
			from = to
		}
	}
	moves := c.steps() - steps // elsewhere, and how many of them rest
	if still == 0 || moves < leastMoves || 2*(c.rest-steps) > moves || at == 0 && c.isNothing() {
		return
	}
	c.Remarks = append(c.Remarks, Remark{Frozen, at, still, fmt.Sprintf(
		"stands still for %s on end, longest at exactly %s, in %s of the rows, and moves in the others",
		count(longStill, "row")+" and more", decimal(at), percent(still, c.finite))})
}

// isNothing reports a lowest value of 0 from which the others rise, as rain, light and
// speed do, rather than stand apart from it by more than they span.
func (c *column) isNothing() bool {
	next := c.High
	for _, chunk := range c.in.Chunks {
		for _, x := range chunk.Numbers {
			if x > 0 {
				next = min(next, x)
			}
		}
	}
	return c.Low == 0 && next <= c.High-next
}

func (c *column) isSentinel(x float64) bool {
	return slices.ContainsFunc(c.Remarks, func(r Remark) bool { return r.Kind == Sentinel && r.Value == x })
}

// isRemarked reports a value that stands for a missing one or is a rail.
func (c *column) isRemarked(x float64) bool {
	return slices.ContainsFunc(c.Remarks, func(r Remark) bool { return r.Value == x })
}

// remarkPrecision speaks up where rounding to float32 moves the values by more
// than a twentieth of what they move themselves.
func (c *column) remarkPrecision(work *scratch) {
	const part = 20
	largest := max(math.Abs(c.Low), math.Abs(c.High))
	if c.isSentinel(c.Low) || c.isSentinel(c.High) {
		largest = 0
		for _, x := range slices.DeleteFunc(c.finiteNumbers(work), c.isSentinel) {
			largest = max(largest, math.Abs(x))
		}
	}
	if c.Deviation == 0 || largest*0x1p-24 < c.Deviation/(4*part) || largest > math.MaxFloat32 {
		return // no rounding can be that large; or it overflows, which reading says
	}
	var squares float64
	all := slices.DeleteFunc(c.finiteNumbers(work), c.isSentinel)
	for _, x := range all {
		d := float64(float32(x)) - x
		squares += float64(d * d)
	}
	if math.Sqrt(squares/float64(len(all)))*part < c.Deviation {
		return
	}
	slices.Sort(all)
	before := slices.Compact(all)
	after := slices.CompactFunc(slices.Clone(before), func(a, b float64) bool { return float32(a) == float32(b) })
	step := float64(math.Nextafter32(float32(largest), math.MaxFloat32)) - float64(float32(largest))
	offset := roundNear(c.mean, c.Deviation)
	c.Remarks = append(c.Remarks, Remark{Precision, offset, c.finite, fmt.Sprintf(
		"%s become %d as float32, which cannot tell apart what is less than %s apart there; subtract %s first",
		count(len(before), "different value"), len(after), decimal(step), strconv.FormatFloat(offset, 'f', -1, 64))})
}

// roundNear returns a number of few digits within ten deviations of the mean.
func roundNear(mean, deviation float64) float64 {
	step := math.Pow(10, math.Floor(math.Log10(10*deviation)))
	return math.Round(mean/step) * step
}

// muchLess is how many times less a sensor moves than another for a front end that
// takes the channels as they are to pass it over: in their length, a movement at right
// angles to one a hundred times as large is 1/20000, for sqrt(1 + 1/100^2) = 1.00005.
const muchLess = 100

func remarkScale(sensors []*column) {
	var widest *column
	for _, c := range sensors {
		if c.Deviation-c.Deviation == 0 && (widest == nil || c.Deviation > widest.Deviation) {
			widest = c
		}
	}
	for _, c := range sensors {
		if c == widest || widest == nil || c.Deviation == 0 {
			continue
		}
		switch times := widest.Deviation / c.Deviation; {
		case times > muchLess:
			c.Remarks = append(c.Remarks, Remark{Scale, times, c.finite, fmt.Sprintf(
				"moves %s times less than %s", decimal(math.Round(times)), widest.shown())})
		case c.Unit != widest.Unit && c.Unit != "" && widest.Unit != "":
			c.Remarks = append(c.Remarks, Remark{Scale, 0, c.finite, fmt.Sprintf(
				"is in %s, %s in %s", plainly(c.Unit), widest.shown(), plainly(widest.Unit))})
		}
	}
}
