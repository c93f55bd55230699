package trial

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/spec"
)

// fitting are the combinations that fit a board, as they cost on it; the others are
// left out with a note.
func fitting(all []*Combination, board string, note func(string)) (fit []*Combination) {
	var left []string
	for _, c := range all {
		b := c.on(board)
		if b == nil || !b.Fits {
			left = append(left, c.name())
			continue
		}
		c.Run = c.onBoard(b)
		fit = append(fit, c)
	}
	if len(left) > 0 && len(fit) > 0 {
		note(fmt.Sprintf("left out, for %s has no room: %s", board, strings.Join(left, "; ")))
	}
	return fit
}

// misfit is the error of the smallest detector on a board that has room for none.
func misfit(ctx context.Context, s *spec.Spec, l *Look, where *places, all []*Combination, open replay.OpenFunc) error {
	detectors := slices.DeleteFunc(slices.Clone(all), func(c *Combination) bool { return !detects(c) })
	least := slices.MinFunc(detectors, func(a, b *Combination) int { return cmp.Compare(a.Run.Memory.RAMBytes, b.Run.Memory.RAMBytes) })
	b := experiment(s, l, where, least.FrontEnd)
	b.Board, b.Learners, b.Epochs = s.Board, []string{least.Learner}, 1
	_, err := bench.Run(ctx, b, open, bench.Silent{})
	return err
}

func detects(c *Combination) bool { return c.Run.Anomaly != nil }

// rank puts the best of each kind first: what keeps up before what does not, then by
// the figure of the windows before the split, in hundredths, and of equal ones by
// cycles. Where there is no such figure they stay as they were tried.
func (t *Trial) rank(all []*Combination, split bool) {
	for _, c := range all {
		switch {
		case c.Run.Classification != nil:
			t.Classifiers = append(t.Classifiers, c)
		case detects(c):
			t.Detectors = append(t.Detectors, c)
		}
	}
	t.Ranked = slices.ContainsFunc(t.Detectors, func(c *Combination) bool { return c.chosenBy() >= 0 })
	t.Confirmed = t.Ranked && split
	if !t.Ranked {
		return
	}
	for _, list := range [][]*Combination{t.Detectors, t.Classifiers} {
		slices.SortStableFunc(list, func(a, b *Combination) int {
			return cmp.Or(order(late(a.Run.Deadline), late(b.Run.Deadline)),
				cmp.Compare(b.chosenBy(), a.chosenBy()), cmp.Compare(a.cycles(), b.cycles()))
		})
	}
}

// order puts what is false first.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// chosenBy is the figure that a combination is chosen by, in hundredths: a smaller gain
// nobody would notice. It is below zero where there is none.
func (c *Combination) chosenBy() float64 {
	switch {
	case c.before.Classification != nil:
		return math.Round(100 * c.before.Classification.MacroF1)
	case c.before.Anomaly != nil && c.before.Anomaly.AUC != nil:
		return math.Round(100 * *c.before.Anomaly.AUC)
	}
	return -1
}

// cycles are those of a step that learns, or else of one that does not.
func (c *Combination) cycles() float64 {
	if c.Run.Cycles.Online != nil {
		return c.Run.Cycles.Online.Mean
	}
	return c.Run.Cycles.Inference.Mean
}
