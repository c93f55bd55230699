package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/result"
)

// firstKey is the Key of what a page begins with.
const firstKey = "verdict"

// learnersFigures set the learners of a run side by side on planes of what they take
// and how good they are; nothing where only one was run.
func learnersFigures(groups []*recording.Group) (out []*figure.Figure) {
	detectors := plane{name: "learners-detectors", title: "Detectors: quality against cost", keys: []string{"anomaly.auc", asDetectorKey + "auc"}, each: true, quality: "AUC",
		beside: "anomaly.baselines." + result.BaselineLastLabel + ".auc"}
	classifiers := plane{name: "learners-classifiers", title: "Classifiers: quality against cost", keys: []string{"classification.test.macro_f1", "classification.macro_f1"}, quality: "macro-F1"}
	for _, f := range []*figure.Figure{detectors.figure(slices.Concat(detectorsOf(groups), asDetectorsOf(groups))), classifiers.figure(classifiersOf(groups))} {
		if f != nil {
			f.Section = firstKey
			out = append(out, f)
		}
	}
	return out
}

// plane is a figure of costs and quality.
type plane struct {
	name, title string
	keys        []string // of the quality, the best first
	each        bool     // every learner has its own of them
	quality     string
	beside      string // key of the quality of repeating the last label; empty: not drawn
}

func (f *plane) figure(groups []*recording.Group) *figure.Figure {
	keys := f.keysOf(groups)
	if len(groups) < 2 || keys == nil {
		return nil
	}
	quality, where := f.quality, ""
	if keys[0] == "classification.test.macro_f1" {
		quality, where = f.quality+", test", " on the test recording"
	}
	y := qualityAxis(groups, keys)
	y.Label = quality
	out := &figure.Figure{Name: f.name, Title: f.title}
	for _, cost := range []struct {
		label string
		of    func(*recording.Group) float64
	}{{"cycles of a step that learns" + provenanceOf(groups), cyclesOf}, {"RAM (KiB)", ramOf}} {
		if p, ok := f.panel(groups, keys, cost.of); ok {
			p.X.Label, p.Y = cost.label, y
			out.Panels = append(out.Panels, p)
		}
	}
	if len(out.Panels) == 0 {
		return nil
	}
	out.Caption = fmt.Sprintf("What each learner takes on the board and its %s%s: better is up, cheaper is left.", f.quality, where)
	if f.beside != "" && groups[0].Plain(f.beside) != "" {
		out.Caption += " The line repeats the label that arrived last."
	}
	if f.each && keys[0] != keys[len(keys)-1] {
		out.Caption += " Classifiers are ranked by 1 - P(normal) and have been told what faults look like."
	}
	if groups[0].Seeds() > 1 {
		out.Caption += fmt.Sprintf(" Means of %d seeds.", groups[0].Seeds())
	}
	return out
}

// keysOf is a quality for each group: the first that all groups have or, where each has
// its own, the first that it has; nil where one has none.
func (f *plane) keysOf(groups []*recording.Group) (keys []string) {
	has := func(g *recording.Group, key string) bool { _, ok := g.Mean(key); return ok }
	for _, g := range groups {
		i := slices.IndexFunc(f.keys, func(key string) bool {
			return has(g, key) && (f.each || !slices.ContainsFunc(groups, func(other *recording.Group) bool { return !has(other, key) }))
		})
		if i < 0 {
			return nil
		}
		keys = append(keys, f.keys[i])
	}
	return keys
}

func (f *plane) panel(groups []*recording.Group, keys []string, cost func(*recording.Group) float64) (figure.Panel, bool) {
	points := figure.Points{Role: figure.RoleArmOnline}
	for i, g := range groups {
		x := cost(g)
		if !(x > 0) {
			return figure.Panel{}, false
		}
		v, _ := g.Mean(keys[i])
		points.X, points.Y, points.Text = append(points.X, x), append(points.Y, v), append(points.Text, g.Label)
	}
	beside, drawn := groups[0].Mean(f.beside)
	if drawn = drawn && f.beside != ""; drawn {
		points.Clear = []float64{beside}
	}
	const room = 1.2 // names stand right of their points
	p := figure.Panel{Height: planeHeight, X: figure.Axis{Max: room * figure.Maximum(points.X), Ticks: 5, Grid: true}, Marks: []figure.Mark{points}}
	if drawn {
		p.Marks = append(p.Marks, figure.Rule{Name: "last label", Role: figure.RoleNoChange, At: beside})
	}
	return p, true
}

const planeHeight = 36 * figure.Millimeter

// qualityAxis goes from a tenth below the worst to 1.
func qualityAxis(groups []*recording.Group, keys []string) figure.Axis {
	low := 1.
	for i, g := range groups {
		v, _ := g.Mean(keys[i])
		low = min(low, v)
	}
	return figure.Axis{Min: max(math.Floor(10*low)/10-0.1, 0), Max: 1, Ticks: 4, Grid: true}
}

func cyclesOf(g *recording.Group) float64 {
	if v, ok := g.Mean("cycles.online.mean"); ok {
		return v
	}
	v, _ := g.Mean("cycles.inference.mean")
	return v
}

func ramOf(g *recording.Group) float64 {
	v, _ := g.Mean("memory.ram_bytes")
	return v / 1024
}

// provenanceOf is the mark that all cycles share, behind a comma.
func provenanceOf(groups []*recording.Group) string {
	mark := ""
	for _, g := range groups {
		if c := g.First().Cycles; c != nil {
			if mark = cmp.Or(mark, string(c.Provenance)); mark != string(c.Provenance) {
				return ""
			}
		}
	}
	if mark == "" {
		return ""
	}
	return ", " + mark
}
