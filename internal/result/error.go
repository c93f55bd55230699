package result

import (
	"fmt"
	"strings"
)

// Error says what is wrong with a result file, where, and what to do.
type Error struct {
	File    string
	Line    int    // from 1; 0 where no line is to blame
	Field   string // column of a CSV file or path in a JSON file; may be empty
	Problem string
	Remedy  string
}

// Error returns all of it as one line: file:line: field: problem; remedy.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	if e.Field != "" {
		b.WriteString(e.Field + ": ")
	}
	b.WriteString(e.Problem)
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}
