package figure

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Points are markers with a name each, which stands where nothing else does.
type Points struct {
	Role Role
	X, Y []float64
	Text []string
	// Clear are values on the vertical axis at which a line runs across the panel:
	// names keep off it.
	Clear []float64
}

func (Points) kind() string { return "points" }

func (m Points) plot(c draw.Canvas, p *plot.Plot) {
	l, text := looks[m.Role], sans(tickSize, false)
	text.YAlign = draw.YCenter
	room := labelRoom{area: c.Rectangle}
	at := make([]vg.Point, len(m.X))
	for i := range m.X {
		at[i] = place(&c, p, m.X[i], m.Y[i])
		room.taken = append(room.taken, around(at[i], markerRadius, markerRadius))
	}
	for _, y := range m.Clear {
		line := place(&c, p, p.X.Min, y)
		room.taken = append(room.taken, vg.Rectangle{
			Min: vg.Point{X: c.Min.X, Y: line.Y - lineRoom}, Max: vg.Point{X: c.Max.X, Y: line.Y + lineRoom},
		})
	}
	for i, name := range m.Text {
		size := vg.Point{X: text.Width(name), Y: tickSize}
		box, away := room.find(at[i], size)
		if away {
			end := nearestIn(box, at[i])
			c.StrokeLine2(draw.LineStyle{Color: midGrey, Width: 0.4}, at[i].X, at[i].Y, end.X, end.Y)
		}
		c.FillText(text, vg.Point{X: box.Min.X, Y: vg.Length((box.Min.Y+box.Max.Y)/2) + centring(text)}, name)
	}
	for _, point := range at { // above the lines
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: l.colour, Radius: markerRadius, Shape: l.shape}, point)
	}
}

// lineRoom is how far a name stays from the middle of a line across the panel.
const lineRoom = vg.Length(1)

// nearestIn is where a line from a point meets a box.
func nearestIn(box vg.Rectangle, from vg.Point) vg.Point {
	return vg.Point{X: min(max(from.X, box.Min.X), box.Max.X), Y: min(max(from.Y, box.Min.Y), box.Max.Y)}
}

// labelRoom is what names have left free.
type labelRoom struct {
	area  vg.Rectangle
	taken []vg.Rectangle // markers, lines, names
	names []vg.Rectangle // those of them that lines to others keep off
}

// labelRings is how many heights of a letter a name may be away from its point.
const labelRings = 12

// find takes the nearest free place for a name of a size: beside its point, else
// further away, where a line has to lead to it. Where there is none it stands beside.
func (r *labelRoom) find(at, size vg.Point) (box vg.Rectangle, away bool) {
	beside := markerRadius + spanGap
	right := func(up vg.Length) vg.Rectangle {
		corner := vg.Point{X: at.X + beside, Y: at.Y + up - vg.Length(size.Y/2)}
		return vg.Rectangle{Min: corner, Max: corner.Add(size)}
	}
	left := func(up vg.Length) vg.Rectangle {
		corner := vg.Point{X: at.X - beside - size.X, Y: at.Y + up - vg.Length(size.Y/2)}
		return vg.Rectangle{Min: corner, Max: corner.Add(size)}
	}
	for _, crossing := range []bool{false, true} { // where it is crowded, lines cross names
		for ring := range labelRings {
			up := vg.Length(vg.Length(ring) * size.Y)
			for _, box := range []vg.Rectangle{right(up), left(up), right(-up), left(-up)} {
				if r.free(box) && (ring == 0 || crossing || r.leads(at, box)) {
					r.take(box)
					return box, ring > 0
				}
			}
		}
	}
	box = right(0)
	r.take(box)
	return box, false
}

func (r *labelRoom) take(box vg.Rectangle) {
	r.taken, r.names = append(r.taken, box), append(r.names, box)
}

// leads reports that the line from a point to its name crosses no other name.
func (r *labelRoom) leads(at vg.Point, box vg.Rectangle) bool {
	end := nearestIn(box, at)
	way := vg.Rectangle{
		Min: vg.Point{X: min(at.X, end.X), Y: min(at.Y, end.Y)}, Max: vg.Point{X: max(at.X, end.X), Y: max(at.Y, end.Y)},
	}
	for _, name := range r.names {
		if overlap(way, name) {
			return false
		}
	}
	return true
}

func overlap(a, b vg.Rectangle) bool {
	return a.Min.X <= b.Max.X && b.Min.X <= a.Max.X && a.Min.Y <= b.Max.Y && b.Min.Y <= a.Max.Y
}

func (r *labelRoom) free(box vg.Rectangle) bool {
	if box.Min.X < r.area.Min.X || box.Max.X > r.area.Max.X || box.Min.Y < r.area.Min.Y || box.Max.Y > r.area.Max.Y {
		return false
	}
	for _, t := range r.taken {
		if box.Min.X < t.Max.X && t.Min.X < box.Max.X && box.Min.Y < t.Max.Y && t.Min.Y < box.Max.Y {
			return false
		}
	}
	return true
}

func around(at vg.Point, x, y vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: at.X - x, Y: at.Y - y}, Max: vg.Point{X: at.X + x, Y: at.Y + y}}
}
