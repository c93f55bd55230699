package reporttest

import (
	"regexp"
	"strings"
	"testing"
)

// A control word of LaTeX is a backslash and ASCII letters (The TeXbook,
// chapter 3).
var definition = regexp.MustCompile(`^\\newcommand\{\\([A-Za-z]+)\}\{(-?[0-9][0-9.]*(?:e[-+][0-9]+)?)\}% .`)

// CheckMacros wants comments and definitions alone, each name once, and returns
// the values.
func CheckMacros(t *testing.T, text string) map[string]string {
	t.Helper()
	values := map[string]string{}
	for i, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.HasPrefix(line, "% ") {
			continue
		}
		m := definition.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("line %d is no definition of a plain number: %q", i+1, line)
			continue
		}
		if _, twice := values[m[1]]; twice {
			t.Errorf("line %d defines \\%s again, which LaTeX refuses", i+1, m[1])
		}
		values[m[1]] = m[2]
	}
	return values
}
