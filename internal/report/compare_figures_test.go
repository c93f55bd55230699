package report

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg/draw"
)

func overlayOf(t *testing.T, f fakeComparison) *overlay {
	t.Helper()
	c, dirs := f.made(t)
	o, err := loadOverlay(c, dirs)
	must(t, err)
	return o
}

func TestComparedFiguresGolden(t *testing.T) {
	for _, name := range []string{"modes", "two", "boards"} {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			for _, f := range overlayOf(t, fakeComparisons()[name]).figures() {
				dumpFigure(&b, f)
			}
			golden(t, "compare-figures-"+name+".golden", b.String())
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
			d := layOut(f)
			c := newSurveyor(d.height)
			d.draw(draw.New(c))
			for _, problem := range c.problems() {
				t.Errorf("%s, %s: %s", name, f.Name, problem)
			}
			seen := map[string]string{}
			for _, e := range legendOf(f.Panels).entries {
				l := looks[e.role]
				grey := fmt.Sprintf("%v %T", l.dashes, l.shape)
				if other, found := seen[grey]; found {
					t.Errorf("%s, %s: %q and %q look the same in grey", name, f.Name, other, e.name)
				}
				seen[grey] = e.name
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
		bars := f.Panels[0].Marks[0].(spans).Bars
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
	s := overSeeds([]series{
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
	one := overSeeds([]series{{X: []float64{1}, Mean: []float64{2}}})
	if one.Mean[0] != 2 || !math.IsNaN(one.Low[0]) {
		t.Errorf("one seed: %+v", one)
	}
	if cut := s.within(0, 1); cut.Low[0] != 0 || cut.High[0] != 1 {
		t.Errorf("cut to 0 .. 1: %+v", cut)
	}
}

func TestCoarserByHand(t *testing.T) {
	nan := math.NaN()
	s := series{X: []float64{1, 2, 3, 4, 5, nan, 9}, Mean: []float64{1, 2, 3, 6, 8, nan, 4},
		Min: []float64{1, 0, 3, 6, 8, nan, 4}, Max: []float64{1, 2, 3, 7, 8, nan, 4}}.coarser()
	if fmt.Sprint(s.X) != "[2.5 5 NaN 9]" || fmt.Sprint(s.Mean) != "[3 8 NaN 4]" || s.Min[0] != 0 || s.Max[0] != 7 {
		t.Errorf("%+v", s)
	}
}
