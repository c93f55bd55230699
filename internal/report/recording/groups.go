package recording

import (
	"cmp"
	"fmt"
	"math"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// Group is one mode on one engine and board with all of its seeds.
type Group struct {
	Mode, Engine, Board string

	Learner result.Learner

	Label  string // what tells it from the summary's other groups
	Runs   []*result.Run
	Index  []int // of each run in Summary.Runs
	Spread *result.Spread
}

// First is the run that is drawn and described where only one can be.
func (g *Group) First() *result.Run { return g.Runs[0] }

// Seeds counts the runs.
func (g *Group) Seeds() int { return len(g.Runs) }

// Classifies reports whether the runs name classes.
func (g *Group) Classifies() bool { return g.Learner.Aim == result.AimClassify }

// Learns reports whether anything learns.
func (g *Group) Learns() bool { return g.Mode != Frozen }

// ScoreText says what the runs' scores are.
func (g *Group) ScoreText() string { return cmp.Or(g.Learner.Score, "score") }

// GroupsOf gathers a summary's runs, in order of first appearance.
func GroupsOf(s *result.Summary) []*Group {
	var groups []*Group
	find := func(r *result.Run) *Group {
		for _, g := range groups {
			if g.Mode == r.Mode && g.Engine == r.Engine && g.Board == r.Board {
				return g
			}
		}
		g := &Group{Mode: r.Mode, Engine: r.Engine, Board: r.Board, Learner: s.Learner(r.Mode)}
		groups = append(groups, g)
		return g
	}
	for i := range s.Runs {
		g := find(&s.Runs[i])
		g.Runs = append(g.Runs, &s.Runs[i])
		g.Index = append(g.Index, i)
	}
	attachSpreads(groups, s.Seeds)
	nameGroups(groups)
	return groups
}

// attachSpreads gives each group its intervals. A spread names mode and engine
// only; with several boards it cannot be told whose it is, and is left out.
func attachSpreads(groups []*Group, spreads []result.Spread) {
	several := severalValues(groups, func(g *Group) string { return g.Board })
	if several {
		return
	}
	for _, g := range groups {
		for i := range spreads {
			if spreads[i].Mode == g.Mode && spreads[i].Engine == g.Engine {
				g.Spread = &spreads[i]
			}
		}
	}
}

// nameGroups labels each group by its mode, and by engine and board where the
// summary holds more than one.
func nameGroups(groups []*Group) {
	engines := severalValues(groups, func(g *Group) string { return g.Engine })
	boards := severalValues(groups, func(g *Group) string { return g.Board })
	for _, g := range groups {
		g.Label = g.Mode
		if engines {
			g.Label += " " + g.Engine
		}
		if boards {
			g.Label += " " + g.Board
		}
	}
}

func severalValues(groups []*Group, of func(*Group) string) bool {
	for _, g := range groups {
		if of(g) != of(groups[0]) {
			return true
		}
	}
	return false
}

// Value finds one figure of a run; nil where it does not apply.
type Value func(*result.Run) *float64

// Cell writes a figure of the group: of its only run as it is; over several
// seeds the mean with its interval, which the summary holds under key. A
// figure without an interval is written plainly if all seeds agree and as a
// range if they do not. Empty where the figure is absent.
func (g *Group) Cell(key string, of Value, u wording.Unit) string {
	low, high, found := g.Limits(of)
	if !found {
		return ""
	}
	if g.Spread != nil {
		if i, ok := g.Spread.Figures[key]; ok && i.Low != i.High {
			return u.Interval(i)
		}
	}
	if low == high || u.Text(low) == u.Text(high) {
		return u.Text(low)
	}
	return u.Spread(low, high)
}

// Figure writes a measure of the group as Cell does, by its key, and a cost with the
// mark that says how it came about. Empty where there is no such measure.
func (g *Group) Figure(key string) string {
	t, name := result.TermOf(key)
	if t == nil {
		return ""
	}
	return wording.Marked(g.Plain(key), t.Mark(g.First(), name))
}

// Plain is Figure without the mark, which has to stand elsewhere then.
func (g *Group) Plain(key string) string {
	t, name := result.TermOf(key)
	if t == nil {
		return ""
	}
	of := func(r *result.Run) *float64 { return t.Value(r, name) }
	return g.Cell(key, of, wording.UnitFor(key, t.Unit))
}

// Mean is a measure's mean over the seeds that have it, by its key.
func (g *Group) Mean(key string) (mean float64, found bool) {
	t, name := result.TermOf(key)
	if t == nil {
		return 0, false
	}
	n := 0.0
	for _, r := range g.Runs {
		if v := t.Value(r, name); v != nil && !math.IsNaN(*v) {
			mean, n = mean+*v, n+1
		}
	}
	return mean / max(n, 1), n > 0
}

// Limits finds the smallest and largest value over the seeds that have one.
func (g *Group) Limits(of Value) (low, high float64, found bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, r := range g.Runs {
		if v := of(r); v != nil && !math.IsNaN(*v) {
			low, high, found = math.Min(low, *v), math.Max(high, *v), true
		}
	}
	return low, high, found
}

// SeedNote is the sentence on several seeds for a caption.
func SeedNote(g *Group, lines bool) string {
	switch {
	case g.Seeds() == 1:
		return ""
	case lines && g.Seeds() > DrawnSeeds:
		return fmt.Sprintf(" The first seed is drawn in full, the %d after it, of %s in all, as faint lines.", DrawnSeeds-1, wording.Integer(g.Seeds()))
	case lines:
		return " The first seed is drawn in full, the others as faint lines."
	}
	return " Shown is the first seed."
}
