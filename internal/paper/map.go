package paper

import (
	"context"
	"fmt"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// The grid of the maps: learning rates, and the steps after which the false
// alarms are counted, 0 being the frozen network.
var (
	mapRates = []float64{0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2}
	mapSteps = []int{0, 50, 100, 200, 500, 1000, 2000}
	mapGates = []tinyol.Gate{tinyol.Labelled, tinyol.Always, tinyol.Below}
)

// mapWindows is how many windows of each kind a cell counts at most.
const mapWindows = 1000

// driftedMap is the map on the field recording.
func (p *maker) driftedMap(ctx context.Context, f *result.Figure) error {
	return p.learningMap(ctx, f, p.field, "the stream")
}

// undriftedMap is the map on a recording like the one that trained.
func (p *maker) undriftedMap(ctx context.Context, f *result.Figure) error {
	return p.learningMap(ctx, f, p.held, p.heldOut())
}

// learningMap shows where fine-tuning helps and where it harms: the false alarms
// of normal windows at the end of a recording after learning at its beginning,
// over learning rate, steps and policy.
func (p *maker) learningMap(ctx context.Context, f *result.Figure, all []stretch, what string) error {
	s := p.setups[0]
	data, err := p.mapData(s, all, what)
	if err != nil {
		return err
	}
	p.mon.Stage(bench.Stage{Name: f.Name, Total: int64(len(s.models) * seedParts)})
	lines, err := p.mapLines(ctx, s, data)
	if err != nil {
		return err
	}
	var rows []result.MapRow
	for g, gate := range mapGates {
		for k, rate := range mapRates {
			for i, cell := range lines[g*len(mapRates)+k] {
				r := result.MapRow{Recording: what, Policy: gate.String(), Rate: rate, Steps: mapSteps[i]}
				r.Mean, r.Low, r.High = interval(cell.alarms)
				r.Detected, _, _ = interval(cell.detected)
				r.Updates, _, _ = interval(cell.updates)
				rows = append(rows, r)
			}
		}
	}
	f.Facts["recording"] = what
	f.Facts["frontend"] = s.name()
	constant(f, result.UnitCount, "", "normal_windows", float64(data.normalWindows))
	constant(f, result.UnitCount, "", "other_windows", float64(data.faultWindows))
	constant(f, result.UnitCount, "", "stride", float64(data.stride))
	constant(f, result.UnitCount, "", "turn", scheduleTurn)
	return save(p, f, rows)
}

// mapData is a recording split in a beginning to learn from and an end to
// count on.
type mapData struct {
	stride                      int
	learn                       []stretch
	normal, faults              []float32 // windows [n][features]
	normalWindows, faultWindows int
}

// mapData leaves the most steps of the map to the beginning. Where the normal
// rows are few, windows follow each other more closely than the spec's stride,
// so that two thirds of them make as many.
func (p *maker) mapData(s *setup, all []stretch, what string) (*mapData, error) {
	most := mapSteps[len(mapSteps)-1]
	window := s.models[0].FrontEnd.Window()
	g := &mapData{stride: s.spec.Stride}
	normal := p.recordingOf(all, p.normal)
	for g.stride > 1 && 2*windowCount(normal, window, g.stride)/3 < most {
		g.stride--
	}
	const spare = 1.03 // for the windows that the schedule's turns begin with
	share := min(spare*float64(most)/float64(max(windowCount(normal, window, g.stride), 1)), 2./3)
	var behind []stretch
	g.learn, behind = split(all, len(p.channels), share)
	g.normal, g.normalWindows = s.windows(p.recordingOf(behind, p.normal), mapWindows)
	if g.normalWindows == 0 {
		return nil, fmt.Errorf("%s is too short to learn at its beginning and count at its end; use a longer one", what)
	}
	others := p.normalFirst(labelsIn(behind))[1:]
	g.faults, g.faultWindows = p.faultWindows(s, behind, others, mapWindows)
	return g, nil
}

// mapCell is what is counted in one cell, by seed.
type mapCell struct{ alarms, detected, updates []float64 }

// mapLines learns with every policy at every rate, and counts after each of
// mapSteps: [policy and rate][steps].
func (p *maker) mapLines(ctx context.Context, s *setup, g *mapData) ([][]mapCell, error) {
	lines := make([][]mapCell, len(mapGates)*len(mapRates))
	for i := range lines {
		for range mapSteps {
			lines[i] = append(lines[i], mapCell{make([]float64, len(s.models)), make([]float64, len(s.models)), make([]float64, len(s.models))})
		}
	}
	learners := make([][]*mapLearner, len(s.models)) // [seed][policy and rate]
	for seed, m := range s.models {
		for i := range lines {
			program := p.program(s, tinyol.Unsupervised, m)
			program.Stride = g.stride
			program.LearningRate, program.Policy.Gate = float32(mapRates[i%len(mapRates)]), mapGates[i/len(mapRates)]
			d, err := tinyol.New(program)
			if err != nil {
				return nil, err
			}
			l := &mapLearner{device: d, data: g, seed: seed, cells: lines[i]}
			l.count()
			learners[seed] = append(learners[seed], l)
		}
	}
	rows := newSchedule(g.learn, len(p.channels)).rows(s.models[0].FrontEnd.Window(), g.stride)
	err := p.play(ctx, s, rows, g.stride, func(seed int, b *tinyol.Base, label int) (more bool, err error) {
		for _, l := range learners[seed] {
			l.step(b, label)
			more = more || len(l.cells) > 0
		}
		return more, nil
	})
	for _, all := range learners {
		for _, l := range all {
			for len(l.cells) > 0 && err == nil { // the recording or the policy gave no more
				l.count()
			}
		}
	}
	return lines, err
}

// mapLearner is a line of the map for one seed.
type mapLearner struct {
	device *tinyol.Device
	data   *mapData
	seed   int
	cells  []mapCell // that are left
}

// step learns from a window, as long as there are cells.
func (l *mapLearner) step(b *tinyol.Base, label int) {
	if len(l.cells) == 0 {
		return
	}
	next := mapSteps[len(mapSteps)-len(l.cells)]
	if l.device.StepOn(b, label).Updated && l.device.Updates() == int64(next) {
		l.count()
	}
}

// count fills the next cell.
func (l *mapLearner) count() {
	c, features := &l.cells[0], len(l.device.Input())
	c.alarms[l.seed] = shareAbove(scores(l.device, l.data.normal, features), l.device.Threshold())
	if l.data.faultWindows > 0 {
		c.detected[l.seed] = shareAbove(scores(l.device, l.data.faults, features), l.device.Threshold())
	}
	c.updates[l.seed] = float64(l.device.Updates())
	l.cells = l.cells[1:]
}
