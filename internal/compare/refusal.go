package compare

import "fmt"

// Refusal says why results cannot be compared, and what to do.
type Refusal struct {
	Subject string // the result, or the two
	Problem string // what is wrong; and the remedy
}

func (e *Refusal) Error() string { return e.Subject + ": " + e.Problem }

// refuse refuses a single result.
func (r *Result) refuse(problem string, args ...any) error {
	return &Refusal{r.Path, fmt.Sprintf(problem, args...)}
}

// refusePair refuses to set b beside a.
func refusePair(a, b *Result, problem string, args ...any) error {
	return &Refusal{fmt.Sprintf("%s and %s cannot be compared", a.Path, b.Path), fmt.Sprintf(problem, args...)}
}
