package metrics

import (
	"cmp"
	"slices"
)

// bucket holds the positives and negatives of one score, or of a range of them.
type bucket struct {
	key                  uint32
	positives, negatives float64
}

// ascending returns the buckets in order of their scores.
func (r *Ranking) ascending() []bucket {
	buckets := make([]bucket, 0, r.used)
	for i, s := range r.slots {
		if s.generation != r.generation {
			continue
		}
		counts := r.countsOf(i)
		b := bucket{key: s.key, negatives: float64(counts[0])}
		for _, n := range counts[1:] {
			b.positives += float64(n)
		}
		buckets = append(buckets, b)
	}
	slices.SortFunc(buckets, func(a, b bucket) int { return cmp.Compare(a.key, b.key) })
	return buckets
}

// Only returns a Ranking of the negatives against a single group of positives,
// for the figures of one kind of anomaly.
func (r *Ranking) Only(group int) *Ranking {
	if group < 1 || group >= r.groups {
		panic("metrics: Ranking.Only: there is no such group of positives")
	}
	only := NewRanking()
	only.shift = r.shift
	for i, s := range r.slots {
		if s.generation != r.generation {
			continue
		}
		counts := r.countsOf(i)
		only.negatives += counts[0]
		only.positives += counts[group]
		if counts[0]+counts[group] > 0 {
			only.add(s.key, 0, counts[0])
			only.add(s.key, 1, counts[group])
		}
	}
	return only
}
