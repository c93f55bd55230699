package inspect

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/wording"
)

// Print writes what was found as a person reads it.
func (in *Inspection) Print(w io.Writer, o columns.Options) error {
	p := columns.NewWriter(w, o)
	p.Facts(in.facts())
	p.Blank()
	p.Grid(in.table())
	p.Blank()
	for _, c := range in.Columns {
		if text := c.sentence(); text != "" {
			p.Wrapped("  ", "    ", text, "")
		}
	}
	if len(in.Labels) > 0 {
		p.Blank()
		p.Grid(in.labelTable())
	}
	p.Blank()
	for _, text := range in.Bench.sentences() {
		p.Wrapped("  ", "    ", text, "")
	}
	for _, text := range in.Notes {
		p.Wrapped("  note: ", "    ", text, "")
	}
	return p.Flush()
}

func (in *Inspection) facts() []columns.Fact {
	rows := wording.Integer(in.Rows) + " in " + wording.Plural(in.Segments, "segment", "segments")
	if in.Segments > 1 {
		rows += fmt.Sprintf(" of %s to %s", wording.Integer(in.ShortestSegment), wording.Integer(in.LongestSegment))
	}
	if in.Skipped > 0 {
		rows += fmt.Sprintf("; %s skipped", wording.Plural(in.Skipped, "bad row", "bad rows"))
	}
	name := in.Name
	if in.Files > 1 {
		name += ", " + wording.Plural(in.Files, "file", "files")
	}
	return []columns.Fact{
		{Term: "recording", Text: fmt.Sprintf("%s (%s, layout %s)", name, in.Format, in.Layout)},
		{Term: "rows", Text: rows}, {Term: "rate", Text: in.Rate.text()},
	}
}

func (r *Rate) text() string {
	if r == nil {
		return "not known: there is no time; give it with --rate"
	}
	text := fmt.Sprintf("%s Hz, a row every %s s", number(r.Hertz), number(r.Period))
	if r.Low > 0 && r.High > 1.001*r.Low {
		text += fmt.Sprintf("; nine of ten steps at least %s s, nine of ten at most %s s", number(r.Low), number(r.High))
	}
	if r.Doubt != "" {
		text += "; in doubt: " + r.Doubt
	}
	return text
}

func (in *Inspection) table() columns.Grid {
	g := columns.Grid{Corner: "column", Columns: []string{"role", "unit", "from", "to", "step", "missing"}}
	for _, c := range in.Columns {
		role := c.Role
		if c.Doubt {
			role += "?"
		}
		g.Add(c.shown(), role, c.Unit, figure(c.Low), figure(c.High), figure(c.Step), wording.Integer(c.Missing))
	}
	return g
}

// sentence is what a column is and why, and how to have it otherwise. Of a sensor
// with which nothing is wrong the table says enough.
func (c *Column) sentence() string {
	text := c.shown() + " " + c.Evidence
	if c.Used && c.Step != nil {
		if len(c.Remarks) == 0 {
			return ""
		}
		return c.shown() + " " + strings.Join(c.Remarks, "; it ")
	}
	if c.Doubt {
		text += "; it is left out unless " + wording.ShellLine(c.Flag) + " takes it in"
	}
	for _, r := range c.Remarks {
		text += "; it " + r
	}
	return text
}

func (c *Column) shown() string {
	if c.Name == "" {
		return "(no name)"
	}
	return c.Name
}

func (in *Inspection) labelTable() columns.Grid {
	g := columns.Grid{Corner: "label", Columns: []string{"rows", "share", "runs", "longest run", "first row"}}
	for _, l := range in.Labels {
		g.Add(l.Name, wording.Integer(l.Rows), wording.Rate.Text(float64(l.Rows)/float64(in.Rows)), wording.Integer(l.Runs),
			wording.Integer(l.LongestRun), wording.Integer(l.First))
	}
	return g
}

func (b *Bench) sentences() []string {
	text := fmt.Sprintf("bench makes %s windows of %d rows, one every %d, for front end %s", wording.Integer(b.Windows), b.Window, b.Stride, b.FrontEnd)
	if b.Mixed > 0 {
		text += fmt.Sprintf("; %s have two labels, and count for none", wording.Integer(b.Mixed))
	}
	texts := []string{text + "."}
	if b.Why != "" {
		texts = append(texts, fmt.Sprintf("The healthy machine is %q: %s.", b.Normal, b.Why))
	}
	if len(b.Short) > 0 {
		remedy := "label the rows around it as well"
		if b.Remedy != nil {
			remedy = "pass " + strings.Join(b.Remedy, " ")
		}
		texts = append(texts, fmt.Sprintf("No run of %s is as long as a window, so that no window carries it; %s.", strings.Join(b.Short, " or "), remedy))
	}
	if b.Refusal != "" {
		texts = append(texts, "It would not run: "+b.Refusal+".")
	}
	return append(texts, "next: "+wording.ShellLine(b.Command))
}

func figure(x *float64) string {
	if x == nil {
		return ""
	}
	return number(*x)
}

// number shows as many digits as tell a sensor's values apart, and no more than fit
// a column.
func number(x float64) string { return strconv.FormatFloat(x, 'g', 5, 64) }
