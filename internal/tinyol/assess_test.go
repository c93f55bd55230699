package tinyol

import (
	"testing"

	"tinyol-sim/internal/frontend"
)

// Score has to give the number that the next step gives for the same window
// before it learns, and must not change what the step after finds.
func TestScoreIsTheNextStepsScore(t *testing.T) {
	for _, mode := range []Mode{Frozen, Unsupervised} {
		p := testProgram(t, mode, frontend.Demean)
		rows := vibration(400, 1.5, 0.17, 9)
		windows := p.FrontEnd.Windows(&frontend.Recording{Channels: 2, Runs: [][]float32{rows}}, p.Stride)
		n := p.FrontEnd.Features()
		looked, plain := newDevice(t, p), newDevice(t, p)
		var want []float32
		drive(plain, rows, 0, func(o Outcome) { want = append(want, o.Score) })
		i := 0
		drive(looked, rows, 0, func(o Outcome) {
			if o.Score != want[i] {
				t.Fatalf("%s, window %d: a look at the layer changed its score from %g to %g", mode, i, want[i], o.Score)
			}
			i++
			if i == len(want) {
				return
			}
			if got := looked.Score(windows[i*n : (i+1)*n]); got != want[i] {
				t.Fatalf("%s, window %d: score %g, the step has %g", mode, i, got, want[i])
			}
		})
		if i < 10 {
			t.Fatalf("%d windows", i)
		}
	}
}
