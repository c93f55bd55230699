package format

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
)

const byteOrderMark = "\xef\xbb\xbf"

// isJSON looks for an object, or for an array that is alone in the file: lines of
// a serial monitor may be in brackets, too.
func isJSON(head []byte) bool {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), " \t\r\n")
	if len(text) == 0 {
		return false
	}
	switch rest := bytes.TrimLeft(text[1:], " \t\r\n"); text[0] {
	case '{':
		return len(rest) > 0 && (rest[0] == '"' || rest[0] == '}')
	case '[':
		return wholeArray(headTokens(text))
	}
	return false
}

// wholeArray reports an array that does not end before the text does.
func wholeArray(in *jsonTokens) bool {
	for {
		t, err := in.next()
		switch {
		case err != nil:
			return err == io.ErrUnexpectedEOF
		case t.kind == endToken:
			return true
		}
	}
}

func openJSON(s *source) (*Table, error) {
	if bytes.HasPrefix(s.head, []byte(byteOrderMark)) {
		s.Discard(len(byteOrderMark))
	}
	if err := s.fillHead(); err != nil {
		return nil, err
	}
	in := headTokens(s.head)
	if t, _ := in.next(); t.kind == beginArray {
		return openArray(s, in)
	}
	keys := memberNames(in)
	if oneOf("payload", keys) || oneOf("values", keys) {
		t, err := openAcquisition("Edge Impulse data in JSON", newJSONTokens(s.Reader), acquisitionKeysOf(s.head), s)
		return t, documentError("JSON", err)
	}
	if names := lineKeys(s.head, len(s.head) < s.Size()); len(names) > 0 {
		return openJSONLines(s, names)
	}
	return nil, otherJSON(s)
}

func otherJSON(s *source) *Error {
	refused := (&signature{what: "JSON in another layout", command: fmt.Sprintf(asCSV, "read_json('NAME')")}).refuse(s.name)
	refused.Remedy += "; or " + anObject
	return refused
}

// openArray reads an array of rows.
func openArray(s *source, head *jsonTokens) (*Table, error) {
	in := newJSONTokens(s.Reader)
	if _, err := in.next(); err != nil {
		return nil, documentError("JSON", err)
	}
	t := &Table{Format: "JSON", Place: rowOfLine}
	r := &documentRows{in: in, names: rowKeys(head)}
	if err := r.begin(t, s, ""); err != nil {
		return nil, documentError("JSON", err)
	}
	return t, nil
}

// memberNames returns the names of an open object's members, as far as the head
// shows them.
func memberNames(in *jsonTokens) (names []string) {
	for {
		t, err := in.next()
		if err != nil || t.kind != textToken {
			return names
		}
		names = append(names, string(t.text))
		if t, err = in.next(); err != nil || skipValue(in, t) != nil {
			return names
		}
	}
}

// acquisitionKeysOf returns the columns of values that are objects.
func acquisitionKeysOf(head []byte) []string {
	in := headTokens(head)
	in.next()
	if found, err := new(acquisition).find(in); !found || err != nil {
		return nil
	}
	return rowKeys(in)
}

// rowKeys returns the columns of rows that are objects, in an array that is open,
// as far as the head shows them; none where the first row is no object.
func rowKeys(in tokens) []string {
	c := collector{seen: map[string]bool{}}
	for {
		t, err := in.next()
		if err != nil || t.kind != beginObject || c.members(in, "") != nil {
			return c.names
		}
	}
}

// lineKeys returns the columns of a file with an object a line; none where it is
// another one. all says that the head is the whole file.
func lineKeys(head []byte, all bool) []string {
	c := collector{seen: map[string]bool{}}
	lines := 0
	for len(head) > 0 {
		line, rest, ended := bytes.Cut(head, []byte("\n"))
		if !ended && !all && lines > 0 {
			break // may be cut by the end of the head
		}
		head = rest
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		in := headTokens(line)
		if t, err := in.next(); err != nil || t.kind != beginObject || c.members(in, "") != nil || onlyEnd(in) != nil {
			if lines == 0 {
				return nil
			}
		}
		lines++
	}
	if lines == 1 && len(c.names) > mostAlone {
		return nil
	}
	return c.names
}

// mostAlone is how many values an object has that is alone in a file and a row: with
// more it holds columns, {"ax": [1, 2, 3, ...]}.
const mostAlone = 64

// collector gathers the names of columns in the order of their appearance.
type collector struct {
	names []string
	seen  map[string]bool
}

// members goes through an open object.
func (c *collector) members(in tokens, path string) error {
	for {
		t, err := in.next()
		if err != nil || t.kind == endObject {
			return err
		}
		name := path + string(t.text)
		if t, err = in.next(); err != nil {
			return err
		}
		if err = c.value(in, t, name); err != nil {
			return err
		}
	}
}

// value takes a value of that name. What it holds is named after it: acc.x, or acc.1
// of an array.
func (c *collector) value(in tokens, t token, name string) error {
	switch t.kind {
	case beginObject:
		return c.members(in, name+".")
	case beginArray:
		for i := 1; ; i++ {
			t, err := in.next()
			if err != nil || t.kind == endArray {
				return err
			}
			if err = c.value(in, t, name+"."+strconv.Itoa(i)); err != nil {
				return err
			}
		}
	}
	if !c.seen[name] {
		if len(c.names) == mostColumns {
			return errWide
		}
		c.seen[name] = true
		c.names = append(c.names, name)
	}
	return nil
}

// jsonLines are rows of an object a line. A line that is none is passed on as it
// stands, so that it is a bad row like any other.
type jsonLines struct {
	src   *bufio.Reader
	part  []byte // of a line that is longer than the buffer of src
	line  int
	keyed keyedRow
	bytes *bytes.Reader
	in    *jsonTokens
}

func openJSONLines(s *source, names []string) (*Table, error) {
	r := &jsonLines{src: s.Reader, keyed: newKeyedRow(names), bytes: bytes.NewReader(nil)}
	r.in = newJSONTokens(bufio.NewReader(r.bytes))
	return &Table{
		Format: "JSON Lines", Text: newText(header(names), r, nil),
		Place: func(line int) string {
			if line < 2 {
				return ""
			}
			return fmt.Sprintf("line %d", line-1)
		},
	}, nil
}

func (r *jsonLines) next(dst []byte) ([]byte, error) {
	line, err := readLine(r.src, &r.part)
	if err != nil {
		if err == errLong {
			err = &Error{Place: fmt.Sprintf("line %d", r.line+1), Problem: "the line is longer than 1 MiB", Remedy: "check that it is an object a line"}
		}
		return dst, err
	}
	r.line++
	if line = bytes.TrimSpace(line); len(line) == 0 {
		return append(dst, '\n'), nil
	}
	r.bytes.Reset(line)
	r.in.src.Reset(r.bytes)
	r.in.stack, r.in.state = r.in.stack[:0], wantValue
	start := len(dst)
	t, err := r.in.next()
	if err == nil && t.kind == beginObject {
		if dst, err = r.keyed.read(dst, r.in); err == nil {
			err = onlyEnd(r.in)
		}
	} else if err == nil {
		err = errSyntax
	}
	switch own := (*Error)(nil); {
	case err == nil:
		return endLine(dst, start), nil
	case err == errNested, errors.As(err, &own):
		return dst[:start], rowFault(fmt.Sprintf("line %d", r.line), err)
	}
	dst = appendField(dst[:start], line)
	if _, err := r.src.Peek(1); err == io.EOF { // cut off, as a text without a line end
		return dst, nil
	}
	return endLine(dst, start), nil
}

// readLine returns the next line without its end; io.EOF after the last. It is
// valid until the next call.
func readLine(src *bufio.Reader, part *[]byte) ([]byte, error) {
	*part = (*part)[:0]
	for {
		line, err := src.ReadSlice('\n')
		if len(*part)+len(line) > longestToken {
			return nil, errLong
		}
		if err == nil && len(*part) == 0 {
			return trimEnd(line), nil
		}
		*part = append(*part, line...)
		switch {
		case err == bufio.ErrBufferFull:
		case err == nil, err == io.EOF && len(*part) > 0:
			return trimEnd(*part), nil
		default:
			return nil, err
		}
	}
}

func trimEnd(line []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
}
