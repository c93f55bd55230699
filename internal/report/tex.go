package report

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgtex"
)

// tex is the figure for \input into a LaTeX document that uses the package pgf.
// Its texts are set in the document's sans serif font.
func (d *drawing) tex() ([]byte, error) {
	canvas := vgtex.New(columnWidth, d.height)
	d.draw(draw.New(texCanvas{canvas}))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("draw the figure %s: %w", d.figure.Name, err)
	}
	return tinyLength.ReplaceAll(b.Bytes(), []byte("0pt")), nil
}

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
	c.Canvas.FillString(f, at, style+texEscape(text))
}

// texWords are the characters that LaTeX takes for commands, or that its common
// fonts lack, and what prints them.
var texWords = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`,
	`_`, `\_`, `^`, `\textasciicircum{}`, `~`, `\textasciitilde{}`, `<`, `\textless{}`, `>`, `\textgreater{}`, `"`, `\textquotedbl{}`,
	"µ", `\textmu{}`, "±", `\ensuremath{\pm}`, "−", `\ensuremath{-}`, "·", `\ensuremath{\cdot}`, "×", `\ensuremath{\times}`, "…", `\dots{}`,
)

// texEscape makes LaTeX print the text.
func texEscape(s string) string { return texWords.Replace(clean(s)) }
