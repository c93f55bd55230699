package figure

import (
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	fixedpoint "golang.org/x/image/math/fixed"
	plotfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// outline is a line of text as the shapes of its letters. A document embeds a
// single face; the headings are a few words in another, and go in as shapes.
func outline(f plotfont.Face, at vg.Point, text string) (vg.Path, error) {
	em := fixedpoint.Int26_6(f.Face.UnitsPerEm())
	scale := f.Font.Size / vg.Length(em)
	var path vg.Path
	var buf sfnt.Buffer
	var before sfnt.GlyphIndex
	pen := fixedpoint.Int26_6(0)
	for i, r := range text {
		glyph, err := f.Face.GlyphIndex(&buf, r)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			// As when the text was measured; a pair without kerning has none.
			if kern, err := f.Face.Kern(&buf, before, glyph, em, font.HintingNone); err == nil {
				pen += kern
			}
		}
		segments, err := f.Face.LoadGlyph(&buf, glyph, em, nil)
		if err != nil {
			return nil, err
		}
		addGlyph(&path, segments, func(p fixedpoint.Point26_6) vg.Point { // Y points down in a glyph
			return vg.Point{X: at.X + vg.Length(vg.Length(pen+p.X)*scale), Y: at.Y - vg.Length(vg.Length(p.Y)*scale)}
		})
		advance, err := f.Face.GlyphAdvance(&buf, glyph, em, font.HintingNone)
		if err != nil {
			return nil, err
		}
		pen, before = pen+advance, glyph
	}
	return path, nil
}

func addGlyph(path *vg.Path, segments sfnt.Segments, place func(fixedpoint.Point26_6) vg.Point) {
	open := false
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				path.Close()
			}
			path.Move(place(s.Args[0]))
			open = true
		case sfnt.SegmentOpLineTo:
			path.Line(place(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			path.QuadTo(place(s.Args[0]), place(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			path.CubeTo(place(s.Args[0]), place(s.Args[1]), place(s.Args[2]))
		}
	}
	if open {
		path.Close()
	}
}
