package bench

import (
	"context"
	"fmt"
	"strconv"
	"strings"
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
	if problem, remedy := x.tooShort(); problem != "" {
		return fmt.Errorf("%s: %s; %s, or --mode unsupervised", name, problem, remedy)
	}
	if others := x.leftOut(); others != "" {
		return fmt.Errorf("%s: after the rows that train, every window of the stream is labelled %q, for all rows of %s come before: use --mode unsupervised, or name a recording of the healthy machine with --train", name, x.labels.Name(x.Normal), others)
	}
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
	n := x.src.Segments()
	switch missing := sum(x.src.Missing()); {
	case n > 1 && rows >= int64(window) && missing > 0:
		return fmt.Errorf("%s: %d %s, cut into %d segments where values are missing (%d), make no window of %d; keep the value before with --missing hold, or use a smaller --window", name, rows, what, n, missing, window)
	case n > 1 && rows >= int64(window):
		return fmt.Errorf("%s: %d %s, cut into %d segments where the time or the session jumps, make no window of %d; check --time, or use a smaller --window", name, rows, what, n, window)
	}
	return fmt.Errorf("%s: %d %s make no window of %d; use a longer stream or a smaller --window", name, rows, what, window)
}

// tooShort speaks of labels that no window carries, for none of their runs is as long as
// one, or none where the stride looks; and says how to cut windows that do.
func (x *Experiment) tooShort() (problem, remedy string) {
	carried, runs := x.Feed.Counts().Labels, x.Feed.LongestRuns()
	var names []string
	least, most := 0, 0
	for label, rows := range runs {
		if rows == 0 || carried[label] {
			continue
		}
		names = append(names, strconv.Quote(x.labels.Name(label)))
		if most = max(most, rows); least == 0 || rows < least {
			least = rows
		}
	}
	window, stride := x.Models[0].FrontEnd.Window(), x.Models[0].Training.Stride
	switch {
	case names == nil:
		return "", ""
	case most < window:
		problem = fmt.Sprintf("no run of %s is as long as a window of %d rows, the longest has %d, so that no window carries it", strings.Join(names, " or "), window, most)
	default:
		problem = fmt.Sprintf("no window of %d rows, one every %d, lies within a run of %s, the longest of which has %d", window, stride, strings.Join(names, " or "), most)
	}
	w, s := WindowWithin(least, x.Spec.FrontEnd, len(x.src.Columns()), stride)
	if w == 0 {
		return problem, "label the rows around it as well"
	}
	return problem, fmt.Sprintf("use --window %d --stride %d", w, s)
}

// leftOut names the labels that came before late rows of the healthy machine.
func (x *Experiment) leftOut() string {
	if x.train == nil || !x.train.late || x.Normal < 0 {
		return ""
	}
	var names []string
	for label := range x.labels.Len() {
		if label != x.Normal {
			names = append(names, strconv.Quote(x.labels.Name(label)))
		}
	}
	return strings.Join(names, " and ")
}
