package cli

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// maxDistance lets two letters change places, which counts two, and one more go
// wrong.
const maxDistance = 3

// nearest is the name that a mistyped one most likely stands for: one that it
// begins, or one a few letters away; empty if there is none.
func nearest(typed string, names []string) string {
	best, least := "", min(len(typed)/2, maxDistance)+1
	for _, name := range names {
		d := levenshtein.ComputeDistance(typed, name)
		if len(typed) > 1 && strings.HasPrefix(name, typed) {
			d = 0
		}
		if d < least {
			best, least = name, d
		}
	}
	return best
}
