package table

import (
	"bytes"

	"tinyol-sim/internal/stream/moment"
	"tinyol-sim/internal/stream/number"
)

// Count counts what the peeked fields of a column are.
type Count struct {
	forms
	Moments int // dates and times
	Empty   int
	Missing int // words for a value that is not there
	Texts   int
	Looks   [moment.DateTime + 1]int // of the moments
	Bare    int                      // numbers that may be a date, such as 20230105
	Alike   int                      // texts that resemble a time
	Unread  string                   // the first text
	Grouped int                      // numbers with thousands separators, which are counted elsewhere, too
	Sample  string                   // one of those

	Unit   string // text behind numbers, the first that was seen; see decideUnit
	united forms  // numbers with it
	units  int    // numbers with another one
	Other  string // that
	odd    bool   // one of the others is no unit that is known

	plain     string // the last text that is nothing but that
	lead      string // a name before numbers, the first that was seen
	leads     int    // texts with it
	fractions bool   // some of those numbers have one
}

// forms counts numbers by how they are written.
type forms struct {
	numbers int // integers and infinity
	points  int // with a decimal point
	commas  int // with a decimal comma
}

// AnyNumbers counts the numbers, however they are written.
func (f *forms) AnyNumbers() int { return f.numbers + f.points + f.commas }

// addNumber counts a field that is one.
func (f *forms) addNumber(field []byte) bool {
	if _, ok := number.Scan(field, '.'); ok {
		if bytes.IndexByte(field, '.') >= 0 {
			f.points++
		} else {
			f.numbers++
		}
		return true
	}
	if _, ok := number.Scan(field, ','); ok {
		f.commas++
		return true
	}
	if number.NonFinite(field) {
		f.numbers++
		return true
	}
	return false
}

// Numeric reports a column of numbers, be it that some fields are wrong.
func (c *Count) Numeric() bool { return c.AnyNumbers() > c.Texts+c.Moments }

// NonNumeric reports a column that is known to hold something else.
func (c *Count) NonNumeric() bool { return c.Texts+c.Moments > 0 && !c.Numeric() }

// Moment reports a column of dates or times.
func (c *Count) Moment() bool { return c.Moments > c.Texts+c.AnyNumbers() }

// Filled counts the fields that hold something.
func (c *Count) Filled() int {
	return c.AnyNumbers() + c.Moments + c.Texts + c.united.AnyNumbers() + c.units
}

// add counts a field without the spaces around it.
func (c *Count) add(field []byte) {
	commas := c.commas
	switch {
	case len(field) == 0:
		c.Empty++
	case field[0]-'0' > 9 && number.IsMissing(field):
		c.Missing++
	case c.addNumber(field):
		if moment.Bare(field) {
			c.Bare++
		}
		if c.commas > commas {
			c.addGrouped(field)
		}
	default:
		c.addOther(field)
	}
}

// addOther counts what is no number. Texts are most often those of the row before, or
// have no digit, and are then neither a time nor a number with a unit.
func (c *Count) addOther(field []byte) {
	if !hasDigit(field) || string(field) == c.plain {
		c.Texts++
		if c.Unread == "" {
			c.Unread = string(field)
		}
		return
	}
	c.addGrouped(field)
	if kind := moment.Look(field); kind != moment.None {
		c.Moments++
		c.Looks[kind]++
	} else if value, text := number.SplitUnit(field); value != nil {
		c.addUnit(value, text)
	} else {
		c.addText(field)
	}
}

func hasDigit(field []byte) bool {
	for _, b := range field {
		if b-'0' <= 9 {
			return true
		}
	}
	return false
}

// cell says what a single field is.
type cell uint8

const (
	emptyCell cell = iota // or a word for a value that is missing
	numberCell
	commaCell // a number with a decimal comma
	momentCell
	unitCell // a number with a unit
	textCell
)

func cellOf(field []byte) cell {
	if len(field) == 0 || field[0]-'0' > 9 && number.IsMissing(field) {
		return emptyCell
	}
	if _, ok := number.Scan(field, '.'); ok || number.NonFinite(field) {
		return numberCell
	}
	if !hasDigit(field) {
		return textCell
	}
	if isComma(field) {
		return commaCell
	}
	if moment.Look(field) != moment.None {
		return momentCell
	}
	if value, _ := number.SplitUnit(field); value != nil {
		return unitCell
	}
	return textCell
}

func isComma(field []byte) bool {
	_, ok := number.Scan(field, ',')
	return ok
}

func (c *Count) addGrouped(field []byte) {
	if number.Grouped(field) {
		c.Grouped++
		if c.Sample == "" {
			c.Sample = string(field)
		}
	}
}

func (c *Count) addText(field []byte) {
	c.Texts++
	if lead, value := number.SplitLead(field); lead != nil {
		c.fractions = c.fractions || bytes.ContainsAny(value, ".,")
		if c.lead == "" {
			c.lead = string(lead)
		}
		if c.lead == string(lead) {
			c.leads++
		}
	}
	if moment.Resembles(field) {
		c.Alike++
	} else if c.leads == 0 {
		c.plain = string(field)
	}
	if c.Unread == "" {
		c.Unread = string(field)
	}
}

func (c *Count) addUnit(value, unit []byte) {
	if c.Unit == "" {
		c.Unit = string(unit)
	}
	if c.Unit == string(unit) {
		c.united.addNumber(value)
		return
	}
	c.units++
	c.Other = string(unit)
	c.odd = c.odd || !isUnit(c.Other) || !isUnit(c.Unit)
}

// decideUnit settles, when all is counted, whether the column is one of numbers
// with a unit, which nearly all of its fields have; else they are texts.
func (c *Count) decideUnit() {
	const (
		nearlyAll = 0.9
		least     = 2 // of a unit that is not known: one may be a slip of the pen
	)
	n := c.united.AnyNumbers()
	if (n >= least || n > 0 && isUnit(c.Unit)) && float64(n) >= nearlyAll*float64(c.Filled()) {
		c.numbers += c.united.numbers
		c.points += c.united.points
		c.commas += c.united.commas
		c.Texts += c.units
		c.units = 0
	} else {
		c.Texts += n + c.units
		if c.odd || float64(n+c.units) < nearlyAll*float64(c.Filled()-n-c.units) {
			c.units = 0 // a few texts that look like it
		}
		if c.units == 0 {
			c.Unit = ""
		}
	}
	c.united = forms{}
}

// led reports numbers with a name before them, the same in nearly all fields. Without a
// fraction they may number something: mode=2.
func (c *Count) led() bool { return c.fractions && c.leads > 1 && c.leads*10 >= c.Filled()*9 }

// MixedUnits reports numbers with units that change from field to field, which
// are not read.
func (c *Count) MixedUnits() bool { return c.units > 0 }
