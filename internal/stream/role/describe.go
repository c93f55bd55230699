package role

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

func (c *column) says(words []string) bool {
	return slices.ContainsFunc(c.words, func(w string) bool { return slices.Contains(words, w) })
}

// partName reports a text or whole numbers that stand for eight rows and more, or
// too few rows to say: names of sessions and ids are believed with that alone.
func (c *column) partName() bool {
	return (!c.numeric || c.whole) && !c.moments && (c.Rows < leastRows || c.held(8))
}

func findSession(_ *table, c *column) {
	if slices.Contains(sessionNames, c.plain) && c.partName() || c.says(sessionWords) && c.partName() && !c.comesBack() {
		c.settle(Session, "names the part of the recording; "+c.howManyParts(), "")
	}
}

// comesBack reports 0 and 1 of which 0 comes again: is_run and Motor run are states.
func (c *column) comesBack() bool {
	return c.numeric && c.Distinct == 2 && c.Low == 0 && c.High == 1 && c.down > 0
}

func (c *column) howManyParts() string {
	if c.changed == 0 {
		return "it stays within the rows that were looked at"
	}
	return fmt.Sprintf("it changes %s", count(c.changed, "time"))
}

// findID finds ids by name. One that stands for many rows and changes tells parts
// of the recording apart.
func findID(_ *table, c *column) {
	if len(c.words) == 0 || c.numeric && !c.whole || c.moments {
		return
	}
	named := slices.Contains(idWords, c.words[len(c.words)-1])
	switch unique := c.codes == nil && c.changed == c.pairs; {
	case !named:
	case c.Rows < leastRows || unique || c.changed == 0:
		c.settle(ID, "is called an id", "")
	case c.held(8):
		c.guess(Session, "is an id that stands for many rows and "+c.howManyParts()[3:], "")
	case !c.numeric || c.coded():
		c.settle(ID, "is called an id", "")
	}
}

// findPart needs four values: two or three in order may be states, one after the
// other, unless there is a label already.
func findPart(t *table, c *column) {
	if !c.numeric || !c.whole || c.Low < 0 || c.Low > 1 || c.Rows < leastRows || c.down > 0 || !c.held(8) {
		return
	}
	if c.Distinct < 4 && (t.label == nil || c.Distinct < 2) || !c.onlyRisesByOne() || c.says(windowWords) {
		return
	}
	c.guess(Session, fmt.Sprintf("rises from %s to %s by one at a time, as a number of recordings does", decimal(c.Low), decimal(c.High)), "")
}

// onlyRisesByOne looks within chunks, and that none begins below the one before.
func (c *column) onlyRisesByOne() bool {
	before := math.Inf(-1)
	for _, chunk := range c.in.Chunks {
		for i, x := range chunk.Numbers {
			if x != x {
				continue
			}
			if x < before || i > 0 && x > before+1 {
				return false
			}
			before = x
		}
	}
	return true
}

// calendar has what people call parts of a date, and their greatest numbers.
var calendar = map[string]float64{
	"hour": 24, "hours": 24, "minute": 60, "minutes": 60, "second": 60, "seconds": 60, "month": 12, "day": 31, "weekday": 7, "day of week": 7, "dayofweek": 7, "week": 53,
	"day of year": 366, "dayofyear": 366, "quarter": 4, "year": 9999, "hour of day": 24, "day of month": 31, "season": 4,
}

// findCalendar finds whole numbers within their range, and sines and cosines.
func findCalendar(t *table, c *column) {
	if !c.numeric {
		return
	}
	name := strings.TrimSpace(strings.NewReplacer("sin", "", "cos", "").Replace(c.plain))
	most, ok := calendar[strings.Join(strings.Fields(name), " ")]
	wave := name != c.plain
	if ok && (wave && c.Low >= -1 && c.High <= 1 || !wave && c.whole && c.Low >= 0 && c.High <= most) {
		evidence := "is a part of the date"
		if t.time != nil {
			evidence += ", so the time settles it"
		}
		c.settle(Annotation, evidence, "--columns")
	}
}

// clockParts are letters for the parts of a time of day, and their greatest numbers.
var clockParts = map[string]float64{"h": 24, "m": 60, "s": 60, "ms": 1000, "hh": 24, "mm": 60, "ss": 60}

// findClockPart asks for hours, minutes and seconds, or two of them, that are whole.
func findClockPart(t *table, c *column) {
	part := func(c *column) bool {
		most, ok := clockParts[c.plain]
		return ok && c.numeric && c.whole && c.Low >= 0 && c.High <= most
	}
	if !part(c) {
		return
	}
	others := 0
	for _, o := range t.columns {
		if o != c && part(o) && len(o.plain) == len(c.plain) {
			others++
		}
	}
	if others > 0 || c.plain == "ms" && t.hasParts() {
		c.settle(Annotation, "is a part of the time of day", "--columns")
	}
}

func (t *table) hasParts() bool {
	return slices.ContainsFunc(t.columns, func(o *column) bool { return o.Evidence == "is a part of the time of day" })
}

// findDescription leaves out what describes the rows by its name.
func findDescription(t *table, c *column) {
	switch {
	case slices.Contains(indexNames, c.plain) && c.whole && c.numeric && c.Rows < leastRows:
		c.settle(Counter, "is called a row's number", "--columns")
	case c.says(annotationWords) || slices.Contains(labelNames, c.plain) || slices.Contains(stateNames, c.plain) && c.coded() && !t.axis(c):
		evidence := "describes the rows by its name"
		if t.label != nil {
			evidence += "; the label is " + t.label.shown()
		} else if c.measured() {
			evidence = "is called a label, but has " + c.howMany()
		}
		c.settle(Annotation, evidence, "--label")
		c.Doubt = t.label == nil && !t.given.NoLabel
	}
}

// findAnswer leaves out columns that say the same as the label: each of their
// values goes with one label, or each label with one of their values. A sensor
// may do so as well, when states differ so much; but it does not stand still. Numbers
// that are no codes leave a doubt.
func findAnswer(t *table, c *column) {
	l := t.label
	if l == nil || l.codes == nil || c.codes == nil || len(l.codes.values) < 2 || len(c.codes.values) < 2 {
		return
	}
	if c.Rows < leastRows || len(c.codes.values) > mostCodes || c.numeric && !(c.held(8) && c.codes.settles()) {
		return
	}
	decide := c.settle
	if c.numeric && !c.stateCodes() {
		decide = c.guess
	}
	switch values := count(len(c.codes.values), "value"); {
	case settled(c.codes, l.codes):
		decide(Annotation, "goes with the label: each of its "+values+" stands beside one label", "--columns")
	case settled(l.codes, c.codes):
		decide(Annotation, "goes with the label: each label stands beside one of its "+values, "--columns")
	}
}

// findNearAnswer leaves out whole numbers from 0 or 1 on that say what the label says in
// nearly all rows, as the votes of another program do, in doubt: what is right by more
// than one of five rows that the commonest label has not is no chance.
func findNearAnswer(t *table, c *column) {
	const nearly = 0.8
	l := t.label
	if l == nil || l.codes == nil || !c.numeric || !c.coded() || len(c.codes.values) < 2 || len(c.codes.values) > mostLevels || c.Rows < 4*leastRows {
		return
	}
	counts := make([]int, MostValues*len(c.codes.values))
	labels := make([]int, MostValues)
	rows := 0
	for i := range min(len(c.codes.of), len(l.codes.of)) {
		for j := range min(len(c.codes.of[i]), len(l.codes.of[i])) {
			if from, to := c.codes.of[i][j], l.codes.of[i][j]; from != absent && to != absent {
				counts[int(from)*MostValues+int(to)]++
				labels[to]++
				rows++
			}
		}
	}
	right := 0
	for k := range c.codes.values {
		right += slices.Max(counts[k*MostValues : (k+1)*MostValues])
	}
	most := slices.Max(labels)
	if rows > most && float64(right-most) >= nearly*float64(rows-most) {
		c.guess(Annotation, "says what the label says in "+percent(right, rows)+" of the rows", "--columns")
	}
}

// settled reports that a row's code in a settles that in b.
func settled(a, b *codes) bool {
	var goes [MostValues]int16 // a code of b, less absent
	for i := range min(len(a.of), len(b.of)) {
		for j := range min(len(a.of[i]), len(b.of[i])) {
			from, to := a.of[i][j], b.of[i][j]
			if from == absent || to == absent {
				continue
			}
			if goes[from] == 0 {
				goes[from] = to - absent
			}
			if goes[from] != to-absent {
				return false
			}
		}
	}
	return true
}

func findMarks(_ *table, c *column) {
	if c.isolated() {
		c.guess(Annotation, "is 0 but for single rows, as marks are", "--columns")
	}
}

// mostLevels is how many values a command has, unless it is held for very long.
const mostLevels = 16

// findSetPoint finds a number that is held exactly until it jumps. What it differs
// in from a slow sensor that its converter divides into few values: such a sensor
// comes and goes at the border of two values (codes.settles), and changes to the
// next value; a command passes values over, or jumps by a tenth and more of the
// largest. Ids of people and parts do the same.
func findSetPoint(_ *table, c *column) {
	if c.numeric && c.inRuns() && (len(c.codes.values) <= mostLevels && c.held(16) || c.held(64)) && c.codes.settles() && c.jumps() {
		c.guess(SetPoint, c.runEvidence()+", and jumps, as a command does", "--columns")
	}
}

// jumps looks at changes within chunks alone: from chunk to chunk, slow sensors
// pass values over as well.
func (c *column) jumps() bool {
	levels := c.codes.levels()
	if c.whole && c.Low >= 0 && c.Low <= 1 && int(c.High-c.Low) == len(levels)-1 {
		return true // numbered states
	}
	passed, large, all := 0, 0, 0
	largest := max(math.Abs(c.Low), math.Abs(c.High))
	runs := c.codes.stretches()
	for i, r := range runs {
		if !r.follows {
			continue
		}
		from, to := c.codes.values[runs[i-1].code].number, c.codes.values[r.code].number
		if from != from || to != to {
			continue
		}
		all++
		low, _ := slices.BinarySearch(levels, min(from, to))
		high, _ := slices.BinarySearch(levels, max(from, to))
		if high-low > 1 {
			passed++
		}
		if jump := math.Abs(to - from); jump >= largest/10 && !(c.whole && jump == 1) {
			large++
		}
	}
	return passed*4 >= all && passed > 0 || large*2 >= all && large > 0
}
