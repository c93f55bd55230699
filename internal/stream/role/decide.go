package role

import "strings"

// Decide says what each column is. Columns in which a role is given have it. The
// answer has a finding a column, in the same order.
func Decide(columns []Column, given Given) []Finding {
	t := survey(columns, given)
	for _, r := range rules {
		if r.pick != nil {
			r.pick(t)
			continue
		}
		for _, c := range t.undecided() {
			r.each(t, c)
		}
	}
	findings := make([]Finding, len(columns))
	for i, c := range t.columns {
		findings[i] = c.Finding
	}
	return findings
}

func (t *table) undecided() []*column {
	var left []*column
	for _, c := range t.columns {
		if c.Role == "" {
			left = append(left, c)
		}
	}
	return left
}

func takeGiven(t *table) {
	for i, c := range t.columns {
		r, ok := t.given.Roles[i]
		if !ok {
			continue
		}
		c.settle(r, "is what the command line says", "")
		switch {
		case r == Time && t.time == nil:
			t.time = c
			if c.numeric {
				c.takeUnit()
			}
		case r == Label && t.label == nil:
			t.label = c
		}
	}
}

func findEmpty(_ *table, c *column) {
	if k := c.in.Kinds; k.Integers+k.Decimals+k.Moments+k.Texts == 0 {
		c.settle(Empty, "has nothing in any row", "")
	}
}

// findConstant tells nothing from so few rows that a sensor may just stand.
func findConstant(_ *table, c *column) {
	if c.Rows >= leastRows && c.codes != nil && len(c.codes.values) == 1 {
		flag := ""
		if c.numeric {
			flag = "--columns"
		}
		c.settle(Constant, "is "+c.codes.list()+" in each row, so there is nothing to learn", flag)
	}
}

func findText(_ *table, c *column) {
	if !c.numeric {
		evidence := "holds " + c.howMany() + ", no numbers"
		if c.hexadecimal() {
			evidence = "looks like hexadecimal numbers without 0x before them, which is how they are read"
		}
		c.settle(Text, evidence, "--label")
	}
}

// hexadecimal reports texts of as many digits each, some of them from a to f and most
// with one from 0 to 9; an h or x may stand at their end or beginning.
func (c *column) hexadecimal() bool {
	length, letters, all := 0, 0, 0
	for _, chunk := range c.in.Chunks {
		for i := range chunk.rows() {
			text := chunk.written(i)
			if text == "" {
				continue
			}
			digits := strings.TrimSuffix(strings.TrimLeft(strings.ToLower(text), "x$#"), "h")
			if strings.Trim(digits, "0123456789abcdef") != "" || length > 0 && len(text) != length || len(digits) < 2 {
				return false
			}
			length = len(text)
			if all++; strings.ContainsAny(digits, "abcdef") && strings.ContainsAny(digits, "0123456789") {
				letters++
			}
		}
	}
	return all >= leastRows && letters*4 > all && c.codes == nil
}

func (c *column) howMany() string {
	if c.codes == nil {
		return "more than " + count(MostValues, "different value")
	}
	return count(len(c.codes.values), "different value")
}

func findSensor(t *table, c *column) {
	if _, named := TimeName(c.in.Name); named && c.Rows >= leastRows && t.time == nil {
		c.guess(Sensor, "is called a time, but falls in "+percent(c.down, c.up+c.down)+" of its steps, as a temperature does",
			"--columns")
		return
	}
	c.settle(Sensor, "holds numbers from "+decimal(c.Low)+" to "+decimal(c.High), "")
}
