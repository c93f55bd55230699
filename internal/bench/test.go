package bench

import (
	"context"
	"fmt"

	"tinyol-sim/internal/excerpt"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/score"
	"tinyol-sim/internal/stream"
)

// maxTestValues bounds the memory of a test stream: rows times channels.
const maxTestValues = 2_000_000

// testSet is the labelled recording that classifiers are assessed on.
type testSet struct {
	name    string
	period  float64 // seconds between two rows, 0 unknown
	rows    replay.Rows
	classes int // of all recordings, when it was read
	prints  excerpt.Prints
}

// readTest reads the recordings that --test names.
func readTest(ctx context.Context, in *replay.Inputs, spec *Spec, columns []string, labels *stream.Labels, mon Monitor) (*testSet, error) {
	opts := spec.ReaderOptions(labels, in.Note)
	opts.Columns = columns
	src, err := replay.Open(in, replay.RoleTest, spec.Test, opts)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	if !src.Labelled() {
		return nil, fmt.Errorf("%s: no label column; name it with --label%s, or leave out --test", src.Title(), proposed(src))
	}
	set := &testSet{name: src.Title(), period: src.Period()}
	limit := maxTestValues / len(columns)
	for src.Scan() {
		if set.rows.Len() == limit {
			return nil, fmt.Errorf("%s: more than %d rows; a test recording is kept in memory, cut it", set.name, limit)
		}
		if src.Rows()&0xfff == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		row := src.Row()
		set.rows.Add(row)
		set.prints.Row(row)
	}
	if n := src.Skipped(); n > 0 {
		NoteSkipped(mon, set.name, n, src.FirstSkipped())
	}
	set.classes = labels.Len()
	return set, src.Err()
}

// proposed is how names would give labels, as it follows a remedy; "" where they
// would not.
func proposed(src *replay.Source) string {
	if p := src.Proposal(); p != "" {
		return " (" + p + ")"
	}
	return ""
}

// encode plays the recording to the lanes that are assessed.
func (set *testSet) encode(ctx context.Context, lanes []*lane, f *frontend.FrontEnd, stride int) error {
	var all []*score.Assessor
	for _, l := range lanes {
		if classifies(l.mode) {
			l.assessor = score.NewAssessor(l.program.Network, l.program.Options.Tap, set.classes)
			all = append(all, l.assessor)
		}
	}
	return Assess(ctx, set.name, &set.rows, f, stride, all)
}

// Assess has every assessor take in the windows of a recording in memory, whose
// name errors bear.
func Assess(ctx context.Context, name string, rows *replay.Rows, f *frontend.FrontEnd, stride int, all []*score.Assessor) error {
	feed := replay.NewFeed(nil, rows, f, stride)
	feed.MakeFeatures(f)
	err := feed.Play(ctx, replay.Lanes{Count: len(all), Run: func(i int, b *replay.Batch) error {
		due := 0
		for k := range b.Rows {
			if b.Rows[k].Due {
				all[i].Add(b.Features(due), b.Rows[k].Label)
				due++
			}
		}
		return nil
	}}, Silent{})
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case len(all) > 0 && all[0].Windows() == 0:
		return fmt.Errorf("%s: no window of %d rows carries a single label; make --window smaller", name, f.Window())
	}
	return nil
}
