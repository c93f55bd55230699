package report

import (
	"math"
	"strings"
	"testing"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

// TestFiguresOfADivergedRun draws a run whose online layer went to NaN: the
// frozen model's part is drawn, and the caption says what is missing.
func TestFiguresOfADivergedRun(t *testing.T) {
	f := reporttest.Fakes()["fan"]
	f.Modes = f.Modes[:1]
	s := f.Summary()
	rec := recording.New(s, recording.DrawnSeeds)
	f.Play(0, &s.Runs[0], func(step *result.Step) {
		if step.Window > 100 {
			step.Score, step.Loss = float32(math.NaN()), float32(math.Inf(1))
		}
		rec.AddStep(step)
	})
	said := false
	for _, f := range figuresOf(rec) {
		svg, err := figure.LayOut(f).SVG()
		reporttest.Must(t, err)
		checkSVG(t, f.Name, svg)
		if strings.Contains(string(svg), "NaN") || strings.Contains(string(svg), "Inf") {
			t.Errorf("%s holds a number that is none", f.Name)
		}
		said = said || strings.Contains(f.Caption, "are no finite numbers")
	}
	if !said {
		t.Error("no caption speaks of the windows that could not be drawn")
	}
}
