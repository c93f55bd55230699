package report

import (
	"math"

	"tinyol-sim/internal/result"
)

// group is one mode on one engine and board with all of its seeds.
type group struct {
	mode, engine, board string

	label  string // what tells it from the summary's other groups
	runs   []*result.Run
	index  []int // of each run in Summary.Runs
	spread *result.Spread
}

// first is the run that is drawn and described where only one can be.
func (g *group) first() *result.Run { return g.runs[0] }

// seeds counts the runs.
func (g *group) seeds() int { return len(g.runs) }

// groupsOf gathers a summary's runs, in order of first appearance.
func groupsOf(s *result.Summary) []*group {
	var groups []*group
	find := func(r *result.Run) *group {
		for _, g := range groups {
			if g.mode == r.Mode && g.engine == r.Engine && g.board == r.Board {
				return g
			}
		}
		g := &group{mode: r.Mode, engine: r.Engine, board: r.Board}
		groups = append(groups, g)
		return g
	}
	for i := range s.Runs {
		g := find(&s.Runs[i])
		g.runs = append(g.runs, &s.Runs[i])
		g.index = append(g.index, i)
	}
	attachSpreads(groups, s.Seeds)
	nameGroups(groups)
	return groups
}

// attachSpreads gives each group its intervals. A spread names mode and engine
// only; with several boards it cannot be told whose it is, and is left out.
func attachSpreads(groups []*group, spreads []result.Spread) {
	several := severalValues(groups, func(g *group) string { return g.board })
	if several {
		return
	}
	for _, g := range groups {
		for i := range spreads {
			if spreads[i].Mode == g.mode && spreads[i].Engine == g.engine {
				g.spread = &spreads[i]
			}
		}
	}
}

// nameGroups labels each group by its mode, and by engine and board where the
// summary holds more than one.
func nameGroups(groups []*group) {
	engines := severalValues(groups, func(g *group) string { return g.engine })
	boards := severalValues(groups, func(g *group) string { return g.board })
	for _, g := range groups {
		g.label = g.mode
		if engines {
			g.label += " " + g.engine
		}
		if boards {
			g.label += " " + g.board
		}
	}
}

func severalValues(groups []*group, of func(*group) string) bool {
	for _, g := range groups {
		if of(g) != of(groups[0]) {
			return true
		}
	}
	return false
}

// value finds one figure of a run; nil where it does not apply.
type value func(*result.Run) *float64

// cell writes a figure of the group: of its only run as it is; over several
// seeds the mean with its interval, which the summary holds under key. A
// figure without an interval is written plainly if all seeds agree and as a
// range if they do not. Empty where the figure is absent.
func (g *group) cell(key string, of value, u unit) string {
	low, high, found := g.limits(of)
	if !found {
		return ""
	}
	if g.spread != nil {
		if i, ok := g.spread.Figures[key]; ok && i.Low != i.High {
			return u.interval(i)
		}
	}
	if low == high || u.text(low) == u.text(high) {
		return u.text(low)
	}
	return u.spread(low, high)
}

// limits finds the smallest and largest value over the seeds that have one.
func (g *group) limits(of value) (low, high float64, found bool) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, r := range g.runs {
		if v := of(r); v != nil && !math.IsNaN(*v) {
			low, high, found = math.Min(low, *v), math.Max(high, *v), true
		}
	}
	return low, high, found
}
