package execute

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"

	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/plaintext"
)

// programOutput is where a program prints through semihosting.
type programOutput struct {
	io.Writer
	ctx     context.Context
	machine *device.Machine // of the program, once there is one
}

// Write hands on what the program prints. It looks for an interrupt, too: a
// program may print megabytes within a few cycles.
func (o *programOutput) Write(p []byte) (int, error) {
	n, err := o.Writer.Write(p)
	if o.ctx.Err() != nil && o.machine != nil {
		o.machine.RequestStop()
	}
	return n, err
}

// ForTerminal is a writer for what a program prints. Into a file or a pipe it
// goes byte for byte, as the program meant it. A terminal gets text: an ELF file
// from somewhere is not to move the cursor, rewrite lines or set the clipboard,
// so what could steer a terminal is replaced. Who wants it pipes it through cat.
func ForTerminal(w io.Writer, terminal bool) io.Writer {
	if !terminal {
		return w
	}
	return &terminalText{w: w}
}

// terminalText keeps lines and tabs, and replaces all else that steers.
type terminalText struct {
	w    io.Writer
	held []byte // what depends on the bytes that follow
}

func (t *terminalText) Write(p []byte) (int, error) {
	text := append(t.held, p...)
	n := decided(text)
	t.held = append([]byte(nil), text[n:]...)
	if _, err := io.WriteString(t.w, terminalLines(string(text[:n]))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// decided is how much of a text does not depend on what follows: a carriage
// return and the first bytes of a character do.
func decided(text []byte) int {
	n := len(text)
	if n > 0 && text[n-1] == '\r' {
		return n - 1
	}
	for i := n - 1; i >= 0 && i > n-utf8.UTFMax; i-- {
		if utf8.RuneStart(text[i]) {
			if !utf8.FullRune(text[i:]) {
				return i
			}
			break
		}
	}
	return n
}

func terminalLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		end := ""
		for _, e := range []string{"\r\n", "\n"} {
			if strings.HasSuffix(line, e) {
				line, end = strings.TrimSuffix(line, e), e
				break
			}
		}
		for i, cell := range strings.Split(line, "\t") {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(plaintext.Clean(cell))
		}
		b.WriteString(end)
	}
	return b.String()
}
