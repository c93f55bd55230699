package result

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"tinyol-sim/internal/limits"
)

// longestLine holds any line this package writes with room to spare, and any
// record of several lines; a label may be long, a megabyte is not ours. A reader
// takes up to four times as much: a record and the places of its fields.
const longestLine = 1 << 20

var carriageReturn = []byte{'\r'}

// csvReader splits the CSV that this package writes: comma, double quotes,
// line feed. It reuses its memory; encoding/csv allocates for every record.
type csvReader struct {
	file   string
	in     *bufio.Reader
	line   int   // of the record's first line, from 1
	next   int   // line to be read next
	bytes  int64 // read so far
	record []byte
	fields [][]byte
}

func newCSVReader(r io.Reader, file string) *csvReader {
	return &csvReader{file: file, in: bufio.NewReaderSize(r, longestLine), next: 1}
}

// read returns the fields of the next record, valid until the call after it,
// or io.EOF behind the last.
func (c *csvReader) read() ([][]byte, error) {
	text, err := c.readLine()
	if err != nil {
		return nil, err
	}
	c.line = c.next - 1
	c.fields = c.fields[:0]
	if bytes.IndexByte(text, '"') >= 0 {
		return c.splitQuoted(text)
	}
	text = bytes.TrimSuffix(text, carriageReturn) // an editor may have put it there
	for {
		comma := bytes.IndexByte(text, ',')
		if comma < 0 {
			break
		}
		c.fields = append(c.fields, text[:comma])
		text = text[comma+1:]
	}
	c.fields = append(c.fields, text)
	return c.fields, nil
}

// readLine returns one line without its end.
func (c *csvReader) readLine() ([]byte, error) {
	text, err := c.in.ReadSlice('\n')
	switch {
	case err == nil:
		c.next++
		c.bytes += int64(len(text))
		return text[:len(text)-1], nil
	case errors.Is(err, io.EOF) && len(text) == 0:
		return nil, io.EOF
	case errors.Is(err, io.EOF):
		return nil, &Error{c.file, c.next, "", "the line is cut off, the writer was stopped in it", "delete this line to read the rest"}
	case errors.Is(err, bufio.ErrBufferFull):
		return nil, &Error{c.file, c.next, "", "the line is longer than a megabyte", "name a file written by this program"}
	}
	if limit, ok := errors.AsType[*limits.Error](err); ok {
		return nil, &Error{c.file, 0, "", limit.Problem, limit.Remedy}
	}
	return nil, &Error{c.file, c.next, "", err.Error(), ""}
}

// splitQuoted splits a line with quotes in it. A quoted field may hold line
// breaks, so it reads on until the quotes are closed. Fields are unquoted in
// place.
func (c *csvReader) splitQuoted(text []byte) ([][]byte, error) {
	c.record = append(c.record[:0], text...)
	for quotes := bytes.Count(text, []byte{'"'}); quotes%2 != 0; {
		more, err := c.readLine()
		if errors.Is(err, io.EOF) {
			return nil, c.fault("a quoted field is not closed", "delete this line to read the rest")
		}
		if err != nil {
			return nil, err
		}
		if len(c.record)+len(more) >= longestLine {
			return nil, c.fault("a quoted field makes the record longer than a megabyte", "close its quotation marks")
		}
		quotes += bytes.Count(more, []byte{'"'})
		c.record = append(append(c.record, '\n'), more...)
	}
	rest := bytes.TrimSuffix(c.record, carriageReturn)
	for {
		field, after, ok := cutField(rest)
		if !ok {
			return nil, c.fault("a quotation mark stands inside a field", "write it twice and put the field in quotation marks")
		}
		c.fields = append(c.fields, field)
		if after == nil {
			return c.fields, nil
		}
		rest = after
	}
}

func (c *csvReader) fault(problem, remedy string) error {
	return &Error{c.file, c.line, "", problem, remedy}
}

// cutField takes the first field off a record, unquoting it in place. rest is
// nil behind the last field.
func cutField(record []byte) (field, rest []byte, ok bool) {
	if len(record) == 0 || record[0] != '"' {
		field, rest, found := bytes.Cut(record, []byte{','})
		if !found {
			rest = nil
		}
		return field, rest, bytes.IndexByte(field, '"') < 0
	}
	body := record[1:]
	n := 0 // bytes of the field so far, moved to the front of body
	for i := 0; i < len(body); i++ {
		if body[i] != '"' {
			body[n] = body[i]
			n++
			continue
		}
		switch {
		case i+1 == len(body):
			return body[:n], nil, true
		case body[i+1] == ',':
			return body[:n], body[i+2:], true
		case body[i+1] == '"':
			body[n] = '"'
			n++
			i++
		default:
			return nil, nil, false
		}
	}
	return nil, nil, false
}

// appendField appends a text, quoted where CSV demands it.
func appendField(b []byte, text string) []byte {
	if !needsQuotes(text) {
		return append(b, text...)
	}
	b = append(b, '"')
	for i := range len(text) {
		if text[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, text[i])
	}
	return append(b, '"')
}

// needsQuotes also guards the blanks that many readers trim off a field.
func needsQuotes(text string) bool {
	for i := range len(text) {
		switch text[i] {
		case ',', '"', '\n', '\r':
			return true
		}
	}
	return text != strings.TrimSpace(text)
}
