package nn

import (
	"fmt"
	"strings"
)

// NameError tells that a text names nothing of its kind.
type NameError struct {
	Kind  string   // what was looked for: "activation", "loss"
	Name  string   // the text
	Known []string // the names there are
}

func (e *NameError) Error() string {
	last := len(e.Known) - 1
	return fmt.Sprintf("unknown %s %q: use %s or %s", e.Kind, e.Name, strings.Join(e.Known[:last], ", "), e.Known[last])
}

func nameOf(names []string, index int) string {
	if index >= len(names) {
		return fmt.Sprintf("unknown (%d)", index)
	}
	return names[index]
}

func indexOf(names []string, kind, name string) (int, error) {
	for i, known := range names {
		if known == name {
			return i, nil
		}
	}
	return 0, &NameError{Kind: kind, Name: name, Known: names}
}
