package role

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
			if unit, ok := TimeName(c.in.Name); ok {
				c.Unit = unit
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
		c.settle(Text, "holds "+c.howMany()+", no numbers", "--label")
	}
}

func (c *column) howMany() string {
	if c.codes == nil {
		return "more than " + count(MostValues, "different value")
	}
	return count(len(c.codes.values), "different value")
}

func findSensor(_ *table, c *column) {
	if _, named := TimeName(c.in.Name); named && c.Rows >= leastRows {
		c.guess(Sensor, "is called a time, but falls in "+percent(c.down, c.up+c.down)+" of its steps, as a temperature does",
			"--columns")
		return
	}
	c.settle(Sensor, "holds numbers from "+decimal(c.Low)+" to "+decimal(c.High), "")
}
