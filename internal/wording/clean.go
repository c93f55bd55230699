package wording

import (
	"strings"
	"unicode"
)

// Clean makes text of a stream fit for a terminal, an SVG or a page: labels
// and names come from users' files and may hold anything. Control characters,
// which could steer a terminal and which XML forbids, and bytes that are no
// UTF-8 become the replacement character.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || r == '\ufffe' || r == '\uffff') {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
