package bench

import (
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
)

// Split has every rate of a run measured on the windows from a row on, and once more
// on those that end before it: a choice that is made on the ones does not flatter what
// is reported on the others. Costs are those of all windows.
type Split struct {
	Row int64 // of the stream, from 1, those that train counted
	// Before are the runs' figures on the windows before it, in the order of
	// Summary.Runs; Run fills it. Costs are absent.
	Before []result.Run
}

// addKeepers has a lane's figures counted.
func (x *Experiment) addKeepers(l *lane, o score.Options) {
	newKeeper := func(o score.Options) score.Keeper {
		if classifies(l.mode) {
			return score.NewClassifier(o)
		}
		return score.NewDetector(o)
	}
	if x.Spec.Split == nil {
		l.keepers = []score.Keeper{newKeeper(o)}
		l.keeper = l.keepers[0]
		return
	}
	early := o
	early.Span.To, early.Bootstrap = x.Spec.Split.Row, false
	o.Span.From = x.Spec.Split.Row
	l.early, l.keeper = newKeeper(early), newKeeper(o)
	l.keepers = []score.Keeper{l.early, l.keeper}
}

// fillSplit has the figures before the split.
func (x *Experiment) fillSplit() {
	if x.Spec.Split == nil {
		return
	}
	names := x.labels.Names()
	var classes []int
	for class := range names {
		if x.Feed.Counts().Labels[class] {
			classes = append(classes, class)
		}
	}
	x.Spec.Split.Before = nil
	for _, l := range x.lanes {
		r := result.Run{Mode: l.mode.String(), Engine: l.engine, Board: x.Board.Name, Seed: l.seed}
		l.early.Fill(&r, names, classes)
		x.Spec.Split.Before = append(x.Spec.Split.Before, r)
	}
}
