package learner

import (
	"fmt"

	"tinyol-sim/internal/kernel"
)

// checkWeight is for learners whose rate is what the newest window weighs.
func checkWeight(s *Settings) error {
	if s.LearningRate >= 1 {
		return fmt.Errorf("a rate of %g; it is what the newest window weighs, and has to be below 1", s.LearningRate)
	}
	return nil
}

// checkTriangle is for a triangle of as many columns as there are values.
func checkTriangle(values int, of, remedy string) error {
	if kernel.Triangular(values) > kernel.MaxDimension {
		return fmt.Errorf("%d %s; a triangle of them is more than %d values, %s", values, of, kernel.MaxDimension, remedy)
	}
	return nil
}
