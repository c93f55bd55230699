package stream

import (
	"bytes"
	"errors"
	"io"
	"unicode"

	"tinyol-sim/internal/stream/number"
	"tinyol-sim/internal/stream/table"
)

// fixValue is what several errors advise.
const fixValue = "fix the value"

// decode fills the row from the fields of the record. It returns errLeftOut where
// that is no row.
func (r *Reader) decode() error {
	fields, d := r.records.Fields, r.dialect.Dialect
	if len(fields) != len(d.Names) {
		if r.isKnown() {
			return errLeftOut
		}
		return r.ragged()
	}
	whole := true
	for i, column := range r.layout.channels {
		field := fields[column]
		v, ok := number.Float32(field, d.Point)
		if !ok || r.treatments != nil {
			v, ok = r.float32Of(i, table.Trim(field))
		}
		if !ok || v-v != 0 { // infinity is an overflow
			if err := r.readAbsent(); err != nil {
				return err
			}
			whole = false // and every value was read that is there
			break
		}
		r.row.Values[i] = v
	}
	if !whole && !r.fill() {
		return r.leaveOut(false)
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
	begins := newSession || newTime || breaks || r.row.Number == 0 || r.broken || r.records.Blank && d.Breaks
	if !whole && begins {
		return r.leaveOut(true)
	}
	if begins {
		r.row.Segment++
		r.clock.first = true
	}
	r.broken, r.records.Blank = false, false
	if r.options.Missing == Hold {
		r.missing.holding = true
		copy(r.missing.held, r.row.Values)
	}
	r.row.Number++
	r.row.Line, r.row.Time, r.row.Label = r.records.Line, r.clock.seconds, label
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
	text := table.Trim(r.records.Fields[r.layout.label])
	if len(text) == 0 {
		return NoLabel, nil
	}
	if !r.lastLabel.known || string(text) != string(r.lastLabel.text) {
		if bytes.ContainsFunc(text, unicode.IsControl) {
			return NoLabel, &table.Fault{
				Line: r.records.Line, Column: r.layout.label + 1, Remedy: fixValue, Skippable: true,
				Problem: quoted(text) + " holds a control character",
			}
		}
		r.lastLabel.known = true
		r.lastLabel.text = append(r.lastLabel.text[:0], text...)
		if r.lastLabel.index = NoLabel; r.saysNothing(text) {
			return NoLabel, nil
		}
		r.lastLabel.index = r.labels.of(text)
		r.lastLabel.full = r.lastLabel.index == NoLabel
	}
	if r.lastLabel.full {
		return NoLabel, &table.Fault{
			Line: r.records.Line, Column: r.layout.label + 1, Final: true,
			Problem: tooManyLabels, Remedy: fewerLabels,
		}
	}
	return r.lastLabel.index, nil
}

func (r *Reader) ragged() *table.Fault {
	return &table.Fault{
		Line:    r.records.Line,
		Problem: "the row has " + table.Plural(len(r.records.Fields), "field") + ", the file has " + table.Plural(len(r.dialect.Names), "column"),
		Remedy:  "fix the row", Skippable: true,
	}
}

// badNumber says why a field is no number of the type.
func (r *Reader) badNumber(column int, kind string) *table.Fault {
	field := table.Trim(r.records.Fields[column])
	f := &table.Fault{Line: r.records.Line, Column: column + 1, Remedy: fixValue, Skippable: true}
	_, finite := number.Scan(field, r.dialect.Point)
	switch {
	case len(field) == 0:
		f.Problem = "is empty"
	case number.Grouped(field) && !finite:
		f.Problem = quoted(field) + " has separators between the thousands, which are not guessed"
		f.Remedy = "write it without them"
	case finite:
		f.Problem = quoted(field) + " is too large for " + kind
	case number.NonFinite(field):
		f.Problem = quoted(field) + " is not finite"
	default:
		f.Problem = quoted(field) + " is not a number"
	}
	return f
}

// skip counts a bad row, if that is allowed and the error is one of the row.
func (r *Reader) skip(err error) bool {
	var bad *table.Fault
	isRow := errors.As(err, &bad) && !bad.Final
	truncated := errors.Is(err, io.ErrUnexpectedEOF)
	r.broken = true // no window spans a row that is not there
	if !r.options.SkipBadRows || !isRow && !truncated {
		return false
	}
	if isRow && bad.TooLong {
		r.records.DropLine()
	}
	// Of a truncated file the row in which it ends is bad, and the last.
	r.done = truncated
	if r.skipped++; r.firstSkipped == nil {
		e := r.errorOf(err)
		e.Remedy = ""
		r.firstSkipped = r.placed(e)
	}
	return true
}

// errorOf makes an *Error of what went wrong in the record at hand.
func (r *Reader) errorOf(err error) *Error {
	e := recordError(r.name, r.records.Line, r.dialect.Names, err)
	if t := r.records.relaid.table; t != nil && e.Column > 0 {
		e.Column = t.Column(e.Column-1) + 1
	}
	return e
}

// recordError makes an *Error of a fault, or of an error of the source.
func recordError(file string, line int, names []string, err error) *Error {
	var f *table.Fault
	if !errors.As(err, &f) {
		return readError(file, line, err)
	}
	e := &Error{File: file, Line: f.Line, Column: f.Column, Problem: f.Problem, Remedy: f.Remedy}
	if f.Skippable {
		e.Remedy += " or pass --skip-bad-rows"
	}
	if 0 < f.Column && f.Column <= len(names) {
		e.Name = names[f.Column-1]
	}
	return e
}

// noRows says why not one row was found behind the header.
func (r *Reader) noRows() *Error {
	r.records.Hold = false
	err := r.records.Next()
	if err == nil && len(r.records.Fields) != len(r.dialect.Names) {
		err = r.ragged()
	}
	if err != nil && err != io.EOF {
		return r.errorOf(err)
	}
	return &Error{
		File: r.name, Line: r.dialect.Line, Problem: "there is a header but no row of data after it",
		Remedy: "record some rows", Err: ErrNoRows,
	}
}
