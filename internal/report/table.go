package report

import (
	"io"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
)

// Table writes what a run found for a person at a terminal. The error is the
// writer's.
func Table(w io.Writer, s *result.Summary, o columns.Options) error {
	t := columns.NewWriter(w, o)
	writePage(t, newPage(s))
	return t.Flush()
}

func writePage(t *columns.Writer, p *page) {
	t.Heading("what was run")
	t.Facts(p.Facts)
	for _, s := range p.Sections {
		writePageSection(t, s)
	}
	if len(p.Warnings) > 0 {
		t.Heading("warnings")
		for _, w := range p.Warnings {
			t.Wrapped("  ! ", "    ", w, columns.Yellow)
		}
	}
	if p.Interrupted != "" {
		t.Blank()
		t.Wrapped("", "", p.Interrupted, columns.Red)
	}
}

func writePageSection(t *columns.Writer, s section) {
	t.Heading(s.Heading)
	for _, l := range s.Lead {
		t.Wrapped("  ", "  ", l, "")
	}
	for _, g := range s.Grids {
		t.Blank()
		t.Grid(g)
	}
	if len(s.Notes) > 0 {
		t.Blank()
	}
	for _, n := range s.Notes {
		t.Wrapped("  ", "  ", n, "")
	}
}
