package bench

import (
	"context"
	"fmt"
)

// checkStream refuses a stream that was too short, or had one label only where
// a classifier was asked for.
func (x *Experiment) checkStream(ctx context.Context) error {
	if ctx.Err() != nil {
		if x.Feed.Counts().Windows == 0 {
			return ctx.Err()
		}
		return nil
	}
	if err := x.CheckWindows(); err != nil {
		return err
	}
	name := x.src.Title()
	supervised := false
	for _, l := range x.lanes {
		supervised = supervised || classifies(l.mode)
	}
	if !supervised || len(x.Feed.Counts().Labels) > 1 {
		return nil
	}
	labels := x.src.LabelSource()
	for label := range x.Feed.Counts().Labels {
		return fmt.Errorf("%s: %s has one value, %q: nothing to tell apart; use --mode unsupervised or another --label", name, labels, x.labels.Name(label))
	}
	return fmt.Errorf("%s: no window carries a single label (%s); use --mode unsupervised, another --label or a smaller --window", name, labels)
}

// CheckWindows refuses a stream without any window, once it has been played.
func (x *Experiment) CheckWindows() error {
	if x.Feed.Counts().Windows > 0 {
		return nil
	}
	return x.noWindow(x.src.Title())
}

// noWindow says why the stream has none.
func (x *Experiment) noWindow(name string) error {
	rows, what, window := x.src.Rows(), "rows", x.Models[0].FrontEnd.Window()
	if len(x.Spec.Train) == 0 && x.train != nil {
		rows, what = rows-x.train.rows, fmt.Sprintf("rows after the %d that train the autoencoder", x.train.rows)
	}
	if n := x.src.Segments(); n > 1 && rows >= int64(window) {
		return fmt.Errorf("%s: %d %s, cut into %d segments where the time or the session jumps, make no window of %d; check --time, or use a smaller --window", name, rows, what, n, window)
	}
	return fmt.Errorf("%s: %d %s make no window of %d; use a longer stream or a smaller --window", name, rows, what, window)
}
