package bench

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/excerpt"
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

// collector gathers the normal rows of a training recording.
type collector struct {
	labels  *stream.Labels
	rec     frontend.Recording
	normal  int // label; stream.NoLabel: the recording has none, and every row is normal
	last    struct{ segment, label int }
	rows    int64 // seen
	kept    int64
	late    bool               // none of the rows that should have trained was normal
	dropped int64              // normal, but beyond spec.MaxTrainRows
	faulty  frontend.Recording // rows of other labels, as far as there is room
	faults  []int              // label of each run of them
	others  int64

	period       float64 // seconds between two rows, 0 unknown
	doubt        string  // about it
	missing      int64   // values, for which rows were left out
	skipped      int64   // bad rows
	firstSkipped error

	natural replay.Natural

	prints excerpt.Prints // of all rows, of a recording of its own
}

func newCollector(src *replay.Source, labels *stream.Labels, normal string) *collector {
	c := &collector{labels: labels, normal: stream.NoLabel, period: src.Period(), doubt: src.Doubt()}
	c.rec.Channels, c.faulty.Channels = len(src.Columns()), len(src.Columns())
	c.last.segment = -1
	if src.Labelled() {
		c.normal = labels.Index(normal)
	}
	return c
}

// add takes a row if it is normal.
func (c *collector) add(row *stream.Row) {
	c.rows++
	defer func() { c.last.segment, c.last.label = row.Segment, row.Label }()
	switch {
	case row.Label != c.normal && row.Label < 0:
		return
	case row.Label != c.normal && c.others < maxFaultyRows:
		c.others++
		if c.append(&c.faulty, row) {
			c.faults = append(c.faults, row.Label)
		}
	case row.Label != c.normal:
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
func (c *collector) append(to *frontend.Recording, row *stream.Row) (begun bool) {
	if begun = len(to.Runs) == 0 || row.Segment != c.last.segment || row.Label != c.last.label; begun {
		to.Runs = append(to.Runs, nil)
	}
	run := &to.Runs[len(to.Runs)-1]
	*run = append(*run, row.Values...)
	return begun
}

// readTraining reads the recordings that --train names; columns may be nil, the
// ones read are returned.
func readTraining(ctx context.Context, in *replay.Inputs, spec *Spec, columns []string, labels *stream.Labels, mon Monitor) (*collector, []string, error) {
	opts := spec.ReaderOptions(labels, in.Note)
	opts.Columns = columns
	src, err := replay.Open(in, replay.RoleTrain, spec.Train, opts)
	if err != nil {
		return nil, nil, err
	}
	defer src.Close()
	spec.Treatments = src.Treatments()
	if err := spec.chooseNormal(src, mon); err != nil {
		return nil, nil, err
	}
	c := newCollector(src, labels, spec.Normal)
	c.natural = src.Natural()
	for src.Scan() {
		if c.rows&0xfff == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		row := src.Row()
		c.add(row)
		c.prints.Row(row)
	}
	if err := src.Err(); err != nil {
		return nil, nil, err
	}
	c.skipped, c.firstSkipped, c.missing = src.Skipped(), src.FirstSkipped(), sum(src.Missing())
	return c, src.Columns(), c.check(src.Title())
}

// normalRows are what was collected.
func (c *collector) normalRows(name string, columns []string) *NormalRows {
	rows := &NormalRows{Recording: c.rec, Name: name, Columns: columns, Period: c.period, Missing: c.missing}
	if c.normal != stream.NoLabel {
		rows.Label = c.labels.Name(c.normal)
	}
	for _, run := range c.faulty.Runs {
		rows.Others = max(rows.Others, len(run)/c.faulty.Channels)
	}
	return rows
}

// check refuses a recording without normal rows.
func (c *collector) check(name string) error {
	if c.kept > 0 {
		return nil
	}
	if c.normal == stream.NoLabel {
		return fmt.Errorf("%s: no rows to train on; name the normal recording with --train", name)
	}
	return MissingNormal(name, c.labels, c.normal)
}

// MissingNormal is the error of a recording without rows of the normal label.
func MissingNormal(name string, labels *stream.Labels, normal int) error {
	others := slices.Delete(labels.Names(), normal, normal+1)
	return fmt.Errorf("%s: no row is labelled %q; name one of its labels with --normal: %s", name, labels.Name(normal), strings.Join(others, ", "))
}

// takeLeading trains on the leading part of the stream. The rows that were
// read beyond it stay in the buffer, to be replayed.
func takeLeading(src *replay.Source, spec *Spec, labels *stream.Labels, mon Monitor) (*collector, *replay.Rows, error) {
	if err := spec.chooseNormal(src, mon); err != nil {
		return nil, nil, err
	}
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
	if n == 0 {
		return nil, nil, fmt.Errorf("%s: %d rows are too few to train on and to replay; record more, or name the normal recording with --train", src.Title(), b.Len())
	}
	c := newCollector(src, labels, spec.Normal)
	read := c.take(b, 0, n)
	if c.kept == 0 && spec.TrainRows == 0 {
		if read = c.readOn(src, b, n); src.Err() != nil {
			return nil, nil, src.Err()
		}
	}
	c.missing = sum(src.Missing())
	return c, b.From(read, c.rec.Channels), c.check(fmt.Sprintf("%s: leading %d rows", src.Title(), c.rows))
}

func sum(counts []int64) (all int64) {
	for _, n := range counts {
		all += n
	}
	return all
}

// take adds rows of a buffer.
func (c *collector) take(b *replay.Rows, from, to int) (read int) {
	for i := from; i < to; i++ {
		row := b.At(i, c.rec.Channels)
		c.add(&row)
	}
	return to
}

// readOn goes on after leading rows of which none is normal, until as many normal ones
// have come. What is read of the buffer it returns; what is not in it is not kept.
func (c *collector) readOn(src *replay.Source, b *replay.Rows, leading int) (read int) {
	want := int64(leading)
	for read = leading; read < b.Len() && c.kept < want; read++ {
		c.take(b, read, read+1)
	}
	for c.kept < want && src.Scan() {
		c.add(src.Row())
	}
	c.late = c.kept > 0
	return read
}

// ReaderOptions are those of every recording of the experiment. note is told what
// was found out about one that the user should know.
func (s *Spec) ReaderOptions(labels *stream.Labels, note func(string)) replay.Options {
	return replay.Options{LabelFrom: s.LabelFrom, Options: stream.Options{
		Columns: s.Columns, Time: s.Time, Label: s.Label, Layout: s.Layout,
		Rate: s.Rate, Resample: s.Resample, SkipBadRows: s.SkipBadRows, Missing: stream.Missing(s.Missing),
		Labels: labels, Treatments: s.Treatments, Note: note,
	}}
}

// streamOptions are those of the stream under test.
func (s *Spec) streamOptions(labels *stream.Labels, note func(string)) replay.Options {
	o := s.ReaderOptions(labels, note)
	o.Drift, o.Seed = s.Drift, s.Seed
	return o
}

// chooseNormal settles which label of a recording is the healthy machine.
func (s *Spec) chooseNormal(src *replay.Source, mon Monitor) error {
	if !src.Labelled() || s.Normal != "" {
		return nil
	}
	name, why, err := ask.Normal(src.Title(), src.LabelColumn(), src.States(), ask.Of(mon))
	if err != nil {
		return err
	}
	if s.Normal = name; why != "" {
		mon.Note(ask.NormalNote(name, why))
	}
	return nil
}
