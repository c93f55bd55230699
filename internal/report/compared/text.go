package compared

import (
	"io"
	"unicode/utf8"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
)

// Table writes a comparison for a person at a terminal. The error is
// the writer's.
func Table(w io.Writer, c *result.Comparison, o columns.Options) error {
	t := columns.NewWriter(w, o)
	t.Heading("what is compared")
	t.Facts(comparedFacts(c))
	if len(c.Settings) > 0 {
		t.Heading("what differs")
		for _, s := range c.Settings {
			t.Wrapped("  ", "    ", settingText(c, s), "")
		}
	}
	for _, s := range comparedSections {
		writeSection(t, c, s.heading, comparedTables(c, s.rows))
	}
	t.Heading("how to read it")
	for _, n := range comparedMethods(c) {
		t.Wrapped("  ", "  ", n, "")
	}
	if len(c.Notes) > 0 {
		t.Heading("notes")
		for _, n := range c.Notes {
			t.Wrapped("  ! ", "    ", n, columns.Yellow)
		}
	}
	return t.Flush()
}

func writeSection(t *columns.Writer, c *result.Comparison, heading string, tables []comparedTable) {
	if len(tables) == 0 {
		return
	}
	t.Heading(heading)
	for i, table := range tables {
		if i > 0 {
			t.Blank()
		}
		writeTable(t, table, c)
	}
}

// writeTable writes one measure. The arms' names give way to the numbers:
// their letters tell them apart.
func writeTable(t *columns.Writer, table comparedTable, c *result.Comparison) {
	g := table.grid(c)
	used := 2
	for i, head := range g.Columns {
		width := utf8.RuneCountInString(head)
		for _, r := range g.Rows {
			width = max(width, utf8.RuneCountInString(r.Cells[i]))
		}
		used += 2 + width
	}
	room := t.Width - used
	for i := range g.Rows {
		if room >= columns.ShortestLabel {
			g.Rows[i].Label = columns.Shorten(g.Rows[i].Label, room)
		}
	}
	if utf8.RuneCountInString(table.title) <= room {
		g.Corner = table.title
	} else {
		t.Styled("  "+table.title, columns.Bold)
	}
	t.Grid(g)
}

// grid puts an arm's letter before its name.
func (t comparedTable) grid(c *result.Comparison) columns.Grid {
	g := columns.Grid{Columns: []string{t.mean, "less", t.difference, "p", "Holm"}}
	for _, l := range t.lines {
		label, less := "", ""
		if l.arm >= 0 {
			label = letters(l.arm) + "  " + c.Arms[l.arm].Name
		}
		if l.against >= 0 {
			less = letters(l.against)
		}
		g.Add(label, l.mean, less, l.less, l.p, l.holm)
	}
	return g.Compact()
}
