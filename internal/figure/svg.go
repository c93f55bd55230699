package figure

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"

	"tinyol-sim/internal/wording"
)

// fontFamily is what gonum writes for the embedded font; a viewer without it
// takes one of the same metrics, so that nothing moves.
const (
	fontFamily    = "font-family:Liberation Sans;"
	fontFallbacks = "font-family:'Liberation Sans',Arial,Helvetica,sans-serif;"
)

// SVGBody is the figure's drawing: what stands between <svg> and </svg>.
func (d *Drawing) SVGBody() (string, error) {
	canvas := vgsvg.NewWith(vgsvg.UseWH(columnWidth, d.height))
	d.draw(draw.New(canvas))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return "", fmt.Errorf("draw the figure %s: %w", d.figure.Name, err)
	}
	_, body, found := strings.Cut(b.String(), "xlink\">\n")
	body, closed := strings.CutSuffix(body, "</svg>\n")
	if !found || !closed {
		return "", fmt.Errorf("draw the figure %s: its SVG is not as expected; report this as a bug", d.figure.Name)
	}
	return wording.Clean(strings.ReplaceAll(body, fontFamily, fontFallbacks)), nil
}

// SVG is the figure as a file of its own, with its size in print and its title
// and caption for those who hear it read.
func (d *Drawing) SVG() ([]byte, error) {
	body, err := d.SVGBody()
	if err != nil {
		return nil, err
	}
	return d.SVGAround(body), nil
}

// SVGAround is SVG where the body is drawn already.
func (d *Drawing) SVGAround(body string) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.4gmm" height="%.4gmm" viewBox="%s" role="img">`+"\n",
		columnWidth/vg.Millimeter, d.height/vg.Millimeter, d.ViewBox())
	b.WriteString("<title>" + escape(d.figure.Title) + "</title>\n")
	b.WriteString("<desc>" + escape(d.figure.Caption) + "</desc>\n")
	b.WriteString(body + "</svg>\n")
	return b.Bytes()
}

// ViewBox is the attribute viewBox of an svg element around SVGBody.
func (d *Drawing) ViewBox() string {
	return fmt.Sprintf("0 0 %.5g %.5g", columnWidth.Points(), d.height.Points())
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(wording.Clean(s))) // a Builder does not fail
	return b.String()
}
