package stream

import (
	"bytes"
	"errors"
	"io"

	layouts "tinyol-sim/internal/stream/layout"
	"tinyol-sim/internal/stream/moment"
	"tinyol-sim/internal/stream/number"
	"tinyol-sim/internal/stream/role"
	"tinyol-sim/internal/stream/table"
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

// records are the rows of the table, be it that the file's lines are none.
type records struct {
	*table.Records
	relaid relaid
}

// Next moves to the following record of the table. It returns io.EOF at the end, a
// *table.Fault for a bad record, and otherwise the error of the source.
func (r *records) Next() error {
	if r.relaid.table == nil {
		return r.Records.Next()
	}
	row, err := r.relaid.table.Next(r.readLine)
	if bad, ok := errors.AsType[*layouts.Fault](err); ok {
		return &table.Fault{Line: bad.Line, Problem: bad.Problem, Remedy: bad.Remedy, Final: bad.Final}
	}
	if err != nil {
		return err
	}
	r.Fields, r.Line = row.Fields, row.Line
	r.relaid.breaks = r.relaid.breaks || row.Breaks
	return nil
}

// readLine reads a line for the table, with its own place for the fields.
func (r *records) readLine() (fields [][]byte, line int, err error) {
	r.Fields = r.relaid.raw
	err = r.Records.Next()
	r.relaid.raw = r.Fields
	return r.Fields, r.Line, err
}

// Rewind goes back to a mark.
func (r *records) Rewind(to table.Mark) {
	r.Records.Rewind(to)
	r.relaid.reset()
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
	means, texts := make([]layouts.Meaning, len(d.Names)), make([]bool, len(d.Names))
	for i, name := range d.Names {
		means[i], texts[i] = meaningOf(name), d.Kinds[i].NonNumeric()
	}
	r.plan = &layouts.Plan{Choice: layouts.Choice{Kind: layouts.Rows}}
	if !layouts.Worth(choice, d.Header, d.Names, texts, means) {
		return nil
	}
	head := &layouts.Head{
		Header: d.Header, Names: d.Names, Means: means, Records: r.peekLayout(), Label: r.options.Label,
		Number: func(field []byte) (float64, bool) { return number.Float64(field, d.Point) },
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
	r.records.Rewind(r.dialect.First)
	defer r.records.Rewind(r.dialect.First)
	from := r.records.Mark()
	for len(all) < layoutRecords && !r.records.PeekedBytes(from) {
		err := r.records.Records.Next()
		if f, ok := err.(*table.Fault); ok && !f.TooLong {
			continue
		}
		if err != nil {
			break
		}
		record := make([][]byte, len(r.records.Fields))
		for i, field := range r.records.Fields {
			record[i] = bytes.Clone(table.Trim(field))
		}
		all = append(all, record)
	}
	return all
}

// relay makes the records those of the table, and counts what its columns hold.
func (r *Reader) relay() error {
	d := r.dialect
	if r.plan.HeaderIsFirst {
		if err := r.records.Records.Next(); err != nil {
			return r.errorOf(err)
		}
		d.First = r.records.Mark()
	}
	r.records.relaid.table = r.plan.Table
	r.records.Rewind(d.First)
	d.Recount(r.plan.Table.Names(), r.records, func() [][]byte { return r.records.Fields })
	r.records.Rewind(d.First)
	if d.Counted > 0 {
		return nil
	}
	if err := r.records.Next(); err != nil && err != io.EOF {
		return r.errorOf(err)
	}
	return &Error{
		File: r.name, Problem: "read with --layout " + r.Layout() + ", no row of the table is complete",
		Remedy: "check that every sensor is there, or use --layout rows",
	}
}
