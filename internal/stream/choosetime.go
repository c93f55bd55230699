package stream

import (
	"slices"
	"strconv"

	"tinyol-sim/internal/stream/moment"
)

// chooseTime assigns the time: the column that the user named, or the first one that
// is called or looks like time. A column of dates and one of times of day are the
// time together.
func (d *dialect) chooseTime(name, column string, l *layout) error {
	if column == None {
		return nil
	}
	if column == "" {
		d.findTime(l)
		return nil
	}
	i, err := d.find(name, column)
	if err != nil {
		return err
	}
	if !d.Kinds[i].Numeric() && !d.Kinds[i].Moment() {
		return d.columnError(name, i, d.unreadTime(i), "name another column with --time, or none with --time "+None)
	}
	unit, _ := timeColumn(column)
	d.takeTime(l, i, unit)
	return nil
}

// takeTime makes a column the time, with its other half where it has one.
func (d *dialect) takeTime(l *layout, i int, unit string) {
	l.time, l.unit = i, unit
	other := func(kinds ...moment.Kind) int {
		for j := range d.Kinds {
			if j != i && !slices.Contains(l.channels, j) && slices.Contains(kinds, d.looks(j)) {
				return j
			}
		}
		return -1
	}
	switch d.looks(i) {
	case moment.Date, moment.ShortDate:
		l.clock = other(moment.Clock)
	case moment.Clock:
		if date := other(moment.Date, moment.ShortDate); date >= 0 {
			l.time, l.clock = date, i
		}
	}
}

// findTime takes the first column that is time for certain; else times of day, else
// dates.
func (d *dialect) findTime(l *layout) {
	const certain, clock, date = 0, 1, 2
	found := [...]int{certain: -1, clock: -1, date: -1}
	for i, n := range d.Names {
		if slices.Contains(l.channels, i) {
			continue
		}
		_, named := timeColumn(n)
		rank := -1
		switch kind := d.looks(i); {
		case kind == moment.DateTime || kind == moment.Clock && named:
			rank = certain
		case kind == moment.Clock:
			rank = clock
		case kind == moment.Date || kind == moment.ShortDate && (named || d.holds(moment.Clock, l.channels)):
			rank = date
		case kind == moment.None && named && d.Kinds[i].Numeric() && !dateName(n):
			rank = certain
		}
		if rank >= 0 && found[rank] < 0 {
			found[rank] = i
		}
	}
	for _, i := range found {
		if i >= 0 {
			unit, _ := timeColumn(d.Names[i])
			d.takeTime(l, i, unit)
			return
		}
	}
}

// looks is what the fields of a column mostly are: a kind of time, or moment.None.
func (d *dialect) looks(i int) moment.Kind {
	c := &d.Kinds[i]
	if c.Bare > 0 && c.Bare == c.AnyNumbers() && c.Numeric() && dateName(d.Names[i]) {
		return moment.Date
	}
	if !c.Moment() {
		return moment.None
	}
	if c.Looks[moment.DateTime] > 0 {
		return moment.DateTime
	}
	kind := moment.Date
	for k, n := range c.Looks {
		if n > c.Looks[kind] {
			kind = moment.Kind(k)
		}
	}
	return kind
}

// holds reports a column of a kind among those that are not taken.
func (d *dialect) holds(kind moment.Kind, taken []int) bool {
	for i := range d.Kinds {
		if !slices.Contains(taken, i) && d.looks(i) == kind {
			return true
		}
	}
	return false
}

// unreadTime says why a column is not time.
func (d *dialect) unreadTime(i int) string {
	if text := d.Kinds[i].Unread; text != "" {
		return "holds " + quoted([]byte(text)) + ", which is no time; times are read as seconds, or as " + moment.Forms
	}
	return "holds neither numbers nor times"
}

// noteNoTime tells of a column that is named like time or resembles it, where none
// was taken.
func (d *dialect) noteNoTime(name string, l *layout, note func(string)) {
	if l.time >= 0 {
		return
	}
	for i, n := range d.Names {
		_, named := timeColumn(n)
		c := &d.Kinds[i]
		if slices.Contains(l.channels, i) || c.Texts == 0 || !named && c.Alike <= c.AnyNumbers()+c.Moments+c.Texts-c.Alike {
			continue
		}
		note(name + ": column " + strconv.Itoa(i+1) + " " + strconv.Quote(n) + " is not taken for time: it " + d.unreadTime(i) + "; without time give the rows a second with --rate")
		return
	}
}
