package report

import (
	"strings"
	"unicode/utf8"

	"tinyol-sim/internal/report/columns"
)

// htmlGrid is a table of the page, and where a phone has no room for its columns side
// by side, what a phone shows in its place: tables below each other, each with as many
// of them as it has room for.
type htmlGrid struct {
	columns.Grid
	Narrow []columns.Grid // empty: the table fits
}

// What a phone of 390 pixels shows side by side: so many letters, of which the names
// of the rows, which may break, take at most so many. A column's margin is as wide as
// two.
const (
	phoneLetters = 42
	phoneLabel   = 15
	marginOf     = 2
)

func gridsOf(list []columns.Grid) []htmlGrid {
	out := make([]htmlGrid, len(list))
	for i, g := range list {
		out[i].Grid = g
		if parts := partsOf(g); len(parts) > 1 {
			out[i].Narrow = parts
		}
	}
	return out
}

// partsOf cuts a table between columns so that each part fits a phone.
func partsOf(g columns.Grid) (parts []columns.Grid) {
	label := utf8.RuneCountInString(g.Corner)
	for _, row := range g.Rows {
		label = max(label, utf8.RuneCountInString(row.Label))
	}
	used := phoneLetters
	for c, name := range g.Columns {
		width := 0
		for _, word := range strings.Fields(name) { // which may stand below each other
			width = max(width, utf8.RuneCountInString(word))
		}
		for _, row := range g.Rows {
			width = max(width, utf8.RuneCountInString(row.Cells[c]))
		}
		if used += width + marginOf; used > phoneLetters {
			parts = append(parts, columns.Grid{Corner: g.Corner})
			used = min(label, phoneLabel) + width + marginOf
		}
		part := &parts[len(parts)-1]
		part.Columns = append(part.Columns, name)
	}
	from := 0
	for i := range parts {
		to := from + len(parts[i].Columns)
		for _, row := range g.Rows {
			parts[i].Add(row.Label, row.Cells[from:to]...)
		}
		from = to
	}
	return parts
}
