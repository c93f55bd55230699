package figure

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// surveyor is a canvas that keeps the place of every text and the extent of
// all else, in the figure's coordinates.
type surveyor struct {
	size  vg.Point
	stack []frame
	texts []placed
	low   vg.Point
	high  vg.Point
}

// frame maps a point p to origin + p.X*x + p.Y*y.
type frame struct{ origin, x, y vg.Point }

type placed struct {
	text      string
	low, high vg.Point
}

func newSurveyor(height vg.Length) *surveyor {
	return &surveyor{size: vg.Point{X: columnWidth, Y: height}, stack: []frame{{x: vg.Point{X: 1}, y: vg.Point{Y: 1}}},
		low: vg.Point{X: 1e9, Y: 1e9}, high: vg.Point{X: -1e9, Y: -1e9}}
}

func (s *surveyor) problems() []string {
	const slack = 0.6
	var out []string
	outside := func(low, high vg.Point) bool {
		return low.X < -slack || low.Y < -slack || high.X > s.size.X+slack || high.Y > s.size.Y+slack
	}
	if outside(s.low, s.high) {
		out = append(out, fmt.Sprintf("lines from %v to %v in a figure of %v", s.low, s.high, s.size))
	}
	for i, a := range s.texts {
		if outside(a.low, a.high) {
			out = append(out, fmt.Sprintf("%q from %v to %v in a figure of %v", a.text, a.low, a.high, s.size))
		}
		for _, b := range s.texts[:i] {
			if a.low.X < b.high.X && b.low.X < a.high.X && a.low.Y < b.high.Y && b.low.Y < a.high.Y {
				out = append(out, fmt.Sprintf("%q is printed over %q", a.text, b.text))
			}
		}
	}
	return out
}

func (s *surveyor) top() *frame { return &s.stack[len(s.stack)-1] }

func (f frame) apply(p vg.Point) vg.Point {
	return f.origin.Add(f.x.Scale(p.X)).Add(f.y.Scale(p.Y))
}

func (s *surveyor) Rotate(by float64) {
	f, sin, cos := s.top(), vg.Length(math.Sin(by)), vg.Length(math.Cos(by))
	f.x, f.y = f.x.Scale(cos).Add(f.y.Scale(sin)), f.x.Scale(-sin).Add(f.y.Scale(cos))
}

func (s *surveyor) Translate(p vg.Point) { s.top().origin = s.top().apply(p) }
func (s *surveyor) Scale(x, y float64) {
	s.top().x, s.top().y = s.top().x.Scale(vg.Length(x)), s.top().y.Scale(vg.Length(y))
}
func (s *surveyor) Push() { s.stack = append(s.stack, *s.top()) }
func (s *surveyor) Pop()  { s.stack = s.stack[:len(s.stack)-1] }

func (s *surveyor) path(p vg.Path) {
	for _, c := range p {
		if c.Type == vg.CloseComp {
			continue
		}
		at := s.top().apply(c.Pos)
		s.low = vg.Point{X: min(s.low.X, at.X-c.Radius), Y: min(s.low.Y, at.Y-c.Radius)}
		s.high = vg.Point{X: max(s.high.X, at.X+c.Radius), Y: max(s.high.Y, at.Y+c.Radius)}
	}
}

func (s *surveyor) Stroke(p vg.Path) { s.path(p) }
func (s *surveyor) Fill(p vg.Path)   { s.path(p) }

// FillString notes the box of the letters: from a little below the line to the
// height of a capital, which for Liberation Sans is 0.73 of its size.
func (s *surveyor) FillString(f font.Face, at vg.Point, text string) {
	const below, capital = 0.1, 0.73
	size := f.Font.Size
	a := s.top().apply(at.Add(vg.Point{Y: -below * size}))
	b := s.top().apply(at.Add(vg.Point{X: f.Width(text), Y: capital * size}))
	s.texts = append(s.texts, placed{text, vg.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)}, vg.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)}})
}

func (s *surveyor) Size() (w, h vg.Length)                  { return s.size.X, s.size.Y }
func (s *surveyor) SetLineWidth(vg.Length)                  {}
func (s *surveyor) SetLineDash([]vg.Length, vg.Length)      {}
func (s *surveyor) SetColor(color.Color)                    {}
func (s *surveyor) DrawImage(r vg.Rectangle, _ image.Image) {}
