package figure

import (
	"bytes"
	"testing"

	"tinyol-sim/internal/report/reporttest"
)

func TestCodePage(t *testing.T) {
	if got, want := codePage("é ± µ − … Ω"), "\xe9 \xb1 \xb5 \x96 \x85 ?"; got != want {
		t.Errorf("% x, want % x", got, want)
	}
}

// A PDF carries no date of its making, and its headings, which its library
// cannot embed beside the other texts, are there as shapes.
func TestPDFIsUndated(t *testing.T) {
	f := &Figure{Name: "x", Panels: []Panel{{Heading: "Heading", Height: 60, X: Axis{Max: 1, Ticks: 2}, Y: Axis{Max: 1, Ticks: 2}}}}
	withHeading, err := LayOut(f).PDF()
	reporttest.Must(t, err)
	if !bytes.Contains(withHeading, []byte("D:19700101000000")) {
		t.Error("the creation date is not the fixed one")
	}
	if n := bytes.Count(withHeading, []byte("/FontFile2")); n != 1 {
		t.Errorf("%d fonts are embedded, want 1", n)
	}
	f.Panels[0].Heading = ""
	without, err := LayOut(f).PDF()
	reporttest.Must(t, err)
	if len(withHeading) <= len(without) {
		t.Error("the heading left no trace")
	}
}
