package limits

import (
	"errors"
	"io"
	"os"
	"time"
)

// How long a pipe is waited for. Whoever makes a pipe starts its writer at
// about the same time; a program that fetches what it writes may take longer to
// say anything.
const (
	writerPatience = time.Second      // until somebody opens it for writing
	silence        = 10 * time.Second // between two writes
	poll           = 10 * time.Millisecond
)

// pipe ends with an *Error where nobody writes. A pipe that was opened without
// waiting reads as ended until its first writer comes.
type pipe struct {
	*os.File
	begun bool
}

func (p *pipe) Read(b []byte) (int, error) {
	for patience := time.Now().Add(writerPatience); ; time.Sleep(poll) {
		// Where the system cannot wait for a pipe, reading it just waits.
		_ = p.SetReadDeadline(time.Now().Add(silence))
		n, err := p.File.Read(b)
		switch {
		case n > 0:
			p.begun = true
			return n, err
		case errors.Is(err, os.ErrDeadlineExceeded):
			return 0, &Error{"is a pipe that has said nothing for " + silence.String(), "see what writes it, or name a file"}
		case errors.Is(err, io.EOF) && !p.begun && time.Now().Before(patience):
			continue
		case errors.Is(err, io.EOF) && !p.begun:
			return 0, &Error{"is a pipe into which nobody writes", "start what writes it, or name a file"}
		}
		return n, err
	}
}
