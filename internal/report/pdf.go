package report

import (
	"bytes"
	"fmt"
	"sync"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgpdf"
)

// undated fixes what would make two files of the same figure differ: the date
// of their making and the order of their parts. gonum hands no document out, so
// it is the library's defaults that are set, once.
var undated = sync.OnceFunc(func() {
	epoch := time.Unix(0, 0).UTC()
	fpdf.SetDefaultCreationDate(epoch)
	fpdf.SetDefaultModificationDate(epoch)
	fpdf.SetDefaultCatalogSort(true)
})

// pdf is the figure as a file with its fonts embedded.
func (d *drawing) pdf() ([]byte, error) {
	undated()
	canvas := vgpdf.New(columnWidth, d.height)
	d.draw(draw.New(pdfCanvas{canvas}))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("draw the figure %s: %w", d.figure.Name, err)
	}
	return b.Bytes(), nil
}

// pdfCanvas writes texts in code page 1252, which the embedded fonts are cut
// to.
type pdfCanvas struct{ *vgpdf.Canvas }

// FillString writes one line of text. The width that it is aligned by was
// measured before, on the text itself.
func (c pdfCanvas) FillString(f font.Face, at vg.Point, text string) {
	if f.Font.Weight != boldWeight {
		c.Canvas.FillString(f, at, codePage(text))
		return
	}
	if path, err := outline(f, at, text); err == nil { // the embedded face has every letter
		c.Fill(path)
	}
}

// codePage encodes text; a character that the page lacks becomes one that looks
// like it, or a question mark.
func codePage(text string) string {
	b := make([]byte, 0, len(text))
	for _, r := range text {
		switch {
		case r < 0x80 || r >= 0xa0 && r <= 0xff: // as in Latin 1
			b = append(b, byte(r))
		case r == '−', r == '–':
			b = append(b, 0x96)
		case r == '…':
			b = append(b, 0x85)
		case r == '“', r == '”':
			b = append(b, '"')
		case r == '’':
			b = append(b, 0x92)
		default:
			b = append(b, '?')
		}
	}
	return string(b)
}
