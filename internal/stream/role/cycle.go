package role

import (
	"fmt"
	"math"
)

// cycles of the time that people and plants go by, in seconds, and how finely each
// is divided.
var cycles = []struct {
	name        string
	long, grain float64
}{
	{"minute of the hour", 3600, 60},
	{"time of day", 86400, 1800}, // some zones are half an hour off
	{"time of the week", 7 * 86400, 1800},
}

// findFunctionOfTime finds columns of few values that the time of day or of the week
// settles, seen at least twice for most of those times.
func findFunctionOfTime(t *table, c *column) {
	scale := t.secondsOfTime()
	if scale == 0 || c.codes == nil || len(c.codes.values) < 2 || c.Rows < leastRows {
		return
	}
	for _, cycle := range cycles {
		if t.cycleSettles(c, scale, cycle.long, cycle.grain) {
			c.settle(Annotation, fmt.Sprintf("is settled by the %s", cycle.name), "--columns")
			return
		}
	}
}

// secondsOfTime is what a number of the time column is in seconds, 0 where it is not
// known since when they count: dates and Unix time.
func (t *table) secondsOfTime() float64 {
	if t.time == nil || t.time.finite == 0 {
		return 0
	}
	const years30, years100 = 1e9, 4e9 // after 1970
	for _, scale := range []float64{1, 1e-3, 1e-6, 1e-9} {
		if s := float64(t.time.Low * scale); s >= years30 && s <= years100 {
			return scale
		}
	}
	return 0
}

func (t *table) cycleSettles(c *column, scale, long, grain float64) bool {
	goes := make([]int16, int(long/grain)) // a code, less absent
	first := make([]float64, len(goes))    // which cycle it was seen in first
	again := make([]bool, len(goes))       // in another cycle, too
	rows, seen, repeated := 0, 0, 0
	for i, of := range c.codes.of {
		for j, code := range of {
			at := float64(t.time.in.Chunks[min(i, len(t.time.in.Chunks)-1)].number(j) * scale)
			if code == absent || at-at != 0 || i >= len(t.time.in.Chunks) {
				continue
			}
			turn := math.Floor(at / long)
			k := min(int((at-float64(turn*long))/grain), len(goes)-1)
			if goes[k] == 0 {
				goes[k], first[k] = code-absent, turn
				seen++
			}
			if goes[k] != code-absent {
				return false
			}
			if turn != first[k] && !again[k] {
				again[k] = true
				repeated++
			}
			rows++
		}
	}
	return rows >= leastRows && seen > 2 && repeated*2 >= seen
}
