package metrics

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// states reads windows written as a letter a state, as play does.
func states(windows string) []State {
	var list []State
	for _, letter := range windows {
		list = append(list, map[rune]State{'n': Normal, 'm': Mixed, 'a': Anomalous, '-': Unknown}[letter])
	}
	return list
}

func TestLastLabelByHand(t *testing.T) {
	for _, test := range []struct {
		windows                    string
		delay                      int
		falseAlarms, detected, auc float64
	}{
		// Wrong once at each change: of 4 normal windows one false alarm, of 3
		// anomalous one missed.
		{"nnaaann", 0, 1. / 4, 2. / 3, (1 + 2./3 - 1./4) / 2},
		// With two windows' delay the third anomalous one is missed too.
		{"nnaaann", 2, 2. / 4, 0, (1 + 0 - 2./4) / 2},
		// Mixed and unlabelled windows bring nothing: the last label stays.
		{"nnm-aamn", 0, 1. / 3, 1. / 2, (1 + 1./2 - 1./3) / 2},
		// Nothing has arrived: no alarm.
		{"aaaa", 3, math.NaN(), 0, math.NaN()},
		{"aaaan", 3, 1, 0, 0},
		{"", 0, math.NaN(), math.NaN(), math.NaN()},
	} {
		l := NewLastLabel(test.delay, 1)
		for _, s := range states(test.windows) {
			l.Add(1, s)
		}
		what := fmt.Sprintf("%s, delay %d: ", test.windows, test.delay)
		near(t, what+"false alarms", l.Alarms.FalseAlarmRate(), test.falseAlarms, 0)
		near(t, what+"detected", l.Alarms.DetectionRate(), test.detected, 0)
		near(t, what+"AUC", l.AUC(), test.auc, 1e-15)
	}
}

// The reference looks back in the whole list, and Ranking has the area.
func TestLastLabelEqualsLookingBack(t *testing.T) {
	random := rand.New(rand.NewPCG(51, 52))
	for range 100 {
		delay, reset := random.IntN(6), random.IntN(50)
		l, alarms, ranking := NewLastLabel(delay, 1), NewAlarms(1), NewRanking()
		var list []State
		state := Normal
		for window := range 200 {
			if random.IntN(8) == 0 {
				state = State(random.IntN(4))
			}
			if window == reset {
				l.Reset()
				alarms.Reset()
				ranking.Reset()
			}
			last := Unknown
			for back := len(list) - 1 - delay; back >= 0 && last == Unknown; back-- {
				if list[back] != Mixed {
					last = list[back]
				}
			}
			l.Add(window/60, state)
			alarms.Add(window/60, state, last == Anomalous)
			if state == Normal || state == Anomalous {
				score := float32(0)
				if last == Anomalous {
					score = 1
				}
				ranking.Add(score, state == Anomalous)
			}
			list = append(list, state)
		}
		if *l.Alarms != *alarms {
			t.Fatalf("delay %d: %+v, want %+v", delay, *l.Alarms, *alarms)
		}
		near(t, "AUC", l.AUC(), ranking.AUC(), 1e-12)
	}
}
