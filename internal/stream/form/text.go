package form

import "bytes"

func trim(s []byte) []byte { return bytes.Trim(s, " \t") }

// trimEscapes removes what sets a terminal's colour at both ends of a line:
// ECMA-48's control sequences ESC [ parameters m.
func trimEscapes(line []byte) []byte {
	for {
		line = trim(line)
		n := 0
		if bytes.HasPrefix(line, escape) {
			n = bytes.IndexByte(line, 'm') + 1
		}
		if n == 0 {
			break
		}
		line = line[n:]
	}
	for len(line) > 0 && line[len(line)-1] == 'm' {
		at := bytes.LastIndex(line, escape)
		if at < 0 || len(bytes.Trim(line[at+len(escape):len(line)-1], "0123456789;")) > 0 {
			break
		}
		line = trim(line[:at])
	}
	return line
}

var escape = []byte("\x1b[")

func digit(c byte) bool  { return c-'0' <= 9 }
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80 }

// startsNumber reports a text that begins as a number does, or stands for one
// that is missing.
func startsNumber(s []byte) bool {
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	if len(s) > 1 && (s[0] == '.' || s[0] == ',') {
		s = s[1:]
	}
	return len(s) > 0 && digit(s[0]) || len(s) >= 3 && bytes.EqualFold(s[:3], []byte("nan"))
}

// isNumber reports a number, with or without a unit behind it.
func isNumber(s []byte) bool {
	if !startsNumber(s) {
		return false
	}
	n, signs := 1, 0
	for ; n < len(s) && (digit(s[n]) || s[n] == '.' || s[n] == ','); n++ {
		if !digit(s[n]) {
			signs++
		}
	}
	rest := trim(s[n:])
	return signs <= 1 && len(s) > 0 && s[n-1] != ',' && (len(rest) == 0 || (letter(rest[0]) || rest[0] == '%') && !bytes.ContainsAny(rest, " \t,;:=|"))
}

// numeric reports that most of the texts begin with a number.
func numeric(texts [][]byte) bool {
	n := 0
	for _, s := range texts {
		if startsNumber(trim(s)) {
			n++
		}
	}
	return most(n, len(texts))
}

// closing is the bracket that closes what opens a row.
var closing = map[byte]byte{'[': ']', '(': ')', '{': '}'}

const brackets = "[](){}"

// openers are what a row may open with: brackets, or the signs of frames, $1,2; and
// /*1,2*/, as some plotters have them.
const openers = "[({$/"

// unbracket returns what stands in a pair of brackets, behind which a list goes
// on with a comma or ends with a semicolon. Brackets of the whole table that
// stand on a row's line are taken for the row's.
func unbracket(body []byte, open byte) (inside []byte, ok bool) {
	inside = bytes.TrimRight(body, " \t,;")
	switch {
	case open == '$' && len(inside) > 1 && inside[0] == open:
		return trim(inside[1:]), true
	case open == '/' && len(inside) > 4 && bytes.HasPrefix(inside, []byte("/*")) && bytes.HasSuffix(inside, []byte("*/")):
		return trim(inside[2 : len(inside)-2]), true
	}
	shut := closing[open]
	if len(inside) < 2 || inside[0] != open || inside[len(inside)-1] != shut {
		return body, false
	}
	for len(inside) > 0 && (inside[0] == open || inside[0] == ' ') {
		inside = inside[1:]
	}
	for len(inside) > 0 && (inside[len(inside)-1] == shut || inside[len(inside)-1] == ' ') {
		inside = inside[:len(inside)-1]
	}
	if len(inside) == 0 || bytes.ContainsAny(inside, brackets) {
		return body, false
	}
	return trim(inside), true
}

// bracketsAlone reports a line that opens or closes a table of rows in brackets.
func bracketsAlone(line []byte) bool {
	return len(line) > 0 && len(bytes.Trim(line, brackets+",; ")) == 0 && bytes.ContainsAny(line, brackets)
}

func (f *Form) findBrackets(bodies [][]byte) {
	for _, open := range []byte(openers) {
		n := 0
		for _, body := range bodies {
			if _, ok := unbracket(body, open); ok {
				n++
			}
		}
		if most(n, len(bodies)) {
			f.bracket = open
			return
		}
	}
}
