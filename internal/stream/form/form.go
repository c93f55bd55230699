// Package form recognises how serial monitors, loggers and plotters write a row
// as a line of text, and takes such a line apart: a time before the row, brackets
// around it, values that bring their names, or a sample over several lines.
//
// A form is found over the head of a file and then holds for all of it. Nothing
// here allocates per line, and a line's parts are slices of it.
package form

import (
	"bytes"
	"strings"
)

// Form is how the rows of a file are written. It keeps what the last line needed
// room for, so that it is not for concurrent use.
type Form struct {
	prefix  prefix
	tag     string // of the logger's component whose lines are the rows
	bracket byte   // that opens a row; 0: none
	arrow   bool   // a > before names, as plotters want it
	lead    []byte // before a row's numbers, behind the time
	pairs   *pairs
	cycle   *cycle
	room    []byte // of a time that is not in the line as it has to be read
}

// majority is the share of the head's lines that a form needs, in percent: what a
// board prints when it starts is no row. One line may always be a header.
const majority = 80

func most(n, of int) bool { return n > 0 && n*100 >= majority*of || n > 1 && n == of-1 }

// Find finds the form of the lines of a file's head, which have no line ends and
// of which none is blank; nil where they are plain.
func Find(lines [][]byte) *Form {
	f := &Form{}
	rows := make([][]byte, 0, len(lines))
	escaped := 0
	for _, line := range lines {
		row := trim(trimEscapes(line))
		if len(row) < len(trim(line)) {
			escaped++
		}
		if !bracketsAlone(row) {
			rows = append(rows, row)
		}
	}
	f.findPrefix(rows)
	if f.cycle = findCycle(f.bodies(rows)); f.cycle == nil {
		f.findBrackets(f.bodies(rows))
		f.findPairs(f.bodies(rows))
		if f.prefix == plain && f.bracket == 0 && f.pairs == nil {
			f.tryPrefix(worded, rows)
		}
		if f.bracket != 0 && f.pairs == nil && !numeric(f.bodies(rows)) {
			f.bracket = 0
		}
		if f.prefix != plain && f.prefix != worded && f.bracket == 0 && f.pairs == nil {
			f.findLead(f.bodies(rows))
		}
	}
	if f.prefix == plain && f.bracket == 0 && f.pairs == nil && f.cycle == nil && !most(escaped, len(rows)) {
		return nil
	}
	return f
}

// bodies are the lines without what was found around the rows; nil stands for a line
// of another form, which counts, too.
func (f *Form) bodies(lines [][]byte) [][]byte {
	bodies := make([][]byte, len(lines))
	for i, line := range lines {
		if _, body, ok := f.cut(line); ok {
			bodies[i] = body
		}
	}
	return bodies
}

// Cut takes a line, without its end, apart: the time before the row, nil where
// HasTime is false, and the row's text. ok is false where the line is not of this
// form; time and body are then as much of it as could be told apart. A body of no
// length is a line that holds no row.
func (f *Form) Cut(line []byte) (time, body []byte, ok bool) {
	line = trim(trimEscapes(line))
	if f.bracket != 0 && bracketsAlone(line) {
		return nil, nil, true
	}
	return f.cut(line)
}

func (f *Form) cut(line []byte) (time, body []byte, ok bool) {
	body, ok = line, true
	if f.prefix != plain {
		var tag []byte
		time, tag, body, ok = f.prefix.cut(line, f)
		if !ok {
			return nil, line, false
		}
		if f.tag != "" && string(tag) != f.tag {
			return time, body, false
		}
	}
	if len(f.lead) > 0 && len(body) > 0 {
		if !bytes.HasPrefix(body, f.lead) {
			return time, body, false
		}
		body = trim(body[len(f.lead):])
	}
	if f.bracket != 0 && len(body) > 0 {
		if body, ok = unbracket(body, f.bracket); !ok {
			return time, body, false
		}
	}
	if f.arrow && len(body) > 0 {
		if body[0] != '>' {
			return time, body, false
		}
		body = trim(body[1:])
	}
	return time, body, true
}

// HasTime reports a time before every row.
func (f *Form) HasTime() bool {
	return f.prefix != plain && f.prefix != worded || f.cycle != nil && f.cycle.timed
}

// TimeName is what the column of that time is called, with its unit where it is a
// number: time or time_ms.
func (f *Form) TimeName() string {
	if f.prefix == espMillis || f.cycle != nil && f.cycle.timed {
		return "time_ms"
	}
	return "time"
}

// Names are the names that the values bring; nil where a delimiter separates
// fields without names.
func (f *Form) Names() []string {
	switch {
	case f.cycle != nil:
		return f.cycle.names
	case f.pairs != nil:
		return f.pairs.names
	}
	return nil
}

// Lines is how many lines make a row.
func (f *Form) Lines() int {
	if f.cycle != nil {
		return len(f.cycle.names)
	}
	return 1
}

// Values appends the values of a row's text to fields, in the order of Names;
// nil stands for one that is not there. ok is false where the text is something
// else. It is for forms of one line whose values have names.
func (f *Form) Values(body []byte, fields [][]byte) (values [][]byte, ok bool) {
	return f.pairs.values(body, fields)
}

// Value takes one line of a row of several apart: which of Names it is, its value,
// and its time where it has one.
func (f *Form) Value(body []byte) (index int, value, time []byte, ok bool) {
	return f.cycle.value(body)
}

// Describe says in a few words what the lines are.
func (f *Form) Describe() string {
	var words []string
	if f.prefix != plain {
		words = append(words, f.prefix.describe())
	}
	switch {
	case f.cycle != nil:
		words = append(words, "one value a line")
	case f.pairs != nil:
		words = append(words, "values with their names")
	}
	switch f.bracket {
	case 0:
	case '$', '/':
		words = append(words, "rows in frames")
	default:
		words = append(words, "rows in brackets")
	}
	if len(words) == 0 {
		return "text in the colours of a terminal"
	}
	return strings.Join(words, ", ")
}
