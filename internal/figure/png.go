package figure

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/png"

	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// PNG is the figure as a picture for print.
func (d *Drawing) PNG() ([]byte, error) { return d.PNGAt(pngDPI) }

// PNGAt is the figure as a picture that knows its size in print.
func (d *Drawing) PNGAt(dpi int) ([]byte, error) {
	canvas := vgimg.NewWith(vgimg.UseWH(columnWidth, d.height), vgimg.UseDPI(dpi))
	d.draw(draw.New(canvas))
	var b bytes.Buffer
	if err := png.Encode(&b, canvas.Image()); err != nil {
		return nil, fmt.Errorf("draw the figure %s: %w", d.figure.Name, err)
	}
	return withResolution(b.Bytes(), float64(dpi)), nil
}

// Offsets in a PNG file: the header chunk IHDR ends where the first chunk after
// it begins (PNG specification, third edition, sections 5.2 and 11.2.1).
const pngAfterHeader = 8 + 4 + 4 + 13 + 4

// withResolution adds the chunk pHYs (section 11.3.4.3), which word processors
// and LaTeX take a picture's size from; the standard library writes none.
func withResolution(file []byte, dpi float64) []byte {
	const metresPerInch = 0.0254
	perMetre := uint32(dpi/metresPerInch + 0.5)
	chunk := []byte("pHYs")
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = binary.BigEndian.AppendUint32(chunk, perMetre)
	chunk = append(chunk, 1) // the unit is the metre
	out := append([]byte(nil), file[:pngAfterHeader]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(chunk)-4))
	out = append(out, chunk...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	return append(out, file[pngAfterHeader:]...)
}
