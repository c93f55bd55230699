package bench

import (
	"math"
	"testing"

	"tinyol-sim/internal/choices"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/result"
)

// Each arm's own threshold stands on its ROC curve, a running one begins as trained and
// ends as the arm says, and later seeds carry neither.
func TestArmsHaveCurvesOfTheFirstSeed(t *testing.T) {
	s := quickSpec()
	s.Engine, s.Learners, s.Seeds, s.Bootstrap = "host", []string{"tinyol", "knn"}, 2, false
	sum := mustRun(t, s, fixture.Recordings())
	for i := range sum.Runs {
		r := &sum.Runs[i]
		if len(r.Anomaly.Arms) != 4 {
			t.Fatalf("%s: %d arms", r.Mode, len(r.Anomaly.Arms))
		}
		for _, a := range r.Anomaly.Arms {
			if r.Seed != sum.Runs[0].Seed {
				if a.ROC != nil || a.Thresholds != nil {
					t.Errorf("%s of seed %d has curves", r.Mode, r.Seed)
				}
				continue
			}
			if a.ROC == nil {
				t.Fatalf("%s, %s: no ROC curve", r.Mode, a.Name)
			}
			if gap := distance(a.ROC, *a.FalseAlarmRate, *a.DetectionRate); gap > 0.025 {
				t.Errorf("%s, %s: the threshold is %g from the curve", r.Mode, a.Name, gap)
			}
			running := a.Name == result.ArmFrozenRunning || a.Name == result.ArmOnlineRunning
			if running != (a.Thresholds != nil) || running && !near(a.Thresholds.Values[0], a.ThresholdFirst) {
				t.Errorf("%s, %s: first %g, thresholds %+v", r.Mode, a.Name, a.ThresholdFirst, a.Thresholds)
			}
		}
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-4*math.Abs(b) }

// distance is how far a point is from the nearest line of a curve, along both axes.
func distance(c *result.ROC, x, y float64) float64 {
	best := math.Inf(1)
	const steps = 50
	for i := 1; i < len(c.Detections); i++ {
		for k := range steps + 1 {
			part := float64(k) / steps
			cx := c.FalseAlarms[i-1] + float64(part*(c.FalseAlarms[i]-c.FalseAlarms[i-1]))
			cy := c.Detections[i-1] + float64(part*(c.Detections[i]-c.Detections[i-1]))
			best = min(best, math.Abs(cx-x)+math.Abs(cy-y))
		}
	}
	return best
}

// The result describes what each mode learns.
func TestLearnersAreDescribed(t *testing.T) {
	s := quickSpec()
	s.Engine, s.Learners = "host", []string{choices.AllLearners}
	sum := mustRun(t, s, fixture.Recordings())
	if len(sum.Program.Learners) != len(sum.Runs) {
		t.Fatalf("%d learners of %d runs", len(sum.Program.Learners), len(sum.Runs))
	}
	for i := range sum.Runs {
		r := &sum.Runs[i]
		mode, _ := learner.Named(r.Mode)
		l := sum.Learner(r.Mode)
		if l.Text == "" || l.Text != learner.Of(mode).Text || (l.Aim == result.AimClassify) != (r.Classification != nil) || (l.Aim == result.AimDetect) != (l.Score != "") {
			t.Errorf("%s: %+v", r.Mode, l)
		}
	}
}
