package figure

import (
	"fmt"
	"testing"

	"gonum.org/v1/plot/vg"
)

// Names of points on top of each other stand apart, and in the panel.
func TestNamesOfPointsStandApart(t *testing.T) {
	var m Points
	m.Role = RoleArmOnline
	for i := range 9 {
		m.X, m.Y = append(m.X, 0.5+0.01*float64(i%3)), append(m.Y, 0.5+0.01*float64(i/3))
		m.Text = append(m.Text, fmt.Sprintf("learner number %d", i))
	}
	for _, corner := range []float64{0, 1} {
		m.X, m.Y, m.Text = append(m.X, corner), append(m.Y, corner), append(m.Text, "in the corner")
	}
	axis := Axis{Max: 1, Ticks: 4}
	for _, problem := range Check(&Figure{Panels: []Panel{{Height: SingleHeight, X: axis, Y: axis, Marks: []Mark{m}}}}) {
		t.Error(problem)
	}
}

// A name keeps off a line across the panel, though the place beside its point is free
// but for that.
func TestNamesKeepOffLines(t *testing.T) {
	at := vg.Point{X: 20, Y: 50}
	size := vg.Point{X: 10, Y: 4}
	area := vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}
	line := vg.Rectangle{Min: vg.Point{Y: 49}, Max: vg.Point{X: 100, Y: 51}}
	room := labelRoom{area: area, taken: []vg.Rectangle{line}}
	if box, away := room.find(at, size); overlap(box, line) || !away {
		t.Errorf("the name is at %v, away from its point: %t", box, away)
	}
	if box, away := (&labelRoom{area: area}).find(at, size); away || !overlap(box, line) {
		t.Errorf("without a line the name is at %v", box)
	}
}

// A line that leads to a name crosses no other one where there is another way.
func TestLinesToNamesCrossNone(t *testing.T) {
	other := vg.Rectangle{Min: vg.Point{X: 15, Y: 40}, Max: vg.Point{X: 40, Y: 44}}
	room := labelRoom{names: []vg.Rectangle{other}}
	at := vg.Point{X: 20, Y: 50}
	under := vg.Rectangle{Min: vg.Point{X: 22, Y: 30}, Max: vg.Point{X: 32, Y: 34}}
	over := vg.Rectangle{Min: vg.Point{X: 22, Y: 60}, Max: vg.Point{X: 32, Y: 64}}
	if room.leads(at, under) || !room.leads(at, over) {
		t.Errorf("under the other name: %t, over it: %t", room.leads(at, under), room.leads(at, over))
	}
}
