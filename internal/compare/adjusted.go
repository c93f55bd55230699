package compare

import (
	"fmt"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// adjust puts Holm's p beside those of one measure's differences. These are a
// family: the arms set against each other by one figure, of which a reader picks
// the smallest p.
func adjust(differences []result.Difference) {
	var tested []*result.Difference
	var p []float64
	for i := range differences {
		if d := &differences[i]; d.P != nil {
			tested, p = append(tested, d), append(p, *d.P)
		}
	}
	for i, adjusted := range metrics.Holm(p) {
		tested[i].PAdjusted = &adjusted
	}
}

// largestFamily counts the tests of the measure that has most.
func largestFamily(measures []result.ComparedMeasure) int {
	largest := 0
	for _, m := range measures {
		tests := 0
		for _, d := range m.Differences {
			if d.P != nil {
				tests++
			}
		}
		largest = max(largest, tests)
	}
	return largest
}

// level is the one that seeds are asked for.
const level = 0.05

// seedsNote says so where no difference whatever can reach the level with so few
// seeds, alone or among as many tests as the largest family has.
func seedsNote(seeds, family int) string {
	family = max(family, 1)
	reach := func(seeds int) float64 { return min(1, float64(family)*metrics.SmallestSignedRankP(seeds)) }
	if seeds < 2 || reach(seeds) <= level {
		return ""
	}
	enough := seeds
	for reach(enough) > level {
		enough++
	}
	adjusted := ""
	if family > 1 {
		adjusted = fmt.Sprintf(", nor below %.3g when adjusted for %d of them", reach(seeds), family)
	}
	return fmt.Sprintf("with %d seeds no p is below %.3g, whatever the difference%s; %d seeds or more can show one at %v",
		seeds, metrics.SmallestSignedRankP(seeds), adjusted, enough, level)
}
