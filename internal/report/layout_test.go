package report

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// TestNothingIsCutOffOrOverprinted draws every figure on a canvas that notes
// where things land: all within the figure, and no text on another.
func TestNothingIsCutOffOrOverprinted(t *testing.T) {
	for name, f := range fakes() {
		rec, err := load(f.write(t), drawnSeeds)
		must(t, err)
		for _, f := range rec.figures() {
			d := layOut(f)
			c := newSurveyor(d.height)
			d.draw(draw.New(c))
			for _, problem := range c.problems() {
				t.Errorf("%s, %s: %s", name, f.Name, problem)
			}
			if len(c.texts) == 0 {
				t.Errorf("%s, %s: no text at all", name, f.Name)
			}
		}
	}
}

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

// TestSurveyorSees shows that the survey can fail.
func TestSurveyorSees(t *testing.T) {
	c := newSurveyor(100)
	style := sans(8, false)
	canvas := draw.New(c)
	canvas.FillText(style, vg.Point{X: 10, Y: 50}, "one")
	canvas.FillText(style, vg.Point{X: 14, Y: 52}, "two")
	style.Rotation = math.Pi / 2
	canvas.FillText(style, vg.Point{X: 100, Y: 90}, "too high")
	if got := len(c.problems()); got != 2 {
		t.Errorf("%d problems, want an overprint and a text beyond the top: %q", got, c.problems())
	}
}

// TestMarksDifferWithoutColour looks at each legend as a grey copy shows it.
func TestMarksDifferWithoutColour(t *testing.T) {
	for name, f := range fakes() {
		rec, err := load(f.write(t), drawnSeeds)
		must(t, err)
		for _, f := range rec.figures() {
			seen := map[string]string{}
			for _, e := range legendOf(f.Panels).entries {
				l := looks[e.role]
				grey := fmt.Sprintf("%v %T filled=%v heavy=%v", l.dashes, l.shape, e.filled, l.width > 1.2)
				if other, found := seen[grey]; found {
					t.Errorf("%s, %s: %q and %q look the same in grey: %s", name, f.Name, other, e.name, grey)
				}
				seen[grey] = e.name
			}
		}
	}
}

// TestLegendStandsAboveTheData compares the strip of the legend with the area
// of the first panel.
func TestLegendStandsAboveTheData(t *testing.T) {
	rec, err := load(fakes()["fan"].write(t), drawnSeeds)
	must(t, err)
	for _, f := range rec.figures() {
		d := layOut(f)
		total := 2 * outerMargin
		for i := range f.Panels {
			total += d.panelHeight(i)
		}
		total += vg.Length(len(f.Panels)-1) * panelGap
		strip := d.legend.height(columnWidth - 2*outerMargin)
		if strip > 0 {
			strip += legendGap
		}
		if math.Abs(float64(d.height-total-strip)) > 1e-6 {
			t.Errorf("%s: %v high, panels take %v and the legend %v", f.Name, d.height, total, strip)
		}
	}
}
