package bench

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
	"tinyol-sim/internal/usage"
)

// Experiment is a Spec with everything opened and trained. Make it with Prepare.
type Experiment struct {
	Spec   Spec
	Board  *mcu.Board
	Costs  *mcu.Costs
	Models []*Model // one a seed
	Modes  []tinyol.Mode
	Normal int // label of the healthy machine, stream.NoLabel without labels
	Feed   *replay.Feed

	mon     Monitor
	in      *replay.Inputs
	labels  *stream.Labels
	src     *replay.Source
	train   *collector // nil with a model file
	windows *trainingWindows
	healthy []span // that the operator knows of; nil: labels teach
	// learnable is how many windows a detector may learn from, as far as it matters.
	learnable int64
	test      *testSet // nil without one
	lanes     []*lane
	others    []pricedBoard // beside Board: priced, not run
	tunings   map[tuning]*drift.Tuned
}

// Prepare opens what a Spec names, which has one board, and trains. A Spec that cannot be run is a
// *usage.Error.
func Prepare(ctx context.Context, spec Spec, open replay.OpenFunc, mon Monitor) (*Experiment, error) {
	if err := spec.Complete(); err != nil {
		return nil, err
	}
	if err := spec.OneBoard(); err != nil {
		return nil, err
	}
	return prepare(ctx, spec, open, mon)
}

func prepare(ctx context.Context, spec Spec, open replay.OpenFunc, mon Monitor) (*Experiment, error) {
	x := &Experiment{Spec: spec, mon: mon, in: replay.NewInputs(open, mon.Note), labels: stream.NewLabels()}
	if err := x.prepare(ctx); err != nil {
		return nil, err
	}
	return x, nil
}

// Close closes the stream.
func (x *Experiment) Close() { x.src.Close() }

// Segments counts those of the stream so far.
func (x *Experiment) Segments() int { return x.src.Segments() }

// prepare opens the inputs and trains.
func (x *Experiment) prepare(ctx context.Context) error {
	boards, err := chooseBoards(x.in, &x.Spec, x.mon)
	if err != nil {
		return err
	}
	x.Board, x.Costs, x.others = boards[0].board, boards[0].costs, boards[1:]
	var model *Model
	if x.Spec.Model != "" {
		if model, err = x.openModel(); err != nil {
			return err
		}
	}
	if x.src, err = replay.Open(x.in, x.Spec.Streams, x.Spec.streamOptions(x.labels, x.in.Note)); err != nil {
		return err
	}
	ahead, err := x.obtainModels(ctx, model)
	if err != nil {
		return err
	}
	if err := x.chooseModes(); err != nil {
		return err
	}
	if x.Spec.Test != "" && !slices.ContainsFunc(x.Modes, classifies) {
		x.mon.Note("--test is left out: only classifiers are assessed on it")
	} else if x.Spec.Test != "" {
		if x.test, err = readTest(ctx, x.in, &x.Spec, x.src.Columns(), x.labels, x.mon); err != nil {
			return err
		}
	}
	if x.healthy, err = x.Spec.parseHealthy(x.src.Period() > 0); err != nil {
		return err
	}
	if err := x.countLearnable(ctx); err != nil {
		return err
	}
	if err := x.checkDrift(); err != nil {
		return err
	}
	if line := x.nothingTaught(); line != "" {
		x.mon.Note(line)
	}
	x.noteTime()
	if unused := x.src.Unused(); len(unused) > 0 && x.Spec.Columns == nil {
		x.mon.Note(fmt.Sprintf("columns left out: %s; --columns chooses", strings.Join(unused, ", ")))
	}
	f := x.Models[0].FrontEnd
	x.Feed = replay.NewFeed(x.src, ahead, f, x.Models[0].Training.Stride)
	return nil
}

func (x *Experiment) openModel() (*Model, error) {
	file, err := x.in.OpenSmall("model", x.Spec.Model)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	m, err := LoadModel(file, x.Spec.Model)
	if err != nil {
		return nil, err
	}
	if x.Spec.Columns == nil {
		x.Spec.Columns = m.Training.Columns
	}
	if x.Spec.Normal == "" {
		x.Spec.Normal = m.Training.Normal
	}
	return m, nil
}

// obtainModels takes the model file's model, or trains one per seed. The rows
// that were read beyond the training part are returned.
func (x *Experiment) obtainModels(ctx context.Context, model *Model) (*replay.Rows, error) {
	x.Normal = stream.NoLabel
	columns := x.src.Columns()
	if model != nil {
		if x.src.Labelled() {
			if x.Spec.Normal == "" {
				return nil, usage.New("normal", "name the label of the healthy machine", "%s has labels, and %s was trained without", x.Spec.Streams[0], x.Spec.Model)
			}
			x.Normal = x.labels.Index(x.Spec.Normal)
		}
		x.Models = []*Model{model}
		return nil, model.matches(x.Spec.Model, x.Spec.Streams[0], columns)
	}
	var ahead *replay.Rows
	var err error
	name := x.Spec.Train
	if name != "" {
		x.train, columns, err = readTraining(ctx, x.in, &x.Spec, columns, x.labels)
	} else {
		x.train, ahead, err = takeLeading(x.src, &x.Spec, x.labels)
		name = x.Spec.Streams[0]
	}
	if err != nil {
		return nil, err
	}
	x.Normal = x.train.label()
	if x.Normal == stream.NoLabel && x.src.Labelled() {
		// The recording had no labels; the stream's normal one needs a name.
		if x.Spec.Normal == "" {
			return nil, usage.New("normal", "name the label of the healthy machine", "%s has labels and %s has none", x.Spec.Streams[0], name)
		}
		x.Normal = x.labels.Index(x.Spec.Normal)
	}
	x.noteTraining(name)
	x.Models, err = Fit(ctx, &x.Spec, x.train.normalRows(name, columns), x.checkFits, x.mon)
	return ahead, err
}

// noteTraining says what was decided for the user.
func (x *Experiment) noteTraining(name string) {
	if x.Spec.Train == "" {
		x.mon.Note(fmt.Sprintf("no --train: the first %d rows of %s train the autoencoder, the rest is the stream", x.train.rows, x.src.Name()))
	}
	if x.Spec.Normal == "" && x.Normal >= 0 {
		x.mon.Note(fmt.Sprintf("no --normal: %q is taken for the healthy machine", x.labels.Name(x.Normal)))
	}
	if x.train.dropped > 0 {
		x.mon.Note(fmt.Sprintf("%s: the first %d normal rows train the autoencoder, %d more are left out", name, x.train.kept, x.train.dropped))
	}
	if x.train.skipped > 0 {
		NoteSkipped(x.mon, name, x.train.skipped, x.train.firstSkipped)
	}
}

// slowPeriod is the seconds between two rows from which the time column is
// worth a second look: a board's milliseconds read as seconds.
const slowPeriod = 2

// noteTime says how the time was understood where it decides about deadlines.
func (x *Experiment) noteTime() {
	r := x.src
	switch p := x.src.Period(); {
	case p == 0:
		x.mon.Note("no time column: whether the board keeps up is not known; --time names one, --rate gives the rows a second")
	case p >= slowPeriod && x.Spec.Rate == 0:
		x.mon.Note(fmt.Sprintf("time column %q says %g s between two rows; if it counts milliseconds, name it %s_ms or pass --rate", r.TimeColumn(), p, r.TimeColumn()))
	}
}

// NoteSkipped shows what --skip-bad-rows did: many bad rows may be a mistake
// of the command line.
func NoteSkipped(mon Monitor, name string, rows int64, first error) {
	mon.Note(fmt.Sprintf("%s: bad rows skipped: %d, the first of them %v", name, rows, first))
}

// chooseModes decides what runs on this stream.
func (x *Experiment) chooseModes() error {
	modes, note, err := x.Spec.modes(x.src.Labelled())
	if err != nil {
		return err
	}
	if note != "" {
		x.mon.Note(note)
	}
	if !x.src.Labelled() {
		x.Normal = stream.NoLabel
	}
	x.Modes = modes
	return nil
}
