package table

import (
	"bytes"
	"io"

	"tinyol-sim/internal/stream/form"
)

// Problems of lines that are not written as the file's others are.
const (
	otherForm  = "the line is not written as the others are"
	halfSample = "the sample is not complete: its values come in another order, or some are missing"
)

// findForm finds the form of the lines behind the mark at hand, and leaves r there.
func findForm(r *Records) *form.Form {
	from := r.Mark()
	defer r.Rewind(from)
	var lines [][]byte
	for n := 0; !r.Peeked(from, n); n++ {
		length, err := r.lineLength()
		if err != nil {
			break
		}
		line := withoutEnd(r.buf[r.start : r.start+length])
		if !blank(line) && line[0] != '#' {
			lines = append(lines, line) // what is held stays where it is
		}
		r.consume(length)
	}
	if len(lines) == 0 {
		return nil
	}
	return form.Find(lines)
}

// nextForm takes the line at hand, of n bytes, apart by the file's form. again
// reports that it is no record.
func (r *Records) nextForm(n int) (again bool, err error) {
	if r.form.Lines() > 1 {
		return r.nextSample(n)
	}
	line := withoutEnd(r.buf[r.start : r.start+n])
	r.consume(n)
	time, body, ok := r.form.Cut(line)
	if len(body) == 0 || body[0] == '#' {
		r.Blank = r.Blank || len(body) == 0
		return true, nil
	}
	if err := r.checkReadable(line); err != nil {
		return false, err
	}
	fields := r.Fields[:0]
	if r.form.HasTime() {
		fields = append(fields, time)
	}
	if r.form.Names() != nil {
		if ok {
			fields, ok = r.form.Values(body, fields)
		}
	} else if fields, err = r.splitBody(body, fields); err != nil {
		return false, err
	}
	r.Fields = fields
	r.tidy()
	if !ok {
		return false, r.otherForm(r.Line, otherForm)
	}
	return false, nil
}

// splitBody appends the fields of a row's text, in which a quoted field ends.
func (r *Records) splitBody(body []byte, fields [][]byte) ([][]byte, error) {
	if bytes.IndexByte(body, '"') < 0 {
		if r.delimiter == ' ' {
			return splitSpaces(body, fields), nil
		}
		return splitAt(body, r.delimiter, fields), nil
	}
	q := &r.quotes
	*q = quoteScanner{text: q.text[:0], ends: q.ends[:0]}
	for i := range len(body) + 1 {
		c := byte('\n')
		if i < len(body) {
			c = body[i]
		}
		done, problem := q.step(c, r.delimiter)
		if problem == "" && !done && i == len(body) {
			problem = openQuote
		}
		if problem != "" {
			return nil, &Fault{Line: r.Line, Problem: problem, Remedy: quoteRemedy}
		}
	}
	return q.fields(fields), nil
}

// nextSample gathers the lines of one sample, the first of which is at hand with n
// bytes. Their values are copied, since the buffer moves while it is read on.
func (r *Records) nextSample(n int) (again bool, err error) {
	first, timed := r.Line, 0
	if r.form.HasTime() {
		timed = 1
	}
	q := &r.quotes
	q.text, q.ends = q.text[:0], q.ends[:0]
	for i := range r.form.Lines() {
		if i > 0 {
			if n, err = r.lineLength(); err != nil {
				if r.Line = first; err == io.EOF {
					err, r.CutOff = r.otherForm(first, halfSample), true
				}
				return false, err
			}
		}
		line := withoutEnd(r.buf[r.start : r.start+n])
		_, body, ok := r.form.Cut(line)
		index, value, time, named := r.form.Value(body)
		if i > 0 && (!ok || !named || index != i) {
			return false, r.otherForm(first, halfSample) // the line may begin another
		}
		r.consume(n)
		if err := r.checkReadable(line); err != nil {
			return false, err
		}
		if !ok || !named || index != i {
			return false, r.otherForm(first, otherForm)
		}
		if i == 0 && timed == 1 {
			q.text = append(q.text, time...)
			q.ends = append(q.ends, len(q.text))
		}
		q.text = append(q.text, value...)
		q.ends = append(q.ends, len(q.text))
	}
	r.Fields = q.fields(r.Fields[:0])
	r.Line = first
	r.tidy()
	return false, nil
}

// otherForm is the Fault of a line.
func (r *Records) otherForm(line int, problem string) *Fault {
	return &Fault{Line: line, Problem: problem, Remedy: "fix the row", Skippable: true, Outside: true}
}
