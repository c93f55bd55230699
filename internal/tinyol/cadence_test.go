package tinyol

import (
	"fmt"
	"slices"
	"testing"
)

// A window of 3 rows, due every 2: full with the third row, due again with the
// fifth. The ring's start comes round every third row.
func TestCadence(t *testing.T) {
	c := NewCadence(3, 2)
	for range 2 { // the second time behind a reset
		var got []string
		for range 7 {
			turn, wraps := c.Advance()
			got = append(got, fmt.Sprint(turn, wraps, c.Oldest()))
		}
		want := []string{
			fmt.Sprint(Filling, false, 1), fmt.Sprint(Filling, false, 2), fmt.Sprint(FirstDue, true, 0),
			fmt.Sprint(Waiting, false, 1), fmt.Sprint(Due, false, 2), fmt.Sprint(Waiting, true, 0), fmt.Sprint(Due, false, 1),
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		c.Reset()
	}
}

// A window of one row is due with every stride-th row from the first on.
func TestCadenceOfOneRow(t *testing.T) {
	c := NewCadence(1, 1)
	for i, want := range []Turn{FirstDue, Due, Due} {
		if got, wraps := c.Advance(); got != want || !wraps {
			t.Errorf("row %d: turn %d, wraps %v", i, got, wraps)
		}
	}
}
