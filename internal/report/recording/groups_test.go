package recording

import (
	"testing"

	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// TestGroupCell covers the three ways to show a figure of several seeds.
func TestGroupCell(t *testing.T) {
	runs := []*result.Run{{Updates: 1}, {Updates: 3}}
	updates := func(r *result.Run) *float64 { return reporttest.Pointer(float64(r.Updates)) }
	same := func(*result.Run) *float64 { return reporttest.Pointer(7.0) }
	absent := func(*result.Run) *float64 { return nil }
	g := &Group{Runs: runs, Spread: &result.Spread{Figures: map[string]result.Interval{"updates": {Mean: 2, Low: -10, High: 14}}}}
	for _, c := range []struct {
		key  string
		of   Value
		want string
	}{{"updates", updates, "2 [0, 14]"}, {"other", updates, "1 to 3"}, {"other", same, "7"}, {"updates", absent, ""}} {
		if got := g.Cell(c.key, c.of, wording.Count); got != c.want {
			t.Errorf("%s: %q, want %q", c.key, got, c.want)
		}
	}
}
