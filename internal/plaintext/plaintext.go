// Package plaintext makes text that comes out of a file fit for a terminal.
package plaintext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean replaces by U+FFFD what could steer a terminal or make one line look
// like another: control characters, line breaks of every kind among them,
// characters that set the direction of writing (https://trojansource.codes),
// and bytes that are not UTF-8. A text without them is returned as it is.
func Clean(text string) string {
	if isPrintableASCII(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if steers(r) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

func isPrintableASCII(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}

func steers(r rune) bool {
	if r < firstBeyondLatin1 {
		return unicode.IsControl(r)
	}
	return r != unicode.ReplacementChar && unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control)
}

const firstBeyondLatin1 = 0x100

// Cut is the beginning of a text of at most limit bytes, the mark of what is
// missing included; it does not cut a character in two.
func Cut(text string, limit int) string {
	const missing = "..."
	if len(text) <= limit {
		return text
	}
	end := limit - len(missing)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + missing
}
