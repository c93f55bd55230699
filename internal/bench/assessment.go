package bench

import (
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/score"
)

// assess adds a line to assess.csv after every score.AssessEvery learning steps.
func (l *lane) assess(s *result.Step) error {
	if l.assessor == nil || !s.Updated || l.updates%score.AssessEvery != 0 {
		return nil
	}
	learned, err := l.online.Learned()
	if err != nil {
		return err
	}
	l.freshAssessments = append(l.freshAssessments, l.assessor.Assessment(l.index, l.updates, learned))
	l.freshAssessments[len(l.freshAssessments)-1].Executed = s.Executed
	return nil
}
