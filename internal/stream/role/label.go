package role

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Codes of a numeric label: a column of more is measured rather than labelled,
// unless it is plainly called a label.
const mostCodes = 32

// pickLabelNamed takes the first of the plainest names, else of those whose
// content has to agree.
func pickLabelNamed(t *table) {
	for _, names := range [][]string{labelNames, anomalyNames} {
		for _, c := range t.undecided() {
			if t.wantsLabel() && slices.Contains(names, c.plain) && !c.measured() {
				t.takeLabel(c, "is called a label and has "+c.valueList(), false)
			}
		}
	}
	for _, name := range stateNames {
		for _, c := range t.undecided() {
			if t.wantsLabel() && c.plain == name && c.coded() && !t.axis(c) {
				t.takeLabel(c, "is called "+name+" and has "+c.valueList(), false)
			}
		}
	}
}

func (t *table) wantsLabel() bool { return t.label == nil && !t.given.NoLabel }

func (t *table) takeLabel(c *column, evidence string, doubt bool) {
	t.label = c
	c.settle(Label, evidence, "--label")
	c.Doubt = doubt
}

// measured reports that a column holds measurements: too many values for labels,
// or numbers with decimals that hardly repeat.
func (c *column) measured() bool {
	if c.codes == nil {
		return true
	}
	return c.numeric && !c.whole && c.Rows >= leastRows && 2*len(c.codes.values) > c.finite
}

// coded reports that a column may hold labels: a text of few values, or a few
// whole numbers from -1, 0 or 1 on.
func (c *column) coded() bool {
	switch {
	case c.codes == nil || len(c.codes.values) == 0:
		return false
	case !c.numeric:
		return !c.moments && (c.Rows < leastRows || 2*len(c.codes.values) <= c.Rows)
	}
	return c.whole && c.Low >= -1 && c.Low <= 1 && c.High-c.Low < mostCodes
}

// axis reports a y that is one of x, y and z.
func (t *table) axis(c *column) bool {
	return c.plain == "y" && slices.ContainsFunc(t.columns, func(o *column) bool { return o.plain == "x" || o.plain == "z" })
}

func (c *column) valueList() string {
	if c.codes == nil {
		return c.howMany()
	}
	return count(len(c.codes.values), "value") + ", " + c.codes.list()
}

// isolated reports single ones among zeros: they mark rows, and are no states.
func (c *column) isolated() bool {
	if !c.numeric || c.codes == nil || len(c.codes.values) != 2 || c.Rows < leastRows {
		return false
	}
	rare, other := c.codes.values[1], c.codes.values[0]
	code := int16(1)
	if rare.number == 0 {
		rare, other, code = other, rare, 0
	}
	runs := 0
	for _, r := range c.codes.stretches() {
		if r.code == code {
			runs++
		}
	}
	return other.number == 0 && rare.number == 1 && rare.rows >= 2 && rare.rows*10 <= other.rows && rare.rows <= 2*runs
}

func pickLabelWord(t *table) {
	for _, c := range t.undecided() {
		if t.wantsLabel() && c.says(labelWords) && !c.says(predictionWords) && c.coded() && len(c.codes.values) > 1 && !c.isolated() {
			t.takeLabel(c, "has a label's word in its name and "+c.valueList(), c.numeric)
		}
	}
}

// pickCodeColumn looks at tables without names, where the first or the last column
// has a few whole numbers among others that all have decimals.
func pickCodeColumn(t *table) {
	if !t.unnamed || len(t.columns) < 3 || !t.wantsLabel() {
		return
	}
	last := len(t.columns) - 1
	for _, i := range []int{0, last} {
		c := t.columns[i]
		others := t.columns[1:]
		if i == last {
			others = t.columns[:last]
		}
		decimals := func(o *column) bool { return o.Role == "" && o.numeric && !o.whole }
		if t.label == nil && c.Role == "" && c.numeric && c.coded() && len(c.codes.values) > 1 && c.Rows >= leastRows &&
			!slices.ContainsFunc(others, func(o *column) bool { return !decimals(o) }) {
			t.takeLabel(c, "has "+c.valueList()+", where all other columns have decimals", true)
		}
	}
}

// inRuns reports few values that stand for eight rows and more.
func (c *column) inRuns() bool {
	return c.Rows >= leastRows && c.codes != nil && len(c.codes.values) > 1 && 8*len(c.codes.values) <= c.Rows && c.held(8)
}

func (c *column) runEvidence() string {
	return fmt.Sprintf("has %s, each for %s rows on end", c.valueList(), decimal(math.Round(c.codes.meanRun())))
}

// pickLabelText takes a text of states under any name; in doubt where there are
// several. A text without letters, or under the name of a time, is a date or a number
// in a form that nobody has read.
func pickLabelText(t *table) {
	var found []*column
	for _, c := range t.undecided() {
		if !c.numeric && !c.moments && c.inRuns() && !c.says(timeWords) && c.inLetters() {
			found = append(found, c)
		}
	}
	if len(found) > 0 && t.wantsLabel() {
		t.takeLabel(found[0], found[0].runEvidence(), len(found) > 1)
	}
}

func (c *column) inLetters() bool {
	return slices.ContainsFunc(c.codes.values, func(v value) bool { return strings.ContainsFunc(v.text, unicode.IsLetter) })
}

// pickLabelCodes takes numbered states under any name, in doubt: of several columns
// the one of the fewest values, and of these the last, where labels stand.
func pickLabelCodes(t *table) {
	var found *column
	for _, c := range t.undecided() {
		if c.numeric && c.inRuns() && c.stateCodes() && (found == nil || len(c.codes.values) <= len(found.codes.values)) {
			found = c
		}
	}
	if found != nil && t.wantsLabel() {
		t.takeLabel(found, found.runEvidence(), true)
	}
}

// stateCodes reports numbers that count states: up to 16, from 0 or 1 or -1 on with
// at most as many left out as are there, that settle where they are.
func (c *column) stateCodes() bool {
	n := len(c.codes.values)
	return c.coded() && n <= mostLevels && int(c.High-c.Low) < 2*n && c.codes.settles() && !c.isolated()
}
