package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"tinyol-sim/internal/result"
)

// Options say how a terminal table is written.
type Options struct {
	Width  int  // columns of the terminal; 0 means 80
	Colour bool // ANSI colours and bold
}

// Widths between which the table adapts to the terminal: narrower than the
// first nothing lines up, wider than the second lines are hard to read.
const (
	minWidth     = 48
	defaultWidth = 80
	maxWidth     = 100
)

// shortestLabel is what is left of a row's name beside a wide figure.
const shortestLabel = 8

// Table writes what a run found for a person at a terminal. The error is the
// writer's.
func Table(w io.Writer, s *result.Summary, o Options) error {
	t := &textWriter{w: bufio.NewWriter(w), width: o.columns(), colour: o.Colour}
	t.page(newPage(s))
	return t.w.Flush()
}

// columns is the width that the table keeps to.
func (o Options) columns() int {
	if o.Width == 0 {
		return defaultWidth
	}
	return min(max(o.Width, minWidth), maxWidth)
}

// textWriter lays a page out in columns of characters.
type textWriter struct {
	w      *bufio.Writer
	width  int
	colour bool
}

const (
	bold   = "\x1b[1m"
	yellow = "\x1b[33m"
	red    = "\x1b[31m"
	plain  = "\x1b[0m"
)

func (t *textWriter) page(p *page) {
	t.heading("what was run")
	t.facts(p.Facts)
	for _, s := range p.Sections {
		t.section(s)
	}
	if len(p.Warnings) > 0 {
		t.heading("warnings")
		for _, w := range p.Warnings {
			t.wrapped("  ! ", "    ", w, yellow)
		}
	}
	if p.Interrupted != "" {
		fmt.Fprintln(t.w)
		t.wrapped("", "", p.Interrupted, red)
	}
}

func (t *textWriter) section(s section) {
	t.heading(s.Heading)
	for _, l := range s.Lead {
		t.wrapped("  ", "  ", l, "")
	}
	for _, g := range s.Grids {
		fmt.Fprintln(t.w)
		t.grid(g)
	}
	if len(s.Notes) > 0 {
		fmt.Fprintln(t.w)
	}
	for _, n := range s.Notes {
		t.wrapped("  ", "  ", n, "")
	}
}

// heading writes a section's name in capitals and what it means behind it.
func (t *textWriter) heading(text string) {
	name, rest, _ := strings.Cut(text, ":")
	line := strings.ToUpper(name)
	if rest != "" {
		line += ":" + rest
	}
	fmt.Fprintln(t.w)
	t.wrapped("", "  ", line, bold)
}

func (t *textWriter) facts(facts []fact) {
	width := 0
	for _, f := range facts {
		width = max(width, utf8.RuneCountInString(f.Term))
	}
	for _, f := range facts {
		first := "  " + pad(f.Term, width) + "  "
		t.wrapped(first, strings.Repeat(" ", width+4), f.Text, "")
	}
}

// grid writes a table. Columns that do not fit the width go on below, under
// the rows' names again.
func (t *textWriter) grid(g grid) {
	label := utf8.RuneCountInString(g.Corner)
	for _, r := range g.Rows {
		label = max(label, utf8.RuneCountInString(r.Label))
	}
	widths := make([]int, len(g.Columns))
	for c, name := range g.Columns {
		widths[c] = utf8.RuneCountInString(name)
		for _, r := range g.Rows {
			widths[c] = max(widths[c], utf8.RuneCountInString(r.Cells[c]))
		}
	}
	widest := 0
	for _, w := range widths {
		widest = max(widest, w)
	}
	label = max(min(label, t.width-4-widest), shortestLabel)
	for from := 0; from < len(g.Columns); {
		to, used := from, 2+label
		for to < len(g.Columns) && (to == from || used+2+widths[to] <= t.width) {
			used += 2 + widths[to]
			to++
		}
		if from > 0 {
			fmt.Fprintln(t.w)
		}
		t.gridPart(g, label, widths, from, to)
		from = to
	}
}

func (t *textWriter) gridPart(g grid, label int, widths []int, from, to int) {
	t.gridLine(g.Corner, g.Columns, label, widths, from, to, bold)
	for _, r := range g.Rows {
		empty := true
		for _, c := range r.Cells[from:to] {
			empty = empty && c == ""
		}
		if !empty {
			t.gridLine(r.Label, r.Cells, label, widths, from, to, "")
		}
	}
}

func (t *textWriter) gridLine(name string, cells []string, label int, widths []int, from, to int, style string) {
	var b strings.Builder
	b.WriteString("  " + pad(shorten(name, label), label))
	for c := from; c < to; c++ {
		b.WriteString("  " + padLeft(cells[c], widths[c]))
	}
	t.styled(strings.TrimRight(b.String(), " "), style)
}

func (t *textWriter) blank() { fmt.Fprintln(t.w) }

// wrapped writes text in lines no longer than the width: first before the
// first of them, rest before the others.
func (t *textWriter) wrapped(first, rest, text, style string) {
	line, used := first, utf8.RuneCountInString(first)
	start := true
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		if !start && used+1+n > t.width {
			t.styled(line, style)
			line, used, start = rest, utf8.RuneCountInString(rest), true
		}
		if !start {
			line, used = line+" ", used+1
		}
		line, used, start = line+word, used+n, false
	}
	t.styled(strings.TrimRight(line, " "), style)
}

func (t *textWriter) styled(line, style string) {
	line = strings.Map(visible, clean(line))
	if t.colour && style != "" {
		line = style + line + plain
	}
	fmt.Fprintln(t.w, line)
}

// visible replaces what would break the line of a table.
func visible(r rune) rune {
	if r == '\n' || r == '\t' {
		return ' '
	}
	return r
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-utf8.RuneCountInString(s), 0))
}

func padLeft(s string, width int) string {
	return strings.Repeat(" ", max(width-utf8.RuneCountInString(s), 0)) + s
}

// shorten cuts a name that is longer than the column, marked by an ellipsis.
func shorten(s string, width int) string {
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	return string([]rune(s)[:width-1]) + "…"
}
