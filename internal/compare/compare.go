package compare

import (
	"tinyol-sim/internal/result"
)

// Compare sets the arms of all results side by side, over the seeds that every
// result has. Results that cannot be compared are a *Refusal; other errors are
// those of reading steps.csv, which is only looked at where results stopped
// learning at different places. Tool and Command are left to the caller.
func Compare(results []*Result) (*result.Comparison, error) {
	for _, r := range results[1:] {
		if err := check(results[0], r); err != nil {
			return nil, err
		}
	}
	seeds, notes, err := matchSeeds(results)
	if err != nil {
		return nil, err
	}
	shared, err := shareWindows(results, seeds)
	if err != nil {
		return nil, err
	}
	var arms []*arm
	for i, r := range results {
		arms = append(arms, armsOf(i, r, seeds)...)
	}
	if len(arms) < 2 {
		return nil, results[0].refuse("it holds one mode and nothing to set it against; name a second result")
	}
	name(arms, results)
	c := &result.Comparison{
		Version: result.Version, Stream: streamOf(results), Results: records(results),
		Seeds: seeds, Settings: settings(results),
	}
	for _, a := range arms {
		c.Arms = append(c.Arms, a.Arm)
	}
	var incomplete []string
	c.Measures, incomplete = measured(arms, seeds, results)
	c.Notes = append(append(notes, shared...), remarks(results, seeds, largestFamily(c.Measures))...)
	c.Notes = append(c.Notes, incomplete...)
	return c, nil
}

// remarks says what the figures cannot. family is largestFamily's.
func remarks(results []*Result, seeds []uint64, family int) []string {
	var notes []string
	if note := seedsNote(len(seeds), family); note != "" {
		notes = append(notes, note)
	}
	spaces := featureSpaces(results)
	for i := range spaces {
		if spaces[i] != spaces[0] {
			notes = append(notes, "the results see different features, so their losses and thresholds have different scales and no difference")
			break
		}
	}
	if len(results) > 1 && len(settings(results)) == 0 {
		notes = append(notes, "no recorded setting differs between the results")
	}
	return notes
}

func streamOf(results []*Result) result.ComparedStream {
	s, p := &results[0].summary.Stream, &results[0].summary.Program
	out := result.ComparedStream{
		Name: s.Name, More: s.More, SHA256: results[0].inputs("stream"), Columns: s.Columns, Normal: s.Normal,
		Drift: s.Drift, Windows: s.Windows, Window: p.Window, Stride: p.Stride,
	}
	for _, r := range results {
		if t := r.summary.Stream.TestName; out.Test == "" {
			out.Test = t
		}
	}
	return out
}

func records(results []*Result) []result.ComparedResult {
	list := make([]result.ComparedResult, len(results))
	for i, r := range results {
		list[i] = result.ComparedResult{Name: r.Name, Path: r.Path, Command: r.manifest.Command, Seeds: r.seeds()}
	}
	return list
}
