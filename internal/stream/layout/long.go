package layout

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// long reads time, sensor and value: a row has one value of every sensor, and ends
// where the time changes or a sensor comes again.
type long struct {
	sensor, value int
	stamp         int // column of the time, -1: none
	common        []int
	fields        int // of a line
	names         []string
	index         map[string]int // of a sensor among the names

	now, before *longRow
	rows        int
	ended       bool
}

// longRow is a row as it is filled.
type longRow struct {
	fields [][]byte
	filled []bool
	count  int // filled, the common ones not counted
	line   int
}

func newLongRow(n int) *longRow {
	return &longRow{fields: make([][]byte, n), filled: make([]bool, n)}
}

func (r *longRow) clear() {
	for i := range r.fields {
		r.fields[i], r.filled[i] = r.fields[i][:0], false
	}
	r.count = 0
}

func (r *longRow) put(i int, field []byte) {
	r.fields[i], r.filled[i] = append(r.fields[i][:0], field...), true
}

func (l *long) Names() []string { return l.names }

func (l *long) Reset() {
	l.now.clear()
	l.before.clear()
	l.rows, l.ended = 0, false
}

func (l *long) Next(read Read) (Row, error) {
	for !l.ended {
		fields, line, err := read()
		if err == io.EOF {
			l.ended = true
			// A recording ends anywhere: what it cut is no row.
			if l.now.count < l.sensors() {
				return Row{}, io.EOF
			}
			return Row{Fields: l.now.fields, Line: l.now.line}, nil
		}
		if err != nil {
			return Row{}, err
		}
		row, done, err := l.take(fields, line)
		if err != nil || done {
			return row, err
		}
	}
	return Row{}, io.EOF
}

func (l *long) sensors() int { return len(l.names) - len(l.common) }

// take puts a line into the row at hand, or begins the next with it.
func (l *long) take(fields [][]byte, line int) (row Row, done bool, err error) {
	if len(fields) != l.fields {
		return Row{}, false, &Fault{Line: line, Problem: fmt.Sprintf("the line has %d fields, the others have %d", len(fields), l.fields), Remedy: fixOrSkip}
	}
	sensor, known := l.index[string(bytes.TrimSpace(fields[l.sensor]))]
	if !known {
		return Row{}, false, unknownSensor(fields[l.sensor], line)
	}
	if l.now.count > 0 && (l.now.filled[sensor] || l.stamp >= 0 && !bytes.Equal(l.now.fields[l.stampAt()], fields[l.stamp])) {
		l.now, l.before = l.before, l.now
		l.now.clear()
		// It began anywhere, too.
		if l.rows++; l.rows > 1 || l.before.count == l.sensors() {
			row, done = Row{Fields: l.before.fields, Line: l.before.line}, true
		}
	}
	if l.now.count == 0 {
		for i, column := range l.common {
			l.now.put(i, fields[column])
		}
	}
	l.now.put(sensor, fields[l.value])
	l.now.count++
	l.now.line = line
	return row, done, nil
}

// stampAt is where a row has the time.
func (l *long) stampAt() int {
	for i, column := range l.common {
		if column == l.stamp {
			return i
		}
	}
	return -1
}

func (l *long) Column(field int) int {
	if field < len(l.common) {
		return l.common[field]
	}
	return l.value
}

const fixOrSkip = "fix the line or pass --skip-bad-rows"

func unknownSensor(name []byte, line int) error {
	return &Fault{
		Line: line, Problem: fmt.Sprintf("sensor %.40q is not one of those that the file begins with", bytes.TrimSpace(name)),
		Remedy: "take its lines out, or pass --skip-bad-rows",
	}
}

func (l *long) note() string {
	return fmt.Sprintf("the lines of %s make one row each time, a column a sensor; --layout long says so, --layout rows reads a row a line", listed(l.names[len(l.common):]))
}

// listed joins names, as many as a line has room for.
func listed(names []string) string {
	const most = 6
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}

// longPlan is the plan of a table of time, sensor and value; nil where rows are
// not complete, or there is more than one value a line.
func (h *Head) longPlan(t *turns) *Plan {
	l := h.newLong(t)
	if l == nil || l.stamp < 0 && len(h.Names) > 2 || !h.completes(l) {
		return nil
	}
	return &Plan{Choice: Choice{Kind: Long}, Table: l}
}

func (h *Head) newLong(t *turns) *long {
	value := -1
	for _, i := range t.values {
		switch {
		case h.isText(i):
		case value >= 0:
			return nil
		default:
			value = i
		}
	}
	if value < 0 {
		return nil
	}
	l := &long{sensor: t.column, value: value, stamp: t.clock, common: t.common, fields: len(h.Names), index: map[string]int{}}
	for _, column := range t.common {
		l.names = append(l.names, h.Names[column])
	}
	for _, g := range t.tags {
		l.index[g.text] = len(l.names)
		l.names = append(l.names, g.name)
	}
	l.now, l.before = newLongRow(len(l.names)), newLongRow(len(l.names))
	return l
}

// completes reports rows that nearly all have every sensor.
func (h *Head) completes(l *long) bool {
	defer l.Reset()
	rows, full := 0, 0
	for i, r := range h.Records {
		if _, done, err := l.take(r, i); err == nil && done {
			if rows++; l.before.count == l.sensors() {
				full++
			}
		}
	}
	return rows > 0 && float64(full) >= complete*float64(rows)
}

// long is the plan that the user asks for.
func (h *Head) long() (*Plan, error) {
	for _, t := range h.turnsByLikelihood() {
		if l := h.newLong(t); l != nil {
			return &Plan{Choice: Choice{Kind: Long}, Table: l}, nil
		}
	}
	return nil, refuse("name the columns in a header, such as time,sensor,value, or use another --layout",
		"the columns %s are not time, sensor and value: one has to name the sensor, and one number has to be left", listed(h.Names))
}

// turnsByLikelihood are the ways to read a file as sensors in turn, the likeliest
// first: by a column that says so, by text, by numbers.
func (h *Head) turnsByLikelihood() (all []*turns) {
	rank := func(i int) int {
		switch {
		case saysSensor(h.Names[i]):
			return 0
		case h.isText(i):
			return 1
		}
		return 2
	}
	for want := range 3 {
		for i := range min(len(h.Names), tagColumns) {
			if t := h.turnsOf(i); t != nil && rank(i) == want {
				all = append(all, t)
			}
		}
	}
	return all
}
