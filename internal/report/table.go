package report

import (
	"fmt"
	"io"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// Table writes what a run found for a person at a terminal. The error is the
// writer's.
func Table(w io.Writer, s *result.Summary, o columns.Options) error {
	t := columns.NewWriter(w, o)
	writePage(t, newPage(s))
	return t.Flush()
}

// FirstScreen writes the verdict on a run, its learners side by side and the two
// warnings that matter most: what a terminal of 40 lines has room for. The error is
// the writer's.
func FirstScreen(w io.Writer, s *result.Summary, o columns.Options) error {
	t := columns.NewWriter(w, o)
	p := newPage(s)
	t.Heading(p.Title)
	t.Facts(p.Facts[:min(len(p.Facts), shortFacts)])
	writeFirst(t, &p.First)
	writeWarnings(t, p.Warnings[:min(len(p.Warnings), shortWarnings)])
	if n := len(p.Warnings) - shortWarnings; n > 0 {
		t.Wrapped("  ", "  ", fmt.Sprintf("and %s: --details", wording.Plural(int64(n), "more warning", "more warnings")), "")
	}
	writeInterrupted(t, p)
	return t.Flush()
}

// What of a page the first screen has room for.
const (
	shortFacts    = 4
	shortWarnings = 2
)

func writeFirst(t *columns.Writer, f *first) {
	t.Heading("verdict")
	t.Facts(f.Verdict)
	for _, g := range f.Grids {
		t.Blank()
		t.Grid(g)
	}
	if len(f.Grids) > 0 {
		t.Blank()
	}
	for _, n := range f.Notes {
		t.Wrapped("  ", "  ", n, "")
	}
}

func writeWarnings(t *columns.Writer, warnings []string) {
	if len(warnings) == 0 {
		return
	}
	t.Heading("warnings")
	for _, w := range warnings {
		t.Wrapped("  ! ", "    ", w, columns.Yellow)
	}
}

func writeInterrupted(t *columns.Writer, p *page) {
	if p.Interrupted != "" {
		t.Blank()
		t.Wrapped("", "", p.Interrupted, columns.Red)
	}
}

func writePage(t *columns.Writer, p *page) {
	t.Heading("what was run")
	t.Facts(p.Facts)
	writeFirst(t, &p.First)
	for _, s := range p.Sections {
		writePageSection(t, s)
	}
	writeWarnings(t, p.Warnings)
	writeInterrupted(t, p)
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
