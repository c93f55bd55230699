package metrics_test

import (
	"fmt"

	"tinyol-sim/internal/metrics"
)

// A learner that is right nine times of ten may still be worth nothing on a
// stream that changes its label every fifty windows.
func ExamplePrequential() {
	p := metrics.NewPrequential()
	for window := range 1000 {
		label := window / 50 % 2
		prediction := label
		if window%10 == 0 {
			prediction = 1 - label
		}
		p.Add(label, prediction)
		p.Show(label)
	}
	fmt.Printf("learner   %.3f\n", p.Learner.Accuracy())
	fmt.Printf("no change %.3f\n", p.NoChange.Accuracy())
	fmt.Printf("kappa     %+.2f\n", p.Learner.Kappa())
	fmt.Printf("temporal  %+.2f\n", p.KappaTemporal())
	// Output:
	// learner   0.900
	// no change 0.980
	// kappa     +0.80
	// temporal  -4.00
}
