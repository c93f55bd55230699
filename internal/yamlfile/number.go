package yamlfile

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	leadingZero = regexp.MustCompile(`^([+-]?)0+([0-9].*)$`)
	otherBase   = regexp.MustCompile(`^[+-]?0[xXoObB]`)
)

// OddNumber returns what is odd about the spelling of a number that readers
// understand in different ways - 010 is eight or ten - and what to write
// instead; nothing where the spelling is plain, or no number's.
func OddNumber(text string) (problem, remedy string) {
	switch {
	case otherBase.MatchString(text):
		problem = "is not decimal"
		remedy = "write it in decimal digits"
		if n, err := strconv.ParseInt(text, 0, 64); err == nil {
			remedy = "write " + strconv.FormatInt(n, 10)
		}
	case strings.Contains(text, "_") && strings.Trim(text, "+-.0123456789_eE") == "":
		problem = "has an underscore in it"
		remedy = "write " + strings.ReplaceAll(text, "_", "")
	case leadingZero.MatchString(text):
		problem = "begins with a zero"
		remedy = "write " + leadingZero.ReplaceAllString(text, "$1$2")
	}
	return problem, remedy
}
