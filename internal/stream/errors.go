package stream

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Error is a fault in an input file. Its text is one line.
type Error struct {
	File    string
	Line    int    // from 1; 0: the file as a whole, or a place that is no line
	Place   string // of a recording that is not text: "row 17"; "" elsewhere
	Column  int    // from 1; 0: the line as a whole
	Name    string // of the column; "" where it has none
	Problem string
	Remedy  string
	Err     error // cause, e.g. from the file system; may be nil
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(plain(e.File))
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	if e.Place != "" {
		b.WriteString(e.Place + ": ")
	}
	if e.Column > 0 {
		fmt.Fprintf(&b, "column %d", e.Column)
		if e.Name != "" {
			fmt.Fprintf(&b, " %q", e.Name)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.Problem)
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}

// ErrNoRows is the cause of an error of a file that has no row: it is empty, or ends
// behind its header.
var ErrNoRows = errors.New("stream: no rows")

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// shownBytes is how much of a value an error shows; shownNames how many
// columns it lists.
const (
	shownBytes = 40
	shownNames = 20
)

// quoted shows a value of the file in an error.
func quoted(value []byte) string {
	if len(value) <= shownBytes {
		return strconv.Quote(string(value))
	}
	cut := shownBytes
	for cut > shownBytes-utf8.UTFMax && !utf8.RuneStart(value[cut]) {
		cut--
	}
	return strconv.Quote(string(value[:cut])) + "..."
}

// plain keeps a name on one line.
func plain(name string) string {
	q := strconv.Quote(name)
	if q == `"`+name+`"` {
		return name
	}
	return q
}

// list names columns in an error.
func list(names []string) string {
	shown := make([]string, 0, shownNames)
	for i, n := range names {
		if i == shownNames {
			return fmt.Sprintf("%s and %d more", strings.Join(shown, ", "), len(names)-i)
		}
		if n == "" {
			n = fmt.Sprintf("(column %d has no name)", i+1)
		}
		shown = append(shown, plain(n))
	}
	return strings.Join(shown, ", ")
}
