package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// experiment is a Spec with everything opened and trained.
type experiment struct {
	spec   Spec
	mon    Monitor
	in     *replay.Inputs
	labels *stream.Labels
	board  *mcu.Board
	costs  *mcu.Costs

	src    *replay.Source
	feed   *replay.Feed
	models []*Model
	train  *collector // nil with a model file
	normal int        // label of the healthy machine, stream.NoLabel without labels
	modes  []tinyol.Mode
	test   *testSet // nil without one
	lanes  []*lane
}

// Run carries out an experiment, a group of seeds after the other. A Spec that
// cannot be run is a *usage.Error, a program that does not fit the board a
// *mcu.FitError. When ctx is cancelled after the stream began, what was finished
// is written and returned with Interrupted set.
func Run(ctx context.Context, spec Spec, open replay.OpenFunc, mon Monitor) (*result.Summary, error) {
	if err := errors.Join(spec.complete(), spec.checkReplay()); err != nil {
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
func runGroup(ctx context.Context, spec *Spec, done *seedsDone, n int, open replay.OpenFunc, mon Monitor) (*result.Summary, *result.Manifest, error) {
	x := &experiment{spec: *spec, mon: mon, in: replay.NewInputs(open), labels: stream.NewLabels()}
	x.spec.firstSeed, x.spec.Seeds = done.progress.Seeds, n
	if err := x.prepare(ctx); err != nil {
		return nil, nil, err
	}
	defer x.src.Close()
	if err := x.makeLanes(); err != nil {
		return nil, nil, err
	}
	s, err := x.measure(ctx, &done.progress)
	if err != nil {
		return nil, nil, err
	}
	return s, x.manifest(), nil
}

// Train fits one model to the normal recording that spec.Train names.
func Train(ctx context.Context, spec Spec, open replay.OpenFunc, mon Monitor) (*Model, error) {
	if err := spec.complete(); err != nil {
		return nil, err
	}
	none := func([]string) error { return nil }
	return train(ctx, &spec, open, none, nil, mon)
}

// train is Train of a complete Spec with two checks that may refuse before the
// training: of the columns, and, if not nil, of the front end.
func train(ctx context.Context, spec *Spec, open replay.OpenFunc, columnsFit func([]string) error, shapeFits func(*stream.FrontEnd) error, mon Monitor) (*Model, error) {
	spec.Seeds = 1
	c, columns, err := readTraining(ctx, replay.NewInputs(open), spec, spec.Columns, stream.NewLabels())
	if err != nil {
		return nil, err
	}
	if err := columnsFit(columns); err != nil {
		return nil, fmt.Errorf("%s: %w", spec.Train, err)
	}
	if c.skipped > 0 {
		noteSkipped(mon, spec.Train, c.skipped, c.firstSkipped)
	}
	models, err := fit(ctx, spec, c, spec.Train, columns, shapeFits, mon)
	if err != nil {
		return nil, err
	}
	return models[0], nil
}

// prepare opens the inputs and trains.
func (x *experiment) prepare(ctx context.Context) error {
	if err := errors.Join(x.noteConfig(), x.openBoard()); err != nil {
		return err
	}
	var model *Model
	if x.spec.Model != "" {
		var err error
		if model, err = x.openModel(); err != nil {
			return err
		}
	}
	var err error
	if x.src, err = replay.Open(x.in, x.spec.Streams, x.spec.streamOptions(x.labels)); err != nil {
		return err
	}
	ahead, err := x.obtainModels(ctx, model)
	if err != nil {
		return err
	}
	if err := x.chooseModes(); err != nil {
		return err
	}
	if x.spec.Test != "" && !slices.Contains(x.modes, tinyol.Supervised) {
		x.mon.Note("--test is left out: only supervised mode is assessed on it")
	} else if x.spec.Test != "" {
		if x.test, err = readTest(ctx, x.in, &x.spec, x.src.Columns(), x.labels, x.mon); err != nil {
			return err
		}
	}
	x.noteTime()
	if unused := x.src.Unused(); len(unused) > 0 && x.spec.Columns == nil {
		x.mon.Note(fmt.Sprintf("columns left out: %s; --columns chooses", strings.Join(unused, ", ")))
	}
	f := x.models[0].FrontEnd
	x.feed = replay.NewFeed(x.src, ahead, f.Window(), x.models[0].Training.Stride)
	return nil
}

func (x *experiment) openBoard() error {
	var err error
	if name := x.spec.Board; strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
		x.board, err = x.readBoard(name)
	} else {
		x.board, err = mcu.LoadBoard(name)
	}
	var unknown *mcu.UnknownBoardError
	if errors.As(err, &unknown) {
		return usage.New("board", "tinyol-sim boards lists them", "%v", err)
	}
	if err != nil {
		return err
	}
	if x.costs, err = x.board.Costs(); err != nil {
		return err
	}
	return x.chooseEngine()
}

// readBoard reads a profile of the user's own, as an input of the experiment.
func (x *experiment) readBoard(name string) (*mcu.Board, error) {
	file, err := x.in.Open("board", name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return mcu.ReadBoard(file, name)
}

// noteConfig counts the configuration among the inputs; its flags are in the
// Spec already.
func (x *experiment) noteConfig() error {
	if x.spec.Config == "" {
		return nil
	}
	file, err := x.in.Open("config", x.spec.Config)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(io.Discard, file)
	return err
}

func (x *experiment) openModel() (*Model, error) {
	file, err := x.in.Open("model", x.spec.Model)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	m, err := LoadModel(file, x.spec.Model)
	if err != nil {
		return nil, err
	}
	if x.spec.Columns == nil {
		x.spec.Columns = m.Training.Columns
	}
	if x.spec.Normal == "" {
		x.spec.Normal = m.Training.Normal
	}
	return m, nil
}

// obtainModels takes the model file's model, or trains one per seed. The rows
// that were read beyond the training part are returned.
func (x *experiment) obtainModels(ctx context.Context, model *Model) (*replay.Rows, error) {
	x.normal = stream.NoLabel
	columns := x.src.Columns()
	if model != nil {
		if x.src.Labelled() {
			if x.spec.Normal == "" {
				return nil, usage.New("normal", "name the label of the healthy machine", "%s has labels, and %s was trained without", x.spec.Streams[0], x.spec.Model)
			}
			x.normal = x.labels.Index(x.spec.Normal)
		}
		x.models = []*Model{model}
		return nil, model.matches(x.spec.Model, x.spec.Streams[0], columns)
	}
	var ahead *replay.Rows
	var err error
	name := x.spec.Train
	if name != "" {
		x.train, columns, err = readTraining(ctx, x.in, &x.spec, columns, x.labels)
	} else {
		x.train, ahead, err = takeLeading(x.src, &x.spec, x.labels)
		name = x.spec.Streams[0]
	}
	if err != nil {
		return nil, err
	}
	x.normal = x.train.normal
	if x.normal == stream.NoLabel && x.src.Labelled() {
		// The recording had no labels; the stream's normal one needs a name.
		if x.spec.Normal == "" {
			return nil, usage.New("normal", "name the label of the healthy machine", "%s has labels and %s has none", x.spec.Streams[0], name)
		}
		x.normal = x.labels.Index(x.spec.Normal)
	}
	x.noteTraining(name)
	x.models, err = fit(ctx, &x.spec, x.train, name, columns, x.checkFits, x.mon)
	return ahead, err
}

// noteTraining says what was decided for the user.
func (x *experiment) noteTraining(name string) {
	if x.spec.Train == "" {
		x.mon.Note(fmt.Sprintf("no --train: the first %d rows of %s train the autoencoder, the rest is the stream", x.train.rows, x.src.Name()))
	}
	if x.spec.Normal == "" && x.normal >= 0 {
		x.mon.Note(fmt.Sprintf("no --normal: %q is taken for the healthy machine", x.labels.Name(x.normal)))
	}
	if x.train.dropped > 0 {
		x.mon.Note(fmt.Sprintf("%s: the first %d normal rows train the autoencoder, %d more are left out", name, x.train.kept, x.train.dropped))
	}
	if x.train.skipped > 0 {
		noteSkipped(x.mon, name, x.train.skipped, x.train.firstSkipped)
	}
}

// slowPeriod is the seconds between two rows from which the time column is
// worth a second look: a board's milliseconds read as seconds.
const slowPeriod = 2

// noteTime says how the time was understood where it decides about deadlines.
func (x *experiment) noteTime() {
	r := x.src
	switch p := x.src.Period(); {
	case p == 0:
		x.mon.Note("no time column: whether the board keeps up is not known; --time names one, --rate gives the rows a second")
	case p >= slowPeriod && x.spec.Rate == 0:
		x.mon.Note(fmt.Sprintf("time column %q says %g s between two rows; if it counts milliseconds, name it %s_ms or pass --rate", r.TimeColumn(), p, r.TimeColumn()))
	}
}

// noteSkipped shows what --skip-bad-rows did: many bad rows may be a mistake
// of the command line.
func noteSkipped(mon Monitor, name string, rows int64, first error) {
	mon.Note(fmt.Sprintf("%s: bad rows skipped: %d, the first of them %v", name, rows, first))
}

// chooseModes decides what runs on this stream.
func (x *experiment) chooseModes() error {
	modes, note, err := x.spec.modes(x.src.Labelled())
	if err != nil {
		return err
	}
	if note != "" {
		x.mon.Note(note)
	}
	if !x.src.Labelled() {
		x.normal = stream.NoLabel
	}
	x.modes = modes
	return nil
}

// makeLanes makes one lane per mode and seed, and refuses a program that does
// not fit the board.
func (x *experiment) makeLanes() error {
	for _, mode := range x.modes {
		for _, m := range x.models {
			l, err := x.newLane(len(x.lanes), mode, m)
			if err != nil {
				return err
			}
			x.lanes = append(x.lanes, l)
		}
	}
	return nil
}

// measure replays the stream and gathers the results; its lines go behind those
// of the seeds that are done.
func (x *experiment) measure(ctx context.Context, done *result.Progress) (*result.Summary, error) {
	var testClasses []string
	if x.test != nil {
		// assess.csv has a column for every class known before the stream.
		testClasses = x.labels.Names()
	}
	out, err := openFiles(x.spec.Out, done, x.lanes, x.labels.Name, testClasses)
	if err != nil {
		return nil, err
	}
	x.mon.Stage("stream", 0)
	if err := x.play(ctx, out); err != nil {
		return nil, errors.Join(err, out.close())
	}
	if err := x.checkStream(ctx); err != nil {
		return nil, errors.Join(err, out.close())
	}
	if n := x.src.Skipped(); n > 0 {
		noteSkipped(x.mon, strings.Join(x.spec.Streams, ", "), n, x.src.FirstSkipped())
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

// checkStream refuses a stream that was too short, or had one label only where
// a classifier was asked for.
func (x *experiment) checkStream(ctx context.Context) error {
	if ctx.Err() != nil {
		if x.feed.Windows() == 0 {
			return ctx.Err()
		}
		return nil
	}
	if err := x.checkWindows(); err != nil {
		return err
	}
	name := strings.Join(x.spec.Streams, ", ")
	supervised := false
	for _, l := range x.lanes {
		supervised = supervised || l.mode == tinyol.Supervised
	}
	if !supervised || len(x.feed.Labels()) > 1 {
		return nil
	}
	column := x.src.LabelColumn()
	for _, label := range x.feed.Labels() {
		return fmt.Errorf("%s: label column %q has one value, %q: nothing to tell apart; use --mode unsupervised or another --label", name, column, x.labels.Name(label))
	}
	return fmt.Errorf("%s: no window carries a single label of column %q; use --mode unsupervised, another --label or a smaller --window", name, column)
}

// checkWindows refuses a stream without any.
func (x *experiment) checkWindows() error {
	if x.feed.Windows() > 0 {
		return nil
	}
	return x.noWindow(strings.Join(x.spec.Streams, ", "))
}

// noWindow says why the stream has none.
func (x *experiment) noWindow(name string) error {
	rows, what, window := x.src.Rows(), "rows", x.models[0].FrontEnd.Window()
	if x.spec.Train == "" && x.train != nil {
		rows, what = rows-x.train.rows, fmt.Sprintf("rows behind the %d that train the autoencoder", x.train.rows)
	}
	if n := x.src.Segments(); n > 1 && rows >= int64(window) {
		return fmt.Errorf("%s: %d %s, cut into %d segments where the time or the session jumps, make no window of %d; check --time, or use a smaller --window", name, rows, what, n, window)
	}
	return fmt.Errorf("%s: %d %s make no window of %d; use a longer stream or a smaller --window", name, rows, what, window)
}

func (x *experiment) manifest() *result.Manifest {
	m := &result.Manifest{
		Version: result.Version, Tool: "tinyol-sim " + x.spec.Version, Go: runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH, Command: x.spec.Command,
		Inputs: x.in.Manifest(), Board: x.board.Name, Engine: x.spec.Engine,
	}
	if x.spec.Engine == engine.NameEmulated {
		m.Firmware = device.FirmwareOf(x.board)
	}
	for _, model := range x.models {
		m.Seeds = append(m.Seeds, model.Training.Seed)
	}
	return m
}
