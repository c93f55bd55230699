package figure

import (
	"image/color"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Length is a length on paper; a plain number of them is in points.
type Length = vg.Length

// Millimeter is the unit that heights are given in.
const Millimeter = vg.Millimeter

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

// Role is what a mark stands for. It fixes how the mark looks in every figure.
type Role string

const (
	RoleOnline    Role = "online"
	RoleFrozen    Role = "frozen"
	RoleNoChange  Role = "no change"
	RoleMajority  Role = "majority"
	RoleThreshold Role = "threshold"
	RoleMoment    Role = "moment"
	// Thresholds that run: of what learns, of what was flashed, and where one ended.
	RoleOnlineThreshold Role = "online threshold"
	RoleFrozenThreshold Role = "frozen threshold"
	RoleThresholdEnd    Role = "threshold end"
	// The arms of a detector: the colour says what scores, dash and marker which
	// threshold it has.
	RoleArmFrozen        Role = "arm frozen"
	RoleArmFrozenRunning Role = "arm frozen running"
	RoleArmOnline        Role = "arm online"
	RoleArmOnlineRunning Role = "arm online running"
	RoleMacro            Role = "macro"
	RoleNormal           Role = "normal"
	RoleOther1           Role = "other 1"
	roleOther2           Role = "other 2"
	roleOther3           Role = "other 3"
	roleClass1           Role = "class 1"
	RoleClass2           Role = "class 2"
	RoleClass3           Role = "class 3"
	roleClass4           Role = "class 4"
	roleClass5           Role = "class 5"
	roleClass6           Role = "class 6"
	RoleInput            Role = "input"
	RoleOutput           Role = "output"
	RoleFill1            Role = "fill 1"
	roleFill2            Role = "fill 2"
	RoleFill3            Role = "fill 3"
	RoleFill4            Role = "fill 4"
	roleFill5            Role = "fill 5"
	RoleFill6            Role = "fill 6"
)

// otherRoles and classRoles give series of their kind their looks in turn.
var (
	OtherRoles = []Role{RoleOther1, roleOther2, roleOther3}
	ClassRoles = []Role{roleClass1, RoleClass2, RoleClass3, roleClass4, roleClass5, roleClass6}
	FillRoles  = []Role{RoleFill1, roleFill2, RoleFill3, RoleFill4, roleFill5, RoleFill6}
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

var looks = map[Role]look{
	RoleOnline:           {colour: blue, tint: blueTint, faint: blueFaint, width: 1.1},
	RoleFrozen:           {colour: vermillion, tint: redTint, faint: redFaint, width: 1.1, dashes: []vg.Length{4, 1.6}},
	RoleNoChange:         {colour: green, width: 1, dashes: []vg.Length{6, 1.5, 1.2, 1.5}},
	RoleMajority:         {colour: midGrey, width: 1, dashes: []vg.Length{1.2, 1.4}},
	RoleThreshold:        {colour: ink, width: 0.8, dashes: []vg.Length{0.9, 1.5}},
	RoleMoment:           {colour: midGrey, width: 0.7, dashes: []vg.Length{2.5, 2}},
	RoleOnlineThreshold:  {colour: blue, width: 0.8, dashes: []vg.Length{5, 1.2, 1, 1.2, 1, 1.2}},
	RoleFrozenThreshold:  {colour: vermillion, width: 0.8, dashes: []vg.Length{2.4, 1.2, 0.8, 1.2}},
	RoleThresholdEnd:     {colour: ink, width: 0.8, dashes: []vg.Length{5, 1.4, 1, 1.4}},
	RoleArmFrozen:        {colour: vermillion, width: 0.9, dashes: []vg.Length{4, 1.6}, shape: draw.PyramidGlyph{}},
	RoleArmFrozenRunning: {colour: vermillion, width: 0.9, dashes: []vg.Length{1.2, 1.2}, shape: draw.BoxGlyph{}},
	RoleArmOnline:        {colour: blue, width: 0.9, shape: draw.CircleGlyph{}},
	RoleArmOnlineRunning: {colour: blue, width: 0.9, dashes: []vg.Length{6, 1.5, 1.2, 1.5}, shape: draw.RingGlyph{}},
	RoleMacro:            {colour: ink, tint: gridGrey, faint: midGrey, width: 1.6},
	RoleNormal:           {colour: blue, tint: blueTint, width: 0.9},
	RoleOther1:           {colour: vermillion, tint: redTint, width: 1.1, dashes: []vg.Length{3, 1.2}},
	roleOther2:           {colour: green, width: 1.1, dashes: []vg.Length{1.1, 1.1}},
	roleOther3:           {colour: purple, width: 1.1, dashes: []vg.Length{5, 1.2, 1.1, 1.2}},
	roleClass1:           {colour: blue, width: 0.9, shape: draw.CircleGlyph{}},
	RoleClass2:           {colour: vermillion, width: 0.9, dashes: []vg.Length{4, 1.6}, shape: draw.PyramidGlyph{}},
	RoleClass3:           {colour: green, width: 0.9, dashes: []vg.Length{1.2, 1.4}, shape: draw.BoxGlyph{}},
	roleClass4:           {colour: purple, width: 0.9, dashes: []vg.Length{6, 1.5, 1.2, 1.5}, shape: draw.RingGlyph{}},
	roleClass5:           {colour: orange, width: 0.9, dashes: []vg.Length{2.4, 1.2}, shape: draw.TriangleGlyph{}},
	roleClass6:           {colour: midGrey, width: 0.9, dashes: []vg.Length{8, 1.6}, shape: draw.SquareGlyph{}},
	RoleInput:            {colour: ink, width: 0.9},
	RoleOutput:           {colour: blue, tint: blueTint, width: 1.2, dashes: []vg.Length{3, 1.4}},
	// Parts of a bar: each darker in grey than the one before, or hatched.
	RoleFill1: {colour: ink, tint: paper, width: 0.4},
	roleFill2: {colour: ink, tint: blueTint, width: 0.4},
	RoleFill3: {colour: ink, tint: orange, width: 0.4},
	RoleFill4: {colour: ink, tint: paper, width: 0.4, hatch: 2.4},
	roleFill5: {colour: ink, tint: green, width: 0.4},
	RoleFill6: {colour: ink, tint: deepBlue, width: 0.4},
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
