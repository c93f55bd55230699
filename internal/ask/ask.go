// Package ask puts to a person what a recording does not say.
package ask

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

// Nobody answers.
func Nobody(Question) (string, bool, error) { return "", false, nil }

// Of has the one before a monitor answer: a monitor that asks has a method Ask.
func Of(monitor any) Asker {
	if m, ok := monitor.(interface {
		Ask(q Question) (answer string, answered bool, err error)
	}); ok {
		return m.Ask
	}
	return Nobody
}

// Columns has a person say what the columns in doubt are. asked counts the answers.
func Columns(of Asker) (ask func(stream.Question) (yes, answered bool), asked *int) {
	asked = new(int)
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
