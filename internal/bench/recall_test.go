package bench

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"tinyol-sim/internal/result"
)

// states is a recording of two states of a machine, in turns of 200 rows, which are both
// called normal behind a row.
func states(rows, behind int, seed uint64) []byte {
	rng := rand.New(rand.NewPCG(seed, 3))
	var b bytes.Buffer
	b.WriteString("t,x,y,label\n")
	for i := range rows {
		label, level := "normal", 1.0
		if i/200%2 == 1 {
			level = 1.6
			if i < behind {
				label = "worn"
			}
		}
		phase := 0.3 * float64(i)
		fmt.Fprintf(&b, "%.2f,%.4f,%.4f,%s\n", float64(i)/100, level*math.Sin(phase)+0.3*rng.NormFloat64(), level*math.Cos(phase)+0.3*rng.NormFloat64(), label)
	}
	return b.Bytes()
}

// What a classifier knew at half of the stream is what it knows at the end of a stream
// that ends there, whatever came behind it, and as often as it was asked in between.
func TestForgettingByClassAgainstAStreamThatEndsThere(t *testing.T) {
	const rows = 24_000
	whole := states(rows, rows/2, 2)
	run := func(stream []byte, tap string) (*result.Summary, *result.ClassForgetting) {
		s := quickSpec()
		s.Mode, s.Engine, s.Tap, s.LearningRate, s.Learn = "supervised", "host", tap, 0.05, 0
		s.FrontEnd, s.Window = "stats", 40
		sum := mustRun(t, s, map[string][]byte{"train": states(4000, 4000, 1), "stream": stream})
		return sum, sum.Runs[0].Classification.Forgetting
	}
	for _, tap := range []string{"embedding", "features"} {
		sum, long := run(whole, tap)
		windows := sum.Stream.Windows
		if long == nil || long.Recording != result.RecallTrain || long.Window > windows/2 || long.Window < windows/2-2*windows/recallTimes || len(long.Classes) != 2 {
			t.Fatalf("%s: of %d windows %+v", tap, windows, long)
		}
		lines := bytes.SplitAfter(whole, []byte("\n"))
		cut := bytes.Join(lines[:1+40+10*(int(long.Window)-1)], nil)
		sum, short := run(cut, tap)
		if sum.Stream.Windows != long.Window {
			t.Fatalf("the short stream has %d windows, not %d", sum.Stream.Windows, long.Window)
		}
		for i, c := range long.Classes {
			if short.Classes[i].Label != c.Label || short.Classes[i].AccuracyAfter != c.AccuracyBefore || c.Windows > 200 || c.Windows < 20 {
				t.Errorf("%s: %+v at half of the stream, %+v where it ends there", tap, c, short.Classes[i])
			}
		}
		if worn := long.Classes[1]; worn.Label != "worn" || !(worn.AccuracyAfter < worn.AccuracyBefore) {
			t.Errorf("%s: nothing was forgotten where the other class took over its windows: %+v", tap, worn)
		}
	}
}

// recallTimes is how often a classifier is asked at least in a long stream.
const recallTimes = 32
