package paper

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/usage"
)

// Spec is what the figures of the paper are made from: a bench.Spec, and what is
// particular to the figures. Streams teach, Train trains, Test assesses.
type Spec struct {
	bench.Spec
	// HoldOut is a recording like Train that nothing is trained on. Empty: only
	// the first half of each label of Train trains, the second half is held out.
	HoldOut string
	Teach   string   // labelled recording that teaches the classifiers; empty: Streams
	Figures []string // by name; nil: all
}

// Default is the experiment behind the figures: that of bench, with the front end
// that copes with a new mounting beside the paper's own, the paper's fixed
// threshold, and ten seeds, so that every figure can show an interval. What the
// figures in plots/ were made with is said here and in setup.go, whatever bench has
// by default.
func Default() Spec {
	s := bench.Default()
	s.FrontEnd, s.FrontEndGiven, s.Seeds, s.Out = string(frontend.Spectrum), true, 10, "plots"
	s.Epochs, s.Threshold, s.ThresholdStep = 40, spec.Fixed, 0.05
	return Spec{Spec: s}
}

// figure is one of the figures: its name, which is that of its files, and
// what makes its data.
type figure struct {
	name string
	test bool // needs the test recording
	seed bool // depends on the seed
	make func(*maker, context.Context, *result.Figure) error
}

// The order is that of the paper, then what it does not have.
func allFigures() []figure {
	return []figure{
		{result.FigVibration, false, false, (*maker).vibration},
		{result.FigReconstruction, false, true, (*maker).reconstruction},
		{result.FigErrors, false, true, (*maker).errorHistograms},
		{result.FigDrift, false, true, (*maker).driftHistograms},
		{result.FigOnline, true, true, (*maker).onlineCurves},
		{result.FigOffline, true, true, (*maker).offlineCurves},
		{result.TableTime, false, false, (*maker).iterationTimes},
		{result.FigRegions, false, false, (*maker).memoryRegions},
		{result.FigTraining, false, false, (*maker).trainingMemory},
		{result.FigCycles, false, false, (*maker).boardCycles},
		{result.FigEnergy, false, false, (*maker).boardEnergy},
		{result.FigMapDrifted, false, true, (*maker).driftedMap},
		{result.FigMapUndrifted, false, true, (*maker).undriftedMap},
	}
}

// maker is a Spec with its recordings read and its networks trained.
type maker struct {
	spec   Spec
	mon    bench.Monitor
	in     *replay.Inputs
	labels *stream.Labels
	board  *mcu.Board
	// modelled asks for the cost model's cycles on every board.
	modelled bool
	costs    map[boardSetup]*boardCosts

	recordings
	normal int
	setups []*setup // the spec's front end first, then the paper's
	online map[*setup]*onlineRuns
}

// Make makes the data of the figures and writes it to spec.Out: NAME.csv and
// NAME.json for each. It returns the names of those made, in order.
func Make(ctx context.Context, spec Spec, open replay.OpenFunc, mon bench.Monitor) (names []string, err error) {
	wanted, err := spec.wanted(mon)
	if err != nil {
		return nil, err
	}
	p := &maker{spec: spec, mon: mon, in: replay.NewInputs(open, mon.Note), labels: stream.NewLabels(), online: map[*setup]*onlineRuns{}, costs: map[boardSetup]*boardCosts{}}
	if err := p.prepare(ctx); err != nil {
		return nil, err
	}
	for _, f := range wanted {
		if spec.Resume && p.isMade(f.name) {
			names = append(names, f.name)
			continue
		}
		fig := p.describe(f)
		if err := f.make(p, ctx, fig); err != nil {
			return names, fmt.Errorf("%s: %w", f.name, err)
		}
		names = append(names, f.name)
		if spec.Checkpoint == nil {
			continue
		}
		if err := spec.Checkpoint(fmt.Sprintf("%d of %d figures", len(names), len(wanted))); err != nil {
			return names, err
		}
	}
	return names, nil
}

// isMade reports whether the run that goes on has made a figure, by the same
// command and from the same inputs.
func (p *maker) isMade(name string) bool {
	f, err := result.ReadFigure(filepath.Join(p.spec.Out, name+".json"))
	return err == nil && slices.Equal(f.Inputs, p.in.Manifest()) && slices.Equal(f.Command, p.command(name))
}

// wanted are the figures to make.
func (s *Spec) wanted(mon bench.Monitor) ([]figure, error) {
	all := allFigures()
	var names []string
	for _, f := range all {
		names = append(names, f.name)
	}
	for _, name := range s.Figures {
		if !slices.Contains(names, name) {
			return nil, usage.New("only", "use one of "+strings.Join(names, ", "), "unknown figure %q", name)
		}
	}
	var wanted []figure
	for _, f := range all {
		switch {
		case s.Figures != nil && !slices.Contains(s.Figures, f.name):
		case f.test && len(s.Test) == 0:
			mon.Note(f.name + " is left out: it assesses on another labelled recording, which --test names")
		default:
			wanted = append(wanted, f)
		}
	}
	return wanted, nil
}

// prepare reads the recordings and trains one network per front end and seed.
func (p *maker) prepare(ctx context.Context) error {
	if len(p.spec.Train) == 0 {
		return usage.New("train", "name it", "the figures compare a field recording with the one of the training phase")
	}
	p.spec.Mode = spec.Both
	if err := p.spec.Complete(); err != nil {
		return err
	}
	p.modelled = p.spec.Engine == engine.NameHost
	spec := p.spec.Spec
	var err error
	if p.board, _, err = bench.OpenBoard(p.in, &spec, p.mon); err != nil {
		return err
	}
	if err := p.read(ctx); err != nil {
		return err
	}
	return p.train(ctx)
}

// describe begins the record of a figure.
func (p *maker) describe(of figure) *result.Figure {
	f := &result.Figure{
		Name: of.name, Command: p.command(of.name), Normal: p.labels.Name(p.normal), Classes: p.labels.Names(),
		Channels: p.channels, PeriodS: p.period, HeldOut: p.heldOut(), Facts: map[string]string{},
	}
	if of.seed {
		f.Seeds = p.spec.Seeds
		f.Facts["engine"] = engine.NameHost + ", whose bits are those of the firmware (tinyol-sim verify)"
	}
	for _, s := range p.setups {
		f.Setups = append(f.Setups, s.record())
	}
	return f
}

// command is the command line for one figure alone.
func (p *maker) command(name string) []string {
	return append(slices.Clone(p.spec.Command), "--only", name)
}

// heldOut says in words what stands for an undrifted recording.
func (p *maker) heldOut() string {
	if p.spec.HoldOut != "" {
		return "the recording " + p.spec.HoldOut
	}
	return "the second half of each label of " + replay.Title(p.spec.Train) + ", whose first half trained"
}

// save writes a figure's data and record.
func save[T any](p *maker, f *result.Figure, rows []T) error {
	f.Inputs = p.in.Manifest()
	path := filepath.Join(p.spec.Out, f.Name)
	if err := result.WriteRows(path+".csv", rows); err != nil {
		return err
	}
	return result.WriteFigure(path+".json", f)
}
