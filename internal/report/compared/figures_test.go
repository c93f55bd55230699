package compared

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/report/reporttest"
)

func overlayOf(t *testing.T, f fakeComparison) *overlay {
	t.Helper()
	c, dirs := f.made(t)
	o, err := loadOverlay(c, dirs)
	reporttest.Must(t, err)
	return o
}

func TestComparedFiguresGolden(t *testing.T) {
	for _, name := range []string{"modes", "two", "boards"} {
		t.Run(name, func(t *testing.T) {
			text := ""
			for _, f := range overlayOf(t, fakeComparisons()[name]).figures() {
				text += figure.Dump(f)
			}
			reporttest.Golden(t, "compare-figures-"+name+".golden", text)
		})
	}
}

func TestComparedFiguresAreReadable(t *testing.T) {
	for name, f := range fakeComparisons() {
		figures := overlayOf(t, f).figures()
		if len(figures) < 3 {
			t.Errorf("%s: %d figures", name, len(figures))
		}
		for _, f := range figures {
			for _, problem := range figure.Check(f) {
				t.Errorf("%s, %s: %s", name, f.Name, problem)
			}
		}
	}
}

// Of boards that differ in speed the times are drawn too; cycles carry the mark
// of each.
func TestComparedCostsOfTwoBoards(t *testing.T) {
	var names []string
	for _, f := range overlayOf(t, fakeComparisons()["boards"]).figures() {
		names = append(names, f.Name)
		if f.Name != "compare-cycles" {
			continue
		}
		bars := f.Panels[0].Marks[0].(figure.Spans).Bars
		if len(bars) != 6 || !strings.HasSuffix(bars[0].Text, " modelled") || !strings.HasSuffix(bars[3].Text, " emulated") {
			t.Errorf("bars %+v", bars)
		}
	}
	if !strings.Contains(strings.Join(names, " "), "compare-time") {
		t.Errorf("figures %q", names)
	}
}

func TestOverSeedsByHand(t *testing.T) {
	nan := math.NaN()
	s := overSeeds([]recording.Series{
		{X: []float64{1, 2, nan, 3, 4}, Mean: []float64{0, 1, nan, 5, 7}},
		{X: []float64{1, 2, nan, 4}, Mean: []float64{1, 3, nan, 9}}, // has no value at 3
	})
	if fmt.Sprint(s.X) != "[1 2 NaN 4]" || fmt.Sprint(s.Mean) != "[0.5 2 NaN 8]" {
		t.Errorf("%+v", s)
	}
	// Values 0 and 1: t(1) = 12.706 times s / sqrt(2) = 0.5.
	if math.Abs(s.High[0]-(0.5+12.706*0.5)) > 1e-3 || math.Abs(s.Low[0]-(0.5-12.706*0.5)) > 1e-3 {
		t.Errorf("interval %v to %v", s.Low[0], s.High[0])
	}
	one := overSeeds([]recording.Series{{X: []float64{1}, Mean: []float64{2}}})
	if one.Mean[0] != 2 || !math.IsNaN(one.Low[0]) {
		t.Errorf("one seed: %+v", one)
	}
	var alternating spreadSeries
	for i := range 64 {
		x := float64(i)
		if i%2 == 1 {
			x = nan
		}
		alternating.append(x, metrics.Interval{Mean: 1, Low: 0, High: 2})
	}
	for i := range 6 {
		if w := alternating.marks("", figure.RoleClass2, i, 6)[1].(figure.Whiskers); len(w.X) < 5 {
			t.Errorf("arm %d has %d intervals where gaps alternate", i, len(w.X))
		}
	}
	if cut := s.within(0, 1); cut.Low[0] != 0 || cut.High[0] != 1 {
		t.Errorf("cut to 0 .. 1: %+v", cut)
	}
}
