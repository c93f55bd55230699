package figure

import (
	"fmt"
	"testing"
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
