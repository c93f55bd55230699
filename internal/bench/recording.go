package bench

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
)

// maxTrainRows bounds the memory of training; the rows beyond it are left
// out, with a note. Half an hour at 119 Hz.
const maxTrainRows = 200_000

// Where no --train names the normal recording, the stream's leading quarter
// is it, of at most peekRows rows.
const (
	peekRows        = 24_000
	leadingFraction = 4
)

// normalNames are labels that plainly mean the healthy machine.
var normalNames = []string{"normal", "ok", "healthy", "good"}

func saysNormal(label string) bool { return slices.Contains(normalNames, strings.ToLower(label)) }

// collector gathers the normal rows of a training recording.
type collector struct {
	rec     stream.Recording
	labels  *stream.Labels
	normal  int  // label collected; undecided before the first labelled row
	fixed   bool // by --normal
	last    struct{ segment, label int }
	rows    int64 // seen
	kept    int64
	dropped int64 // normal, but beyond maxTrainRows

	skipped      int64 // bad rows
	firstSkipped error
}

const undecided = -3

func newCollector(channels int, labels *stream.Labels, normal string, labelled bool) *collector {
	c := &collector{labels: labels, normal: stream.NoLabel}
	c.rec.Channels = channels
	c.last.segment = -1
	if labelled {
		c.normal = undecided
		if normal != "" {
			c.normal, c.fixed = labels.Index(normal), true
		}
	}
	return c
}

// add takes a row if it is normal.
func (c *collector) add(row *stream.Row) {
	c.rows++
	c.decide(row.Label)
	if row.Label != c.normal {
		c.last.label = row.Label
		return
	}
	if c.kept == maxTrainRows {
		c.dropped++
		return
	}
	runs := c.rec.Runs
	if len(runs) == 0 || row.Segment != c.last.segment || row.Label != c.last.label {
		runs = append(runs, nil)
	}
	runs[len(runs)-1] = append(runs[len(runs)-1], row.Values...)
	c.rec.Runs = runs
	c.last.segment, c.last.label = row.Segment, row.Label
	c.kept++
}

// decide picks the normal label where none was named: the first one, unless a
// later one plainly says so.
func (c *collector) decide(label int) {
	if c.fixed || label < 0 || c.normal == stream.NoLabel {
		return
	}
	says := func(l int) bool { return saysNormal(c.labels.Name(l)) }
	if c.normal == undecided || (label != c.normal && says(label) && !says(c.normal)) {
		c.normal = label
		c.rec.Runs, c.kept, c.dropped = nil, 0, 0
	}
}

// readTraining reads the recording that --train names; columns may be nil, the
// ones read are returned.
func readTraining(ctx context.Context, in *replay.Inputs, spec *Spec, columns []string, labels *stream.Labels) (*collector, []string, error) {
	file, err := in.Open("train", spec.Train)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	opts := spec.readerOptions(labels)
	opts.Columns = columns
	r, err := stream.NewReader(file, spec.Train, opts)
	if err != nil {
		return nil, nil, err
	}
	c := newCollector(len(r.Columns()), labels, spec.Normal, r.LabelColumn() != "")
	for r.Scan() {
		if c.rows&0xfff == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		c.add(r.Row())
	}
	if err := r.Err(); err != nil {
		return nil, nil, err
	}
	c.skipped, c.firstSkipped = r.Skipped(), r.FirstSkipped()
	return c, r.Columns(), c.check(spec.Train, labels)
}

// check refuses a recording without normal rows.
func (c *collector) check(name string, labels *stream.Labels) error {
	if c.kept > 0 {
		return nil
	}
	if c.fixed {
		others := slices.Delete(slices.Clone(labels.Names()), c.normal, c.normal+1)
		return fmt.Errorf("%s: no row is labelled %q; name one of its labels with --normal: %s",
			name, labels.Name(c.normal), strings.Join(others, ", "))
	}
	return fmt.Errorf("%s: no rows to train on; name the normal recording with --train", name)
}

// checkLength refuses a recording that does not hold a single window.
func (c *collector) checkLength(name string, window int) error {
	longest := 0
	for _, run := range c.rec.Runs {
		longest = max(longest, len(run)/c.rec.Channels)
	}
	switch {
	case longest >= window:
		return nil
	case c.kept < int64(window):
		return fmt.Errorf("%s: %d rows to train on make no window of %d; record more, or make --window smaller", name, c.kept, window)
	}
	return fmt.Errorf("%s: the %d rows to train on come in %d pieces of at most %d, and a window takes %d: label, time or session change too often; check --label and --time, or make --window smaller",
		name, c.kept, len(c.rec.Runs), longest, window)
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
	for i := range n {
		row := b.At(i, channels)
		c.add(&row)
	}
	return c, b.From(n, channels), c.check(fmt.Sprintf("%s: leading %d rows", spec.Streams[0], n), labels)
}

// readerOptions are those of every recording of the experiment.
func (s *Spec) readerOptions(labels *stream.Labels) stream.Options {
	return stream.Options{
		Columns: s.Columns, Time: s.Time, Label: s.Label,
		Rate: s.Rate, SkipBadRows: s.SkipBadRows, Labels: labels,
	}
}

// streamOptions are those of the stream under test.
func (s *Spec) streamOptions(labels *stream.Labels) replay.Options {
	return replay.Options{Options: s.readerOptions(labels), Drift: s.Drift, Seed: s.Seed}
}
