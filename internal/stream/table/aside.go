package table

import (
	"fmt"
	"slices"
)

// Some oscilloscopes write what they were set to into columns beside the first
// samples: Record Length,2500,Points,-0.5,0.2. Those columns are empty in all later
// rows.
const (
	mostAside  = 40 // rows
	leastAfter = 20 // rows without anything in those columns
)

// dropAside has the fields of such columns read as empty.
func (t *finder) dropAside(first, columns int) {
	aside := make([]bool, columns)
	candidates, texts := 0, 0
	for i := range aside {
		last, rows, kind := t.lastFilled(first, columns, i)
		if aside[i] = last >= 0 && last < mostAside && rows-last > max(leastAfter, last); aside[i] {
			candidates++
			texts += kind.Texts
		}
	}
	if texts == 0 || candidates == columns {
		return
	}
	var said []string
	for i, is := range aside {
		if is {
			t.r.aside = append(t.r.aside, i)
			said = append(said, t.Names[i])
		}
	}
	t.note(fmt.Sprintf("what stands beside the first rows in %s is left out", list(said)))
}

// lastFilled is the last row of the head that has something in a column, counted from
// the first; -1: none has.
func (t *finder) lastFilled(first, columns, column int) (last, rows int, kind Count) {
	last = -1
	for i := first; i < len(t.head); i++ {
		if !t.head[i].row(columns) {
			continue
		}
		if field := Trim(t.fieldsOf(i)[column]); len(field) > 0 {
			last = rows
			kind.add(field)
		}
		rows++
	}
	return last, rows, kind
}

func list(names []string) string {
	text := ""
	for i, name := range slices.All(names) {
		switch {
		case i > 0 && i == len(names)-1:
			text += " and "
		case i > 0:
			text += ", "
		}
		text += name
	}
	return text
}
