package result

import (
	"fmt"
	"io"
	"os"
)

// flushBytes is how much text is gathered before it is written. Only whole
// lines are, so a run that is killed leaves a file that can be read.
const flushBytes = 64 << 10

// lineBuffer gathers lines of CSV and remembers the first error.
type lineBuffer struct {
	name string // for messages
	out  io.Writer
	file io.Closer // nil when the caller owns out
	text []byte
	err  error
}

func newLineBuffer(out io.Writer, name string, columns []string) lineBuffer {
	return lineBuffer{name: name, out: out, text: appendHeader(make([]byte, 0, flushBytes+4<<10), columns)}
}

// createLines makes the file for a new writer or, where the first bytes of an
// earlier one are to stay, opens it behind them.
func createLines(path string, keep int64) (*os.File, error) {
	flags := os.O_WRONLY | os.O_CREATE
	if keep == 0 {
		flags |= os.O_TRUNC
	}
	file, err := os.OpenFile(path, flags, 0o666)
	if err == nil && keep > 0 {
		if err = file.Truncate(keep); err == nil {
			_, err = file.Seek(keep, io.SeekStart)
		}
		if err != nil {
			file.Close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("create %s: %w; name a folder you may write to", path, err)
	}
	return file, nil
}

// endLine takes back the text with one more line in it.
func (l *lineBuffer) endLine(text []byte) error {
	l.text = append(text, '\n')
	if len(l.text) < flushBytes {
		return nil
	}
	return l.flush()
}

func (l *lineBuffer) flush() error {
	if l.err != nil || len(l.text) == 0 {
		return l.err
	}
	if _, err := l.out.Write(l.text); err != nil {
		return l.fail(err)
	}
	l.text = l.text[:0]
	return nil
}

func (l *lineBuffer) close() error {
	l.flush()
	if l.file != nil {
		if err := l.file.Close(); err != nil && l.err == nil {
			l.fail(err)
		}
		l.file = nil
	}
	return l.err
}

func (l *lineBuffer) fail(err error) error {
	l.err = fmt.Errorf("write %s: %w", l.name, err)
	return l.err
}

func appendHeader(b []byte, columns []string) []byte {
	for i, name := range columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendField(b, name)
	}
	return append(b, '\n')
}
