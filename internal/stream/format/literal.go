package format

import (
	"errors"
	"strconv"
)

// literal is a value of Python's, as far as the header of an npy file has them:
// string, int, bool, []literal for lists and tuples, map[string]literal, nil.
type literal any

// deepestLiteral bounds how far lists may be nested.
const deepestLiteral = 16

var errLiteral = errors.New("its header is not that of an array")

// parseLiteral reads one value, which spaces may follow.
func parseLiteral(text []byte) (literal, error) {
	p := literalParser{text: text}
	v, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if p.peek() != 0 {
		return nil, errLiteral
	}
	return v, nil
}

type literalParser struct {
	text []byte
	at   int
}

// peek returns the next byte that is no space, 0 at the end.
func (p *literalParser) peek() byte {
	for ; p.at < len(p.text); p.at++ {
		if c := p.text[p.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return 0
}

// take moves over the next byte if it is c.
func (p *literalParser) take(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.at++
	return true
}

func (p *literalParser) value(depth int) (literal, error) {
	if depth > deepestLiteral {
		return nil, errLiteral
	}
	switch c := p.peek(); {
	case c == '\'' || c == '"':
		return p.quoted(c)
	case c == '(':
		return p.list(')', depth)
	case c == '[':
		return p.list(']', depth)
	case c == '{':
		return p.dict(depth)
	case c >= '0' && c <= '9':
		return p.number()
	}
	return p.word()
}

func (p *literalParser) quoted(quote byte) (literal, error) {
	var text []byte
	for p.at++; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == quote:
			p.at++
			return string(text), nil
		case c == '\\' && p.at+1 < len(p.text):
			p.at++
			text = append(text, p.text[p.at])
		default:
			text = append(text, c)
		}
	}
	return nil, errLiteral
}

func (p *literalParser) list(end byte, depth int) (literal, error) {
	p.at++
	list := []literal{}
	for !p.take(end) {
		v, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
		if !p.take(',') && p.peek() != end {
			return nil, errLiteral
		}
	}
	return list, nil
}

func (p *literalParser) dict(depth int) (literal, error) {
	p.at++
	dict := map[string]literal{}
	for !p.take('}') {
		key, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		name, ok := key.(string)
		if !ok || !p.take(':') {
			return nil, errLiteral
		}
		if dict[name], err = p.value(depth + 1); err != nil {
			return nil, err
		}
		if !p.take(',') && p.peek() != '}' {
			return nil, errLiteral
		}
	}
	return dict, nil
}

// number reads an integer, which Python 2 may have ended in L.
func (p *literalParser) number() (literal, error) {
	from := p.at
	for p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9' {
		p.at++
	}
	n, err := strconv.ParseInt(string(p.text[from:p.at]), 10, 64)
	if err != nil {
		return nil, errLiteral
	}
	if p.at < len(p.text) && p.text[p.at] == 'L' {
		p.at++
	}
	return int(n), nil
}

func (p *literalParser) word() (literal, error) {
	from := p.at
	for p.at < len(p.text) && p.text[p.at]|0x20 >= 'a' && p.text[p.at]|0x20 <= 'z' {
		p.at++
	}
	switch string(p.text[from:p.at]) {
	case "True":
		return true, nil
	case "False":
		return false, nil
	case "None":
		return nil, nil
	}
	return nil, errLiteral
}
