package wording

import (
	"strconv"
	"strings"

	"tinyol-sim/internal/result"
)

// Squeeze shortens a name in its middle: names of classes often differ at the
// end.
func Squeeze(name string, length int) string {
	r := []rune(name)
	if len(r) <= length {
		return name
	}
	head := length / 2
	return string(r[:head]) + "…" + string(r[len(r)-(length-head-1):])
}

// Capital writes the first letter large.
func Capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// WithoutStop is a sentence without the full stops at its end.
func WithoutStop(s string) string {
	for len(s) > 0 && s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}

// Marked puts the mark behind the text of a number, where there are both.
func Marked(text string, mark result.Provenance) string {
	if text == "" || mark == "" {
		return text
	}
	return text + " " + string(mark)
}

// PlainNumber writes v with as many digits as it has, without separators.
func PlainNumber(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// AppendNew appends s unless the list holds it.
func AppendNew(list []string, s string) []string {
	for _, have := range list {
		if have == s {
			return list
		}
	}
	return append(list, s)
}

// Visible replaces what would break the line of a table.
func Visible(r rune) rune {
	if r == '\n' || r == '\t' {
		return ' '
	}
	return r
}

// OneLine keeps a text on its line: what follows would be typeset.
func OneLine(text string) string { return strings.Map(Visible, Clean(text)) }
