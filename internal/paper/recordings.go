package paper

import (
	"context"
	"fmt"
	"slices"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
)

// maxRecordedValues bounds the memory of each recording behind the figures, in
// values of rows times channels.
const maxRecordedValues = 8_000_000

// stretch is the rows of one label in one segment: contiguous in time.
type stretch struct {
	label  int
	values []float32 // [rows][channels]
}

// recordings are what was recorded, in memory.
type recordings struct {
	channels []string
	period   float64 // seconds between two rows, 0 unknown
	first    string  // name of the recording that these are of
	// states are its labels, in this column.
	states      []stream.State
	labelColumn string
	natural     replay.Natural

	training []stretch // that trains
	held     []stretch // like it, not trained on
	field    []stretch
	teacher  []stretch // that classifiers are taught on: the field, or another
	test     []stretch // nil without a test recording
}

// read takes in every recording and decides which label is the healthy one.
func (p *maker) read(ctx context.Context) error {
	p.mon.Stage(bench.Stage{Name: "reading", Unit: bench.UnitRows})
	var err error
	if p.training, err = p.record(ctx, replay.RoleTrain, p.spec.Train...); err != nil {
		return err
	}
	if p.field, err = p.record(ctx, replay.RoleStream, p.spec.Streams...); err != nil {
		return err
	}
	p.teacher = p.field
	if p.spec.Teach != "" {
		if p.teacher, err = p.record(ctx, "teach", p.spec.Teach); err != nil {
			return err
		}
	}
	if len(p.spec.Test) > 0 {
		if p.test, err = p.record(ctx, replay.RoleTest, p.spec.Test...); err != nil {
			return err
		}
	}
	if p.spec.HoldOut == "" {
		p.training, p.held = split(p.training, len(p.channels), 1./2)
	} else if p.held, err = p.record(ctx, "hold-out", p.spec.HoldOut); err != nil {
		return err
	}
	return p.chooseNormal()
}

// record reads one recording. The first one fixes the columns of all.
func (p *maker) record(ctx context.Context, role string, names ...string) ([]stretch, error) {
	opts := p.spec.ReaderOptions(p.labels, p.in.Note)
	if p.channels != nil {
		opts.Columns = p.channels
	}
	src, err := replay.Open(p.in, role, names, opts)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	if !src.Labelled() {
		return nil, fmt.Errorf("%s: no label column; the figures tell states of a machine apart: name it with --label", src.Title())
	}
	if p.channels == nil {
		p.channels, p.period, p.natural = src.Columns(), src.Period(), src.Natural()
		p.first, p.states, p.labelColumn = src.Title(), src.States(), src.LabelColumn()
		p.spec.Treatments = src.Treatments()
	} else if err := p.in.SameRate(replay.Rate{Name: p.first, Period: p.period}, replay.Rate{Name: src.Title(), Period: src.Period()}); err != nil {
		return nil, err
	}
	stretches, err := p.gather(ctx, src)
	if n := src.Skipped(); n > 0 {
		bench.NoteSkipped(p.mon, src.Title(), n, src.FirstSkipped())
	}
	return stretches, err
}

func (p *maker) gather(ctx context.Context, src *replay.Source) ([]stretch, error) {
	var all []stretch
	segment, values := -1, 0
	for src.Scan() {
		if src.Rows()&0xfff == 0 {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			p.mon.Advance(0x1000)
		}
		row := src.Row()
		if values += len(row.Values); values > maxRecordedValues {
			return nil, fmt.Errorf("%s: more than %d rows; the figures keep a recording in memory, cut it", src.Title(), maxRecordedValues/len(row.Values))
		}
		if n := len(all); n == 0 || row.Segment != segment || row.Label != all[n-1].label {
			all = append(all, stretch{label: row.Label})
			segment = row.Segment
		}
		last := &all[len(all)-1]
		last.values = append(last.values, row.Values...)
	}
	return all, src.Err()
}

// chooseNormal finds the label of the healthy machine as bench does.
func (p *maker) chooseNormal() error {
	title := replay.Title(p.spec.Train)
	if p.spec.Normal == "" {
		name, why, err := ask.Normal(title, p.labelColumn, p.states, ask.Of(p.mon))
		if err != nil {
			return err
		}
		if p.spec.Normal = name; why != "" {
			p.mon.Note(ask.NormalNote(name, why))
		}
	}
	p.normal = p.labels.Index(p.spec.Normal)
	if countRows(p.training, p.normal, len(p.channels)) == 0 {
		return bench.MissingNormal(title, p.labels, p.normal)
	}
	return nil
}

// split cuts each label's rows at a share of their number, the earlier ones
// first.
func split(all []stretch, channels int, share float64) (first, second []stretch) {
	left := map[int]int{} // rows to go until a label's cut
	for _, s := range all {
		left[s.label] += len(s.values) / channels
	}
	for label, rows := range left {
		left[label] = int(float64(rows) * share)
	}
	for _, s := range all {
		n := min(len(s.values)/channels, left[s.label])
		left[s.label] -= n
		if n > 0 {
			first = append(first, stretch{s.label, s.values[:n*channels]})
		}
		if rest := s.values[n*channels:]; len(rest) > 0 {
			second = append(second, stretch{s.label, rest})
		}
	}
	return first, second
}

func countRows(all []stretch, label, channels int) int {
	n := 0
	for _, s := range all {
		if s.label == label {
			n += len(s.values) / channels
		}
	}
	return n
}

// recordingOf gathers the stretches of one label.
func (f *recordings) recordingOf(all []stretch, label int) *frontend.Recording {
	rec := &frontend.Recording{Channels: len(f.channels)}
	for _, s := range all {
		if s.label == label {
			rec.Runs = append(rec.Runs, s.values)
		}
	}
	return rec
}

// labelsIn lists the labels of the stretches in order of first appearance.
func labelsIn(all []stretch) []int {
	var labels []int
	for _, s := range all {
		if s.label >= 0 && !slices.Contains(labels, s.label) {
			labels = append(labels, s.label)
		}
	}
	return labels
}

// windowCount is the number of windows that a recording's runs hold.
func windowCount(rec *frontend.Recording, window, stride int) int {
	n := 0
	for _, run := range rec.Runs {
		if rows := len(run) / rec.Channels; rows >= window {
			n += (rows-window)/stride + 1
		}
	}
	return n
}

// windows cuts at most want windows out of a recording, evenly spread over it:
// from the largest stride up to the spec's that yields as many. They are
// [n][features].
func (s *setup) windows(rec *frontend.Recording, want int) (features []float32, n int) {
	f := s.models[0].FrontEnd
	stride := s.spec.Stride
	for stride > 1 && windowCount(rec, f.Window(), stride) < want {
		stride--
	}
	all, width := f.Windows(rec, stride), f.Features()
	have := len(all) / width
	if have <= want {
		return all, have
	}
	for i := range want {
		at := i * have / want
		features = append(features, all[at*width:(at+1)*width]...)
	}
	return features, want
}
