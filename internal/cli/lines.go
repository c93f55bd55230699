package cli

import (
	"bufio"
	"context"
	"io"
	"strings"
)

// lines are what a person types, until the context ends.
type lines struct{ in *bufio.Reader }

func newLines(ctx context.Context, in io.Reader) *lines {
	return &lines{bufio.NewReader(newInterruptible(ctx, in))}
}

// next is a line without the space around it.
func (l *lines) next() (string, error) {
	text, err := l.in.ReadString('\n')
	if err == io.EOF && text != "" {
		err = nil
	}
	return strings.TrimSpace(text), err
}
