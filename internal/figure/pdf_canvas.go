package figure

import (
	"bytes"
	"compress/zlib"
	_ "embed" // the metrics of the font
	"image"
	"image/color"
	"math"
	"sync"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pdfCanvas draws on a page of a PDF document. It is here in place of gonum's
// vgpdf, which cuts its fonts in a temporary folder and panics where there is
// none, as in a container that may write to its output alone.
type pdfCanvas struct {
	doc           *fpdf.Fpdf
	width, height vg.Length
	pens          []vg.Length // widths of lines: the last is in force, the others are those that Pop goes back to
}

func newPDFCanvas(width, height vg.Length) *pdfCanvas {
	size := fpdf.SizeType{Wd: width.Points(), Ht: height.Points()}
	c := &pdfCanvas{doc: fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: size}), width: width, height: height, pens: make([]vg.Length, 1)}
	c.doc.SetMargins(0, 0, 0)
	c.doc.AddPage()
	c.Push()
	c.Translate(vg.Point{Y: height}) // the library's origin is the upper left corner
	c.Scale(1, -1)
	vg.Initialize(c)
	return c
}

// bytes closes the document and returns it.
func (c *pdfCanvas) bytes() ([]byte, error) {
	c.Pop()
	c.doc.Close()
	var b bytes.Buffer
	err := c.doc.Output(&b)
	return b.Bytes(), err
}

// Size is that of the page.
func (c *pdfCanvas) Size() (w, h vg.Length) { return c.width, c.height }

// SetLineWidth sets the width of the lines to come.
func (c *pdfCanvas) SetLineWidth(w vg.Length) {
	c.pens[len(c.pens)-1] = w
	c.doc.SetLineWidth(inPDF(w))
}

// SetLineDash sets the dashes of the lines to come.
func (c *pdfCanvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	dashes := make([]float64, len(pattern))
	for i, d := range pattern {
		dashes[i] = inPDF(d)
	}
	c.doc.SetDashPattern(dashes, inPDF(offset))
}

// SetColor sets the colour of lines, areas and texts.
func (c *pdfCanvas) SetColor(colour color.Color) {
	if colour == nil {
		colour = color.Black
	}
	r, g, b, a := colour.RGBA()
	red, green, blue := int(r>>8), int(g>>8), int(b>>8)
	c.doc.SetFillColor(red, green, blue)
	c.doc.SetDrawColor(red, green, blue)
	c.doc.SetTextColor(red, green, blue)
	c.doc.SetAlpha(float64(a)/math.MaxUint16, "Normal")
}

// Rotate turns what comes counter-clockwise.
func (c *pdfCanvas) Rotate(radians float64) { c.doc.TransformRotate(-radians*180/math.Pi, 0, 0) }

// Translate moves the origin.
func (c *pdfCanvas) Translate(to vg.Point) { c.doc.TransformTranslate(inPDF(to.X), inPDF(to.Y)) }

// Scale stretches what comes.
func (c *pdfCanvas) Scale(x, y float64) { c.doc.TransformScale(x*100, y*100, 0, 0) }

// Push keeps the settings for Pop.
func (c *pdfCanvas) Push() {
	c.pens = append(c.pens, c.pens[len(c.pens)-1])
	c.doc.TransformBegin()
}

// Pop goes back to the settings of the last Push.
func (c *pdfCanvas) Pop() {
	c.doc.TransformEnd()
	c.pens = c.pens[:len(c.pens)-1]
}

// Stroke draws a line along the path.
func (c *pdfCanvas) Stroke(p vg.Path) {
	if c.pens[len(c.pens)-1] > 0 {
		c.path(p, "D")
	}
}

// Fill fills the path.
func (c *pdfCanvas) Fill(p vg.Path) { c.path(p, "F") }

// DrawImage does nothing: no figure holds a picture.
func (c *pdfCanvas) DrawImage(vg.Rectangle, image.Image) {}

// FillString writes one line of text in code page 1252, which the embedded face
// is cut to. The width that it is aligned by was measured before, on the text
// itself.
func (c *pdfCanvas) FillString(f font.Face, at vg.Point, text string) {
	if f.Font.Weight == boldWeight {
		if path, err := outline(f, at, text); err == nil { // the embedded face has every letter
			c.Fill(path)
		}
		return
	}
	c.doc.AddFontFromBytes(f.Name(), "", pdfFont, pdfFontFile(f))
	c.doc.SetFont(f.Name(), "", inPDF(f.Font.Size))
	c.Push()
	defer c.Pop()
	c.Translate(at)
	c.Scale(1, -1)
	_, height := c.doc.GetFontSize()
	face := c.doc.GetFontDesc(f.Name(), "")
	top := -float64(face.Ascent) * height / float64(face.Ascent-face.Descent)
	encoded := codePage(text)
	c.doc.MoveTo(-c.doc.GetCellMargin(), top)
	c.doc.CellFormat(c.doc.GetStringWidth(encoded), top+height-top, encoded, "", 0, "BL", false, 0, "")
}

// pdfFont describes Liberation Sans cut to code page 1252, as the library's
// makefont writes it: widths of its letters and measures of the face.
//
//go:embed pdf_font.json
var pdfFont []byte

// pdfFontFile is the face itself, compressed once. All texts that are not
// shapes have the same.
var pdfFontFile = func() func(font.Face) []byte {
	var once sync.Once
	var file bytes.Buffer
	return func(f font.Face) []byte {
		once.Do(func() {
			z := zlib.NewWriter(&file) // a Buffer does not fail, nor does a face in memory
			_, _ = f.Face.WriteSourceTo(nil, z)
			_ = z.Close()
		})
		return file.Bytes()
	}
}()

// inPDF is a length in the document's units.
func inPDF(l vg.Length) float64 { return l.Dots(pdfDPI) }

const pdfDPI = 72

func (c *pdfCanvas) path(p vg.Path, style string) {
	var start vg.Point
	for _, part := range p {
		x, y := inPDF(part.Pos.X), inPDF(part.Pos.Y)
		switch part.Type {
		case vg.MoveComp:
			start = part.Pos
			c.doc.MoveTo(x, y)
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.ArcComp:
			c.arc(part, style)
		case vg.CurveComp:
			c.curve(part.Control, x, y)
		case vg.CloseComp:
			c.doc.LineTo(inPDF(start.X), inPDF(start.Y))
			c.doc.ClosePath()
		}
	}
	c.doc.DrawPath(style)
}

// curve goes to x, y by way of one or two control points.
func (c *pdfCanvas) curve(control []vg.Point, x, y float64) {
	first, last := control[0], control[len(control)-1]
	if len(control) == 1 {
		c.doc.CurveTo(inPDF(first.X), inPDF(first.Y), x, y)
		return
	}
	c.doc.CurveBezierCubicTo(inPDF(first.X), inPDF(first.Y), inPDF(last.X), inPDF(last.Y), x, y)
}

func (c *pdfCanvas) arc(part vg.PathComp, style string) {
	on := func(angle float64) (x, y float64) {
		return inPDF(part.Pos.X + vg.Length(part.Radius*vg.Length(math.Cos(angle)))),
			inPDF(part.Pos.Y + vg.Length(part.Radius*vg.Length(math.Sin(angle))))
	}
	c.doc.LineTo(on(part.Start))
	const degrees = 180 / math.Pi
	angle, begin := float64(part.Angle*degrees), float64(part.Start*degrees)
	r := inPDF(part.Radius)
	c.doc.Arc(inPDF(part.Pos.X), inPDF(part.Pos.Y), r, r, angle, begin, begin+angle, style)
	c.doc.MoveTo(on(part.Start + part.Angle))
}
