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
	p.mon.Stage(bench.Stage{Name: f.Name, Total: int64(len(mapGates) * len(mapRates) * len(s.models))})
	var rows []result.MapRow
	for _, gate := range mapGates {
		for _, rate := range mapRates {
			cells, err := p.mapLine(ctx, s, data, gate, rate)
			if err != nil {
				return err
			}
			for i, cell := range cells {
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

// mapLine learns with one policy at one rate and counts after each of mapSteps.
func (p *maker) mapLine(ctx context.Context, s *setup, g *mapData, gate tinyol.Gate, rate float64) ([]mapCell, error) {
	cells := make([]mapCell, len(mapSteps))
	for i := range cells {
		cells[i] = mapCell{make([]float64, len(s.models)), make([]float64, len(s.models)), make([]float64, len(s.models))}
	}
	err := p.eachSeed(ctx, s, func(seed int, m *bench.Model) error {
		program := p.program(s, tinyol.Unsupervised, m)
		program.Stride, program.LearningRate, program.Policy.Gate = g.stride, float32(rate), gate
		d, err := tinyol.New(program)
		if err != nil {
			return err
		}
		next := 0
		count := func() {
			c, features := &cells[next], m.FrontEnd.Features()
			c.alarms[seed] = shareAbove(scores(d, g.normal, features), d.Threshold())
			if g.faultWindows > 0 {
				c.detected[seed] = shareAbove(scores(d, g.faults, features), d.Threshold())
			}
			c.updates[seed] = float64(d.Updates())
			next++
		}
		count()
		newSchedule(g.learn, len(p.channels)).play(d, func(label int) bool {
			if d.Step(label).Updated && d.Updates() == int64(mapSteps[next]) {
				count()
			}
			return next < len(mapSteps)
		})
		for next < len(mapSteps) { // the recording or the policy gave no more
			count()
		}
		return nil
	})
	return cells, err
}
