package bench

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
)

// Where no --train names the normal recording, the stream's leading quarter
// is it, of at most peekRows rows.
const (
	peekRows        = 24_000
	leadingFraction = 4
)

// normalNames are labels that plainly mean the healthy machine.
var normalNames = []string{"normal", "ok", "healthy", "good"}

// SaysNormal reports whether a label plainly means the healthy machine.
func SaysNormal(label string) bool { return slices.Contains(normalNames, strings.ToLower(label)) }

// NormalLabel finds the label of the healthy machine in a recording: the one that
// was named or, where none was, the first one, unless a later one plainly says so.
type NormalLabel struct {
	labels *stream.Labels
	label  int
	named  bool
}

const undecided = -3

// NewNormalLabel begins with the name that the user gave, "" without one.
func NewNormalLabel(labels *stream.Labels, name string) *NormalLabel {
	if name == "" {
		return &NormalLabel{labels: labels, label: undecided}
	}
	return &NormalLabel{labels: labels, label: labels.Index(name), named: true}
}

// Label is below zero before any row had one.
func (n *NormalLabel) Label() int { return n.label }

// Meet hears a row's label and reports whether it changed the decision.
func (n *NormalLabel) Meet(label int) bool {
	if n.named || label < 0 {
		return false
	}
	says := func(l int) bool { return SaysNormal(n.labels.Name(l)) }
	if n.label == undecided || (label != n.label && says(label) && !says(n.label)) {
		n.label = label
		return true
	}
	return false
}

// Missing is the error of a recording without normal rows.
func (n *NormalLabel) Missing(recording string) error {
	if n.named {
		others := slices.Delete(slices.Clone(n.labels.Names()), n.label, n.label+1)
		return fmt.Errorf("%s: no row is labelled %q; name one of its labels with --normal: %s",
			recording, n.labels.Name(n.label), strings.Join(others, ", "))
	}
	return fmt.Errorf("%s: no rows to train on; name the normal recording with --train", recording)
}

// collector gathers the normal rows of a training recording.
type collector struct {
	rec     frontend.Recording
	normal  *NormalLabel // nil: the recording has no labels, and every row is normal
	last    struct{ segment, label int }
	rows    int64 // seen
	kept    int64
	dropped int64              // normal, but beyond spec.MaxTrainRows
	faulty  frontend.Recording // rows of other labels, as far as there is room
	others  int64

	period       float64 // seconds between two rows, 0 unknown
	skipped      int64   // bad rows
	firstSkipped error

	natural replay.Natural
}

func newCollector(channels int, labels *stream.Labels, normal string, labelled bool) *collector {
	c := &collector{}
	c.rec.Channels, c.faulty.Channels = channels, channels
	c.last.segment = -1
	if labelled {
		c.normal = NewNormalLabel(labels, normal)
	}
	return c
}

// label is that of the rows that are collected.
func (c *collector) label() int {
	if c.normal == nil {
		return stream.NoLabel
	}
	return c.normal.Label()
}

// add takes a row if it is normal.
func (c *collector) add(row *stream.Row) {
	c.rows++
	if c.normal != nil && c.normal.Meet(row.Label) {
		// What was taken for normal was not, and what was not taken is no fault.
		c.faulty.Runs, c.others = c.rec.Runs, c.kept
		c.rec.Runs, c.kept, c.dropped = nil, 0, 0
	}
	defer func() { c.last.segment, c.last.label = row.Segment, row.Label }()
	switch {
	case row.Label != c.label() && row.Label < 0:
		return
	case row.Label != c.label() && c.others < maxFaultyRows:
		c.others++
		c.append(&c.faulty, row)
	case row.Label != c.label():
	case c.kept == spec.MaxTrainRows:
		c.dropped++
	default:
		c.kept++
		c.append(&c.rec, row)
	}
}

// maxFaultyRows bounds the memory of the rows of faults.
const maxFaultyRows = spec.MaxTrainRows / 4

// append adds a row to the run that it goes on with, or begins another.
func (c *collector) append(to *frontend.Recording, row *stream.Row) {
	if len(to.Runs) == 0 || row.Segment != c.last.segment || row.Label != c.last.label {
		to.Runs = append(to.Runs, nil)
	}
	run := &to.Runs[len(to.Runs)-1]
	*run = append(*run, row.Values...)
}

// readTraining reads the recordings that --train names; columns may be nil, the
// ones read are returned.
func readTraining(ctx context.Context, in *replay.Inputs, spec *Spec, columns []string, labels *stream.Labels) (*collector, []string, error) {
	opts := spec.ReaderOptions(labels, in.Note)
	opts.Columns = columns
	src, err := replay.Open(in, replay.RoleTrain, spec.Train, opts)
	if err != nil {
		return nil, nil, err
	}
	defer src.Close()
	c := newCollector(len(src.Columns()), labels, spec.Normal, src.Labelled())
	c.natural = src.Natural()
	for src.Scan() {
		if c.rows&0xfff == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		c.add(src.Row())
	}
	if err := src.Err(); err != nil {
		return nil, nil, err
	}
	c.skipped, c.firstSkipped, c.period = src.Skipped(), src.FirstSkipped(), src.Period()
	return c, src.Columns(), c.check(src.Title())
}

// normalRows are what was collected.
func (c *collector) normalRows(name string, columns []string) *NormalRows {
	rows := &NormalRows{Recording: c.rec, Name: name, Columns: columns, Period: c.period}
	if c.normal != nil {
		rows.Label = c.normal.labels.Name(c.normal.label)
	}
	return rows
}

// check refuses a recording without normal rows.
func (c *collector) check(name string) error {
	if c.kept > 0 {
		return nil
	}
	if c.normal == nil {
		return NewNormalLabel(nil, "").Missing(name)
	}
	return c.normal.Missing(name)
}

// takeLeading trains on the leading part of the stream. The rows that were
// read beyond it stay in the buffer, to be replayed.
func takeLeading(src *replay.Source, spec *Spec, labels *stream.Labels) (*collector, *replay.Rows, error) {
	limit := spec.TrainRows
	if limit == 0 {
		limit = peekRows
	}
	b := &replay.Rows{}
	for int64(b.Len()) < limit && src.Scan() {
		b.Add(src.Row())
	}
	if err := src.Err(); err != nil {
		return nil, nil, err
	}
	n := b.Len()
	if spec.TrainRows == 0 {
		n /= leadingFraction
	}
	channels := len(src.Columns())
	c := newCollector(channels, labels, spec.Normal, src.Labelled())
	c.period = src.Period()
	for i := range n {
		row := b.At(i, channels)
		c.add(&row)
	}
	return c, b.From(n, channels), c.check(fmt.Sprintf("%s: leading %d rows", src.Title(), n))
}

// ReaderOptions are those of every recording of the experiment. note is told what
// was found out about one that the user should know.
func (s *Spec) ReaderOptions(labels *stream.Labels, note func(string)) replay.Options {
	return replay.Options{LabelFrom: s.LabelFrom, Options: stream.Options{
		Columns: s.Columns, Time: s.Time, Label: s.Label, Layout: s.Layout,
		Rate: s.Rate, Resample: s.Resample, SkipBadRows: s.SkipBadRows, Missing: stream.Missing(s.Missing), Labels: labels, Note: note,
	}}
}

// streamOptions are those of the stream under test.
func (s *Spec) streamOptions(labels *stream.Labels, note func(string)) replay.Options {
	o := s.ReaderOptions(labels, note)
	o.Drift, o.Seed = s.Drift, s.Seed
	return o
}
