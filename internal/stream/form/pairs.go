package form

import (
	"bytes"
	"strings"
)

// pairs are values with their names: ax:0.06,ay:0.07 or ax=0.06 ay=0.07.
type pairs struct {
	names   []string
	first   bool // the first value has no name in the lines
	between byte // of pairs; a space stands for any number of spaces and tabs
	equals  byte // of name and value
}

// What may stand between pairs, in order of preference, and in one.
const (
	separators = "\t;|, "
	equals     = ":="
)

// mostNames bounds the pairs of a line, which are looked up one by one.
const mostNames = 1024

// longestName is that of a column; what is longer is a sentence.
const longestName = 40

// next takes the next pair of a text; a value without a name has name nil.
func (p *pairs) next(text []byte) (name, value, rest []byte, ok bool) {
	if p.between == ' ' {
		return p.nextSpaced(text)
	}
	piece := text
	if at := bytes.IndexByte(text, p.between); at >= 0 {
		piece, rest = text[:at], text[at+1:]
	}
	at := bytes.IndexByte(piece, p.equals)
	if at < 0 {
		return nil, trim(piece), rest, true
	}
	name = unquoted(trim(piece[:at]))
	if !isName(name) {
		return nil, trim(piece), rest, startsNumber(trim(piece)) // 12:00:00 is a time
	}
	return name, trim(piece[at+1:]), rest, true
}

// nextSpaced takes a pair that ends where the name of the next one begins: its
// value may have a unit behind a space.
func (p *pairs) nextSpaced(text []byte) (name, value, rest []byte, ok bool) {
	at := bytes.IndexByte(text, p.equals)
	if at < 0 || !isName(trim(text[:at])) {
		return nil, nil, nil, false
	}
	name = unquoted(trim(text[:at]))
	value = trim(text[at+1:])
	for from := 0; ; {
		sign := bytes.IndexByte(value[from:], p.equals)
		if sign < 0 {
			return name, value, nil, len(value) > 0
		}
		from += sign + 1
		before := trim(value[:from-1])
		near := max(0, len(before)-longestName-1) // as far as a name reaches
		if begin := near + bytes.LastIndexAny(before[near:], " \t") + 1; begin > near && isName(before[begin:]) {
			return name, trim(before[:begin]), value[begin:], true
		}
	}
}

func unquoted(name []byte) []byte { return bytes.Trim(name, `"'`) }

func isName(s []byte) bool {
	s = unquoted(s)
	return len(s) > 0 && len(s) <= longestName && letter(s[0]) && !bytes.ContainsAny(s, ",;|\t")
}

// values appends the values in the order of the names.
func (p *pairs) values(text []byte, fields [][]byte) (values [][]byte, ok bool) {
	first := len(fields)
	for range p.names {
		fields = append(fields, nil)
	}
	found := fields[first:]
	for i := 0; len(text) > 0; i++ {
		name, value, rest, ok := p.next(text)
		if !ok {
			return fields, false
		}
		text = rest
		if len(trim(text)) == 0 {
			text = nil // a separator behind the last pair
		}
		at := p.find(name, i)
		if at < 0 || found[at] != nil {
			return fields, false
		}
		found[at] = value
	}
	return fields, true
}

// find is the place of a name, which is most often the one it had before.
func (p *pairs) find(name []byte, place int) int {
	if len(name) == 0 {
		if p.first && place == 0 {
			return 0
		}
		return -1
	}
	if place < len(p.names) && p.names[place] == string(name) {
		return place
	}
	for i, n := range p.names {
		if n == string(name) {
			return i
		}
	}
	return -1
}

// findPairs takes the separators by which most lines bring the same names with
// numbers behind them.
func (f *Form) findPairs(bodies [][]byte) {
	arrows, signs := 0, 0
	for _, body := range bodies {
		if bytes.ContainsAny(body, equals) {
			signs++
		}
		if len(body) > 0 && body[0] == '>' {
			arrows++
		}
	}
	if f.arrow = most(arrows, len(bodies)); !most(signs, len(bodies)) {
		f.arrow = false
		return
	}
	best := 0
	for _, between := range []byte(separators) {
		for _, sign := range []byte(equals) {
			p := pairs{between: between, equals: sign}
			if n := p.count(bodies, f.arrow); n > best && most(n, len(bodies)) {
				f.pairs, best = &p, n
			}
		}
	}
	if f.pairs == nil {
		f.arrow = false
		return
	}
	if f.pairs.first {
		f.pairs.names[0] = "c1" // as the reader calls columns without a header
	}
}

// fewOthers is the part of the lines that may bring other names, one in so many: where
// more do, rows of several kinds are in the file.
const fewOthers = 20

// count finds the names that most lines bring, and returns how many do.
func (p *pairs) count(bodies [][]byte, arrow bool) int {
	counts := map[string]int{}
	best := ""
	for _, body := range bodies {
		if names, ok := p.signature(withoutArrow(body, arrow)); ok {
			if counts[names]++; counts[names] > counts[best] {
				best = names
			}
		}
	}
	p.names = strings.Split(best, "\n")
	p.first = p.names[0] == ""
	n, others := 0, 0
	var room [][]byte
	for _, body := range bodies { // some values may be missing
		if _, ok := p.values(withoutArrow(body, arrow), room[:0]); ok && len(body) > 0 {
			n++
		} else if _, ok := p.signature(withoutArrow(body, arrow)); ok {
			others++
		}
	}
	if counts[best] == 0 || counts[best]*2 < n || others*fewOthers > len(bodies) {
		return 0
	}
	return n
}

func withoutArrow(body []byte, arrow bool) []byte {
	if arrow {
		return trim(bytes.TrimPrefix(body, []byte{'>'}))
	}
	return body
}

// signature lists the names of a line. It takes lines with numbers for at least
// half of the names; a value without a name may stand first, and be a number.
func (p *pairs) signature(body []byte) (names string, ok bool) {
	var list []string
	seen := map[string]bool{}
	numbers, named := 0, 0
	for i := 0; len(trim(body)) > 0; i++ {
		name, value, rest, ok := p.next(body)
		if !ok || seen[string(name)] || name == nil && (i > 0 || !isNumber(value)) {
			return "", false
		}
		if seen[string(name)] = true; len(seen) > mostNames {
			return "", false
		}
		list = append(list, string(name))
		if body = rest; name != nil {
			if named++; isNumber(value) {
				numbers++
			}
		}
	}
	return strings.Join(list, "\n"), named > 0 && numbers*2 >= named
}
