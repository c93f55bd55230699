package score

import (
	"math"

	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/tinyol"
)

// arms is how many there are.
const arms = 4

// arm is one of result.DetectorArm while the stream goes by.
type arm struct {
	name    string
	online  bool      // scores of what learns
	follows *follower // nil: the threshold stays, or is the device's own
	given   bool      // the device's own threshold is in force
	first   float32
	last    float32
	alarms  *metrics.Alarms
	ranking *metrics.Ranking
	ranks   bool // the ranking is the arm's own
	path    *path
}

// follower moves a threshold as the device would, by scores whose labels come late.
type follower struct {
	policy    tinyol.Policy
	threshold float32
	waiting   []float32 // scores, in a ring
	next      int
}

// take returns the threshold in force for a score, and then moves it by the score of
// the window whose label has arrived.
func (f *follower) take(score float32, arrived int) (inForce float32) {
	inForce = f.threshold
	if len(f.waiting) > 0 {
		score, f.waiting[f.next] = f.waiting[f.next], score
		if f.next++; f.next == len(f.waiting) {
			f.next = 0
		}
	}
	if f.policy.Follows(arrived) {
		f.threshold = f.policy.Follow(f.threshold, score)
	}
	return inForce
}

// newFour makes the four arms: what was flashed and what learns, each with a
// threshold that stays and with one that runs. The device itself is one of the last
// two; to the others their threshold is counted here, which changes nothing that it
// learns.
func newFour(o *Options, frozen, online *metrics.Detector) []arm {
	running := func() *follower {
		return &follower{policy: o.Running, threshold: o.Threshold, waiting: make([]float32, o.Delay)}
	}
	four := []arm{
		{name: result.ArmFrozen, ranking: frozen.Ranking},
		{name: result.ArmFrozenRunning, follows: running()},
		{name: result.ArmOnline, online: true, ranking: online.Ranking},
		{name: result.ArmOnlineRunning, online: true, follows: running()},
	}
	if o.Step > 0 {
		four[3].given, four[3].follows = true, nil
	}
	for i := range four {
		a := &four[i]
		if a.given || a.follows != nil {
			a.path = newPath()
		}
		a.alarms, a.first, a.last = metrics.NewAlarms(o.StepTime), o.Threshold, o.Threshold
		if a.ranking == nil {
			a.ranking, a.ranks = metrics.NewRanking(), true
		}
	}
	return four
}

// add counts a window, and the label that arrived with it.
func (a *arm) add(segment int, state metrics.State, s *result.Step, arrived int, trained float32) (rank float32, alarm bool) {
	score, inForce := s.Frozen, trained
	if a.online {
		score = s.Score
	}
	switch {
	case a.given:
		inForce = s.Threshold
	case a.follows != nil:
		inForce = a.follows.take(score, arrived)
	}
	a.last = inForce
	if a.path != nil {
		a.path.add(inForce)
	}
	rank, alarm = score, !(score <= inForce)
	a.alarms.Add(segment, state, alarm)
	if !a.ranks {
		return rank, alarm
	}
	rank = over(score, inForce)
	if state == metrics.Normal || state == metrics.Anomalous {
		a.ranking.Add(rank, state == metrics.Anomalous)
	}
	return rank, alarm
}

// over is the score in units of the threshold; one that has run down to nothing is
// below every score.
func over(score, threshold float32) float32 { return score / max(threshold, leastThreshold) }

const leastThreshold = 1e-30

// startAfter forgets what was counted. Rankings that are not its own are another's to
// reset.
func (a *arm) startAfter() {
	a.alarms.Reset()
	if a.ranks {
		a.ranking.Reset()
	}
}

// Rates of false alarms at which detections are compared.
const (
	oneInHundred = 0.01
	oneInTwenty  = 0.05
)

func (a *arm) result() result.DetectorArm {
	out := result.DetectorArm{
		Name:               a.name,
		FalseAlarmRate:     Defined(a.alarms.FalseAlarmRate()),
		FalseAlarmsPerHour: Defined(a.alarms.FalseAlarmsPerHour()),
		DetectionRate:      Defined(a.alarms.DetectionRate()),
		AUC:                Defined(a.ranking.AUC()),
		DetectionAt1:       Defined(a.ranking.DetectionAt(oneInHundred)),
		DetectionAt5:       Defined(a.ranking.DetectionAt(oneInTwenty)),
		ThresholdFirst:     float64(a.first), ThresholdLast: Defined(float64(a.last)), ROC: curveOf(a.ranking),
	}
	if a.path != nil {
		out.Thresholds = a.path.result()
	}
	return out
}

// rocPoints is how many points a curve has at most, to so many digits.
const (
	rocPoints = 200
	rocDigits = 1e4
)

// curveOf is a ranking's ROC curve, nil where it has none.
func curveOf(r *metrics.Ranking) *result.ROC {
	points := r.ROC(rocPoints)
	if points == nil {
		return nil
	}
	var out result.ROC
	for _, p := range points {
		out.FalseAlarms = append(out.FalseAlarms, math.Round(p.FalseAlarms*rocDigits)/rocDigits)
		out.Detections = append(out.Detections, math.Round(p.Detections*rocDigits)/rocDigits)
	}
	return &out
}
