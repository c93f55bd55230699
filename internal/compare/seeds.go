package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// matchSeeds returns the seeds that all results have, in the order of the
// first, and a note where some results have more.
func matchSeeds(results []*Result) (seeds []uint64, notes []string, err error) {
	seeds = results[0].seeds()
	for _, r := range results[1:] {
		have := r.seeds()
		common := slices.DeleteFunc(slices.Clone(seeds), func(s uint64) bool { return !slices.Contains(have, s) })
		if len(common) == 0 {
			return nil, nil, refusePair(results[0], r, "they share no seed, %s and %s; run both with the same --seed and --seeds", seedList(seeds), seedList(have))
		}
		seeds = common
	}
	var left []string
	for _, r := range results {
		others := slices.DeleteFunc(r.seeds(), func(s uint64) bool { return slices.Contains(seeds, s) })
		if len(others) > 0 {
			left = append(left, fmt.Sprintf("%s of %s", seedList(others), r.Name))
		}
	}
	if left != nil {
		notes = append(notes, fmt.Sprintf("only %s in all results and used; left out: %s", areIn(seeds), strings.Join(left, ", ")))
	}
	if len(seeds) == 1 {
		notes = append(notes, fmt.Sprintf("one seed (%d): differences come without interval and test; run with --seeds 10", seeds[0]))
	}
	return seeds, notes, nil
}

func areIn(seeds []uint64) string {
	if len(seeds) == 1 {
		return fmt.Sprintf("seed %d is", seeds[0])
	}
	return "seeds " + seedList(seeds) + " are"
}

// seedList writes runs of seeds as ranges: "1 to 10, 12".
func seedList(seeds []uint64) string {
	var parts []string
	for i := 0; i < len(seeds); {
		n := i
		for n+1 < len(seeds) && seeds[n+1] == seeds[n]+1 {
			n++
		}
		text := strconv.FormatUint(seeds[i], 10)
		switch {
		case n > i+1:
			text += " to " + strconv.FormatUint(seeds[n], 10)
		case n == i+1:
			text += ", " + strconv.FormatUint(seeds[n], 10)
		}
		parts = append(parts, text)
		i = n + 1
	}
	return strings.Join(parts, ", ")
}
