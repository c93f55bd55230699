package wording

import "testing"

func TestTexEscape(t *testing.T) {
	for text, want := range map[string]string{
		"10 % of a_b":  `10 \% of a\_b`,
		`a\b{c}$&#^~`:  `a\textbackslash{}b\{c\}\$\&\#\textasciicircum{}\textasciitilde{}`,
		"±2 µJ, −1":    `\ensuremath{\pm}2 \textmu{}J, \ensuremath{-}1`,
		"plain, words": "plain, words",
	} {
		if got := EscapeTeX(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}
