package learner

import "fmt"

// checkWeight is for learners whose rate is what the newest window weighs.
func checkWeight(s *Settings) error {
	if s.LearningRate >= 1 {
		return fmt.Errorf("a rate of %g; it is what the newest window weighs, and has to be below 1", s.LearningRate)
	}
	return nil
}
