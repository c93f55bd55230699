package tinyol

import (
	"math"
	"slices"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/stream"
)

// A device whose labels come late learns, window for window, what one learns that
// gets them at once, so many windows behind; and what it says of a window is by what
// it had learned until then.
func TestLateLabelsTeachTheSame(t *testing.T) {
	const late = 3
	for _, mode := range []Mode{Unsupervised, Supervised} {
		for _, kind := range frontend.Kinds() {
			p := testProgram(t, mode, kind)
			p.Policy = Policy{Gate: Labelled, Normal: 1, Threshold: 1}
			delayed := *p
			delayed.LabelDelay = late
			d, at, base := newDevice(t, &delayed), newDevice(t, p), NewBase(p.Network)
			label := func(window int) int { return window / 7 % 2 }
			var windows [][]float32
			updates := 0
			one := newDevice(t, &delayed) // makes the features alone
			drive(one, vibration(500, 1, 0.1, 7), stream.NoLabel, func(Outcome) {
				n := len(windows)
				windows = append(windows, slices.Clone(one.Input()))
				arrived := stream.NoLabel
				if n >= late {
					arrived = label(n - late)
				}
				base.Run(windows[n])
				want := at.Score(windows[n])
				o := d.StepOn(base, arrived)
				if mode == Unsupervised && o.Score != want {
					t.Fatalf("%s %s, window %d: score %g, by what is learned %g", mode, kind, n, o.Score, want)
				}
				if n < late {
					if o.Updated {
						t.Fatalf("window %d: no label has arrived", n)
					}
					return
				}
				base.Run(windows[n-late])
				same := at.StepOn(base, arrived)
				if same.Updated != o.Updated || same.Grown != o.Grown {
					t.Fatalf("%s %s, window %d: %+v, %d windows before %+v", mode, kind, n, o, late, same)
				}
				if !o.Updated {
					return
				}
				updates++
				if mode == Supervised && o.Loss != same.Loss {
					t.Fatalf("%s %s, window %d: loss %g, %g", mode, kind, n, o.Loss, same.Loss)
				}
				weights := d.Learned()[0]
				if a, b := d.Values(weights), at.Values(at.Learned()[0]); !slices.EqualFunc(a, b, func(x, y float32) bool {
					return math.Float32bits(x) == math.Float32bits(y)
				}) {
					t.Fatalf("%s %s, window %d: other weights", mode, kind, n)
				}
			})
			if updates < 20 {
				t.Errorf("%s %s: %d updates", mode, kind, updates)
			}
		}
	}
}
