package bench

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/drift"
	"tinyol-sim/internal/excerpt"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/modelfile"
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
	Models []*modelfile.Model // one a seed
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
	excerpts  excerpt.Searches
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
	var model *modelfile.Model
	if x.Spec.Model != "" {
		if model, err = x.openModel(); err != nil {
			return err
		}
	}
	if err := x.openStream(); err != nil {
		return err
	}
	if model == nil {
		x.Spec.UseNaturalWindow(x.src.Natural(), len(x.src.Columns()), x.mon.Note)
	}
	ahead, err := x.obtainModels(ctx, model)
	if err != nil {
		return err
	}
	if err := x.chooseModes(); err != nil {
		return err
	}
	if len(x.Spec.Test) > 0 && !slices.ContainsFunc(x.Modes, classifies) {
		x.mon.Note("--test is left out: only classifiers are assessed on it")
	} else if len(x.Spec.Test) > 0 {
		if x.test, err = readTest(ctx, x.in, &x.Spec, x.src.Columns(), x.labels, x.mon); err != nil {
			return err
		}
		if err := x.sameRate(x.test.name, x.test.period, ""); err != nil {
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
	if x.Spec.Columns == nil {
		x.mon.Note(columnsLine(x.src))
	}
	f := x.Models[0].FrontEnd
	x.Feed = replay.NewFeed(x.src, ahead, f, x.Models[0].Training.Stride)
	return nil
}

// openStream settles what the stream's columns are. What a person answered holds for
// every recording, and is what the record of the run says.
func (x *Experiment) openStream() (err error) {
	o := x.Spec.streamOptions(x.labels, x.in.Note)
	var asked *int
	o.Ask, asked = ask.Columns(ask.Of(x.mon))
	if x.src, err = replay.Open(x.in, replay.RoleStream, x.Spec.Streams, o); err != nil {
		return err
	}
	x.Spec.Treatments = x.src.Treatments()
	if *asked > 0 {
		x.Spec.Columns, x.Spec.Label = x.src.Columns(), cmp.Or(x.src.LabelColumn(), stream.None)
	}
	return nil
}

func (x *Experiment) openModel() (*modelfile.Model, error) {
	file, err := x.in.OpenSmall("model", x.Spec.Model)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	m, err := modelfile.Load(file, x.Spec.Model)
	if err != nil {
		return nil, err
	}
	if x.Spec.Columns == nil {
		x.Spec.Columns = m.Training.Columns
	}
	if x.Spec.Normal == "" {
		x.Spec.Normal = m.Training.Normal
	}
	if x.Spec.Treatments = m.Training.Treatments; x.Spec.Treatments == nil {
		x.Spec.Treatments = map[string]stream.Treatment{}
	}
	return m, nil
}

// obtainModels takes the model file's model, or trains one per seed. The rows
// that were read beyond the training part are returned.
func (x *Experiment) obtainModels(ctx context.Context, model *modelfile.Model) (*replay.Rows, error) {
	x.Normal = stream.NoLabel
	columns := x.src.Columns()
	if model != nil {
		if x.src.Labelled() {
			if x.Spec.Normal == "" {
				return nil, usage.New("normal", "name the label of the healthy machine", "%s has labels, and %s was trained without", x.src.Title(), x.Spec.Model)
			}
			x.Normal = x.labels.Index(x.Spec.Normal)
		}
		x.Models = []*modelfile.Model{model}
		if err := x.sameRate(x.Spec.Model, model.Training.PeriodS, ""); err != nil {
			return nil, err
		}
		return nil, model.Matches(x.Spec.Model, x.src.Title(), columns)
	}
	var ahead *replay.Rows
	var err error
	name := replay.Title(x.Spec.Train)
	if name != "" {
		if x.train, columns, err = readTraining(ctx, x.in, &x.Spec, columns, x.labels, x.mon); err == nil {
			err = x.sameRate(name, x.train.period, x.train.doubt)
		}
	} else {
		x.train, ahead, err = takeLeading(x.src, &x.Spec, x.labels, x.mon)
		name = x.src.Title()
	}
	if err != nil {
		return nil, err
	}
	x.Normal = x.train.normal
	if x.Normal == stream.NoLabel && x.src.Labelled() { // the recording had no labels
		if err := x.Spec.chooseNormal(x.src, x.mon); err != nil {
			return nil, err
		}
		x.Normal = x.labels.Index(x.Spec.Normal)
	}
	x.noteTraining(name)
	x.Models, err = Fit(ctx, &x.Spec, x.train.normalRows(name, columns), x.checkFits, x.mon)
	return ahead, err
}

// noteTraining says what was decided for the user.
func (x *Experiment) noteTraining(name string) {
	switch {
	case x.train.late:
		x.mon.Note(fmt.Sprintf("no --train: rows labelled %q begin late in %s: they train the autoencoder, up to row %d, and the rest is the stream; what comes before them is left out", x.Spec.Normal, x.src.Title(), x.train.rows))
	case len(x.Spec.Train) == 0:
		x.mon.Note(fmt.Sprintf("no --train: the first %d rows of %s train the autoencoder, the rest is the stream", x.train.rows, x.src.Title()))
	}
	if x.train.dropped > 0 {
		x.mon.Note(fmt.Sprintf("%s: the first %d normal rows train the autoencoder, %d more are left out", name, x.train.kept, x.train.dropped))
	}
	if x.train.skipped > 0 {
		NoteSkipped(x.mon, name, x.train.skipped, x.train.firstSkipped)
	}
}

// sameRate compares the rate of another recording with the stream's.
func (x *Experiment) sameRate(name string, period float64, doubt string) error {
	return x.in.SameRate(replay.Rate{Name: x.Spec.Streams[0], Period: x.src.Period(), Doubt: x.src.Doubt()}, replay.Rate{Name: name, Period: period, Doubt: doubt})
}

// noteTime says what follows where the rate is not known.
func (x *Experiment) noteTime() {
	if x.src.Period() == 0 && x.src.TimeColumn() == "" {
		x.mon.Note("no time column: whether the board keeps up is not known; --time names one, --rate gives the rows a second")
	}
}

// NoteSkipped shows what --skip-bad-rows did: many bad rows may be a mistake
// of the command line.
func NoteSkipped(mon Monitor, name string, rows int64, first error) {
	mon.Note(fmt.Sprintf("%s: bad rows skipped: %d, the first of them %v", name, rows, first))
}

// chooseModes decides what runs on this stream.
func (x *Experiment) chooseModes() error {
	modes, note, err := x.Spec.modes(x.src.Labelled(), proposed(x.src))
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
