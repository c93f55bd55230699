package bench

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

func (x *experiment) summary() (*result.Summary, error) {
	s := &result.Summary{Version: result.Version, Stream: x.streamRecord(), Program: x.programRecord()}
	for _, l := range x.lanes {
		r, err := x.run(l)
		if err != nil {
			return nil, err
		}
		s.Runs = append(s.Runs, r)
	}
	s.Seeds = spreads(s.Runs)
	if x.normal >= 0 && x.spec.Normal == "" && !saysNormal(x.labels.Name(x.normal)) {
		s.Warnings = append(s.Warnings, fmt.Sprintf("nobody said which label is the healthy machine: %q was taken, the first; --normal names it", x.labels.Name(x.normal)))
	}
	if x.normal >= 0 && !x.feed.Met(x.normal) {
		s.Warnings = append(s.Warnings, fmt.Sprintf("no window of the stream is labelled %q, which stands for normal: there is no false alarm rate; --normal names another label", x.labels.Name(x.normal)))
	}
	return s, nil
}

func (x *experiment) streamRecord() result.Stream {
	t := x.models[0].Training
	s := result.Stream{
		Name: x.spec.Streams[0], Rows: x.src.Rows(), Skipped: x.src.Skipped(), Segments: x.src.Segments(),
		Windows: x.feed.Windows(), Mixed: x.feed.Mixed(), Columns: x.src.Columns(), Label: x.src.LabelColumn(),
		TrainName: t.Name, TrainRows: t.Rows, Loss: t.Loss, Classes: x.labels.Names(),
		Drift: x.spec.Drift,
	}
	if x.spec.Train == "" && x.train != nil {
		s.Rows -= x.train.rows // they come before the stream
	}
	if len(x.spec.Streams) > 1 {
		s.More = x.spec.Streams[1:]
	}
	if x.normal >= 0 {
		s.Normal = x.labels.Name(x.normal)
	}
	if p := x.src.Period(); p > 0 {
		s.PeriodS = &p
	}
	if x.test != nil {
		s.TestName = x.test.name
	}
	return s
}

func (x *experiment) programRecord() result.Program {
	m := x.models[0]
	return result.Program{
		FrontEnd: string(m.FrontEnd.Kind()), Window: m.FrontEnd.Window(), Stride: m.Training.Stride,
		Layers: m.Network.Sizes(), Embedding: m.Network.Layers[m.Network.Embedding].Out,
		Activation: m.Network.Layers[0].Activation.String(), Loss: x.spec.Loss,
		LearningRate:           x.spec.learningRate(tinyol.Unsupervised),
		LearningRateSupervised: x.spec.learningRate(tinyol.Supervised),
		Policy:                 x.lanes[0].program.Policy.Gate.String(),
	}
}

// run is the record of one lane.
func (x *experiment) run(l *lane) (result.Run, error) {
	r := result.Run{Mode: l.mode.String(), Engine: l.engine, Board: x.board.Name, Seed: l.seed, Learn: l.program.Policy.Limit}
	learned, err := l.online.Learned()
	if err != nil {
		return r, err
	}
	names := x.labels.Names()
	var classes []int
	if l.mode == tinyol.Supervised {
		classes = slices.Clone(learned.Classes())
		for class := range names {
			if x.feed.Met(class) && !slices.Contains(classes, class) {
				classes = append(classes, class)
			}
		}
	}
	l.book.fill(&r, names, classes)
	warn(&r, l.reach.warning())
	x.addTest(l, learned, &r, names, classes)
	for _, class := range classes {
		r.Classes = append(r.Classes, names[class])
	}
	x.addCosts(l, &r)
	r.Memory = memory(l.ledger, x.board)
	l.price.memory(r.Memory)
	r.NonFinite = l.nonFinite
	return r, nil
}

// addTest assesses the layer as it ended on the test stream.
func (x *experiment) addTest(l *lane, learned *tinyol.Device, r *result.Run, names []string, classes []int) {
	b, ok := l.book.(*classifierBook)
	if !ok || l.tester == nil || r.Classification == nil {
		return
	}
	r.Classification.Test = l.tester.result(learned, names, l.tester.with(classes), b)
	warn(r, l.tester.untaught(learned, names))
}

// addCosts adds cycles, times, deadline and energy.
func (x *experiment) addCosts(l *lane, r *result.Run) {
	meter := l.book.cost()
	c := &result.Cycles{Provenance: l.online.Provenance(), Source: l.online.Source(), Phases: map[string]result.Dist{}}
	t := &result.Times{Provenance: c.Provenance, Phases: map[string]result.Dist{}}
	for phase, name := range result.Phases {
		if d := meter.Dist(phase); d.Count > 0 && d.Max > 0 {
			c.Phases[name] = dist(d, 1)
			t.Phases[name] = dist(d, x.board.Microseconds(1))
		}
	}
	inference := meter.Dist(meterInference)
	c.Inference, t.Inference = dist(inference, 1), dist(inference, x.board.Microseconds(1))
	online := meter.Dist(meterOnline)
	if online.Count > 0 {
		cycles, times := dist(online, 1), dist(online, x.board.Microseconds(1))
		c.Online, t.Online = &cycles, &times
	}
	frozen := l.price.dist()
	if frozen.Count > 0 {
		cycles, times := dist(frozen, 1), dist(frozen, x.board.Microseconds(1))
		c.Frozen, t.Frozen = &cycles, &times
	}
	r.Cycles, r.TimeUS = c, t
	r.Deadline = x.deadline(l, meter)
	if energy, ok := x.board.EnergyUJ(inference.Mean); ok {
		r.EnergyUJ = &result.Energy{Provenance: c.Provenance, Inference: energy, Source: x.board.Sources["active_current_a"]}
		if online.Count > 0 {
			e, _ := x.board.EnergyUJ(online.Mean)
			r.EnergyUJ.Online = &e
		}
		if frozen.Count > 0 {
			e, _ := x.board.EnergyUJ(frozen.Mean)
			r.EnergyUJ.Frozen = &e
		}
	}
}

func (x *experiment) deadline(l *lane, meter *mcu.Meter) *result.Deadline {
	step := meter.Dist(meterStep)
	d, ok := x.board.Deadline(step.Mean, int64(step.Max), x.stepTime())
	if !ok {
		return nil
	}
	return &result.Deadline{Provenance: l.online.Provenance(), PeriodUS: d.PeriodUS, StepUS: d.StepUS, Utilisation: d.Utilisation, Met: d.Met}
}

// stepTime is the time from one window to the next in seconds, 0 unknown.
func (x *experiment) stepTime() float64 {
	return x.src.Period() * float64(x.models[0].Training.Stride)
}

func dist(d mcu.Dist, scale float64) result.Dist {
	return result.Dist{Mean: d.Mean * scale, Median: d.Median * scale, Min: d.Min * scale, Max: d.Max * scale}
}
