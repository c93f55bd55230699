package format

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
)

// jsonTokens reads JSON (RFC 8259), and NaN and Infinity as Python writes them.
// Of several documents after one another each begins after the one before.
type jsonTokens struct {
	src   *bufio.Reader
	text  []byte
	stack []byte // an opening bracket for each value that is open
	state jsonState
	line  int // line ends seen
}

// jsonState is what may come next.
type jsonState uint8

const (
	wantValue     jsonState = iota
	wantFirst               // a value, or the end of an array
	wantName                // of a member
	wantFirstName           // or the end of an object
	wantMore                // a comma, or the end
	wantEnd                 // of the document
)

func newJSONTokens(src *bufio.Reader) *jsonTokens { return &jsonTokens{src: src} }

func (j *jsonTokens) next() (token, error) {
	c, err := j.skipSpace()
	if err == io.EOF && len(j.stack) == 0 && (j.state == wantEnd || j.state == wantValue) {
		return token{kind: endToken}, nil
	}
	if err != nil {
		return token{}, unexpected(err)
	}
	if j.state == wantMore {
		if c != ',' {
			return j.end(c)
		}
		if c, err = j.skipSpace(); err != nil {
			return token{}, unexpected(err)
		}
		j.state = wantValue
		if j.stack[len(j.stack)-1] == '{' {
			j.state = wantName
		}
	}
	switch {
	case j.state == wantEnd:
		return token{}, errSyntax
	case j.state == wantFirst && c == ']', j.state == wantFirstName && c == '}':
		return j.end(c)
	case j.state == wantName, j.state == wantFirstName:
		return j.name(c)
	}
	return j.value(c)
}

// unexpected is an end inside a document.
func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// skipSpace consumes the next byte that is no space.
func (j *jsonTokens) skipSpace() (byte, error) {
	for {
		c, err := j.src.ReadByte()
		if err != nil {
			return 0, err
		}
		switch c {
		case '\n':
			j.line++
		case ' ', '\t', '\r':
		default:
			return c, nil
		}
	}
}

func (j *jsonTokens) open(bracket byte, state jsonState, kind tokenKind) (token, error) {
	if len(j.stack) == deepest {
		return token{}, errDeep
	}
	j.stack = append(j.stack, bracket)
	j.state = state
	return token{kind: kind}, nil
}

func (j *jsonTokens) end(c byte) (token, error) {
	n := len(j.stack) - 1
	if n < 0 || c != j.stack[n]+2 { // in ASCII both closing brackets are two after the opening ones
		return token{}, errSyntax
	}
	j.stack = j.stack[:n]
	j.after()
	if c == '}' {
		return token{kind: endObject}, nil
	}
	return token{kind: endArray}, nil
}

// after settles what may follow a value.
func (j *jsonTokens) after() {
	j.state = wantMore
	if len(j.stack) == 0 {
		j.state = wantEnd
	}
}

func (j *jsonTokens) name(c byte) (token, error) {
	if c != '"' {
		return token{}, errSyntax
	}
	if err := j.quoted(); err != nil {
		return token{}, err
	}
	c, err := j.skipSpace()
	if err != nil {
		return token{}, unexpected(err)
	}
	if c != ':' {
		return token{}, errSyntax
	}
	j.state = wantValue
	return token{textToken, j.text}, nil
}

func (j *jsonTokens) value(c byte) (token, error) {
	switch c {
	case '{':
		return j.open(c, wantFirstName, beginObject)
	case '[':
		return j.open(c, wantFirst, beginArray)
	}
	j.after()
	if c == '"' {
		err := j.quoted()
		return token{textToken, j.text}, err
	}
	if err := j.word(c); err != nil {
		return token{}, err
	}
	return j.meaning()
}

// quoted reads the rest of a string.
func (j *jsonTokens) quoted() error {
	j.text = append(j.text[:0], '"')
	escaped := false
	for {
		part, err := j.src.ReadSlice('"')
		if err != nil && err != bufio.ErrBufferFull {
			return unexpected(err)
		}
		if len(j.text)+len(part) > longestToken {
			return errLong
		}
		j.text = append(j.text, part...)
		escaped = escaped || bytes.IndexByte(part, '\\') >= 0
		if err == nil && !endsEscaped(j.text) {
			break
		}
	}
	for _, c := range j.text {
		if c < ' ' {
			return errSyntax
		}
	}
	if !escaped {
		j.text = j.text[1 : len(j.text)-1]
		return nil
	}
	var text string
	if json.Unmarshal(j.text, &text) != nil {
		return errSyntax
	}
	j.text = append(j.text[:0], text...)
	return nil
}

// endsEscaped reports that the quote at the end belongs to the string: an odd
// number of backslashes stands before it.
func endsEscaped(text []byte) bool {
	n := 0
	for i := len(text) - 2; i > 0 && text[i] == '\\'; i-- {
		n++
	}
	return n%2 == 1
}

// word reads a number, true, false, null, NaN or Infinity.
func (j *jsonTokens) word(c byte) error {
	j.text = append(j.text[:0], c)
	for {
		c, err := j.src.ReadByte()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if !wordByte(c) {
			return j.src.UnreadByte()
		}
		if len(j.text) == longestToken {
			return errLong
		}
		j.text = append(j.text, c)
	}
}

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '.' || c == '+' || c == '-'
}

// meaning tells what a word is.
func (j *jsonTokens) meaning() (token, error) {
	switch string(j.text) {
	case "true":
		return token{truth, one}, nil
	case "false":
		return token{truth, zero}, nil
	case "null":
		return token{kind: null}, nil
	case "NaN":
		return token{kind: numberToken}, nil
	case "Infinity":
		return token{numberToken, infinity[1:]}, nil
	case "-Infinity":
		return token{numberToken, infinity}, nil
	}
	if !jsonNumber(j.text) {
		return token{}, errSyntax
	}
	return token{numberToken, j.text}, nil
}

var (
	zero     = []byte("0")
	one      = []byte("1")
	infinity = []byte("-inf")
)

// jsonNumber checks the grammar of a number.
func jsonNumber(s []byte) bool {
	digits := func() bool {
		n := 0
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		s = s[n:]
		return n > 0
	}
	take := func(set string) bool {
		if len(s) == 0 || bytes.IndexByte([]byte(set), s[0]) < 0 {
			return false
		}
		s = s[1:]
		return true
	}
	take("-")
	leadingZero := len(s) > 1 && s[0] == '0' && s[1] >= '0' && s[1] <= '9'
	if leadingZero || !digits() {
		return false
	}
	if take(".") && !digits() {
		return false
	}
	if take("eE") {
		take("+-")
		if !digits() {
			return false
		}
	}
	return len(s) == 0
}
