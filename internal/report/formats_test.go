package report

import (
	"bytes"
	"strings"
	"testing"
)

func TestTexEscape(t *testing.T) {
	for text, want := range map[string]string{
		"10 % of a_b":  `10 \% of a\_b`,
		`a\b{c}$&#^~`:  `a\textbackslash{}b\{c\}\$\&\#\textasciicircum{}\textasciitilde{}`,
		"±2 µJ, −1":    `\ensuremath{\pm}2 \textmu{}J, \ensuremath{-}1`,
		"plain, words": "plain, words",
	} {
		if got := texEscape(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestCodePage(t *testing.T) {
	if got, want := codePage("é ± µ − … Ω"), "\xe9 \xb1 \xb5 \x96 \x85 ?"; got != want {
		t.Errorf("% x, want % x", got, want)
	}
}

// A PDF carries no date of its making, and its headings, which its library
// cannot embed beside the other texts, are there as shapes.
func TestPDFIsUndated(t *testing.T) {
	f := &figure{Name: "x", Panels: []panel{{Heading: "Heading", Height: paperHeight, X: axis{Max: 1, Ticks: 2}, Y: axis{Max: 1, Ticks: 2}}}}
	withHeading, err := layOut(f).pdf()
	must(t, err)
	if !bytes.Contains(withHeading, []byte("D:19700101000000")) {
		t.Error("the creation date is not the fixed one")
	}
	if n := bytes.Count(withHeading, []byte("/FontFile2")); n != 1 {
		t.Errorf("%d fonts are embedded, want 1", n)
	}
	f.Panels[0].Heading = ""
	without, err := layOut(f).pdf()
	must(t, err)
	if len(withHeading) <= len(without) {
		t.Error("the heading left no trace")
	}
}

// TeX reads no exponents in lengths.
func TestTexLengths(t *testing.T) {
	f := &figure{Name: "x", Panels: []panel{{Heading: "50 %", Height: paperHeight, X: axis{Max: 1, Ticks: 2}, Y: axis{Max: 1, Ticks: 2},
		Marks: []mark{curve{Role: roleOnline, X: []float64{0, 1e-9, 1}, Y: []float64{0, 1e-12, 1}}}}}}
	tex, err := layOut(f).tex()
	must(t, err)
	text := string(tex)
	if tinyLength.MatchString(text) {
		t.Error("a length has an exponent")
	}
	for _, want := range []string{`\sffamily \bfseries 50 \%`, "use as bounding box", `\end{pgfpicture}`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}
