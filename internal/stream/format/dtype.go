package format

import (
	"fmt"
	"strconv"
	"strings"
)

// mostColumns bounds the columns of a table: more is an array that lies on its
// side.
const mostColumns = 1 << 16

// mostRowBytes bounds a row of a binary file.
const mostRowBytes = 4 << 20

// field is a column of a binary row.
type field struct {
	name   string // "" where the array has no names
	scalar scalar
	at     int // of the value in its element
}

// element is what an element of an array consists of: one field without a name,
// or the fields of a structure.
type element struct {
	fields []field
	size   int
}

// unread is a type of elements that is not read.
type unread struct{ what string }

func (u unread) Error() string { return u.what }

// parseElement reads a descr: a type's text, or a list of fields.
func parseElement(descr literal) (element, error) {
	switch d := descr.(type) {
	case string:
		s, err := parseScalar(d)
		return element{fields: []field{{scalar: s}}, size: s.size}, err
	case []literal:
		return parseStructure(d)
	}
	return element{}, errLiteral
}

// parseStructure reads a list of (name, type) or (name, type, shape), where a name
// may be (title, name).
func parseStructure(list []literal) (e element, err error) {
	for _, item := range list {
		parts, ok := item.([]literal)
		if !ok || len(parts) < 2 || len(parts) > 3 {
			return e, errLiteral
		}
		if title, ok := parts[0].([]literal); ok && len(title) == 2 {
			parts[0] = title[1]
		}
		name, named := parts[0].(string)
		text, plain := parts[1].(string)
		if !named {
			return e, errLiteral
		}
		if !plain {
			return e, unread{fmt.Sprintf("a structure in the field %q", name)}
		}
		if name == "" { // what a compiler would leave between two fields
			n, err := strconv.Atoi(strings.TrimPrefix(text, "|V"))
			if err != nil || n < 0 || e.size+n > mostRowBytes {
				return e, errLiteral
			}
			e.size += n
			continue
		}
		s, err := parseScalar(text)
		if err != nil {
			return e, err
		}
		count := 1
		if len(parts) == 3 {
			if count, err = parseCount(parts[2]); err != nil {
				return e, err
			}
		}
		if err := e.add(name, s, count, len(parts) == 3); err != nil {
			return e, err
		}
	}
	if len(e.fields) == 0 {
		return e, errLiteral
	}
	return e, nil
}

// parseCount reads the shape of a field.
func parseCount(shape literal) (int, error) {
	dims, ok := shape.([]literal)
	if !ok {
		dims = []literal{shape}
	}
	count := 1
	for _, d := range dims {
		n, ok := d.(int)
		if !ok || n < 0 || n > mostColumns {
			return 0, errLiteral
		}
		if count *= n; count > mostColumns {
			return 0, errLiteral
		}
	}
	return count, nil
}

// add appends a field, or the values of one that is an array.
func (e *element) add(name string, s scalar, count int, array bool) error {
	if len(e.fields)+count > mostColumns || e.size+count*s.size > mostRowBytes {
		return unread{"rows of too many values"}
	}
	for i := range count {
		f := field{name: name, scalar: s, at: e.size}
		if array {
			f.name += "." + strconv.Itoa(i+1)
		}
		e.fields = append(e.fields, f)
		e.size += s.size
	}
	return nil
}

// parseScalar reads a type such as <f4, |b1, >i2, <U10 or <M8[ns].
func parseScalar(text string) (s scalar, err error) {
	if text == "" {
		return s, errLiteral
	}
	if strings.ContainsRune("<>=|", rune(text[0])) {
		s.big = text[0] == '>'
		text = text[1:]
	}
	if text == "" {
		return s, errLiteral
	}
	code, rest := text[0], text[1:]
	number, unit, _ := strings.Cut(rest, "[")
	if number != "" || code != 'O' {
		if s.size, err = strconv.Atoi(number); err != nil || s.size < 1 || s.size > 1<<20 {
			return s, errLiteral
		}
	}
	return s, s.setKind(code, strings.TrimSuffix(unit, "]"))
}

func (s *scalar) setKind(code byte, unit string) error {
	size := s.size
	whole := size == 1 || size == 2 || size == 4 || size == 8
	switch {
	case code == 'i' && whole:
		s.kind = signed
	case (code == 'u' && whole) || (code == 'b' && size == 1):
		s.kind = unsigned
	case code == 'f' && whole && size > 1:
		s.kind = float
	case code == 'm' && size == 8:
		s.kind = signed
	case code == 'S' || code == 'a':
		s.kind = latinText
	case code == 'V':
		return unread{"raw bytes"}
	case code == 'U':
		s.kind, s.size = wideText, 4*size
	case code == 'M' && size == 8:
		if s.kind, s.unit = moment, momentUnits[unit]; s.unit == (momentUnit{}) {
			return unread{"dates in the unit " + strconv.Quote(unit)}
		}
	case code == 'O':
		return unread{"Python objects"}
	case code == 'c':
		return unread{"complex numbers"}
	case code == 'f':
		return unread{"long doubles, which are not the same on every machine"}
	default:
		return errLiteral
	}
	return nil
}

// numeric reports that every field holds a number.
func (e element) numeric() bool {
	for _, f := range e.fields {
		if f.scalar.kind > float {
			return false
		}
	}
	return true
}
