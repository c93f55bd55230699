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
	fills, rows := t.fills(first, columns)
	for i, f := range fills {
		if aside[i] = f.last >= 0 && f.last < mostAside && rows-f.last > max(leastAfter, f.last); aside[i] {
			candidates++
			texts += f.kind.Texts
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

// fill is what the head's rows have in a column: the last row with anything, counted
// from the first, -1 where none has, and what it is up to row mostAside.
type fill struct {
	last int
	kind Count
}

// fills goes through the head's rows once, however many columns there are.
func (t *finder) fills(first, columns int) (fills []fill, rows int) {
	fills = make([]fill, columns)
	for i := range fills {
		fills[i].last = -1
	}
	for i := first; i < len(t.head); i++ {
		if !t.head[i].row(columns) {
			continue
		}
		for column, field := range t.fieldsOf(i) {
			if field = Trim(field); len(field) > 0 {
				fills[column].last = rows
				if rows < mostAside {
					fills[column].kind.add(field)
				}
			}
		}
		rows++
	}
	return fills, rows
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
