package columns

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"tinyol-sim/internal/wording"
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
	MaxWidth     = 100
)

// ShortestLabel is what is left of a row's name beside a wide figure.
const ShortestLabel = 8

// columns is the width that the table keeps to.
func (o Options) columns() int {
	if o.Width == 0 {
		return defaultWidth
	}
	return min(max(o.Width, minWidth), MaxWidth)
}

// Writer lays text out in columns of characters.
type Writer struct {
	w      *bufio.Writer
	Width  int
	colour bool
}

const (
	Bold   = "\x1b[1m"
	Yellow = "\x1b[33m"
	Red    = "\x1b[31m"
	plain  = "\x1b[0m"
)

// Heading writes a section's name in capitals and what it means behind it.
func (t *Writer) Heading(text string) {
	name, rest, _ := strings.Cut(text, ":")
	line := strings.ToUpper(name)
	if rest != "" {
		line += ":" + rest
	}
	fmt.Fprintln(t.w)
	t.Wrapped("", "  ", line, Bold)
}

// Facts writes terms and what they are.
func (t *Writer) Facts(facts []Fact) {
	width := 0
	for _, f := range facts {
		width = max(width, utf8.RuneCountInString(f.Term))
	}
	for _, f := range facts {
		first := "  " + pad(f.Term, width) + "  "
		t.Wrapped(first, strings.Repeat(" ", width+4), f.Text, "")
	}
}

// Grid writes a table. Columns that do not fit the width go on below, under
// the rows' names again.
func (t *Writer) Grid(g Grid) {
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
	label = max(min(label, t.Width-4-widest), ShortestLabel)
	for from := 0; from < len(g.Columns); {
		to, used := from, 2+label
		for to < len(g.Columns) && (to == from || used+2+widths[to] <= t.Width) {
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

func (t *Writer) gridPart(g Grid, label int, widths []int, from, to int) {
	t.gridLine(g.Corner, g.Columns, label, widths, from, to, Bold)
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

func (t *Writer) gridLine(name string, cells []string, label int, widths []int, from, to int, style string) {
	var b strings.Builder
	b.WriteString("  " + pad(Shorten(name, label), label))
	for c := from; c < to; c++ {
		b.WriteString("  " + padLeft(cells[c], widths[c]))
	}
	t.Styled(strings.TrimRight(b.String(), " "), style)
}

// Blank writes an empty line.
func (t *Writer) Blank() { fmt.Fprintln(t.w) }

// Wrapped writes text in lines no longer than the width: first before the
// first of them, rest before the others.
func (t *Writer) Wrapped(first, rest, text, style string) {
	line, used := first, utf8.RuneCountInString(first)
	start := true
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		if !start && used+1+n > t.Width {
			t.Styled(line, style)
			line, used, start = rest, utf8.RuneCountInString(rest), true
		}
		if !start {
			line, used = line+" ", used+1
		}
		line, used, start = line+word, used+n, false
	}
	t.Styled(strings.TrimRight(line, " "), style)
}

// Styled writes one line.
func (t *Writer) Styled(line, style string) {
	line = strings.Map(wording.Visible, wording.Clean(line))
	if t.colour && style != "" {
		line = style + line + plain
	}
	fmt.Fprintln(t.w, line)
}

func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-utf8.RuneCountInString(s), 0))
}

func padLeft(s string, width int) string {
	return strings.Repeat(" ", max(width-utf8.RuneCountInString(s), 0)) + s
}

// Shorten cuts a name that is longer than the column, marked by an ellipsis.
func Shorten(s string, width int) string {
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	return string([]rune(s)[:width-1]) + "…"
}

// NewWriter writes to w. What the writer refuses, flush returns.
func NewWriter(w io.Writer, o Options) *Writer {
	return &Writer{w: bufio.NewWriter(w), Width: o.columns(), colour: o.Colour}
}

// Flush hands on what was written and returns the first error.
func (t *Writer) Flush() error { return t.w.Flush() }
