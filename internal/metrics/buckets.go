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
		b := bucket{key: s.key, negatives: float64(r.count(0, i))}
		for group := 1; group < len(r.counts); group++ {
			b.positives += float64(r.count(group, i))
		}
		buckets = append(buckets, b)
	}
	slices.SortFunc(buckets, func(a, b bucket) int { return cmp.Compare(a.key, b.key) })
	return buckets
}

// Only returns a Ranking of the negatives against a single group of positives,
// for the figures of one kind of anomaly.
func (r *Ranking) Only(group int) *Ranking {
	if group < 1 || group >= len(r.counts) {
		panic("metrics: Ranking.Only: there is no such group of positives")
	}
	only := NewRanking()
	only.shift = r.shift
	for i, s := range r.slots {
		if s.generation != r.generation {
			continue
		}
		negatives, positives := r.count(0, i), r.count(group, i)
		only.negatives += negatives
		only.positives += positives
		if negatives+positives > 0 {
			only.add(s.key, 0, negatives)
			only.add(s.key, 1, positives)
		}
	}
	return only
}
