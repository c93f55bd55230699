package metrics

import (
	"cmp"
	"math"
	"slices"
)

// SignedRank is the outcome of Wilcoxon's signed rank test on paired
// differences.
type SignedRank struct {
	N int     // pairs that differ; the others say nothing about a direction
	W float64 // sum of the ranks of the positive differences
	P float64 // two-sided; 1 where no pair differs
}

// WilcoxonSignedRank tests whether paired differences lean to one side
// (F. Wilcoxon, Individual comparisons by ranking methods, Biometrics Bulletin
// 1(6), 1945). It needs no shape of their distribution but symmetry, which is
// why it and not a t test stands beside the differences of rates and areas:
// those pile up at 0 and 1. Differences of zero are left out, as Wilcoxon does;
// equal sizes share their mean rank.
//
// P is exact for any number of pairs, ties included: the share of all 2^N ways
// to give the observed ranks a sign that lie as far from the middle as W. It
// is never below SmallestSignedRankP(N). A difference that is not finite makes
// P NaN.
func WilcoxonSignedRank(differences []float64) SignedRank {
	var sizes []float64
	for _, d := range differences {
		if math.IsNaN(d) || math.IsInf(d, 0) {
			return SignedRank{W: math.NaN(), P: math.NaN()}
		}
		if d != 0 {
			sizes = append(sizes, d)
		}
	}
	slices.SortStableFunc(sizes, func(a, b float64) int { return cmp.Compare(math.Abs(a), math.Abs(b)) })
	doubled := doubledRanks(sizes)
	total, positive := 0, 0
	for i, r := range doubled {
		total += r
		if sizes[i] > 0 {
			positive += r
		}
	}
	return SignedRank{N: len(sizes), W: float64(positive) / 2, P: signShare(doubled, total, max(positive, total-positive))}
}

// doubledRanks are twice the ranks of differences sorted by size, whole numbers
// with ties too: places first..last share the rank (first+last)/2.
func doubledRanks(sorted []float64) []int {
	ranks := make([]int, len(sorted))
	for first := 0; first < len(sorted); {
		next := first + 1
		for next < len(sorted) && math.Abs(sorted[next]) == math.Abs(sorted[first]) {
			next++
		}
		for i := first; i < next; i++ {
			ranks[i] = (first + 1) + next
		}
		first = next
	}
	return ranks
}

// signShare is the probability, each rank being positive or not by the toss of
// a coin, that the positive ones sum to at least extreme, or to as little as
// its mirror image; extreme is at least half of total, the sum of all ranks.
// Sums beyond the mirror image are not followed: a thousand ranks have half a
// million sums.
func signShare(ranks []int, total, extreme int) float64 {
	mirror := total - extreme
	chance := make([]float64, mirror+1) // by sum
	chance[0] = 1
	reached := 0
	for _, r := range ranks {
		reached = min(reached+r, mirror)
		for sum := reached; sum >= 0; sum-- {
			p := float64(chance[sum] / 2)
			if sum >= r {
				p += float64(chance[sum-r] / 2)
			}
			chance[sum] = p
		}
	}
	tail := 0.0
	for sum := mirror; sum >= 0; sum-- {
		tail += chance[sum]
	}
	return min(2*tail, 1)
}

// SmallestSignedRankP is the smallest P that n differing pairs can have: all of
// them on one side, 2 of the 2^n ways. Below 6 pairs it exceeds 0.05, so that
// no result whatever is called significant at that level.
func SmallestSignedRankP(n int) float64 { return min(1, math.Exp2(float64(1-n))) }
