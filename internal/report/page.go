package report

import (
	"fmt"
	"path/filepath"
	"regexp"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
)

// page is the content that the terminal table and the HTML page share.
type page struct {
	Title       string
	Interrupted string // a sentence, when the run ended early
	Warnings    []string
	First       first
	Facts       []columns.Fact // what was run
	Sections    []section
}

// section is one subject: a heading, sentences before the tables, the tables,
// and sentences after them.
type section struct {
	Key     string // which figures belong to it
	Heading string
	Lead    []string
	Grids   []columns.Grid
	Notes   []string
}

// newPage says in words and tables what the summary holds.
func newPage(s *result.Summary) *page {
	groups := recording.GroupsOf(s)
	p := &page{Title: filepath.Base(s.Stream.Name), Facts: setupFacts(s, groups), First: newFirst(s, groups)}
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
	if b, ok := boardsSection(s); ok {
		p.Sections = append(p.Sections, b)
	}
	return p
}

// allWarnings gathers the summary's warnings and the runs', each with the mode
// it belongs to and the number of seeds that have it. Warnings of several
// seeds that differ in their figures alone are one, with the first's figures.
func allWarnings(s *result.Summary, groups []*recording.Group) []string {
	out := append([]string(nil), s.Warnings...)
	for _, g := range groups {
		var kinds []string
		first, seeds := map[string]string{}, map[string]int{}
		for _, r := range g.Runs {
			for _, w := range r.Warnings {
				kind := figuresOfText.ReplaceAllString(w, "#")
				if seeds[kind]++; seeds[kind] == 1 {
					kinds, first[kind] = append(kinds, kind), w
				}
			}
		}
		for _, kind := range kinds {
			text := g.Label + ": " + first[kind]
			if g.Seeds() > 1 {
				text += fmt.Sprintf(" (%d of %d seeds; figures of the first)", seeds[kind], g.Seeds())
			}
			out = append(out, text)
		}
	}
	return out
}

var figuresOfText = regexp.MustCompile(`-?[0-9][0-9.,]*`)
