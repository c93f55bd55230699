package figure

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

func TestPDFIsThatOfTheLibrary(t *testing.T) {
	undated()
	d := LayOut(sampleFigure())
	library := vgpdf.New(columnWidth, d.height)
	d.draw(draw.New(libraryPDF{library}))
	var want bytes.Buffer
	if _, err := library.WriteTo(&want); err != nil {
		t.Fatal(err)
	}
	got, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Error("the PDF is not that of gonum's canvas")
	}
}
