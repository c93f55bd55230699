package bench

import (
	"fmt"
	"strings"

	"tinyol-sim/internal/stream"
)

// Question is what a recording does not say.
type Question struct {
	Text  string
	Guess string // what Enter takes
	// Refuse says what is wrong with an answer, empty: nothing.
	Refuse func(answer string) string
}

// Asker has a person answer. answered is false where there is nobody.
type Asker func(q Question) (answer string, answered bool, err error)

// Asking is a Monitor that somebody sits before.
type Asking interface {
	Ask(q Question) (answer string, answered bool, err error)
}

// AskerOf has the one before a monitor answer, if there is one.
func AskerOf(mon Monitor) Asker {
	if a, ok := mon.(Asking); ok {
		return a.Ask
	}
	return func(Question) (string, bool, error) { return "", false, nil }
}

// askColumns has who sits before a monitor say what the columns in doubt are. asked
// counts the answers.
func askColumns(mon Monitor) (ask func(stream.Question) (yes, answered bool), asked *int) {
	asked = new(int)
	of := AskerOf(mon)
	return func(q stream.Question) (yes, answered bool) {
		answer, answered, err := of(Question{
			Text: fmt.Sprintf("Is column %q %s? It %s", q.Column, article(string(q.Finding.Role)), q.Finding.Evidence), Guess: "no",
			Refuse: func(answer string) string {
				if !saysYes(answer) && !saysNo(answer) {
					return "answer yes or no"
				}
				return ""
			},
		})
		if err != nil || !answered {
			return false, false
		}
		*asked++
		return saysYes(answer), true
	}, asked
}

func saysYes(answer string) bool {
	return strings.EqualFold(answer, "yes") || strings.EqualFold(answer, "y")
}
func saysNo(answer string) bool {
	return strings.EqualFold(answer, "no") || strings.EqualFold(answer, "n")
}

// article names a role as the one or as one of several.
func article(role string) string {
	switch role {
	case "time", "label":
		return "the " + role
	case "annotation", "id":
		return "an " + role
	}
	return "a " + role
}
