package stream

import (
	"errors"
	"io"

	layouts "tinyol-sim/internal/stream/layout"
	"tinyol-sim/internal/stream/moment"
	"tinyol-sim/internal/stream/role"
)

// relaid is what records need to be those of a table whose lines are no rows.
type relaid struct {
	table  layouts.Table // nil: lines are rows
	raw    [][]byte      // fields of the last line
	breaks bool          // before the next good row
}

func (l *relaid) reset() {
	if l.table != nil {
		l.table.Reset()
	}
	l.breaks = false
}

// takeBreak takes a good row and reports whether it does not go on from the last.
func (l *relaid) takeBreak() bool {
	breaks := l.breaks
	l.breaks = false
	return breaks
}

// nextRelaid moves to the next row of the table.
func (r *records) nextRelaid() error {
	row, err := r.relaid.table.Next(r.readLine)
	if bad, ok := errors.AsType[*layouts.Fault](err); ok {
		return &fault{line: bad.Line, problem: bad.Problem, remedy: bad.Remedy, final: bad.Final}
	}
	if err != nil {
		return err
	}
	r.fields, r.line = row.Fields, row.Line
	r.relaid.breaks = r.relaid.breaks || row.Breaks
	return nil
}

// readLine reads a line for the table, with its own place for the fields.
func (r *records) readLine() (fields [][]byte, line int, err error) {
	r.fields = r.relaid.raw
	err = r.nextInFile()
	r.relaid.raw = r.fields
	return r.fields, r.line, err
}

// Bounds of the head that the layout is told from.
const layoutRecords = 2048

// layOut finds out how lines make rows, and makes r.dialect that of the table.
func (r *Reader) layOut(note func(string)) error {
	choice, err := layouts.Parse(r.options.Layout)
	if err != nil {
		return &Error{File: r.name, Problem: "the layout is unknown: " + err.Error(), Remedy: "use " + layouts.Notation}
	}
	d := r.dialect
	means, texts := make([]layouts.Meaning, len(d.names)), make([]bool, len(d.names))
	for i, name := range d.names {
		means[i], texts[i] = meaningOf(name), d.kinds[i].nonNumeric()
	}
	r.plan = &layouts.Plan{Choice: layouts.Choice{Kind: layouts.Rows}}
	if !layouts.Worth(choice, d.header, d.names, texts, means) {
		return nil
	}
	head := &layouts.Head{
		Header: d.header, Names: d.names, Means: means, Records: r.peekLayout(), Label: r.options.Label,
		Number: func(field []byte) (float64, bool) { return parseFloat64(field, d.point) },
		Moment: func(field []byte) bool { return moment.Look(field) != moment.None },
	}
	if r.plan, err = layouts.Find(head, choice); err != nil {
		bad, _ := errors.AsType[*layouts.Fault](err)
		return &Error{File: r.name, Problem: "--layout " + choice.String() + ": " + bad.Problem, Remedy: bad.Remedy}
	}
	if r.plan.Note != "" {
		note(r.name + ": " + r.plan.Note)
	}
	if r.plan.Table == nil {
		return nil
	}
	return r.relay()
}

// meaningOf is what a column's name alone says.
func meaningOf(name string) layouts.Meaning {
	switch role.Named(name) {
	case role.Time:
		return layouts.Time
	case role.Label:
		return layouts.Label
	case role.Session:
		return layouts.Session
	}
	return layouts.Nothing
}

// peekLayout copies the head's records.
func (r *Reader) peekLayout() (all [][][]byte) {
	r.records.rewind(r.dialect.first)
	defer r.records.rewind(r.dialect.first)
	from := r.records.mark()
	for len(all) < layoutRecords && r.records.start-from.start < peekBytes {
		err := r.records.nextInFile()
		if f, ok := err.(*fault); ok && !f.tooLong {
			continue
		}
		if err != nil {
			break
		}
		record := clone(r.records.fields)
		for i := range record {
			record[i] = trim(record[i])
		}
		all = append(all, record)
	}
	return all
}

// relay makes the records those of the table, and counts what its columns hold.
func (r *Reader) relay() error {
	d := r.dialect
	if r.plan.HeaderIsFirst {
		if err := r.records.nextInFile(); err != nil {
			return r.errorOf(err)
		}
		d.first = r.records.mark()
	}
	r.records.relaid.table = r.plan.Table
	r.records.rewind(d.first)
	d.names, d.counted = r.plan.Table.Names(), 0
	d.kinds = make([]fieldCount, len(d.names))
	d.classify(r.records)
	d.decidePoint()
	r.records.rewind(d.first)
	if d.counted > 0 {
		return nil
	}
	if err := r.records.next(); err != nil && err != io.EOF {
		return r.errorOf(err)
	}
	return &Error{
		File: r.name, Problem: "read with --layout " + r.Layout() + ", no row of the table is complete",
		Remedy: "check that every sensor is there, or use --layout rows",
	}
}
