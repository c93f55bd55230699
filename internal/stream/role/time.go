package role

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// leastRows is how many rows it takes to say of a column what its name does not:
// with fewer, names alone decide.
const leastRows = 16

// timeish reports a column that is called the time or holds dates.
func (c *column) timeish() bool {
	_, named := TimeName(c.in.Name)
	return c.moments || named && c.numeric
}

// rises reports that the column goes on like a time: at most one of four of its
// steps falls, for a file may hold many short recordings; noise falls in half of
// them. No step is no proof against it.
func (c *column) rises() bool { return c.down*4 <= c.up+c.down }

// pickTime takes a date with its time, or a column that is called the time, before
// times of day, and these before dates. Of several it takes the first that moves in
// most rows, else the first that moves; one that stands still comes after what is
// named otherwise and rises, for a date may stand beside milliseconds, and a stamp of
// seconds for more rows than were sampled in one place. In very few rows the name has
// to do.
func pickTime(t *table) {
	pickTimeIf(t,
		func(c *column) bool { return c.rises() && 2*c.up >= c.steps() && c.up > 0 },
		func(c *column) bool { return c.rises() && c.up > 0 },
		func(c *column) bool { return c.Rows < leastRows },
	)
}

// pickTimeStill takes a time that stands still in all of the sample.
func pickTimeStill(t *table) {
	pickTimeIf(t, func(c *column) bool { return c.up+c.down == 0 })
}

func pickTimeIf(t *table, tests ...func(*column) bool) {
	for rank := range ranks {
		for _, test := range tests {
			for _, c := range t.undecided() {
				if t.time == nil && !t.given.NoTime && c.timeish() && c.rank() == rank && test(c) {
					t.time = c
					c.settle(Time, c.timeEvidence(), "")
					if !c.moments {
						c.takeUnit()
					}
					return
				}
			}
		}
	}
}

// ranks is how many kinds of times there are, see rank.
const ranks = 3

// rank is 0 for what says when in full, 1 for a time of day, 2 for a date. A time of
// day is less than two days, and a date is whole days.
func (c *column) rank() int {
	const day = 86400
	if _, named := TimeName(c.in.Name); named {
		return 0
	}
	if c.High < 2*day {
		return 1
	}
	for _, chunk := range c.in.Chunks {
		for _, x := range chunk.Numbers {
			if math.Mod(x, day) != 0 {
				return 0
			}
		}
	}
	return 2
}

func (c *column) timeEvidence() string {
	if c.moments {
		return "holds dates or times of day"
	}
	if c.up < leastMoves {
		return "is called the time"
	}
	return "is called the time, and " + c.pace().String()
}

// timeWords within a name speak for a clock, if the column rises like one.
var timeWords = []string{
	"time", "timestamp", "datetime", "date", "epoch", "elapsed", "clock", "ts", "utc", "ms", "us", "ns", "sec", "seconds",
	"millis", "micros", "tick", "ticks", "uptime", "unixtime", "stamp", "tow", "milliseconds", "microseconds", "nanoseconds",
	"millisecond", "hhmmss", "zeit", "zeitstempel", "datum", "uhrzeit",
}

// pickTimeLike has no doubt: name and content agree.
func pickTimeLike(t *table) {
	if t.time != nil || t.given.NoTime {
		return
	}
	for _, c := range t.undecided() {
		if !c.numeric || !c.says(timeWords) {
			continue
		}
		p := c.pace()
		stamps := p.moves >= leastMoves && p.sign > 0 && p.resets == 0 && p.exact >= 0.95 // for more rows than a chunk has
		evidence := p.String()
		if c.clockDigits() {
			evidence = "has hours, minutes and seconds in six digits"
		} else if !p.steady() && !stamps {
			continue
		}
		t.time = c
		c.settle(Time, "has a word for time in its name, and "+evidence, "--time")
		c.takeUnit()
		return
	}
}

// ClockDigits reads 80459.5 as 8:04:59.5, as satellite receivers write a time of day.
func ClockDigits(x float64) (seconds float64, ok bool) {
	whole := math.Floor(x)
	h, m, s := math.Floor(whole/10000), math.Mod(math.Floor(whole/100), 100), math.Mod(whole, 100)
	return float64(3600*h) + float64(60*m) + s + (x - whole), x >= 0 && h < 24 && m < 60 && s < 60
}

// clockDigits reports that all numbers can be read so, and pass full minutes as only a
// time does: their steps are uneven by 40 more there, and even as times.
func (c *column) clockDigits() bool {
	if c.down > 1 || c.up < leastMoves {
		return false
	}
	var steps []float64
	passes := 0
	for _, chunk := range c.in.Chunks {
		before, last := math.NaN(), math.NaN()
		for _, x := range chunk.Numbers {
			at, ok := ClockDigits(x)
			if x == x && !ok {
				return false
			}
			if step := at - before; step > 0 {
				steps = append(steps, step)
				if x-last > step+1 {
					passes++
				}
			}
			before, last = at, x
		}
	}
	slices.Sort(steps)
	typical := steps[len(steps)/2]
	return passes > 0 && share(steps, 0.9*typical, 1.1*typical) >= 0.9
}

// takeUnit takes the unit of a time's numbers.
func (c *column) takeUnit() {
	if c.Unit = TimeUnit(c.in.Name); c.Unit == "" && c.countsDays() {
		c.Unit = Days
	}
}

// pickSteady passes over whole numbers that rise by one or are called a number of
// rows: they count.
func pickSteady(t *table) {
	if c := t.steadyColumn(func(c *column) bool { return !c.counts() }); c != nil {
		t.time = c
		c.guess(Time, c.pace().String()+", as time does", "--time")
	}
}

func (c *column) counts() bool {
	return c.whole && (c.pace().typical == 1 || c.says(windowWords) || slices.Contains(indexNames, c.plain))
}

// steadyColumn is the first that rises as a clock does, while there is no time.
func (t *table) steadyColumn(ok func(*column) bool) *column {
	if t.time != nil || t.given.NoTime {
		return nil
	}
	for _, c := range t.undecided() {
		if c.numeric && c.pace().steady() && ok(c) {
			return c
		}
	}
	return nil
}

// findNamedClock leaves out what is called a time and is not taken as one. A
// lone t that goes up and down is a temperature.
func findNamedClock(t *table, c *column) {
	base, _ := splitUnit(c.in.Name)
	switch {
	case !c.timeish() || base == "t" && !c.moments && !c.rises():
	case c.Rows >= leastRows && c.up+c.down == 0:
		c.settle(Constant, "is called a time, but never moves", "--time")
	case c.rises() && t.time != nil:
		c.settle(Clock, "is a time as well as "+t.time.shown(), "--time")
	case c.rises() || t.given.NoTime:
		c.settle(Clock, "is called a time", "--time")
	default:
		evidence := "is called a time, but falls in " + percent(c.down, c.up+c.down) + " of its steps"
		if c.up*4 <= c.up+c.down {
			evidence += ": the newest row stands first"
		}
		c.guess(Annotation, evidence, "--time")
	}
}

// findClock compares with the time; without one, whatever rises like a clock
// is one.
func findClock(t *table, c *column) {
	switch {
	case !c.numeric && !c.moments || c.pace().moves < leastMoves:
	case t.time != nil && (c.pace().packet == 0 || c.pace().packet > longestPacket) && c.stepsWith(t.time):
		c.settle(Clock, c.pace().String()+", in step with "+t.time.shown(), "--time")
	case c.counts():
	case t.time != nil && t.fallsWithTime(c) && c.follows(t.time):
		c.settle(Clock, c.pace().String()+", in step with "+t.time.shown(), "--time")
	case c.pace().steady() && t.fallsWithTime(c):
		c.guess(Clock, c.pace().String()+", as time does", "--time")
	}
}

// fallsWithTime reports that a column goes against its direction only where the time
// falls, but for one step of a thousand, in which a timer of few bits begins again.
// The angle of a shaft rises steadily as well, and begins again with each turn.
func (t *table) fallsWithTime(c *column) bool {
	if t.time == nil {
		return true
	}
	against := 0
	for i, chunk := range c.in.Chunks[:min(len(c.in.Chunks), len(t.time.in.Chunks))] {
		time := t.time.in.Chunks[i].Numbers
		for j := 1; j < min(len(chunk.Numbers), len(time)); j++ {
			if c.pace().sign*(chunk.Numbers[j]-chunk.Numbers[j-1]) < 0 && time[j] >= time[j-1] {
				against++
			}
		}
	}
	return against*1000 <= c.steps()
}

// follows reports that a column is a straight line over the time, of one slope
// in all of the recording: within each stretch in which neither falls back it is
// never off by more than 2 % of the stretch or two of its steps, it never goes
// against its direction where the time goes on, and nine of ten stretches have
// the same slope within 5 %. A sensor may do that for a while, with noise it does
// not for a moment.
func (c *column) follows(time *column) bool {
	p := c.pace()
	var slopes []float64
	rows := 0
	for i, chunk := range c.in.Chunks {
		if i >= len(time.in.Chunks) {
			break
		}
		other := time.in.Chunks[i]
		n := min(len(chunk.Numbers), len(other.Numbers))
		for from := 0; from < n; {
			to := from + 1
			for to < n && other.Numbers[to] >= other.Numbers[to-1] && p.sign*(chunk.Numbers[to]-chunk.Numbers[to-1]) >= 0 {
				to++
			}
			if to-from >= 4 {
				x, at := chunk.Numbers[from:to], other.Numbers[from:to]
				if !straight(x, at, 2*p.typical) {
					return false
				}
				if span := at[len(at)-1] - at[0]; span > 0 {
					slopes = append(slopes, (x[len(x)-1]-x[0])/span)
				}
				rows += to - from
			}
			from = to
		}
	}
	if rows < leastRows || rows*10 < c.Rows*9 || len(slopes) == 0 {
		return false
	}
	slices.Sort(slopes)
	m := slopes[len(slopes)/2]
	low, high := min(m*0.95, m*1.05), max(m*0.95, m*1.05)
	return m != 0 && share(slopes, low, high) >= 0.9
}

// stepsWith reports a column that rises by steps in all of the recording, as the time in
// whole seconds does beside one that is finer: it never falls, has as many steps as are
// no chance, and is never farther from the line from its first row to its last than one.
func (c *column) stepsWith(time *column) bool {
	p := c.pace()
	if p.sign < 0 || p.resets > 0 || p.exact < 0.95 || c.High-c.Low < leastMoves*p.typical {
		return false
	}
	var x, at []float64
	for i, chunk := range c.in.Chunks[:min(len(c.in.Chunks), len(time.in.Chunks))] {
		n := min(len(chunk.Numbers), len(time.in.Chunks[i].Numbers))
		x, at = append(x, chunk.Numbers[:n]...), append(at, time.in.Chunks[i].Numbers[:n]...)
	}
	for i := 1; i < len(x); i++ {
		if !(x[i] >= x[i-1] && at[i] >= at[i-1]) {
			return false
		}
	}
	return within(x, at, 1.1*p.typical)
}

// straight reports that x lies on the line over at from its first to its last
// point.
func straight(x, at []float64, slack float64) bool {
	return within(x, at, max(slack, 0.02*math.Abs(x[len(x)-1]-x[0])))
}

// within reports that x is never farther from that line than slack.
func within(x, at []float64, slack float64) bool {
	last := len(x) - 1
	rise, span := x[last]-x[0], at[last]-at[0]
	for i := range x {
		line := x[0]
		if span > 0 {
			line += float64(rise * ((at[i] - at[0]) / span))
		}
		if !(math.Abs(x[i]-line) <= slack) {
			return false
		}
	}
	return true
}

// String says how a column rises: rises by exactly 0.01 each row.
func (p *pace) String() string {
	var b strings.Builder
	b.WriteString(map[bool]string{true: "rises by ", false: "falls by "}[p.sign >= 0])
	switch {
	case p.exact >= 0.99:
		fmt.Fprintf(&b, "exactly %s", decimal(p.typical))
	default:
		fmt.Fprintf(&b, "about %s", decimal(p.typical))
	}
	switch {
	case p.packet == 1:
		b.WriteString(" each row")
	case p.packet > 1:
		fmt.Fprintf(&b, " every %d rows", p.packet)
	default:
		b.WriteString(" at a time")
	}
	return b.String()
}
