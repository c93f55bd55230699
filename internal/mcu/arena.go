package mcu

import (
	"cmp"
	"slices"
)

// arena lays out RAM regions that live in some phases only, so that no two
// with a common phase overlap.
type arena struct {
	placed []placement
	size   int // bytes up to the end of the highest region
}

type placement struct {
	Region
	offset int
}

// newArena places the largest regions first, each at the lowest offset that is
// free in all its phases. That is not always the least memory possible, which
// is an NP-hard question; the ledger charges what this layout takes, so a
// firmware that uses it fits.
func newArena(regions []Region) *arena {
	order := slices.Clone(regions)
	slices.SortStableFunc(order, func(a, b Region) int {
		return cmp.Or(cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(len(b.Phases), len(a.Phases)))
	})
	a := &arena{}
	for _, r := range order {
		p := placement{r, a.lowestFree(&r)}
		a.placed = append(a.placed, p)
		a.size = max(a.size, p.offset+p.Bytes)
	}
	return a
}

// lowestFree climbs over every region in the way, from the lowest one up.
func (a *arena) lowestFree(r *Region) int {
	inTheWay := slices.DeleteFunc(slices.Clone(a.placed), func(p placement) bool { return !conflict(&p.Region, r) })
	slices.SortFunc(inTheWay, func(a, b placement) int { return cmp.Compare(a.offset, b.offset) })
	offset := 0
	for _, p := range inTheWay {
		if offset+r.Bytes <= p.offset {
			break
		}
		offset = max(offset, p.offset+p.Bytes)
	}
	return offset
}

func conflict(a, b *Region) bool { return slices.ContainsFunc(a.Phases, b.liveIn) }

// load is the number of bytes in use during a phase.
func (a *arena) load(phase string) int {
	n := 0
	for _, p := range a.placed {
		if p.liveIn(phase) {
			n += p.Bytes
		}
	}
	return n
}
