package cli

import (
	"strconv"

	"tinyol-sim/internal/spec"
)

// countType is the type of learnFlag as help shows it.
const countType = "count"

// learnFlag is --learn: a count, with "each mode's default" where it is not
// given.
type learnFlag struct{ value *int64 }

func (f *learnFlag) Type() string { return countType }

func (f *learnFlag) String() string {
	if f.value == nil || *f.value == spec.Unset {
		return ""
	}
	return strconv.FormatInt(*f.value, 10)
}

func (f *learnFlag) Set(text string) error {
	n, err := strconv.ParseUint(text, 10, 62)
	if err != nil {
		return err
	}
	*f.value = int64(n)
	return nil
}
