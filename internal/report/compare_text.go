package report

import (
	"bufio"
	"io"
	"unicode/utf8"

	"tinyol-sim/internal/result"
)

// ComparisonTable writes a comparison for a person at a terminal. The error is
// the writer's.
func ComparisonTable(w io.Writer, c *result.Comparison, o Options) error {
	t := &textWriter{w: bufio.NewWriter(w), width: o.columns(), colour: o.Colour}
	t.heading("what is compared")
	t.facts(comparedFacts(c))
	if len(c.Settings) > 0 {
		t.heading("what differs")
		for _, s := range c.Settings {
			t.wrapped("  ", "    ", settingText(c, s), "")
		}
	}
	for _, s := range comparedSections {
		t.comparedSection(c, s)
	}
	t.heading("how to read it")
	for _, n := range comparedMethods(c) {
		t.wrapped("  ", "  ", n, "")
	}
	if len(c.Notes) > 0 {
		t.heading("notes")
		for _, n := range c.Notes {
			t.wrapped("  ! ", "    ", n, yellow)
		}
	}
	return t.w.Flush()
}

func (t *textWriter) comparedSection(c *result.Comparison, s comparedSection) {
	tables := comparedTables(c, s)
	if len(tables) == 0 {
		return
	}
	t.heading(s.heading)
	for i, table := range tables {
		if i > 0 {
			t.blank()
		}
		t.comparedTable(table, c)
	}
}

// comparedTable writes one measure. The arms' names give way to the numbers:
// their letters tell them apart.
func (t *textWriter) comparedTable(table comparedTable, c *result.Comparison) {
	g := table.grid(c)
	used := 2
	for i, head := range g.Columns {
		width := utf8.RuneCountInString(head)
		for _, r := range g.Rows {
			width = max(width, utf8.RuneCountInString(r.Cells[i]))
		}
		used += 2 + width
	}
	room := t.width - used
	for i := range g.Rows {
		if room >= shortestLabel {
			g.Rows[i].Label = shorten(g.Rows[i].Label, room)
		}
	}
	if utf8.RuneCountInString(table.title) <= room {
		g.Corner = table.title
	} else {
		t.styled("  "+table.title, bold)
	}
	t.grid(g)
}

// grid puts an arm's letter before its name.
func (t comparedTable) grid(c *result.Comparison) grid {
	g := grid{Columns: []string{t.mean, "less", t.difference, "p"}}
	for _, l := range t.lines {
		label, less := "", ""
		if l.arm >= 0 {
			label = letters(l.arm) + "  " + c.Arms[l.arm].Name
		}
		if l.against >= 0 {
			less = letters(l.against)
		}
		g.add(label, l.mean, less, l.less, l.p)
	}
	return g.compact()
}
