package report

import (
	"image/color"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// columnWidth is the width of every figure: one column of the usual two-column
// paper.
const columnWidth = 84 * vg.Millimeter

// pngDPI is the resolution of the pictures, enough for print at column width.
const pngDPI = 300

// Text sizes at column width. Journals ask for 7 points at least.
const (
	tickSize    = vg.Length(7)
	labelSize   = vg.Length(8)
	headingSize = vg.Length(8)
)

// The colours are those of Okabe and Ito, "Color Universal Design" (2008),
// which people with any common colour blindness tell apart. Tints are opaque:
// printing houses dislike transparency.
var (
	ink        = color.NRGBA{0x00, 0x00, 0x00, 0xff}
	paper      = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	gridGrey   = color.NRGBA{0xe2, 0xe2, 0xe2, 0xff}
	midGrey    = color.NRGBA{0x6e, 0x6e, 0x6e, 0xff}
	blue       = color.NRGBA{0x00, 0x72, 0xb2, 0xff}
	blueTint   = color.NRGBA{0xbf, 0xdc, 0xec, 0xff}
	blueFaint  = color.NRGBA{0x7f, 0xb8, 0xd8, 0xff}
	vermillion = color.NRGBA{0xd5, 0x5e, 0x00, 0xff}
	redTint    = color.NRGBA{0xf6, 0xdd, 0xc9, 0xff}
	redFaint   = color.NRGBA{0xea, 0xae, 0x7f, 0xff}
	green      = color.NRGBA{0x00, 0x9e, 0x73, 0xff}
	purple     = color.NRGBA{0xcc, 0x79, 0xa7, 0xff}
	deepBlue   = color.NRGBA{0x08, 0x3a, 0x66, 0xff}
	orange     = color.NRGBA{0xe6, 0x9f, 0x00, 0xff}
)

// The two colours of numbers on a coloured ground. They differ by a hair from
// ink and paper, which follow the page's light and dark in HTML: these do not.
var (
	onLight = color.NRGBA{0x01, 0x01, 0x01, 0xff}
	onDark  = color.NRGBA{0xfe, 0xfe, 0xfe, 0xff}
)

// role is what a mark stands for. It fixes how the mark looks in every figure.
type role string

const (
	roleOnline    role = "online"
	roleFrozen    role = "frozen"
	roleNoChange  role = "no change"
	roleMajority  role = "majority"
	roleThreshold role = "threshold"
	roleMoment    role = "moment"
	roleMacro     role = "macro"
	roleNormal    role = "normal"
	roleOther1    role = "other 1"
	roleOther2    role = "other 2"
	roleOther3    role = "other 3"
	roleClass1    role = "class 1"
	roleClass2    role = "class 2"
	roleClass3    role = "class 3"
	roleClass4    role = "class 4"
	roleClass5    role = "class 5"
	roleClass6    role = "class 6"
	roleInput     role = "input"
	roleOutput    role = "output"
	roleFill1     role = "fill 1"
	roleFill2     role = "fill 2"
	roleFill3     role = "fill 3"
	roleFill4     role = "fill 4"
	roleFill5     role = "fill 5"
	roleFill6     role = "fill 6"
)

// otherRoles and classRoles give series of their kind their looks in turn.
var (
	otherRoles = []role{roleOther1, roleOther2, roleOther3}
	classRoles = []role{roleClass1, roleClass2, roleClass3, roleClass4, roleClass5, roleClass6}
	fillRoles  = []role{roleFill1, roleFill2, roleFill3, roleFill4, roleFill5, roleFill6}
)

// look is how a role is drawn. Each has a dash or a marker of its own, so that
// a grey copy tells them apart.
type look struct {
	colour color.Color
	tint   color.Color // of bands and filled areas
	faint  color.Color // of further seeds
	width  vg.Length
	dashes []vg.Length
	shape  draw.GlyphDrawer // nil: no markers
	hatch  vg.Length        // between lines across a filled area; 0: none
}

var looks = map[role]look{
	roleOnline:    {colour: blue, tint: blueTint, faint: blueFaint, width: 1.1},
	roleFrozen:    {colour: vermillion, tint: redTint, faint: redFaint, width: 1.1, dashes: []vg.Length{4, 1.6}},
	roleNoChange:  {colour: green, width: 1, dashes: []vg.Length{6, 1.5, 1.2, 1.5}},
	roleMajority:  {colour: midGrey, width: 1, dashes: []vg.Length{1.2, 1.4}},
	roleThreshold: {colour: ink, width: 0.8, dashes: []vg.Length{0.9, 1.5}},
	roleMoment:    {colour: midGrey, width: 0.7, dashes: []vg.Length{2.5, 2}},
	roleMacro:     {colour: ink, tint: gridGrey, faint: midGrey, width: 1.6},
	roleNormal:    {colour: blue, tint: blueTint, width: 0.9},
	roleOther1:    {colour: vermillion, tint: redTint, width: 1.1, dashes: []vg.Length{3, 1.2}},
	roleOther2:    {colour: green, width: 1.1, dashes: []vg.Length{1.1, 1.1}},
	roleOther3:    {colour: purple, width: 1.1, dashes: []vg.Length{5, 1.2, 1.1, 1.2}},
	roleClass1:    {colour: blue, width: 0.9, shape: draw.CircleGlyph{}},
	roleClass2:    {colour: vermillion, width: 0.9, dashes: []vg.Length{4, 1.6}, shape: draw.PyramidGlyph{}},
	roleClass3:    {colour: green, width: 0.9, dashes: []vg.Length{1.2, 1.4}, shape: draw.BoxGlyph{}},
	roleClass4:    {colour: purple, width: 0.9, dashes: []vg.Length{6, 1.5, 1.2, 1.5}, shape: draw.RingGlyph{}},
	roleClass5:    {colour: orange, width: 0.9, dashes: []vg.Length{2.4, 1.2}, shape: draw.TriangleGlyph{}},
	roleClass6:    {colour: midGrey, width: 0.9, dashes: []vg.Length{8, 1.6}, shape: draw.SquareGlyph{}},
	roleInput:     {colour: ink, width: 0.9},
	roleOutput:    {colour: blue, tint: blueTint, width: 1.2, dashes: []vg.Length{3, 1.4}},
	// Parts of a bar: each darker in grey than the one before, or hatched.
	roleFill1: {colour: ink, tint: paper, width: 0.4},
	roleFill2: {colour: ink, tint: blueTint, width: 0.4},
	roleFill3: {colour: ink, tint: orange, width: 0.4},
	roleFill4: {colour: ink, tint: paper, width: 0.4, hatch: 2.4},
	roleFill5: {colour: ink, tint: green, width: 0.4},
	roleFill6: {colour: ink, tint: deepBlue, width: 0.4},
}

func (l look) line() draw.LineStyle {
	return draw.LineStyle{Color: l.colour, Width: l.width, Dashes: l.dashes}
}

// faintLine is the same line for a seed that stands behind the first.
func (l look) faintLine() draw.LineStyle {
	return draw.LineStyle{Color: l.faint, Width: 0.5, Dashes: l.dashes}
}

// boldWeight is WeightBold of golang.org/x/image/font, on its scale of -3 to 5.
const boldWeight = 3

// sans returns a text style of the embedded Liberation Sans, whose metrics
// Arial and Helvetica share.
func sans(size vg.Length, heavy bool) text.Style {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
	if heavy {
		f.Weight = boldWeight
	}
	return text.Style{Color: ink, Font: f, Handler: powers{text.Plain{Fonts: font.DefaultCache}}}
}
