package figure

import (
	"fmt"
	"sync"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg/draw"
)

// undated fixes what would make two files of the same figure differ: the date
// of their making and the order of their parts, as the library's defaults.
var undated = sync.OnceFunc(func() {
	epoch := time.Unix(0, 0).UTC()
	fpdf.SetDefaultCreationDate(epoch)
	fpdf.SetDefaultModificationDate(epoch)
	fpdf.SetDefaultCatalogSort(true)
})

// PDF is the figure as a file with its fonts embedded.
func (d *Drawing) PDF() ([]byte, error) {
	undated()
	canvas := newPDFCanvas(columnWidth, d.height)
	d.draw(draw.New(canvas))
	file, err := canvas.bytes()
	if err != nil {
		return nil, fmt.Errorf("draw the figure %s: %w", d.figure.Name, err)
	}
	return file, nil
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
