package bench

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/tinyol"
)

func (x *Experiment) summary() (*result.Summary, error) {
	s := &result.Summary{Version: result.Version, Stream: x.streamRecord(), Program: x.programRecord()}
	for _, l := range x.lanes {
		r, err := x.run(l)
		if err != nil {
			return nil, err
		}
		s.Runs = append(s.Runs, r)
	}
	x.fillSplit()
	s.Seeds = score.Spreads(s.Runs)
	s.Boards = x.boards()
	s.Warnings = append(s.Warnings, sameRecordings(x.in)...)
	s.Warnings = append(s.Warnings, x.sharedRows()...)
	s.Warnings = append(s.Warnings, x.modelWarnings()...)
	s.Warnings = append(s.Warnings, driftWarnings(&s.Stream)...)
	if problem, remedy := x.tooShort(); problem != "" {
		s.Warnings = append(s.Warnings, problem+"; "+remedy)
	}
	if d := s.Stream.PeriodDoubt; d != "" {
		s.Warnings = append(s.Warnings, d+": whether the board keeps up and how many alarms an hour there are is left open; name the time column with its unit, such as time_ms, or pass --rate")
	}
	if x.Normal >= 0 && !x.Feed.Counts().Labels[x.Normal] {
		s.Warnings = append(s.Warnings, fmt.Sprintf("no window of the stream is labelled %q, which stands for normal: there is no false alarm rate; --normal names another label", x.labels.Name(x.Normal)))
	}
	return s, nil
}

func (x *Experiment) streamRecord() result.Stream {
	t := x.Models[0].Training
	counts := x.Feed.Counts()
	s := result.Stream{
		Name: x.Spec.Streams[0], Rows: counts.Rows, Skipped: x.src.Skipped(), Segments: x.src.Segments(),
		Windows: counts.Windows, Mixed: counts.Mixed, Columns: x.src.Columns(), Label: x.src.LabelColumn(),
		TrainName: t.Name, TrainRows: t.Rows, Loss: t.Loss, Classes: x.labels.Names(),
		Drift: x.Spec.Drift,
	}
	s.Changes, s.LeftOut = x.changes()
	if len(x.Spec.Streams) > 1 {
		s.More = x.Spec.Streams[1:]
	}
	if x.Normal >= 0 {
		s.Normal = x.labels.Name(x.Normal)
	}
	if p := x.src.Period(); p > 0 {
		s.PeriodS, s.PeriodDoubt = &p, x.src.Doubt()
	}
	if x.test != nil {
		s.TestName = x.test.name
	}
	return s
}

func (x *Experiment) programRecord() result.Program {
	m := x.Models[0]
	return result.Program{
		FrontEnd: string(m.FrontEnd.Kind()), Window: m.FrontEnd.Window(), Stride: m.Training.Stride,
		Layers: m.Network.Sizes(), Embedding: m.Network.Layers[m.Network.Embedding].Out,
		Activation: m.Network.Layers[0].Activation.String(), Loss: x.Spec.Loss,
		LearningRate:           x.Spec.RateIn(tinyol.Unsupervised),
		LearningRateSupervised: x.Spec.RateIn(tinyol.Supervised),
		Policy:                 x.lanes[0].program.Policy.Gate.String(),
		Learners:               x.learnerRecords(),
	}
}

// run is the record of one lane.
func (x *Experiment) run(l *lane) (result.Run, error) {
	r := result.Run{Mode: l.mode.String(), Engine: l.engine, Board: x.Board.Name, Seed: l.seed, Learn: l.program.Policy.Limit, LabelDelay: l.program.LabelDelay}
	learned, err := l.online.Learned()
	if err != nil {
		return r, err
	}
	names := x.labels.Names()
	var classes []int
	if classifies(l.mode) {
		classes = slices.Clone(learned.Classes())
		for class := range names {
			if x.Feed.Counts().Labels[class] && !slices.Contains(classes, class) {
				classes = append(classes, class)
			}
		}
	}
	l.keeper.Fill(&r, names, classes)
	if l.inputs != nil {
		warn(&r, l.inputs.Warning())
	}
	x.addTest(l, learned, &r, names, classes)
	if r.Classification != nil && l.recall != nil {
		r.Classification.Forgetting = l.recall.Result(r.Windows, learned, names)
	}
	if err := x.addForgetting(l, learned, &r); err != nil {
		return r, err
	}
	x.addPromise(&r)
	x.addRecovery(l, &r)
	x.addDrift(l, &r)
	if !x.first(l.seed) {
		r.DropCurves()
	}
	for _, class := range classes {
		r.Classes = append(r.Classes, names[class])
	}
	if r.Classification != nil {
		warn(&r, belowMajority(r.Classification.Test))
	}
	x.addCosts(l, &r)
	warn(&r, Late(r.Deadline, l.program.Stride))
	r.Executed = l.executedWindows()
	r.Memory = memory(l.ledger, x.Board)
	l.price.memory(r.Memory)
	r.NonFinite = l.nonFinite
	return r, nil
}

// addTest assesses the layer as it ended on the test stream.
func (x *Experiment) addTest(l *lane, learned *tinyol.Device, r *result.Run, names []string, classes []int) {
	stream, ok := l.keeper.(*score.Classifier)
	if !ok || l.assessor == nil || r.Classification == nil {
		return
	}
	r.Classification.Test = l.assessor.Result(learned, names, l.assessor.With(classes), stream)
	warn(r, l.assessor.Untaught(learned, names))
}

// first reports whether a seed is the run's first, which is drawn in full: its curves
// are kept, and its intervals over runs of one label; over seeds there are others.
func (x *Experiment) first(seed uint64) bool {
	return x.Spec.firstSeed == 0 && seed == x.Models[0].Training.Seed
}

// addPromise says what the threshold promises.
func (x *Experiment) addPromise(r *result.Run) {
	t := &x.Models[0].Training
	if r.Anomaly == nil || t.HeldOut == 0 {
		return
	}
	low, high := promise(t.Quantile, t.HeldOut)
	r.Anomaly.Promised = &result.Interval{Mean: 1 - t.Quantile, Low: low, High: high}
}

// addRecovery says how long each injected change was felt.
func (x *Experiment) addRecovery(l *lane, r *result.Run) {
	d, ok := l.keeper.(*score.Detector)
	if !ok || r.Anomaly == nil {
		return
	}
	r.Anomaly.Recovery = d.Recoveries(x.changedWindows())
}

// addCosts adds cycles, times, deadline and energy.
func (x *Experiment) addCosts(l *lane, r *result.Run) {
	steps := spent{
		board: x.Board, meter: l.keeper.Meter(), frozen: l.price.dist(), stepTime: x.stepTime(),
		mark: l.online.Provenance(), source: l.online.Source(),
	}
	r.Cycles, r.TimeUS = steps.cyclesAndTimes()
	r.Cycles.Sample = l.sample()
	r.Deadline, r.EnergyUJ = steps.deadline(), steps.energy()
	r.MaxRowRate = steps.maxRowRate(l.program.Stride)
}

// stepTime is the time from one window to the next in seconds, 0 unknown. What is in
// doubt by a factor of a thousand is not known.
func (x *Experiment) stepTime() float64 {
	if x.src.Doubt() != "" {
		return 0
	}
	return x.src.Period() * float64(x.Models[0].Training.Stride)
}

// warn adds a line where there is one.
func warn(run *result.Run, line string) {
	if line != "" {
		run.Warnings = append(run.Warnings, line)
	}
}
