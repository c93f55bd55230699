package ask

import (
	"fmt"
	"slices"
	"strings"

	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/usage"
)

// Normal is the label of the healthy machine: the one whose name says so, or the
// only one, else the answer of who is asked. Without an answer it refuses, with a
// *usage.Error: the first label of a recording may be that of a machine that is off.
// why is
// empty where somebody has answered, or there is but one.
func Normal(recording, column string, states []stream.State, ask Asker) (name, why string, err error) {
	if len(states) == 1 {
		return states[0].Name, "", nil
	}
	if name, why, ok := stream.Healthy(column, states); ok {
		return name, why, nil
	}
	if len(states) == 0 {
		return "", "", fmt.Errorf("%s: no row that was looked at has a label in column %q; name the label of the healthy machine with --normal, or no label column with --label -", recording, column)
	}
	has := func(answer string) bool {
		return slices.ContainsFunc(states, func(s stream.State) bool { return s.Name == answer })
	}
	answer, answered, err := ask(Question{
		Text:  fmt.Sprintf("Which label is the healthy machine: %s?", Shares(states)),
		Guess: commonest(states),
		Refuse: func(answer string) string {
			if has(answer) {
				return ""
			}
			return fmt.Sprintf("no row is labelled %q", answer)
		},
	})
	if err != nil || answered {
		return answer, "", err
	}
	return "", "", usage.New("normal", "name the one that is", "%s has the labels %s, and none plainly means the healthy machine", recording, Shares(states))
}

// NormalNote says which label was taken for the healthy machine, and why where its name
// is no reason.
func NormalNote(name, why string) string {
	text := fmt.Sprintf("no --normal: %q is taken for the healthy machine", name)
	if !strings.HasPrefix(why, name+" is a word for") {
		text += ": " + why
	}
	return text
}

// commonest is the label of most rows, the first of several: machines are healthy
// most of the time.
func commonest(states []stream.State) string {
	return slices.MaxFunc(states, func(a, b stream.State) int { return a.Rows - b.Rows }).Name
}

// mostListed is how many labels a line has room for.
const mostListed = 8

// Shares lists labels with the part of the rows that have each.
func Shares(states []stream.State) string {
	rows := 0
	for _, s := range states {
		rows += s.Rows
	}
	var texts []string
	for _, s := range states {
		text := s.Name
		if rows > 0 {
			text += fmt.Sprintf(" %.1f %%", 100*float64(s.Rows)/float64(rows))
		}
		texts = append(texts, text)
	}
	if n := len(texts) - mostListed; n > 0 {
		return strings.Join(texts[:mostListed], ", ") + fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(texts, ", ")
}
