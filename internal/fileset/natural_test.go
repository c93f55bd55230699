package fileset

import (
	"slices"
	"testing"
)

func TestCompareNatural(t *testing.T) {
	// Equal numbers are in the order of their bytes, and so are equal letters.
	want := []string{"", "1.csv", "02.csv", "2.csv", "10.csv", "A", "a", "a-2", "a01", "a1", "a1b", "a2", "a10", "b", "run 9", "run 10"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, compareNatural)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// FuzzCompareNatural: an order that contradicts itself makes a sort of it depend on
// where it began.
func FuzzCompareNatural(f *testing.F) {
	f.Add("a2", "a10", "a02")
	f.Add("x1y", "x01Y", "X1y")
	f.Add("9", "09", "a")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if compareNatural(a, b) != -compareNatural(b, a) {
			t.Errorf("%q and %q", a, b)
		}
		if (compareNatural(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q are taken for equal, or for different", a, b)
		}
		if compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0 && compareNatural(a, c) > 0 {
			t.Errorf("%q, %q, %q", a, b, c)
		}
	})
}
