package figure

import (
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// powers is a text handler that writes what follows powerMark as an exponent,
// which the tick marks of logarithmic axes need. The Liberation fonts have no
// superscript minus of their own.
type powers struct{ text.Plain }

// powerMark separates a base from its exponent. No printable text holds it.
const powerMark = "\x1d"

// The exponent's size and rise, in parts of the base's size.
const (
	exponentSize = 0.72
	exponentRise = 0.38
)

func exponentFont(f font.Font) font.Font {
	f.Size *= exponentSize
	return f
}

// Box measures a line of text.
func (p powers) Box(txt string, f font.Font) (width, height, depth vg.Length) {
	base, exponent, found := strings.Cut(txt, powerMark)
	width, height, depth = p.Plain.Box(base, f)
	if found {
		w, _, _ := p.Plain.Box(exponent, exponentFont(f))
		width += w
	}
	return width, height, depth
}

// Draw writes text; exponents in unrotated single lines only, where tick marks
// have them.
func (p powers) Draw(c vg.Canvas, txt string, sty text.Style, at vg.Point) {
	base, exponent, found := strings.Cut(txt, powerMark)
	if !found {
		sty.Handler = p.Plain
		p.Plain.Draw(c, txt, sty, at)
		return
	}
	width, height, _ := p.Box(txt, sty.Font)
	baseWidth, _, _ := p.Plain.Box(base, sty.Font)
	left := at.X + vg.Length(vg.Length(sty.XAlign)*width)
	_, _, depth := p.Plain.Box(base, sty.Font)
	sty.Handler, sty.XAlign = p.Plain, text.XLeft
	p.Plain.Draw(c, base, sty, vg.Point{X: left, Y: at.Y})

	bottom := at.Y + vg.Length(vg.Length(sty.YAlign)*(height+depth)) // of the base's box
	sty.Font, sty.YAlign = exponentFont(sty.Font), text.YBottom
	p.Plain.Draw(c, exponent, sty, vg.Point{X: left + baseWidth, Y: bottom + exponentRise*sty.Font.Size/exponentSize})
}
