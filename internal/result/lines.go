package result

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// flushBytes is how much text is gathered before it is written. Only whole
// lines are, so a run that is killed leaves a file that can be read.
const flushBytes = 64 << 10

// lineBuffer gathers lines of CSV and remembers the first error.
type lineBuffer struct {
	name   string // for messages
	out    io.Writer
	file   io.Closer // nil when the caller owns out
	header []byte
	text   []byte
	err    error
}

func newLineBuffer(out io.Writer, name string, columns []string) lineBuffer {
	header := appendHeader(nil, columns)
	text := make([]byte, 0, flushBytes+4<<10)
	return lineBuffer{name: name, out: out, header: header, text: append(text, header...)}
}

// createLines makes the file for a new writer.
func createLines(path string) (*os.File, error) {
	file, err := os.Create(path)
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

// copyFrom copies the lines of a file with the same header.
func (l *lineBuffer) copyFrom(part io.Reader) error {
	if err := l.flush(); err != nil {
		return err
	}
	found := make([]byte, len(l.header))
	if _, err := io.ReadFull(part, found); err != nil || !bytes.Equal(l.header, found) {
		return l.fail(errors.New("the part to append has other columns; write it with the same classes"))
	}
	if _, err := io.Copy(l.out, part); err != nil {
		return l.fail(err)
	}
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
