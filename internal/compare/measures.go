package compare

import (
	"container/list"
	"fmt"
	"slices"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// measured sets the arms' values of every measure beside each other. A measure
// that some seed of an arm lacks has no mean over all of them: the arm is left
// out, and a note says so.
func measured(arms []*arm, seeds []uint64, results []*Result) (measures []result.ComparedMeasure, notes []string) {
	spaces := featureSpaces(results)
	keys, columns := gather(arms, seeds)
	for _, key := range keys {
		m := result.ComparedMeasure{Key: key}
		kind, scaled := result.Learned, false
		for i, a := range arms {
			c := columns[a][key]
			switch {
			case c == nil:
			case len(c.values) < len(seeds):
				notes = append(notes, fmt.Sprintf("%s of %s is defined for %d of %d seeds only and left out", key, a.Name, len(c.values), len(seeds)))
			default:
				m.Unit, kind, scaled = c.Unit, c.Kind, c.Term.Scaled
				m.Values = append(m.Values, c.over(i))
			}
		}
		if len(m.Values) == 0 {
			continue
		}
		if kind != result.Tally {
			for _, p := range pairs(arms, &m) {
				if scaled && spaces[arms[p.arm].Result] != spaces[arms[p.against].Result] {
					continue
				}
				m.Differences = append(m.Differences, difference(&m, p, kind))
			}
			adjust(m.Differences)
		}
		measures = append(measures, m)
	}
	return measures, notes
}

// column is a measure of an arm over the seeds.
type column struct {
	result.Measure // of the last seed that has it
	values         []float64
	seed           int // index of that seed
}

// over is the value of the arm with this index: the mean, and an interval where
// seeds decide.
func (c *column) over(arm int) result.ArmValue {
	ci := metrics.StudentInterval(c.values)
	v := result.ArmValue{Arm: arm, Mark: c.Mark, Mean: ci.Mean, Values: c.values}
	if len(c.values) > 1 && !(c.Kind != result.Learned && constant(c.values)) {
		v.Low, v.High = &ci.Low, &ci.High
	}
	return v
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

// gather makes each run's table once and one at a time, for a confusion matrix
// of many classes is long. It returns the keys of all arms, each behind the one
// that it follows in the arm that brought it, and the columns of each arm by
// key.
func gather(arms []*arm, seeds []uint64) (keys []string, columns map[*arm]map[string]*column) {
	// The frozen arm has few measures, so its keys come last and find their
	// places.
	sorted := slices.Clone(arms)
	slices.SortStableFunc(sorted, func(a, b *arm) int { return rank(a) - rank(b) })
	order, places := list.New(), map[string]*list.Element{}
	columns = map[*arm]map[string]*column{}
	for _, a := range sorted {
		columns[a] = map[string]*column{}
		for k, seed := range seeds {
			var before *list.Element // nil: in front of all
			for _, m := range a.table(seed) {
				place, known := places[m.Key]
				switch {
				case known:
				case before == nil:
					place = order.PushFront(m.Key)
				default:
					place = order.InsertAfter(m.Key, before)
				}
				places[m.Key], before = place, place
				addTo(columns[a], m, k, len(seeds))
			}
		}
	}
	for e := order.Front(); e != nil; e = e.Next() {
		keys = append(keys, e.Value.(string))
	}
	return keys, columns
}

// addTo puts a measure of the k-th seed into its column. Where modes say it
// twice of the frozen model, the first counts.
func addTo(columns map[string]*column, m result.Measure, k, seeds int) {
	c := columns[m.Key]
	switch {
	case c == nil:
		c = &column{values: make([]float64, 0, seeds)}
		columns[m.Key] = c
	case c.seed == k:
		return
	}
	c.Measure, c.seed = m, k
	c.values = append(c.values, m.Value)
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

// featureSpaces names what the features of each result are.
func featureSpaces(results []*Result) []string {
	spaces := make([]string, len(results))
	for i, r := range results {
		p := &r.summary.Program
		spaces[i] = fmt.Sprint(p.FrontEnd, p.Layers[:min(1, len(p.Layers))])
	}
	return spaces
}
