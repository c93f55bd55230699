package paper

import (
	"context"
	"errors"
	"sync/atomic"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// seedParts is what the work of a seed counts in the progress of a figure.
const seedParts = 1000

// play takes the networks of a setup through rows, all seeds side by side. window
// is called for every window of a seed with what its network makes of it, until it
// reports that this seed needs no more.
func (p *maker) play(ctx context.Context, s *setup, rows *replay.Rows, stride int, window func(seed int, b *tinyol.Base, label int) (more bool, err error)) error {
	front := s.models[0].FrontEnd
	feed := replay.NewFeed(nil, rows, front, stride)
	feed.MakeFeatures(front)
	bases := make([]*tinyol.Base, len(s.models))
	for seed, m := range s.models {
		bases[seed] = tinyol.NewBase(m.Network)
	}
	enough := make([]bool, len(s.models))
	var ended atomic.Int64 // seeds
	run := func(seed int, b *replay.Batch) error {
		if ended.Load() == int64(len(s.models)) {
			return errEnough
		}
		due := 0
		for i := range b.Rows {
			if !b.Rows[i].Due || enough[seed] {
				continue
			}
			bases[seed].Run(b.Features(due))
			due++
			more, err := window(seed, bases[seed], b.Rows[i].Label)
			if err != nil {
				return err
			}
			if !more {
				enough[seed] = true
				ended.Add(1)
			}
		}
		return nil
	}
	progress := &share{mon: p.mon, rows: int64(rows.Len()), parts: int64(seedParts * len(s.models))}
	err := feed.Play(ctx, replay.Lanes{Count: len(s.models), Run: run}, progress)
	progress.end()
	if err == nil {
		err = ctx.Err()
	}
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// errEnough ends a replay that no seed needs any longer.
var errEnough = errors.New("enough")

// share turns rows into the parts of a figure's progress.
type share struct {
	mon               bench.Monitor
	rows, parts       int64 // in all
	played, announced int64
}

func (s *share) Advance(rows int64) {
	s.played += rows
	s.announce(s.parts * s.played / max(s.rows, 1))
}

// end announces what was not needed.
func (s *share) end() { s.announce(s.parts) }

func (s *share) announce(parts int64) {
	s.mon.Advance(parts - s.announced)
	s.announced = parts
}

// rowsOf are the rows of a recording, each run its own segment, under one label.
func rowsOf(rec *frontend.Recording, label int) *replay.Rows {
	rows := &replay.Rows{}
	for segment, run := range rec.Runs {
		for ; len(run) > 0; run = run[rec.Channels:] {
			rows.Add(&stream.Row{Label: label, Segment: segment, Values: run[:rec.Channels]})
		}
	}
	return rows
}
