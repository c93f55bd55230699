package trial

import (
	"fmt"
	"strconv"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/usage"
	"tinyol-sim/internal/wording"
)

// Question is what the file does not say.
type Question struct {
	Text  string
	Guess string // what Enter takes
	// Refuse says what is wrong with an answer, empty: nothing.
	Refuse func(answer string) string
}

// Asker has a person answer. answered is false where there is nobody.
type Asker func(q Question) (answer string, answered bool, err error)

// notKnown is the answer of who does not know the rate.
const notKnown = "not known"

// settle finds out the label of the healthy machine and the rate, or refuses.
func settle(s *spec.Spec, stream, labels *Look, ask Asker) error {
	if err := settleNormal(s, labels, ask); err != nil {
		return err
	}
	return settleRate(s, stream, ask)
}

func settleNormal(s *spec.Spec, l *Look, ask Asker) error {
	if !l.labelled() && s.Normal != "" {
		return usage.New("normal", "name the label column with --label, or leave it out", "%s has no labels", l.Name)
	}
	if !l.labelled() {
		return nil
	}
	if s.Normal != "" {
		if l.has(s.Normal) {
			return nil
		}
		return usage.New("normal", "name one of its labels: "+l.Shares(), "no row of %s is labelled %q", l.Name, s.Normal)
	}
	for _, label := range l.Labels {
		if bench.SaysNormal(label.Name) {
			s.Normal = label.Name
			return nil
		}
	}
	answer, answered, err := ask(Question{
		Text:  fmt.Sprintf("Which label is the healthy machine: %s?", l.Shares()),
		Guess: l.commonest(),
		Refuse: func(answer string) string {
			if l.has(answer) {
				return ""
			}
			return fmt.Sprintf("no row is labelled %q", answer)
		},
	})
	if err != nil {
		return err
	}
	if !answered {
		return usage.New("normal", "name the one that is", "%s has the labels %s in %s, and none plainly means the healthy machine", l.Name, l.Shares(), l.LabelSource)
	}
	s.Normal = answer
	return nil
}

// commonest is the label of most rows, the first of several: machines are healthy
// most of the time.
func (l *Look) commonest() string {
	best := l.Labels[0]
	for _, label := range l.Labels[1:] {
		if label.Rows > best.Rows {
			best = label
		}
	}
	return best.Name
}

func settleRate(s *spec.Spec, l *Look, ask Asker) error {
	if l.Period > 0 {
		return nil
	}
	why := "there is no time column"
	if l.Doubt != "" {
		why = l.Doubt
	}
	answer, _, err := ask(Question{
		Text:  wording.Capital(why) + ": how many rows a second?",
		Guess: notKnown,
		Refuse: func(answer string) string {
			if _, ok := rateOf(answer); ok || answer == notKnown {
				return ""
			}
			return fmt.Sprintf("%q is no number of rows a second, such as 119", answer)
		},
	})
	if rate, ok := rateOf(answer); ok {
		s.Rate, l.Period = rate, 1/rate
	}
	return err
}

func rateOf(text string) (rate float64, ok bool) {
	rate, err := strconv.ParseFloat(text, 64)
	return rate, err == nil && rate > 0 && rate < 1e9
}
