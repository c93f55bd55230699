package score

import (
	"fmt"

	"tinyol-sim/internal/frontend"
)

// InputRange watches how much of the input a sigmoid output could reproduce at all.
// The front end scales the training recording to 0..1; what drifts beyond can
// never be learned, however long learning goes on.
type InputRange struct {
	threshold   float64 // as it was trained
	running     bool    // the device's moves away from there
	frontEnd    frontend.Kind
	normal      int
	windows     int64
	unreachable int64 // windows whose error stays above the threshold for any weights
}

// NewInputRange watches against the threshold as it was trained; running says
// that the device's moves away from there. normal is the healthy machine's label.
func NewInputRange(threshold float32, running bool, normal int, frontEnd frontend.Kind) *InputRange {
	return &InputRange{threshold: float64(threshold), running: running, normal: normal, frontEnd: frontEnd}
}

// Add looks at the features of a window, if it is normal.
func (r *InputRange) Add(features []float32, label int) {
	if label != r.normal {
		return
	}
	r.windows++
	if leastError(features) > r.threshold {
		r.unreachable++
	}
}

// leastError is the lowest mean squared error that outputs between 0 and 1 can
// have on the features.
func leastError(features []float32) float64 {
	var sum float64
	for _, v := range features {
		x := float64(v)
		gap := max(-x, x-1, 0)
		sum += float64(gap * gap) // rounded: no fused product on any platform
	}
	return sum / float64(len(features))
}

// Warning is for the user when most normal windows are out of reach.
func (r *InputRange) Warning() string {
	if r.windows == 0 || 2*r.unreachable < r.windows {
		return ""
	}
	outcome := "learning lowers the error but cannot end the false alarms"
	if r.running {
		outcome = "false alarms end only as the running threshold rises above such errors, and with them end the alarms for faults that score below"
	}
	return fmt.Sprintf("out of reach: %.0f %% of the normal windows lie so far outside the training range, which is scaled to 0..1, that no weights of a sigmoid layer bring their error under the threshold as trained; "+
		"%s: %strain on a recording of this mounting",
		100*float64(r.unreachable)/float64(r.windows), outcome, r.another())
}

// another names front ends that a change of mounting moves less.
func (r *InputRange) another() string {
	switch r.frontEnd {
	case frontend.Raw:
		return "use --frontend demean or spectrum, or "
	case frontend.Demean:
		return "use --frontend spectrum, or "
	}
	return ""
}
