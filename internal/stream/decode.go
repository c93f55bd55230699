package stream

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode"
)

// Remedies that several errors name.
const (
	orSkip   = " or pass --skip-bad-rows"
	fixValue = "fix the value" + orSkip
	fixRow   = "fix the row" + orSkip
)

// decode fills the row from the fields of the record.
func (r *Reader) decode() error {
	fields := r.records.fields
	if len(fields) != len(r.dialect.names) {
		return r.ragged()
	}
	for i, column := range r.layout.channels {
		v, ok := parseFloat32(trim(fields[column]), r.dialect.point)
		if !ok || v-v != 0 { // infinity is an overflow
			return r.badNumber(column, "float32")
		}
		r.row.Values[i] = v
	}
	if err := r.clock.read(r); err != nil {
		return err
	}
	label, err := r.readLabel()
	if err != nil {
		return err
	}
	newSession := r.sessions.changed(fields)
	newTime, breaks := r.clock.restarted(), r.records.relaid.takeBreak()
	if newSession || newTime || breaks || r.row.Number == 0 {
		r.row.Segment++
		r.clock.first = true
	}
	r.row.Number++
	r.row.Line, r.row.Time, r.row.Label = r.records.line, r.clock.seconds, label
	if r.options.Rate > 0 {
		r.row.Time = float64(r.row.Number-1) / r.options.Rate
	}
	return nil
}

// readLabel looks the label up; an empty field is none.
func (r *Reader) readLabel() (int, error) {
	if r.layout.label < 0 {
		return NoLabel, nil
	}
	text := trim(r.records.fields[r.layout.label])
	if len(text) == 0 {
		return NoLabel, nil
	}
	if r.lastLabel.index == NoLabel || string(text) != string(r.lastLabel.text) {
		if bytes.ContainsFunc(text, unicode.IsControl) {
			return NoLabel, &fault{
				line: r.records.line, column: r.layout.label + 1, remedy: fixValue,
				problem: quoted(text) + " holds a control character",
			}
		}
		r.lastLabel.index = r.labels.of(text)
		r.lastLabel.text = append(r.lastLabel.text[:0], text...)
	}
	if r.lastLabel.index == NoLabel {
		return NoLabel, &fault{
			line: r.records.line, column: r.layout.label + 1, final: true,
			problem: fmt.Sprintf("there are more than %d different labels", MaxLabels),
			remedy:  "name the column of the classes with --label, or none with --label " + None,
		}
	}
	return r.lastLabel.index, nil
}

func (r *Reader) ragged() *fault {
	f := &fault{
		line:    r.records.line,
		problem: "the row has " + plural(len(r.records.fields), "field") + ", the file has " + plural(len(r.dialect.names), "column"),
		remedy:  fixRow,
	}
	if len(r.dialect.names) == 1 {
		// A board's boot message passes for a header of one column.
		f.remedy = "delete what stands above the header, or " + fixRow
	}
	return f
}

// badNumber says why a field is no number of the type.
func (r *Reader) badNumber(column int, kind string) *fault {
	field := trim(r.records.fields[column])
	f := &fault{line: r.records.line, column: column + 1, remedy: fixValue}
	_, number := scanDecimal(field, r.dialect.point)
	switch {
	case len(field) == 0:
		f.problem = "is empty"
	case number:
		f.problem = quoted(field) + " is too large for " + kind
	case nonFinite(field):
		f.problem = quoted(field) + " is not finite"
	default:
		f.problem = quoted(field) + " is not a number"
	}
	return f
}

// skip counts a bad row, if that is allowed and the error is one of the row.
func (r *Reader) skip(err error) bool {
	var bad *fault
	isRow := errors.As(err, &bad) && !bad.final
	truncated := errors.Is(err, io.ErrUnexpectedEOF)
	if !r.options.SkipBadRows || !isRow && !truncated {
		return false
	}
	if isRow && bad.tooLong {
		r.records.dropLine()
	}
	// Of a truncated file the row in which it ends is bad, and the last.
	r.done = truncated
	if r.skipped++; r.firstSkipped == nil {
		e := r.errorOf(err)
		e.Remedy = ""
		r.firstSkipped = e
	}
	return true
}

// errorOf makes an *Error of what went wrong in the record at hand.
func (r *Reader) errorOf(err error) *Error {
	e := recordError(r.name, r.records.line, r.dialect.names, err)
	if t := r.records.relaid.table; t != nil && e.Column > 0 {
		e.Column = t.Column(e.Column-1) + 1
	}
	return e
}

// recordError makes an *Error of a fault, or of an error of the source.
func recordError(file string, line int, names []string, err error) *Error {
	var f *fault
	if !errors.As(err, &f) {
		return readError(file, line, err)
	}
	e := &Error{File: file, Line: f.line, Column: f.column, Problem: f.problem, Remedy: f.remedy}
	if 0 < f.column && f.column <= len(names) {
		e.Name = names[f.column-1]
	}
	return e
}

// noRows says why not one row was found behind the header.
func (r *Reader) noRows() *Error {
	r.records.hold = false
	err := r.records.next()
	if err == nil && len(r.records.fields) != len(r.dialect.names) {
		err = r.ragged()
	}
	if err != nil && err != io.EOF {
		return r.errorOf(err)
	}
	return &Error{
		File: r.name, Line: r.dialect.line, Problem: "there is a header but no row of data after it",
		Remedy: "record some rows",
	}
}
