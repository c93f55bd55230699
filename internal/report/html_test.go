package report

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/report/reporttest"
)

func htmlPageOf(t *testing.T, f reporttest.Fake) (path, text string) {
	t.Helper()
	dir := f.Write(t)
	_, err := Write(dir, "fan", nil)
	reporttest.Must(t, err)
	path = filepath.Join(dir, HTMLFile)
	data, err := os.ReadFile(path)
	reporttest.Must(t, err)
	return path, string(data)
}

func TestHTMLIsWellFormedAndAlone(t *testing.T) {
	for name, f := range reporttest.Fakes() {
		_, text := htmlPageOf(t, f)
		checkXML(t, name, []byte(text))
		checkAlone(t, name, []byte(text))
		if strings.Contains(text, "ZgotmplZ") {
			t.Errorf("%s: the template refused a value", name)
		}
	}
}

// TestHTMLSaysWhatTheTableSays looks for every word and figure of the page's
// content, warnings before all else.
func TestHTMLSaysWhatTheTableSays(t *testing.T) {
	f := reporttest.Fakes()["fan"]
	_, text := htmlPageOf(t, f)
	plainText := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#43;", "+", "&#39;", "'", "&amp;", "&").Replace(text)
	p := newPage(f.Summary())
	wants := append([]string{}, p.Warnings...)
	for _, s := range p.Sections {
		wants = append(wants, s.Lead...)
		wants = append(wants, s.Notes...)
		for _, g := range s.Grids {
			for _, r := range g.Rows {
				wants = append(wants, ">"+r.Label+"<")
				for _, c := range r.Cells {
					wants = append(wants, ">"+c+"<")
				}
			}
		}
	}
	for _, f := range p.Facts {
		wants = append(wants, f.Text)
	}
	wants = append(wants, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "tinyol-sim bench --label 'a <b> & c'", "modelled")
	for _, w := range wants {
		if !strings.Contains(plainText, w) {
			t.Errorf("the page lacks %q", w)
		}
	}
	before := 0
	for _, id := range []string{"verdict", "warnings", "contents", "files", "what-was-run", "unsupervised", "supervised", "on-the-board", "origin"} {
		at := strings.Index(text, `id="`+id)
		if at <= before {
			t.Errorf("%s stands at %d, and what comes before it at %d", id, at, before)
		}
		before = at
	}
	if n := strings.Count(text, "<svg "); n != 11 || strings.Count(text, `role="img" aria-label="`) != n || strings.Count(text, "<figcaption>") != n {
		t.Errorf("%d figures, want 11, each with a label and a caption", n)
	}
}

// TestHTMLKeepsHostileNamesHarmless gives everything that comes from files a
// name that would do harm if it were not escaped.
func TestHTMLKeepsHostileNamesHarmless(t *testing.T) {
	const evil = "<script>alert('x')</script>\x00\x1b\"]]>&"
	f := reporttest.Fakes()["fan"]
	f.Classes = []string{evil, "b\x1dold", "ç\xff"}
	dir := t.TempDir()
	s := f.Summary()
	s.Warnings = []string{evil}
	rec := recording.New(s, recording.DrawnSeeds)
	for i := range s.Runs {
		f.Play(i, &s.Runs[i], rec.AddStep)
	}
	_, err := write(dir, "fan", rec)
	reporttest.Must(t, err)
	data, err := os.ReadFile(filepath.Join(dir, HTMLFile))
	reporttest.Must(t, err)
	checkXML(t, "page", data)
	checkAlone(t, "page", data)
	for _, f := range figuresOf(rec) {
		svg, err := figure.LayOut(f).SVG()
		reporttest.Must(t, err)
		checkSVG(t, f.Name, svg)
	}
}

// TestEveryColourFollowsTheTheme finds colours that would stay as they are in
// the dark: only the cells of a matrix, with the numbers on them, may.
func TestEveryColourFollowsTheTheme(t *testing.T) {
	_, text := htmlPageOf(t, reporttest.Fakes()["seeds"])
	_, body, _ := strings.Cut(text, "<body>")
	for _, figure := range strings.Split(body, "<figure ")[1:] {
		if strings.Contains(figure[:60], "confusion") {
			continue
		}
		if i := strings.Index(figure, ":#"); i >= 0 {
			t.Errorf("%s: a fixed colour %s", figure[:40], figure[i:i+8])
		}
	}
	for _, name := range []string{"--ink", "--paper", "--grid", "--mid", "--blue", "--blue-tint", "--blue-faint",
		"--vermillion", "--red-tint", "--red-faint", "--green", "--purple", "--orange"} {
		if n := strings.Count(pageStyle, name+":"); n != 2 {
			t.Errorf("%s has %d values, want one for light and one for dark", name, n)
		}
	}
}

// Every link leads to a place of the page or to a file beside it.
func TestLinksLeadSomewhere(t *testing.T) {
	path, text := htmlPageOf(t, reporttest.Fakes()["learners"])
	links := regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(text, -1)
	for _, link := range links {
		place, within := strings.CutPrefix(link[1], "#")
		switch {
		case link[1] == "data:,":
		case within && strings.Count(text, `id="`+place+`"`) != 1:
			t.Errorf("%d places called %s", strings.Count(text, `id="`+place+`"`), place)
		case !within:
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), link[1])); err != nil {
				t.Error(err)
			}
		}
	}
	if len(links) < 20 {
		t.Errorf("%d links", len(links))
	}
}

// The parts that a phone shows have every figure of the table once.
func TestPartsHaveEveryFigure(t *testing.T) {
	for name, f := range reporttest.Fakes() {
		p := newPage(f.Summary())
		grids := p.First.Grids
		for _, s := range p.Sections {
			grids = append(grids, s.Grids...)
		}
		for _, g := range grids {
			whole, parts := map[string]int{}, map[string]int{}
			count := func(g columns.Grid, into map[string]int) {
				for _, row := range g.Rows {
					for i, text := range row.Cells {
						if text != "" {
							into[row.Label+", "+g.Columns[i]+": "+text]++
						}
					}
				}
			}
			count(g, whole)
			for _, part := range partsOf(g) {
				count(part, parts)
			}
			if !maps.Equal(whole, parts) {
				t.Errorf("%s, %s: a phone shows %v, not %v", name, g.Corner, parts, whole)
			}
		}
	}
}
