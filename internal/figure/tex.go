package figure

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgtex"

	"tinyol-sim/internal/wording"
)

// TeX is the figure for \input into a LaTeX document that uses the package pgf.
// Its texts are set in the document's sans serif font.
func (d *Drawing) TeX() ([]byte, error) {
	canvas := vgtex.New(columnWidth, d.height)
	d.draw(draw.New(texCanvas{canvas}))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("draw the figure %s: %w", d.figure.Name, err)
	}
	text := tinyLength.ReplaceAllString(b.String(), "0pt")
	body, closed := strings.CutSuffix(text, texEnd)
	if !closed {
		return nil, fmt.Errorf("draw the figure %s: its LaTeX is not as expected; report this as a bug", d.figure.Name)
	}
	// The picture is as large as the figure, whatever the document's fonts are.
	size := fmt.Sprintf("\\pgfresetboundingbox\n\\pgfpathrectangle{\\pgfpointorigin}{\\pgfpoint{%.5gpt}{%.5gpt}}\n\\pgfusepath{use as bounding box}\n",
		columnWidth.Points(), d.height.Points())
	return []byte(body + size + texEnd), nil
}

const texEnd = "\\end{pgfpicture}\n"

// tinyLength is a length in Go's exponential form, which TeX does not read. The
// coordinates of a figure are far from 10^21, so it is one next to zero.
var tinyLength = regexp.MustCompile(`-?[0-9.]+e-[0-9]+pt`)

// texCanvas writes texts so that LaTeX prints them as they are.
type texCanvas struct{ *vgtex.Canvas }

// FillString writes one line of text.
func (c texCanvas) FillString(f font.Face, at vg.Point, text string) {
	style := `\sffamily `
	if f.Font.Weight == boldWeight {
		style += `\bfseries `
	}
	command := style + wording.EscapeTeX(text)
	// vgtex sets it around the middle of its width, for which it takes the
	// commands' letters too.
	at.X += vg.Length((f.Width(text) - f.Width(command)) / 2)
	c.Canvas.FillString(f, at, command)
}
