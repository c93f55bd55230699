package bench

import (
	"context"
	"errors"
	"runtime"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
)

// Run carries out an experiment, a group of seeds after the other. A Spec that
// cannot be run is a *usage.Error, a program that does not fit the board a
// *mcu.FitError. When ctx is cancelled after the stream began, what was finished
// is written and returned with Interrupted set.
func Run(ctx context.Context, spec Spec, open replay.OpenFunc, mon Monitor) (*result.Summary, error) {
	if err := errors.Join(spec.Complete(), spec.checkReplay()); err != nil {
		return nil, err
	}
	done := &seedsDone{spec: &spec}
	if err := done.resume(); err != nil {
		return nil, err
	}
	if done.progress.Seeds > 0 {
		mon.Note(done.text() + " are finished; the run goes on from there")
	}
	for n := done.next(); n > 0; n = done.next() {
		s, m, err := runGroup(ctx, &spec, done, n, open, mon)
		switch {
		case ctx.Err() != nil && (err == nil || errors.Is(err, context.Canceled)):
			return done.interrupted(s, m)
		case err != nil:
			return nil, err
		}
		if err := done.add(s, m, n); err != nil {
			return nil, err
		}
		mon = notesOnce{mon}
	}
	return done.finish()
}

// runGroup replays the stream for the next n seeds.
func runGroup(ctx context.Context, whole *Spec, done *seedsDone, n int, open replay.OpenFunc, mon Monitor) (*result.Summary, *result.Manifest, error) {
	group := *whole
	group.firstSeed, group.Seeds = done.progress.Seeds, n
	x, err := prepare(ctx, group, open, mon)
	if err != nil {
		return nil, nil, err
	}
	defer x.Close()
	if err := x.makeLanes(ctx); err != nil {
		return nil, nil, err
	}
	s, err := x.measure(ctx, &done.progress)
	if err != nil {
		return nil, nil, err
	}
	return s, x.manifest(whole.Seeds), nil
}

// makeLanes makes one lane per mode and seed, and refuses a program that does
// not fit the board.
func (x *Experiment) makeLanes(ctx context.Context) error {
	for _, mode := range x.Modes {
		for _, m := range x.Models {
			if err := ctx.Err(); err != nil {
				return err
			}
			l, err := x.newLane(len(x.lanes), mode, m)
			if err != nil {
				return err
			}
			x.lanes = append(x.lanes, l)
		}
	}
	if x.test != nil {
		m := x.Models[0]
		if err := x.test.encode(ctx, x.lanes, m.FrontEnd, m.Training.Stride); err != nil {
			return err
		}
	}
	for _, l := range x.lanes {
		x.addRecall(l)
	}
	return nil
}

// measure replays the stream and gathers the results; its lines go behind those
// of the seeds that are done.
func (x *Experiment) measure(ctx context.Context, done *result.Progress) (*result.Summary, error) {
	var testClasses []string
	if x.test != nil {
		// assess.csv has a column for every class known before the stream.
		testClasses = x.labels.Names()
	}
	out, err := x.openFiles(done, testClasses)
	if err != nil {
		return nil, err
	}
	x.Feed.MakeFeatures(x.Models[0].FrontEnd)
	x.watchExcerpts()
	x.mon.Stage(x.StreamStage(len(x.lanes)))
	if err := x.play(ctx, out); err != nil {
		return nil, errors.Join(err, out.close())
	}
	if err := x.checkStream(ctx); err != nil {
		return nil, errors.Join(err, out.close())
	}
	if n := x.src.Skipped(); n > 0 {
		NoteSkipped(x.mon, x.src.Title(), n, x.src.FirstSkipped())
	}
	s, err := x.summary()
	if err != nil {
		return nil, errors.Join(err, out.close())
	}
	for _, name := range s.DropNonFinite() {
		s.Warnings = append(s.Warnings, name+" is not a finite number and left out")
	}
	return s, out.close()
}

// manifest says where the numbers came from; the run has so many seeds.
func (x *Experiment) manifest(seeds int) *result.Manifest {
	m := &result.Manifest{
		Version: result.Version, Tool: "tinyol-sim " + x.Spec.Version, Go: runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH, Command: x.Spec.Command,
		Inputs: x.in.Manifest(), Columns: columnRecords(x.src), Board: x.Board.Name, Engine: x.Spec.Engine,
	}
	if x.Spec.Engine != engine.NameHost {
		m.Firmware = device.FirmwareOf(x.Board)
	}
	for _, l := range x.lanes {
		if n := l.executedWindows(); n != nil {
			m.Executed = append(m.Executed, result.ExecutedWindows{Mode: l.mode.String(), Seed: l.seed, Executed: *n, Windows: l.windows})
		}
	}
	for _, model := range x.Models {
		m.Seeds = append(m.Seeds, model.Training.Seed)
	}
	resolved := x.resolved()
	resolved.Seeds = seeds
	m.Settings = resolved.Record()
	return m
}

// resolved is the Spec with what the recordings have decided.
func (x *Experiment) resolved() spec.Spec {
	s := x.Spec.Spec
	s.Columns = x.src.Columns()
	if x.Normal >= 0 {
		s.Normal = x.labels.Name(x.Normal)
	}
	s.Policy = x.lanes[0].program.Policy.Gate.String()
	s.Threshold = spec.Fixed
	if x.lanes[0].program.Policy.Running() {
		s.Threshold = spec.Running
	}
	if len(s.Train) == 0 && x.train != nil {
		s.TrainRows = x.train.rows
	}
	return s
}
