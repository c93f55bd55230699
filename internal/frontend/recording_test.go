package frontend

import "testing"

// Five rows of two channels in two runs, cut after the third: the second run is in both
// parts.
func TestCutByHand(t *testing.T) {
	all := Recording{Channels: 2, Runs: [][]float32{{1, 1, 2, 2}, {3, 3, 4, 4, 5, 5}}}
	before, after := all.Cut(3)
	if before.Rows() != 3 || after.Rows() != 2 || before.Runs[1][0] != 3 || after.Runs[0][0] != 4 {
		t.Errorf("%v and %v", before.Runs, after.Runs)
	}
	if before, after := all.Cut(0); before.Runs != nil || after.Rows() != 5 || before.Channels != 2 {
		t.Errorf("%v and %v", before, after)
	}
}
