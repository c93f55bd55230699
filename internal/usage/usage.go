// Package usage holds the error of a wrong use: a flag that asks for what
// cannot be done.
package usage

import "fmt"

// Error is a flag, what is wrong with it and what to do.
type Error struct{ Flag, Problem, Remedy string }

func (e *Error) Error() string { return fmt.Sprintf("--%s: %s; %s", e.Flag, e.Problem, e.Remedy) }

// New formats the problem with a flag.
func New(flag, remedy, problem string, args ...any) error {
	return &Error{flag, fmt.Sprintf(problem, args...), remedy}
}
