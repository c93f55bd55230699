package report

import (
	"bytes"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgpdf"
)

// libraryPDF draws on gonum's canvas, which is the measure of ours.
type libraryPDF struct{ *vgpdf.Canvas }

func (c libraryPDF) FillString(f font.Face, at vg.Point, text string) {
	if f.Font.Weight != boldWeight {
		c.Canvas.FillString(f, at, codePage(text))
		return
	}
	if path, err := outline(f, at, text); err == nil {
		c.Fill(path)
	}
}

func allFigures(t *testing.T) map[string]*figure {
	t.Helper()
	found := map[string]*figure{}
	for name, f := range fakes() {
		rec, err := load(f.write(t), drawnSeeds)
		must(t, err)
		for _, f := range rec.figures() {
			found[name+" "+f.Name] = f
		}
	}
	return found
}

func TestPDFIsThatOfTheLibrary(t *testing.T) {
	undated()
	for name, f := range allFigures(t) {
		d := layOut(f)
		library := vgpdf.New(columnWidth, d.height)
		d.draw(draw.New(libraryPDF{library}))
		var want bytes.Buffer
		_, err := library.WriteTo(&want)
		must(t, err)
		got, err := d.pdf()
		must(t, err)
		if !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s: the PDF is not that of gonum's canvas", name)
		}
	}
}
