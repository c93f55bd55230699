package form

import "bytes"

// prefix is what stands before a row on its line.
type prefix uint8

const (
	plain     prefix = iota
	arrow            // 12:00:00.000 -> row, as the Arduino IDE has it; or >, :, -
	spaced           // 12:00:00.000 row
	bracketed        // [12:00:00.000] row
	elapsed          // [    1.234567] row, in seconds, as a kernel has it
	espMillis        // I (1234) tag: row, of ESP-IDF
	espClock         // I (12:00:00.000) tag: row
	zephyr           // [00:00:01.234,567] <inf> tag: row
	worded           // Accel: row
)

// cut takes the prefix off a line. Room in f is for a time that is written in a
// way of its own.
func (p prefix) cut(line []byte, f *Form) (time, tag, row []byte, ok bool) {
	switch p {
	case arrow, spaced:
		line = line[scanDayOfMonth(line):]
		n := scanMoment(line)
		if n == 0 {
			return nil, nil, line, false
		}
		row, ok = cutArrow(line[n:])
		if p == spaced {
			row, ok = cutSpace(line[n:])
		}
		return f.point(line[:n]), nil, row, ok
	case bracketed, elapsed:
		inside, rest, ok := cutBrackets(line)
		if !ok || p == bracketed && !isMoment(inside) || p == elapsed && !seconds(inside) {
			return nil, nil, line, false
		}
		return f.point(inside), nil, cutComma(rest), true
	case espMillis, espClock:
		return f.cutESP(line, p)
	case worded:
		if tag, row, ok = cutName(line); !ok {
			row = line
		}
		return nil, tag, row, ok
	}
	return f.cutZephyr(line)
}

func (p prefix) describe() string {
	return [...]string{
		arrow: "rows with a time before each", spaced: "rows with a time before each", bracketed: "rows with a time in brackets before each",
		elapsed: "rows with seconds in brackets before each", espMillis: "ESP-IDF's log", espClock: "ESP-IDF's log", zephyr: "Zephyr's log",
		worded: "rows with a word before each",
	}[p]
}

// findPrefix takes the prefix that nearly all lines have, and of a logger's the
// tag that most of them carry.
func (f *Form) findPrefix(lines [][]byte) {
	for p := arrow; p < worded && f.prefix == plain; p++ {
		f.tryPrefix(p, lines)
	}
}

// tryPrefix takes a prefix, if nearly all lines have it, with one tag.
func (f *Form) tryPrefix(p prefix, lines [][]byte) {
	tags := map[string]int{}
	for _, line := range lines {
		if _, tag, row, ok := p.cut(line, f); ok && (p != spaced || severalFields(row)) && (p != worded || severalNumbers(row)) {
			tags[string(tag)]++
		}
	}
	tag := ""
	for t, n := range tags {
		if n > tags[tag] || n == tags[tag] && t < tag {
			tag = t
		}
	}
	if most(tags[tag], len(lines)) {
		f.prefix, f.tag = p, tag
	}
}

// severalFields reports a row that begins with a number or a name and goes on
// behind a delimiter that is no space: else the time is the first of the fields
// that spaces separate.
func severalFields(row []byte) bool {
	return bytes.ContainsAny(row, ",;\t:=") && len(row) > 0 && (startsNumber(row) || letter(row[0]) && bytes.ContainsAny(row, ":=") || closing[row[0]] != 0) && !zone(row)
}

// zone reports that a row begins with what belongs to the time: +0100.
func zone(row []byte) bool {
	if len(row) < 5 || row[0] != '+' && row[0] != '-' || scanDigits(row[1:], 5) != 4 {
		return false
	}
	hours, minutes := int(row[1]-'0')*10+int(row[2]-'0'), int(row[3]-'0')*10+int(row[4]-'0')
	return hours <= 14 && minutes < 60 && minutes%15 == 0 && (len(row) == 5 || row[5] != '.')
}

// cutArrow cuts what stands between a time and its row.
func cutArrow(s []byte) (row []byte, ok bool) {
	after := trim(s)
	spaced := len(after) < len(s) && (s[0] == ' ' || s[0] == '\t')
	switch {
	case bytes.HasPrefix(after, []byte("->")), bytes.HasPrefix(after, []byte("=>")):
		return trim(after[2:]), true
	case len(after) == 0:
		return after, false
	case after[0] == '>':
		return trim(after[1:]), true
	case after[0] == ':', after[0] == '-' && spaced:
		if len(after) == 1 || after[1] == ' ' || after[1] == '\t' {
			return trim(after[1:]), true
		}
	}
	return after, false
}

func cutSpace(s []byte) (row []byte, ok bool) {
	return trim(s), len(s) == 0 || s[0] == ' ' || s[0] == '\t'
}

// cutBrackets cuts the brackets that a line begins with.
func cutBrackets(line []byte) (inside, rest []byte, ok bool) {
	if len(line) == 0 || line[0] != '[' && line[0] != '(' {
		return nil, line, false
	}
	end := bytes.IndexByte(line, closing[line[0]])
	if end < 0 {
		return nil, line, false
	}
	return trim(line[1:end]), line[end+1:], true
}

// cutComma cuts what may stand between brackets and a row.
func cutComma(s []byte) []byte {
	s = trim(s)
	if row, ok := cutArrow(s); ok {
		return row
	}
	if len(s) > 0 && (s[0] == ',' || s[0] == ';') {
		s = trim(s[1:])
	}
	return s
}

// seconds reports a number with a fraction: a whole number in brackets may be
// anything.
func seconds(s []byte) bool {
	at := bytes.IndexByte(s, '.')
	if at < 1 || at == len(s)-1 {
		return false
	}
	for i, c := range s {
		if !digit(c) && i != at {
			return false
		}
	}
	return true
}

// cutESP cuts a letter for the level, the time in parentheses, and the tag.
func (f *Form) cutESP(line []byte, p prefix) (time, tag, row []byte, ok bool) {
	if len(line) < 5 || bytes.IndexByte([]byte("EWIDV"), line[0]) < 0 || line[1] != ' ' || line[2] != '(' {
		return nil, nil, line, false
	}
	time, rest, ok := cutBrackets(line[2:])
	if !ok || p == espMillis && !whole(time) || p == espClock && !isMoment(time) {
		return nil, nil, line, false
	}
	tag, row, ok = cutTag(rest)
	return f.point(time), tag, row, ok
}

// cutZephyr cuts the time with its group of microseconds, the level and the tag.
func (f *Form) cutZephyr(line []byte) (time, tag, row []byte, ok bool) {
	inside, rest, ok := cutBrackets(line)
	at := bytes.IndexByte(inside, ',')
	rest = trimEscapes(rest)
	if !ok || at < 0 || !whole(inside[at+1:]) || !isMoment(inside[:at]) || len(rest) == 0 || rest[0] != '<' {
		return nil, nil, line, false
	}
	level := bytes.IndexByte(rest, '>')
	if level < 0 {
		return nil, nil, line, false
	}
	tag, row, ok = cutTag(rest[level+1:])
	f.room = append(append(f.room[:0], inside[:at]...), inside[at+1:]...)
	return f.room, tag, row, ok
}

// cutName cuts a word before a row, with its sign.
func cutName(line []byte) (name, row []byte, ok bool) {
	at := bytes.IndexAny(line, equals)
	if at < 1 || !isName(trim(line[:at])) {
		return nil, nil, false
	}
	return trim(line[:at]), trim(line[at+1:]), true
}

// severalNumbers reports numbers with something between them, and nothing else.
func severalNumbers(row []byte) bool {
	n := 0
	for len(row) > 0 {
		end := bytes.IndexAny(row, ",; \t")
		field := row
		if end >= 0 {
			field = row[:end]
		}
		if len(field) > 0 && !isNumber(field) {
			return false
		}
		if len(field) > 0 {
			n++
		}
		if end < 0 {
			break
		}
		row = row[end+1:]
	}
	return n > 1
}

func cutTag(s []byte) (tag, row []byte, ok bool) {
	at := bytes.Index(s, []byte(":"))
	if at < 1 || bytes.ContainsAny(trim(s[:at]), " \t,;") {
		return nil, s, false
	}
	return trim(s[:at]), trim(s[at+1:]), true
}

func whole(s []byte) bool {
	for _, c := range s {
		if !digit(c) {
			return false
		}
	}
	return len(s) > 0
}

// point is a time with a point before the fraction, where it has a comma.
func (f *Form) point(time []byte) []byte {
	at := bytes.IndexByte(time, ',')
	if at < 0 {
		return time
	}
	f.room = append(f.room[:0], time...)
	f.room[at] = '.'
	return f.room
}
