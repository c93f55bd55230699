package table

import "io"

// quoteScanner cuts a record that has quotes in it, by RFC 4180: a field that
// begins with a quote ends at the next one, holds delimiters and line ends, and
// writes a quote as two. Spaces before the first quote are dropped. It works
// byte by byte, since the record may go on behind what was read so far.
type quoteScanner struct {
	state quoteState
	text  []byte // the fields' contents one behind the other
	begin int    // of the current field in text
	ends  []int  // of the finished ones
	lines int    // line ends passed
	open  int    // lines, where the last quoted field began
}

type quoteState uint8

const (
	fieldStart quoteState = iota
	unquotedField
	quotedField
	quoteInQuoted // the end of the field, or the first of two
	returnBehind  // a CR behind the closing quote; only LF or another CR may follow
)

// Problems that a quoteScanner reports.
const (
	bareQuote   = "a quote inside a field that does not begin with one"
	textBehind  = "text after a closing quote"
	openQuote   = "a quoted field has no closing quote"
	quoteRemedy = "quote the whole field and write a quote inside it as two"
)

// step takes one byte and reports the end of the record.
func (q *quoteScanner) step(c, delimiter byte) (done bool, problem string) {
	if c == '\n' {
		q.lines++
	}
	switch q.state {
	case quotedField:
		q.inside(c)
		return false, ""
	case quoteInQuoted:
		return q.behindQuote(c, delimiter)
	case returnBehind:
		if c == '\r' {
			return false, "" // of a line end that was translated twice
		}
		if c != '\n' {
			return false, textBehind
		}
		q.endField()
		return true, ""
	}
	switch {
	case delimiter == ' ' && (c == ' ' || c == '\t'):
		if q.state == unquotedField {
			q.endField()
		}
	case c == delimiter:
		q.endField()
	case c == '\n':
		q.endLine(delimiter)
		return true, ""
	case c == '"' && q.state == unquotedField:
		return false, bareQuote
	case c == '"':
		q.state, q.open, q.text = quotedField, q.lines, q.text[:q.begin]
	default:
		if c != ' ' && c != '\t' {
			q.state = unquotedField
		}
		q.text = append(q.text, c)
	}
	return false, ""
}

// inside takes a byte of a quoted field; a CRLF in it becomes LF.
func (q *quoteScanner) inside(c byte) {
	if c == '"' {
		q.state = quoteInQuoted
		return
	}
	if n := len(q.text); c == '\n' && n > q.begin && q.text[n-1] == '\r' {
		q.text = q.text[:n-1]
	}
	q.text = append(q.text, c)
}

// behindQuote takes the byte behind a quote in a quoted field.
func (q *quoteScanner) behindQuote(c, delimiter byte) (done bool, problem string) {
	switch c {
	case '"':
		q.state, q.text = quotedField, append(q.text, c)
	case delimiter:
		q.endField()
	case '\t':
		if delimiter != ' ' {
			return false, textBehind
		}
		q.endField()
	case '\r':
		q.state = returnBehind
	case '\n':
		q.endField()
		return true, ""
	default:
		return false, textBehind
	}
	return false, ""
}

func (q *quoteScanner) endField() {
	q.begin = len(q.text)
	q.ends = append(q.ends, q.begin)
	q.state = fieldStart
}

// endLine closes an unquoted field at the end of the record, without its CR.
func (q *quoteScanner) endLine(delimiter byte) {
	for n := len(q.text); n > q.begin && q.text[n-1] == '\r'; n-- {
		q.text = q.text[:n-1]
	}
	if delimiter != ' ' || len(q.text) > q.begin {
		q.endField()
	}
}

// nextQuoted splits the record at hand, whose first line of n bytes has quotes.
func (r *Records) nextQuoted(n int) error {
	q := &r.quotes
	*q = quoteScanner{text: q.text[:0], ends: q.ends[:0]}
	for i := 0; ; i++ {
		if i == r.end-r.start && !r.more() {
			return r.endQuoted(n, i)
		}
		if i >= MaxRecord {
			return r.badQuote(n, q.open, openQuote+" within 1 MiB")
		}
		done, problem := q.step(r.buf[r.start+i], r.delimiter)
		if problem != "" {
			return r.badQuote(n, q.lines, problem)
		}
		if done {
			return r.take(i+1, q.lines)
		}
	}
}

// endQuoted closes the record at the end of the source.
func (r *Records) endQuoted(first, n int) error {
	q := &r.quotes
	switch {
	case r.srcErr == nil:
		return errHeld
	case r.srcErr != io.EOF:
		return r.srcErr
	case q.state == quotedField:
		return r.badQuote(first, q.open, openQuote)
	case q.state == quoteInQuoted || q.state == returnBehind:
		q.endField()
	default:
		q.endLine(r.delimiter)
	}
	return r.take(n, q.lines+1)
}

// take makes the scanned fields those of the record, of n bytes and so many
// lines.
func (r *Records) take(n, lines int) error {
	r.Fields = r.quotes.fields(r.Fields[:0])
	r.tidy()
	r.start += n
	r.lines += lines
	return r.checkReadable(r.buf[r.start-n : r.start])
}

// fields appends the fields that were scanned.
func (q *quoteScanner) fields(fields [][]byte) [][]byte {
	from := 0
	for _, end := range q.ends {
		fields = append(fields, q.text[from:end])
		from = end
	}
	return fields
}

// badQuote reports a record and goes on behind its first line of n bytes, since
// a missing quote would otherwise swallow good rows. For the same reason text
// behind a quote that closes on a later line puts the blame on the opening.
func (r *Records) badQuote(n, lines int, problem string) error {
	q := &r.quotes
	if problem == textBehind && lines > q.open {
		lines, problem = q.open, openQuote
	}
	f := &Fault{Line: r.Line + lines, Column: len(q.ends) + 1, Problem: problem, Remedy: quoteRemedy}
	r.consume(n)
	return f
}
