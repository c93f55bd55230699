package compare

import (
	"fmt"
	"slices"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// measured sets the arms' values of every measure beside each other. A measure
// that some seed of an arm lacks has no mean over all of them: the arm is left
// out, and a note says so.
func measured(arms []*arm, results []*Result) (list []result.ComparedMeasure, notes []string) {
	spaces := featureSpaces(results)
	for _, key := range order(arms) {
		m := result.ComparedMeasure{Key: key}
		kind := result.Learned
		for i, a := range arms {
			v, found, which := a.over(key)
			switch {
			case found == 0:
			case found < len(a.values):
				notes = append(notes, fmt.Sprintf("%s of %s is defined for %d of %d seeds only and left out", key, a.Name, found, len(a.values)))
			default:
				v.Arm, m.Unit, kind = i, which.Unit, which.Kind
				m.Values = append(m.Values, v)
			}
		}
		if len(m.Values) == 0 {
			continue
		}
		if kind != result.Tally {
			for _, p := range pairs(arms, &m) {
				if inFeatureSpace(key) && spaces[arms[p.arm].Result] != spaces[arms[p.against].Result] {
					continue
				}
				m.Differences = append(m.Differences, difference(&m, p, kind))
			}
		}
		list = append(list, m)
	}
	return list, notes
}

// over gathers a measure over the seeds; found counts those that have it.
func (a *arm) over(key string) (v result.ArmValue, found int, which result.Measure) {
	for _, t := range a.values {
		if m, ok := t.value(key); ok {
			found++
			which = m
			v.Values = append(v.Values, m.Value)
		}
	}
	v.Mark = which.Mark
	ci := metrics.StudentInterval(v.Values)
	v.Mean = ci.Mean
	if found > 1 && !(which.Kind != result.Learned && constant(v.Values)) {
		v.Low, v.High = &ci.Low, &ci.High
	}
	return v, found, which
}

func constant(values []float64) bool {
	return !slices.ContainsFunc(values, func(v float64) bool { return v != values[0] })
}

// difference takes one arm from another, seed by seed.
func difference(m *result.ComparedMeasure, p pair, kind result.Kind) result.Difference {
	x, y := m.Of(p.arm).Values, m.Of(p.against).Values
	differences := make([]float64, len(x))
	for i := range x {
		differences[i] = x[i] - y[i]
	}
	ci := metrics.StudentInterval(differences)
	d := result.Difference{Arm: p.arm, Against: p.against, Mean: ci.Mean}
	exact := kind == result.Cost && constant(x) && constant(y)
	if len(x) > 1 && !exact {
		test := metrics.WilcoxonSignedRank(differences)
		d.Low, d.High, d.P = &ci.Low, &ci.High, &test.P
	}
	return d
}

// order lists the keys of all arms: each behind the one that it follows in the
// arm that brought it.
func order(arms []*arm) []string {
	var keys []string
	// The frozen arm has few measures, so its keys come last and find their
	// places.
	sorted := slices.Clone(arms)
	slices.SortStableFunc(sorted, func(a, b *arm) int { return rank(a) - rank(b) })
	for _, a := range sorted {
		for _, t := range a.values {
			at := 0
			for _, m := range t {
				if i := slices.Index(keys, m.Key); i >= 0 {
					at = i + 1
					continue
				}
				keys = slices.Insert(keys, at, m.Key)
				at++
			}
		}
	}
	return keys
}

func rank(a *arm) int {
	switch a.Mode {
	case unsupervised:
		return 0
	case supervised:
		return 1
	}
	return 2
}

// inFeatureSpace reports whether a measure has the unit of the features' square,
// which says nothing beside that of other features.
func inFeatureSpace(key string) bool {
	return key == "loss.first" || key == "loss.last" || key == "anomaly.threshold" || key == "anomaly.threshold_last"
}

// featureSpaces names what the features of each result are.
func featureSpaces(results []*Result) []string {
	spaces := make([]string, len(results))
	for i, r := range results {
		p := &r.summary.Program
		spaces[i] = fmt.Sprint(p.FrontEnd, p.Layers[:min(1, len(p.Layers))])
	}
	return spaces
}
