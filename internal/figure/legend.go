package figure

import (
	"slices"
	"sort"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"tinyol-sim/internal/wording"
)

// A legend stands above the panels in a strip of its own, where it covers no
// data, in as many lines as its entries need.
type legend struct {
	entries []legendEntry
}

type legendEntry struct {
	name   string
	role   Role
	filled bool
	marker bool // without a line
}

// legendOf gathers the named marks of all panels, each name once.
func legendOf(panels []Panel) legend {
	var l legend
	for _, p := range panels {
		for _, m := range p.Marks {
			switch m := m.(type) {
			case Curve:
				l.add(legendEntry{name: m.Name, role: m.Role})
			case Steps:
				l.add(legendEntry{name: m.Name, role: m.Role, filled: m.Filled})
			case Rule:
				l.add(legendEntry{name: m.Name, role: m.Role})
			case Dots:
				l.add(legendEntry{name: m.Name, role: m.Role, marker: true})
			case Stacks:
				for i, name := range m.Names {
					l.add(legendEntry{name: name, role: m.Roles[i], filled: true})
				}
			}
		}
	}
	sort.SliceStable(l.entries, func(i, j int) bool { return l.entries[i].role.rank() < l.entries[j].role.rank() })
	return l
}

// rank puts what the figure is about first and helping lines last, whatever
// the order of drawing.
func (r Role) rank() int {
	switch r {
	case RoleOnline, RoleMacro:
		return 0
	case RoleThreshold, RoleThresholdEnd, RoleOnlineThreshold, RoleFrozenThreshold:
		return 2
	case RoleMoment:
		return 3
	}
	return 1
}

func (l *legend) add(e legendEntry) {
	if e.name == "" {
		return
	}
	e.name = wording.Squeeze(e.name, LongestEntry)
	for _, have := range l.entries {
		if have.name == e.name {
			return
		}
	}
	l.entries = append(l.entries, e)
}

// Measures of a legend.
const (
	sampleWidth   = vg.Length(18)
	sampleGap     = vg.Length(3)
	entryGap      = vg.Length(9)
	legendLeading = vg.Length(9.5)
	LongestEntry  = 32 // letters that fit a line, even wide ones
)

// lines breaks the entries into lines no wider than width.
func (l legend) lines(width vg.Length) [][]legendEntry {
	style := sans(tickSize, false)
	var lines [][]legendEntry
	var used vg.Length
	for _, e := range l.entries {
		w := sampleWidth + sampleGap + style.Width(e.name)
		if len(lines) == 0 || used+entryGap+w > width {
			lines = append(lines, nil)
			used = -entryGap
		}
		last := len(lines) - 1
		lines[last] = append(lines[last], e)
		used += entryGap + w
	}
	return lines
}

func (l legend) height(width vg.Length) vg.Length {
	return vg.Length(vg.Length(len(l.lines(width))) * legendLeading)
}

// draw writes the legend at the top of c, from its left edge.
func (l legend) draw(c draw.Canvas) {
	style := sans(tickSize, false)
	style.YAlign = draw.YCenter
	y := c.Max.Y - legendLeading/2
	for _, line := range l.lines(c.Max.X - c.Min.X) {
		x := c.Min.X
		for _, e := range line {
			e.sample(c, x, y)
			x += sampleWidth + sampleGap
			c.FillText(style, vg.Point{X: x, Y: y + centring(style)}, e.name)
			x += style.Width(e.name) + entryGap
		}
		y -= legendLeading
	}
}

// sample draws what stands for the entry in the panels.
func (e legendEntry) sample(c draw.Canvas, x, y vg.Length) {
	l := looks[e.role]
	if slices.Contains(FillRoles, e.role) {
		fillBox(c, e.role, vg.Rectangle{Min: vg.Point{X: x, Y: y - 2.8}, Max: vg.Point{X: x + sampleWidth, Y: y + 2.8}})
		return
	}
	if e.filled {
		box := []vg.Point{{X: x, Y: y - 2.8}, {X: x + sampleWidth, Y: y - 2.8}, {X: x + sampleWidth, Y: y + 2.8}, {X: x, Y: y + 2.8}}
		c.FillPolygon(l.tint, box)
		c.StrokeLines(l.line(), append(box, box[0]))
		return
	}
	if !e.marker {
		c.StrokeLine2(l.line(), x, y, x+sampleWidth, y)
	}
	if l.shape != nil {
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: l.colour, Radius: markerRadius, Shape: l.shape}, vg.Point{X: x + sampleWidth/2, Y: y})
	}
}
