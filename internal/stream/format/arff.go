package format

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// isARFF looks for @relation under comments and empty lines.
func isARFF(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte(byteOrderMark))
	for len(head) > 0 {
		line, rest, _ := bytes.Cut(head, []byte("\n"))
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '%' {
			return hasWord(line, "@relation")
		}
		head = rest
	}
	return false
}

// hasWord reports that a line begins with a word, in any case.
func hasWord(line []byte, word string) bool {
	return len(line) >= len(word) && bytes.EqualFold(line[:len(word)], []byte(word)) &&
		(len(line) == len(word) || line[len(word)] == ' ' || line[len(word)] == '\t')
}

// attribute is a column of an ARFF file.
type attribute struct {
	name   string
	absent string // what a sparse row means where it leaves the attribute out
	date   []datePart
}

// arff is the rows of an ARFF file. Each of its lines becomes one line of text, so
// that the lines of errors are those of the file.
type arff struct {
	src        *source
	part       []byte
	line       int
	attributes []attribute
	scratch    []byte
	field      []byte
	sparse     [][]byte // by attribute; nil: left out
}

func openARFF(s *source) (*Table, error) {
	if bytes.HasPrefix(s.head, []byte(byteOrderMark)) {
		s.Discard(len(byteOrderMark))
	}
	a := &arff{src: s}
	if err := a.readHeader(); err != nil {
		return nil, err
	}
	// The header takes the place of @data.
	text := bytes.Repeat([]byte("\n"), a.line-1)
	names := make([]string, len(a.attributes))
	for i, at := range a.attributes {
		names[i] = at.name
	}
	return &Table{Format: "an ARFF file", Text: newText(append(text, header(names)...), a, nil)}, nil
}

const (
	mostHeaderLines = 1 << 20
	mostHeaderBytes = 4 << 20
)

// readHeader reads up to @data.
func (a *arff) readHeader() error {
	size := 0
	for {
		line, err := readLine(a.src.Reader, &a.part)
		if err == io.EOF {
			return &Error{Problem: "is an ARFF file without @data", Remedy: "copy it again", Err: io.ErrUnexpectedEOF}
		}
		a.line++
		if err != nil {
			return a.fault(err)
		}
		if size += len(line); a.line > mostHeaderLines || size > mostHeaderBytes || len(a.attributes) > mostColumns {
			return a.problem("the header is too long", "check that the line @data is there")
		}
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0 || line[0] == '%' || hasWord(line, "@relation"):
		case hasWord(line, "@data") && len(a.attributes) == 0:
			return a.problem("no @attribute stands above @data", "name the columns with @attribute lines")
		case hasWord(line, "@data"):
			return nil
		case hasWord(line, "@attribute"):
			err = a.readAttribute(line[len("@attribute"):])
		case hasWord(line, "@end"):
			err = a.relational()
		default:
			err = a.problem(fmt.Sprintf("%.40q is no @attribute", line), "write each column as @attribute NAME numeric")
		}
		if err != nil {
			return err
		}
	}
}

func (a *arff) problem(problem, remedy string) *Error {
	return &Error{Line: a.line, Problem: problem, Remedy: remedy}
}

// fault is an error of the source, or of a line that is too long.
func (a *arff) fault(err error) error {
	if errors.Is(err, errLong) {
		return a.problem("the line is longer than 1 MiB", "check that this is an ARFF file with one row a line")
	}
	return err
}

func (a *arff) relational() *Error {
	return a.problem("the file has an attribute that is a table itself (relational)", "save one row a time step, without relational attributes")
}

// readAttribute reads a name and a type.
func (a *arff) readAttribute(text []byte) error {
	name, rest := a.word(bytes.TrimLeft(text, " \t"))
	if rest = bytes.TrimSpace(rest); len(name) == 0 || len(rest) == 0 {
		return a.problem("the @attribute has no name or no type", "write it as @attribute NAME numeric")
	}
	at := attribute{name: string(name)}
	switch {
	case rest[0] == '{':
		first, _ := a.word(bytes.TrimLeft(rest[1:], " \t"))
		at.absent = string(first)
	case hasWord(rest, "date"):
		format, _ := a.word(bytes.TrimSpace(rest[len("date"):]))
		at.date = parseDateFormat(string(format))
	case hasWord(rest, "relational"):
		return a.relational()
	case hasWord(rest, "numeric"), hasWord(rest, "real"), hasWord(rest, "integer"):
		at.absent = "0"
	case !hasWord(rest, "string"):
		return a.problem(fmt.Sprintf("%.40q is no type of an attribute", rest), "write numeric, string, date or {the, names, of, classes}")
	}
	a.attributes = append(a.attributes, at)
	return nil
}

// word takes a word off a line, which ends at a space, a comma or a brace, or is
// quoted. It is valid until the next call.
func (a *arff) word(text []byte) (word, rest []byte) {
	a.field = a.field[:0]
	if len(text) == 0 {
		return nil, nil
	}
	if quote := text[0]; quote == '\'' || quote == '"' {
		for i := 1; i < len(text); i++ {
			switch c := text[i]; {
			case c == quote:
				return a.field, text[i+1:]
			case c == '\\' && i+1 < len(text):
				i++
				a.field = append(a.field, unescaped(text[i]))
			default:
				a.field = append(a.field, c)
			}
		}
		return a.field, nil
	}
	end := bytes.IndexAny(text, " \t,{}")
	if end < 0 {
		end = len(text)
	}
	a.field = append(a.field, text[:end]...)
	return a.field, text[end:]
}

func unescaped(c byte) byte {
	switch c {
	case 'n', 'r', 't':
		return ' '
	}
	return c
}

func (a *arff) next(dst []byte) ([]byte, error) {
	line, err := readLine(a.src.Reader, &a.part)
	if err == io.EOF {
		return dst, err
	}
	a.line++
	if err != nil {
		return dst, a.fault(err)
	}
	line = bytes.TrimSpace(line)
	switch {
	case len(line) == 0 || line[0] == '%':
		return append(dst, "#\n"...), nil // no row, and no break either
	case line[0] == '{':
		return a.sparseRow(dst, line[1:])
	}
	return a.denseRow(dst, line), nil
}

// denseRow appends values that commas, or else spaces, separate.
func (a *arff) denseRow(dst, line []byte) []byte {
	start := len(dst)
	for i := 0; len(line) > 0; i++ {
		if line[0] == '{' { // the weight of the row
			break
		}
		if i > 0 {
			dst = append(dst, ',')
		}
		quoted := line[0] == '\'' || line[0] == '"'
		var value []byte
		value, line = a.word(line)
		dst = a.appendValue(dst, i, value, quoted)
		line = bytes.TrimLeft(line, " \t")
		if len(line) > 0 && line[0] == ',' {
			if line = bytes.TrimLeft(line[1:], " \t"); len(line) == 0 { // an empty value at the end
				dst = append(dst, ',')
			}
		} else if len(line) > 0 && line[0] == '}' {
			dst = append(dst, '}') // not a value
			line = line[1:]
		}
	}
	return endLine(dst, start)
}

// appendValue appends the value of an attribute.
func (a *arff) appendValue(dst []byte, column int, value []byte, quoted bool) []byte {
	if !quoted && string(value) == "?" {
		return dst
	}
	if column < len(a.attributes) && a.attributes[column].date != nil {
		a.scratch = appendDate(a.scratch[:0], a.attributes[column].date, value)
		value = a.scratch
	}
	return appendField(dst, value)
}

// sparseRow appends a row of {index value, ...}: attributes that are left out are 0,
// or of the first class.
func (a *arff) sparseRow(dst, line []byte) ([]byte, error) {
	if a.sparse == nil {
		a.sparse = make([][]byte, len(a.attributes))
		for i := range a.sparse {
			a.sparse[i] = make([]byte, 0, 16)
		}
	}
	for i, at := range a.attributes {
		a.sparse[i] = appendField(a.sparse[i][:0], []byte(at.absent))
	}
	for {
		line = bytes.TrimLeft(line, " \t,")
		if len(line) == 0 || line[0] == '}' {
			break
		}
		var word []byte
		word, line = a.word(line)
		index, err := strconv.Atoi(string(word))
		if err != nil || index < 0 || index >= len(a.attributes) {
			return dst, a.problem(fmt.Sprintf("%.40q is not the number of an attribute, from 0", word), "write a sparse row as {number value, ...}")
		}
		line = bytes.TrimLeft(line, " \t")
		quoted := len(line) > 0 && (line[0] == '\'' || line[0] == '"')
		word, line = a.word(line)
		a.sparse[index] = a.appendValue(a.sparse[index][:0], index, word, quoted)
	}
	start := len(dst)
	for i, value := range a.sparse {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, value...)
	}
	return endLine(dst, start), nil
}

// datePart is a run of a date's format: a pattern letter, or text.
type datePart struct {
	letter byte // 0: text
	text   string
}

// parseDateFormat reads a pattern of Java's SimpleDateFormat; nil for the default,
// which is ISO 8601 already, and for what is not understood.
func parseDateFormat(format string) (parts []datePart) {
	for i := 0; i < len(format); {
		c := format[i]
		n := 1
		switch {
		case c == '\'':
			end := strings.IndexByte(format[i+1:], '\'')
			if end < 0 {
				return nil
			}
			parts = append(parts, datePart{text: format[i+1 : i+1+end]})
			n = end + 2
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			for i+n < len(format) && format[i+n] == c {
				n++
			}
			if strings.IndexByte("yMdHmsS", c) < 0 || c == 'M' && n > 2 || c == 'y' && n != 4 {
				return nil
			}
			parts = append(parts, datePart{letter: c, text: format[i : i+n]})
		default:
			parts = append(parts, datePart{text: format[i : i+1]})
		}
		i += n
	}
	return parts
}

// appendDate appends a date in ISO 8601; as it stands, where it does not follow the
// format.
func appendDate(dst []byte, format []datePart, value []byte) []byte {
	fields := [128]int{'y': 1970, 'M': 1, 'd': 1} // by the letter of the pattern
	rest := value
	for i, p := range format {
		if p.letter == 0 {
			if !bytes.HasPrefix(rest, []byte(p.text)) {
				return append(dst, value...)
			}
			rest = rest[len(p.text):]
			continue
		}
		most := len(rest)
		if i+1 < len(format) && format[i+1].letter != 0 { // no text says where it ends
			most = len(p.text)
		}
		n := 0
		for n < len(rest) && n < most && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		number, err := strconv.Atoi(string(rest[:n]))
		if err != nil {
			return append(dst, value...)
		}
		fields[p.letter] = number
		rest = rest[n:]
	}
	if len(rest) > 0 {
		return append(dst, value...)
	}
	return fmt.Appendf(dst, "%04d-%02d-%02dT%02d:%02d:%02d.%03d", fields['y'], fields['M'], fields['d'], fields['H'], fields['m'], fields['s'], fields['S'])
}
