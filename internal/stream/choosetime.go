package stream

import (
	"fmt"
	"slices"
	"strconv"

	"tinyol-sim/internal/stream/moment"
	"tinyol-sim/internal/stream/role"
)

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

// findTime takes the first column of dates with times; else of times of day, else of
// dates, else of numbers by name that have stood still as far as was seen. Dates of two
// digits a part may be a version, and are believed by their name alone.
func (r *Reader) findTime() {
	d, l := r.dialect, r.layout
	still := func(i int) bool {
		_, named := role.TimeName(d.Names[i])
		return named && d.Kinds[i].Numeric() && !r.seenAll && r.findings[i].Role == role.Constant
	}
	for _, could := range []func(i int) bool{
		func(i int) bool { return d.looks(i) == moment.DateTime },
		func(i int) bool { return d.looks(i) == moment.Clock },
		func(i int) bool {
			return d.looks(i) == moment.Date || d.looks(i) == moment.ShortDate && dateName(d.Names[i])
		},
		still,
	} {
		for i, n := range d.Names {
			if could(i) && !slices.Contains(l.channels, i) {
				d.takeTime(l, i, role.TimeUnit(n))
				return
			}
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
	if c.Looks[moment.ShortClock] > 0 {
		if _, named := role.TimeName(d.Names[i]); named {
			return moment.Clock
		}
		return moment.None
	}
	kind := moment.Date
	for k, n := range c.Looks {
		if n > c.Looks[kind] {
			kind = moment.Kind(k)
		}
	}
	return kind
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
	for i, n := range d.Names {
		_, named := role.TimeName(n)
		c := &d.Kinds[i]
		if slices.Contains(l.channels, i) || c.Texts == 0 || !named && c.Alike <= c.AnyNumbers()+c.Moments+c.Texts-c.Alike {
			continue
		}
		note(name + ": column " + strconv.Itoa(i+1) + " " + strconv.Quote(n) + " is not taken for time: it " + d.unreadTime(i) + "; without time give the rows a second with --rate")
		return
	}
}

// newestFirst refuses a recording that goes backwards in time: a stream is replayed in
// the order in which it was measured.
func (r *Reader) newestFirst() error {
	if !r.clock.pace.falls {
		return nil
	}
	e := r.dialect.columnError(r.name, r.layout.time, "the newest row stands first, and a stream goes on in time", "")
	asRead := "read the rows as they stand with --time " + None
	if r.made != nil || !r.text.direct || r.name == "standard input" {
		e.Remedy = "turn the rows round, or " + asRead
		return e
	}
	turned := "tac " + commandLine([]string{r.name})
	if n := r.dialect.Line; r.dialect.Header {
		name := commandLine([]string{r.name})
		turned = fmt.Sprintf("(head -n %d %s; tail -n +%d %s | tac)", n, name, n+1, name)
	}
	e.Remedy = fmt.Sprintf("turn the rows round with %s > turned.csv, or %s", turned, asRead)
	return e
}
