package trial

import (
	"context"
	"fmt"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/stream/cut"
)

// What decides where a recording is cut (docs/RATIONALE.md).
const (
	leadingPart = 4    // the first quarter trains,
	mostLeading = 6000 // of at most so many rows, as bench has it,
	mostPart    = 2    // and at most the first half, where healthy rows are rare
	window      = 64   // the longest of the front ends'
	leastEach   = 20   // healthy and faulty windows on either side of the split
)

// places are where a recording is cut, and the board it is for.
type places struct {
	trainRows int64 // leading ones that train, 0 with --train
	healthy   int64 // rows that train, the healthy ones among those
	split     int64 // row from which figures are reported, 0: they cannot be kept apart
	window    int   // rows: the longest of the front ends', or the recording's own
	classes   int   // labels that windows have behind the rows that train
	board     place
}

// survey finds where the recording is to be cut.
func survey(ctx context.Context, s *spec.Spec, l *Look, open replay.OpenFunc) (*places, error) {
	where, err := &places{window: max(window, s.Window)}, error(nil)
	if s.Window == 0 && l.Window > 0 {
		where.window = l.Window
	}
	if len(s.Train) > 0 {
		where.healthy, err = healthyIn(ctx, s, open)
	} else {
		err = where.findTraining(ctx, s, l, open)
	}
	if err != nil || !l.labelled() {
		return where, err
	}
	return where, where.findSplit(ctx, s, l, open)
}

// labelsFrom number the healthy label first.
func labelsFrom(normal string) (labels *stream.Labels, index int) {
	labels = stream.NewLabels()
	if normal == "" {
		return labels, stream.NoLabel
	}
	return labels, labels.Index(normal)
}

// healthyIn counts the rows that train of the recording that --train names.
func healthyIn(ctx context.Context, s *spec.Spec, open replay.OpenFunc) (rows int64, err error) {
	of := *s
	of.Streams, of.Train = s.Train, nil
	labels, normal := labelsFrom(s.Normal)
	src, err := rowsOf(ctx, &of, labels, open, nil, func(row *stream.Row) {
		if row.Label == normal {
			rows++
		}
	})
	if err == nil && (!src.Labelled() || s.Normal == "") {
		rows = src.Rows()
	}
	return rows, err
}

// findTraining takes the leading quarter, and more where less than half of it is
// healthy.
func (p *places) findTraining(ctx context.Context, s *spec.Spec, l *Look, open replay.OpenFunc) error {
	least, most := max(min(l.Rows/leadingPart, mostLeading), 1), max(l.Rows/mostPart, 1)
	labels, normal := labelsFrom(s.Normal)
	_, err := rowsOf(ctx, s, labels, open, nil, func(row *stream.Row) {
		if row.Number > least && p.healthy >= least/2 || row.Number > most {
			return
		}
		p.trainRows = row.Number
		if row.Label == normal {
			p.healthy++
		}
	})
	if err == nil && p.healthy == 0 {
		err = fmt.Errorf("%s: none of the first %d rows is labelled %q, so there is nothing to train on; name a recording of the healthy machine with --train", l.Name, p.trainRows, s.Normal)
	}
	return err
}

// findSplit halves the windows after the last update, unless one of the halves would
// say nothing.
func (p *places) findSplit(ctx context.Context, s *spec.Spec, l *Look, open replay.OpenFunc) error {
	var taught []int64 // rows of the windows that may teach, as many as decide
	classes := map[int]bool{}
	err := p.eachWindow(ctx, s, open, func(row int64, label, normal int) {
		if label >= 0 {
			classes[label] = true
		}
		if label == normal && len(taught) < 2*bench.FieldUpdates {
			taught = append(taught, row)
		}
	})
	p.classes = len(classes)
	if err != nil || len(taught) == 0 {
		return err
	}
	learned := taught[max(len(taught)/2, 1)-1]
	at := learned + (l.Rows-learned)/2
	var windows [2][2]int // before and behind the split; healthy and not
	err = p.eachWindow(ctx, s, open, func(row int64, label, normal int) {
		if row <= learned || label < 0 {
			return
		}
		side, kind := 0, 0
		if row >= at {
			side = 1
		}
		if label != normal {
			kind = 1
		}
		windows[side][kind]++
	})
	for _, side := range windows {
		if min(side[0], side[1]) < leastEach {
			return err
		}
	}
	p.split = at
	return err
}

// eachWindow yields the last row and the label of every window behind what trains.
func (p *places) eachWindow(ctx context.Context, s *spec.Spec, open replay.OpenFunc, each func(row int64, label, normal int)) error {
	labels, normal := labelsFrom(s.Normal)
	cutter := cut.New(p.window, s.Stride)
	_, err := rowsOf(ctx, s, labels, open, nil, func(row *stream.Row) {
		if row.Number <= p.trainRows {
			return
		}
		if due, label := cutter.Push(row.Segment, row.Label); due {
			each(row.Number, label, normal)
		}
	})
	return err
}
