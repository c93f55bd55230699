package cpu

import (
	"fmt"
	"io"
)

// Semihosting connects a program with its debugger.
type Semihosting struct {
	Out, Err io.Writer // what the program prints; without Err all goes to Out
	Args     string    // its command line
	failed   error
}

// Print writes to Out what the program prints. Behind the first error nothing
// more is written.
func (s *Semihosting) Print(text []byte) { s.print(s.Out, text) }

// PrintError does the same for what the program prints to its standard error.
func (s *Semihosting) PrintError(text []byte) {
	if s.Err == nil {
		s.print(s.Out, text)
		return
	}
	s.print(s.Err, text)
}

func (s *Semihosting) print(w io.Writer, text []byte) {
	if w != nil && s.failed == nil {
		_, s.failed = w.Write(text)
	}
}

// Failed is the first error of what a program's output was written to.
func (s *Semihosting) Failed() error {
	if s.failed == nil {
		return nil
	}
	return fmt.Errorf("the program's output cannot be written: %w", s.failed)
}
