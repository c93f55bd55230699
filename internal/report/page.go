package report

import (
	"fmt"
	"path/filepath"
	"regexp"

	"tinyol-sim/internal/result"
)

// page is the content that the terminal table and the HTML page share.
type page struct {
	Title       string
	Interrupted string // a sentence, when the run ended early
	Warnings    []string
	Facts       []fact // what was run
	Sections    []section
}

// fact is a line of a description: a term and what it is.
type fact struct{ Term, Text string }

// section is one subject: a heading, sentences before the tables, the tables,
// and sentences after them.
type section struct {
	Key     string // which figures belong to it
	Heading string
	Lead    []string
	Grids   []grid
	Notes   []string
}

// grid is a table whose first column names the rows.
type grid struct {
	Corner  string
	Columns []string
	Rows    []gridRow
}

type gridRow struct {
	Label string
	Cells []string // one per column, empty where a figure is absent
}

// add appends a row unless all of its cells are empty.
func (g *grid) add(label string, cells ...string) {
	for _, c := range cells {
		if c != "" {
			g.Rows = append(g.Rows, gridRow{label, cells})
			return
		}
	}
}

// compact drops the columns in which no row has a figure.
func (g grid) compact() grid {
	out := grid{Corner: g.Corner, Rows: make([]gridRow, len(g.Rows))}
	for i, row := range g.Rows {
		out.Rows[i].Label = row.Label
	}
	for c, name := range g.Columns {
		used := false
		for _, row := range g.Rows {
			used = used || row.Cells[c] != ""
		}
		if !used {
			continue
		}
		out.Columns = append(out.Columns, name)
		for i, row := range g.Rows {
			out.Rows[i].Cells = append(out.Rows[i].Cells, row.Cells[c])
		}
	}
	return out
}

// newPage says in words and tables what the summary holds.
func newPage(s *result.Summary) *page {
	groups := groupsOf(s)
	p := &page{Title: filepath.Base(s.Stream.Name), Facts: setupFacts(s, groups)}
	if s.Interrupted {
		p.Interrupted = "Interrupted: the run was stopped before the end of the stream; " +
			"the figures cover what was read until then."
	}
	p.Warnings = allWarnings(s, groups)
	for _, g := range groups {
		p.Sections = append(p.Sections, modeSections(s, g)...)
	}
	if b, ok := boardSection(groups); ok {
		p.Sections = append(p.Sections, b)
	}
	return p
}

// allWarnings gathers the summary's warnings and the runs', each with the mode
// it belongs to and the number of seeds that have it. Warnings of several
// seeds that differ in their figures alone are one, with the first's figures.
func allWarnings(s *result.Summary, groups []*group) []string {
	out := append([]string(nil), s.Warnings...)
	for _, g := range groups {
		var kinds []string
		first, seeds := map[string]string{}, map[string]int{}
		for _, r := range g.runs {
			for _, w := range r.Warnings {
				kind := figuresOfText.ReplaceAllString(w, "#")
				if seeds[kind]++; seeds[kind] == 1 {
					kinds, first[kind] = append(kinds, kind), w
				}
			}
		}
		for _, kind := range kinds {
			text := g.label + ": " + first[kind]
			if g.seeds() > 1 {
				text += fmt.Sprintf(" (%d of %d seeds; figures of the first)", seeds[kind], g.seeds())
			}
			out = append(out, text)
		}
	}
	return out
}

var figuresOfText = regexp.MustCompile(`-?[0-9][0-9.,]*`)
