// Package form recognises how serial monitors, loggers and plotters write a row
// as a line of text, and takes such a line apart: a time before the row, brackets
// around it, values that bring their names, or a sample over several lines.
//
// A form is found over the head of a file and then holds for all of it. Nothing
// here allocates per line, and a line's parts are slices of it.
package form

import "bytes"

// Form is how the rows of a file are written. It keeps what the last line needed
// room for, so that it is not for concurrent use.
type Form struct {
	prefix  prefix
	tag     string // of the logger's component whose lines are the rows
	bracket byte   // that opens a row; 0: none
	arrow   bool   // a > before names, as plotters want it
	pairs   *pairs
	cycle   *cycle
	room    []byte // of a time that is not in the line as it has to be read
}

// majority is the share of the head's lines that a form needs, in percent: what a
// board prints when it starts is no row.
const majority = 80

func most(n, of int) bool { return n > 0 && n*100 >= majority*of }

// Find finds the form of the lines of a file's head, which have no line ends and
// of which none is blank; nil where they are plain.
func Find(lines [][]byte) *Form {
	f := &Form{}
	bodies := make([][]byte, len(lines))
	escaped := 0
	for i, line := range lines {
		bodies[i] = trim(trimEscapes(line))
		if len(bodies[i]) < len(trim(line)) {
			escaped++
		}
	}
	f.findPrefix(bodies)
	bodies = f.bodies(bodies)
	if f.cycle = findCycle(bodies); f.cycle == nil {
		f.findBrackets(bodies)
		bodies = f.bodies(bodies)
		f.findPairs(bodies)
		if f.bracket != 0 && f.pairs == nil && !numeric(bodies) {
			f.bracket = 0
		}
	}
	if f.prefix == plain && f.bracket == 0 && f.pairs == nil && f.cycle == nil && !most(escaped, len(lines)) {
		return nil
	}
	return f
}

// bodies are the lines without what was found around the rows; lines of another
// form are left out, though they count.
func (f *Form) bodies(lines [][]byte) [][]byte {
	bodies := make([][]byte, 0, len(lines))
	for _, line := range lines {
		if _, body, ok := f.cut(line); ok {
			bodies = append(bodies, bytes.Clone(body))
		} else {
			bodies = append(bodies, nil)
		}
	}
	return bodies
}

// Cut takes a line, without its end, apart: the time before the row, nil where
// HasTime is false, and the row's text. ok is false where the line is not of this
// form; time and body are then as much of it as could be told apart.
func (f *Form) Cut(line []byte) (time, body []byte, ok bool) {
	return f.cut(trim(trimEscapes(line)))
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
func (f *Form) HasTime() bool { return f.prefix != plain || f.cycle != nil && f.cycle.timed }

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

// Describe says in a few words what the lines look like.
func (f *Form) Describe() string {
	text := ""
	add := func(s string) {
		if text != "" {
			text += ", "
		}
		text += s
	}
	if f.prefix != plain {
		add(f.prefix.describe())
	}
	switch {
	case f.cycle != nil:
		add("one value a line, as Teleplot takes them")
	case f.pairs != nil:
		add("values with their names")
	}
	if f.bracket != 0 {
		add("rows in brackets")
	}
	if text == "" {
		return "colours of a terminal"
	}
	return text
}
