package tinyol

import (
	"fmt"

	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/stream"
)

// Gate decides which windows the online layer may learn from.
type Gate uint8

// The gates. Whatever the gate, a window that spans two labels never teaches.
const (
	// Always learns from every window.
	Always Gate = iota
	// Labelled learns only where a label is given: in Supervised mode any, in
	// Unsupervised mode the normal one, which stands for the operator who
	// switches learning on while the machine is healthy.
	Labelled
	// Below learns only while the score is at or below the threshold, without
	// any label. A jump in the data can lock it out for good.
	Below
)

var gateNames = [...]string{"always", "labelled", "below"}

func (g Gate) String() string { return gateNames[g] }

// ParseGate is the inverse of Gate.String.
func ParseGate(name string) (Gate, error) {
	for i, n := range gateNames {
		if n == name {
			return Gate(i), nil
		}
	}
	return 0, fmt.Errorf("unknown policy %q; use always, labelled or below", name)
}

// Policy says when the online layer learns.
type Policy struct {
	Gate      Gate
	Limit     int64   // updates after which learning stops; 0: never
	Threshold float32 // of the score: an alarm above it, and what Below waits for
	Normal    int     // the label that Labelled waits for in Unsupervised mode

	// Rise and Fall make the threshold a running one, which begins at Threshold;
	// RunningThreshold sets them. Both 0: it is fixed.
	Rise, Fall float32
}

// allows reports whether a window may be learned from, with the threshold in
// force.
func (p *Policy) allows(aim learner.Aim, label int, score, threshold float32, updates int64) bool {
	switch {
	case label == stream.Mixed, p.Limit > 0 && updates >= p.Limit:
		return false
	case aim == learner.Label:
		// Equation 8 needs a label whatever the gate.
		return label >= 0 && (p.Gate != Below || score <= threshold)
	case p.Gate == Labelled:
		return label == p.Normal
	case p.Gate == Below:
		return score <= threshold
	}
	return true
}
