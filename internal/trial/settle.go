package trial

import (
	"fmt"
	"strconv"

	"tinyol-sim/internal/ask"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/usage"
	"tinyol-sim/internal/wording"
)

// notKnown is the answer of who does not know the rate.
const notKnown = "not known"

// settle finds out the label of the healthy machine and the rate, or refuses.
func settle(s *spec.Spec, stream, labels *Look, asker ask.Asker) error {
	if err := settleNormal(s, labels, asker); err != nil {
		return err
	}
	return settleRate(s, stream, asker)
}

func settleNormal(s *spec.Spec, l *Look, asker ask.Asker) error {
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
	var err error
	s.Normal, _, err = ask.Normal(l.Name, l.LabelColumn, l.states(), asker)
	return err
}

func settleRate(s *spec.Spec, l *Look, asker ask.Asker) error {
	if l.Period > 0 {
		return nil
	}
	why := "there is no time column"
	if l.Doubt != "" {
		why = l.Doubt
	}
	answer, _, err := asker(ask.Question{
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
