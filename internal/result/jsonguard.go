package result

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// Limits of a document within its size; labels and commands are texts of a line.
// It nests no deeper than the type that it is read into.
const (
	maxJSONText  = 1 << 20 // bytes of one text, as escaped
	maxJSONWord  = 1 << 10 // bytes of a number or literal
	maxJSONBlank = 1 << 16 // bytes between two tokens
)

// jsonGuard stands between a file and json.Decoder, which gathers a whole token,
// and the blanks before it, before it looks at it. It also knows the lines.
type jsonGuard struct {
	in      io.Reader
	decoder *json.Decoder // that reads from the guard
	file    string
	err     error // found, and returned by the next Read

	offset   int64   // of the next byte
	lineEnds []int64 // offsets of line feeds that decoder has not passed
	passed   int     // line feeds before those

	length  int // of the text or word so far
	blank   int // of the blanks so far
	text    bool
	escaped bool
	rune    []byte // so far
}

func newJSONGuard(in io.Reader, file string) *jsonGuard {
	g := &jsonGuard{in: in, file: file}
	g.decoder = json.NewDecoder(g)
	g.decoder.UseNumber()
	return g
}

// Read passes bytes on up to the first that breaks a limit.
func (g *jsonGuard) Read(p []byte) (int, error) {
	if g.err != nil {
		return 0, g.err
	}
	g.forget()
	n, err := g.in.Read(p)
	for i, b := range p[:n] {
		if problem := g.step(b); problem != "" {
			g.err = &Error{g.file, g.line(g.offset), "", problem, documentRemedy}
			return i, g.err
		}
		g.offset++
	}
	return n, err
}

// step returns what is wrong with a byte, or nothing.
func (g *jsonGuard) step(b byte) string {
	if b >= utf8.RuneSelf || len(g.rune) > 0 {
		g.rune = append(g.rune, b)
		if utf8.FullRune(g.rune) {
			if r, n := utf8.DecodeRune(g.rune); r == utf8.RuneError && n == 1 {
				return fmt.Sprintf("byte %#02x is not UTF-8", g.rune[0])
			}
			g.rune = g.rune[:0]
		}
	}
	if g.text {
		return g.inText(b)
	}
	switch b {
	case ' ', '\t', '\r', '\n':
		g.length = 0
		g.blank++
	case '"':
		g.text, g.length, g.blank = true, 0, 0
	case ',', ':', '{', '}', '[', ']':
		g.length, g.blank = 0, 0
	default:
		g.length++
		g.blank = 0
	}
	switch {
	case g.length > maxJSONWord:
		return fmt.Sprintf("a number or word is longer than %d bytes", maxJSONWord)
	case g.blank > maxJSONBlank:
		return fmt.Sprintf("more than %d blanks stand here", maxJSONBlank)
	case b == '\n':
		g.lineEnds = append(g.lineEnds, g.offset)
	}
	return ""
}

func (g *jsonGuard) inText(b byte) string {
	g.length++
	switch {
	case g.length > maxJSONText:
		return fmt.Sprintf("a text is longer than %d bytes", maxJSONText)
	case g.escaped:
		g.escaped = false
	case b == '\\':
		g.escaped = true
	case b == '"':
		g.text, g.length = false, 0
	}
	return ""
}

// forget drops the line ends that the decoder has passed.
func (g *jsonGuard) forget() {
	at, n := g.decoder.InputOffset(), 0
	for n < len(g.lineEnds) && g.lineEnds[n] < at {
		n++
	}
	g.passed += n
	g.lineEnds = append(g.lineEnds[:0], g.lineEnds[n:]...)
}

// line returns the line, from 1, of an offset that the decoder has not passed
// by more than a token.
func (g *jsonGuard) line(offset int64) int {
	line := 1 + g.passed
	for _, end := range g.lineEnds {
		if end < offset {
			line++
		}
	}
	return line
}
