package figure

import (
	"strings"
	"testing"

	"tinyol-sim/internal/report/reporttest"
)

// TeX reads no exponents in lengths.
func TestTexLengths(t *testing.T) {
	f := &Figure{Name: "x", Panels: []Panel{{Heading: "50 %", Height: 60, X: Axis{Max: 1, Ticks: 2}, Y: Axis{Max: 1, Ticks: 2},
		Marks: []Mark{Curve{Role: RoleOnline, X: []float64{0, 1e-9, 1}, Y: []float64{0, 1e-12, 1}}}}}}
	tex, err := LayOut(f).TeX()
	reporttest.Must(t, err)
	text := string(tex)
	if tinyLength.MatchString(text) {
		t.Error("a length has an exponent")
	}
	for _, want := range []string{`\sffamily \bfseries 50 \%`, "use as bounding box", `\end{pgfpicture}`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}
