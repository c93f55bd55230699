package score

import (
	"math"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// Defined is the form of a figure that is left out where it is no finite number.
func Defined(v float64) *float64 {
	if !IsFinite(v) {
		return nil
	}
	return &v
}

// IsFinite is false for infinity and NaN.
func IsFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// met keeps the classes that occurred as label or prediction.
func met(c *metrics.Confusion, classes []int) []int {
	var kept []int
	for _, class := range classes {
		if !math.IsNaN(c.F1(class)) {
			kept = append(kept, class)
		}
	}
	return kept
}

func f1Scores(c *metrics.Confusion, classes []int, names []string) []result.ClassF1 {
	var scores []result.ClassF1
	for _, class := range classes {
		scores = append(scores, result.ClassF1{Label: names[class], F1: c.F1(class), Support: c.Support(class)})
	}
	return scores
}

// warn adds a line where there is one.
func warn(run *result.Run, line string) {
	if line != "" {
		run.Warnings = append(run.Warnings, line)
	}
}
