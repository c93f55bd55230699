package replay

import (
	"context"
	"time"

	"tinyol-sim/internal/workers"
)

// Progress hears how far a stream has been played; see Feed.Total.
type Progress interface{ Advance(units int64) }

// Lanes are what a stream is played to: side by side, sharing nothing that
// changes.
type Lanes struct {
	Count int
	// Run works through a batch.
	Run func(lane int, b *Batch) error
	// Keep, if not nil, takes into its figures what a lane has made of the batch,
	// side by side too. It is called once all have run.
	Keep func(lane int, b *Batch)
	// Write, if not nil, is called after each block of rows, and at the end.
	Write func() error
}

// grace is how long an interrupted stream may go on with what it has read, and
// batchTime how long the lanes should take for a batch: the largest delay of an
// interrupt, and of a line of progress.
const (
	grace     = 250 * time.Millisecond
	batchTime = 50 * time.Millisecond
)

// Play gives the stream to the lanes, one batch at a time; while they work on
// one, the next is read. The lanes' figures do not depend on where batches end.
// A cancelled context ends the stream behind what has been read, or, where that
// takes long, after the last batch that all lanes were through.
func (f *Feed) Play(ctx context.Context, lanes Lanes, progress Progress) error {
	late, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(grace, cancel) })()
	current, next := &Batch{}, &Batch{}
	size := pace{rows: firstRows, windows: 1}
	if err := f.fill(current, size); err != nil && ctx.Err() == nil {
		return err
	}
	for len(current.Rows) > 0 {
		next.clear()
		var reading workers.Group
		var readErr error
		if ctx.Err() == nil {
			reading.Go(func() { readErr = f.fill(next, size) })
		}
		begin := time.Now()
		through, err := lanes.run(late, current)
		took := time.Since(begin)
		reading.Wait()
		if err != nil {
			return err
		}
		if !through {
			break
		}
		f.count(current)
		if current.ends {
			if err := lanes.write(); err != nil {
				return err
			}
		}
		progress.Advance(current.progress)
		// An interrupt may cut the input short in the middle of a row.
		if readErr != nil && ctx.Err() == nil {
			return readErr
		}
		size = paced(current, took)
		current, next = next, current
	}
	return lanes.write()
}

// firstRows is the size of the first batch, before anyone knows how long the
// lanes take for it.
const firstRows = 64

// pace is how large a batch may be.
type pace struct{ rows, windows int }

// paced is what the lanes will go through in batchTime, where they took so long
// for a batch.
func paced(b *Batch, took time.Duration) pace {
	return pace{scaled(len(b.Rows), took), scaled(max(b.windows, 1), took)}
}

// scaled is how many of what took so long fit into batchTime, a few times as many
// at most.
func scaled(n int, took time.Duration) int {
	const most = 8
	if took < batchTime/most {
		return min(n*most, blockRows)
	}
	return min(max(int(int64(n)*int64(batchTime)/int64(took)), 1), blockRows)
}

// run takes all lanes through a batch, unless the context ends meanwhile.
func (l *Lanes) run(ctx context.Context, b *Batch) (through bool, err error) {
	skipped := make([]bool, l.Count)
	err = workers.EachErr(l.Count, func(i int) error {
		if skipped[i] = ctx.Err() != nil; skipped[i] {
			return nil
		}
		return l.Run(i, b)
	})
	for _, s := range skipped {
		if s {
			return false, err
		}
	}
	if l.Keep != nil && err == nil {
		workers.Each(l.Count, func(i int) { l.Keep(i, b) })
	}
	return true, err
}

func (l *Lanes) write() error {
	if l.Write == nil {
		return nil
	}
	return l.Write()
}
