package replay

import (
	"context"

	"tinyol-sim/internal/workers"
)

// Progress hears how many rows have been played.
type Progress interface{ Advance(rows int64) }

// Play gives the stream to n workers that share nothing, one batch at a time;
// while they work on one, the next is read. When all are through a batch, done
// is called for each in order. A cancelled context ends the stream behind what
// has been read.
func (feed *Feed) Play(ctx context.Context, n int, work func(int, *Batch), progress Progress, done func(int) error) error {
	current, next := &Batch{}, &Batch{}
	if err := feed.fill(current); err != nil && ctx.Err() == nil {
		return err
	}
	for len(current.Rows) > 0 {
		next.Rows = next.Rows[:0]
		var reading workers.Group
		var readErr error
		if ctx.Err() == nil {
			reading.Go(func() { readErr = feed.fill(next) })
		}
		workers.Each(n, func(i int) { work(i, current) })
		reading.Wait()
		for i := range n {
			if err := done(i); err != nil {
				return err
			}
		}
		progress.Advance(int64(len(current.Rows)))
		// An interrupt may cut the input short in the middle of a row.
		if readErr != nil && ctx.Err() == nil {
			return readErr
		}
		current, next = next, current
	}
	return nil
}
