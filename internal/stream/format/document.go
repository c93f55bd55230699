package format

import (
	"errors"
	"fmt"
	"io"
	"strconv"
)

// documentRows are the rows in an array of a document: arrays of values, single
// values, or objects whose members are the columns.
type documentRows struct {
	in    tokens
	names []string
	tail  func(tokens) error // reads what follows the array; nil: only its end may
	first []byte             // the line of the first row, which was read for the header
	width int                // fields of the row that was read last
	label []byte             // as a field with its comma; empty: there is none
	row   int64
	keyed keyedRow
	done  bool
}

// labelColumn is the column of a label that a file states for all of its rows.
const labelColumn = "label"

// begin reads the first row, so that the columns are known, and sets the text and,
// unless there is a column of that name, the label.
func (r *documentRows) begin(t *Table, s *source, label string) error {
	var err error
	if r.first, err = r.read(nil); err == io.EOF {
		return &Error{Problem: "holds no row", Remedy: "record some rows"}
	} else if err != nil {
		return err
	}
	if len(r.names) == 0 {
		r.names = numbered(r.width)
	}
	names := r.names
	if label != "" && !oneOf(labelColumn, names) {
		t.Label, r.label = label, appendField([]byte{','}, []byte(label))
		names = append(names[:len(names):len(names)], labelColumn)
	}
	t.Text = newText(header(names), r, s)
	return nil
}

func (r *documentRows) next(dst []byte) ([]byte, error) {
	if r.first != nil {
		dst = append(dst, r.first...)
		r.first = nil
		return r.labelled(dst), nil
	}
	dst, err := r.read(dst)
	if err == nil {
		dst = r.labelled(dst)
	}
	return dst, err
}

// labelled puts the label at the end of the row that dst ends with.
func (r *documentRows) labelled(dst []byte) []byte {
	if len(r.label) == 0 {
		return dst
	}
	return append(append(dst[:len(dst)-1], r.label...), '\n')
}

// read appends the next row.
func (r *documentRows) read(dst []byte) ([]byte, error) {
	if r.done {
		return dst, io.EOF
	}
	start := len(dst)
	r.row++
	t, err := r.in.next()
	if err == nil {
		switch t.kind {
		case endArray:
			r.done = true
			return dst, r.end()
		case beginArray:
			dst, err = r.array(dst)
		case beginObject:
			dst, err = r.object(dst)
		default:
			dst, r.width = appendToken(dst, t), 1
		}
	}
	if err != nil {
		return dst[:start], r.fault(err)
	}
	return endLine(dst, start), nil
}

// end reads what follows the rows.
func (r *documentRows) end() error {
	tail := r.tail
	if tail == nil {
		tail = onlyEnd
	}
	if err := tail(r.in); err != nil {
		return r.fault(err)
	}
	return io.EOF
}

func onlyEnd(in tokens) error {
	t, err := in.next()
	if err == nil && t.kind != endToken {
		err = errSyntax
	}
	return err
}

func (r *documentRows) array(dst []byte) ([]byte, error) {
	for r.width = 0; ; r.width++ {
		t, err := r.in.next()
		switch {
		case err != nil:
			return dst, err
		case t.kind == endArray:
			return dst, nil
		case !t.scalar():
			return dst, errNested
		case r.width == mostColumns || len(dst) > chunk+mostRowBytes:
			return dst, errWide
		}
		if r.width > 0 {
			dst = append(dst, ',')
		}
		dst = appendToken(dst, t)
	}
}

// object appends a row of named values.
func (r *documentRows) object(dst []byte) ([]byte, error) {
	if r.keyed.index == nil {
		r.keyed = newKeyedRow(r.names)
	}
	r.width = len(r.names)
	return r.keyed.read(dst, r.in)
}

func appendToken(dst []byte, t token) []byte {
	if t.kind == textToken {
		return appendField(dst, t.text)
	}
	return append(dst, t.text...)
}

var (
	errNested = errors.New("a value in the row is an array or an object itself")
	errWide   = fmt.Errorf("the row has more than %d values", mostColumns)
)

// fault names the row.
func (r *documentRows) fault(err error) error { return rowFault(row(r.row), err) }

func rowFault(place string, err error) error {
	if own := (*Error)(nil); errors.As(err, &own) {
		if own.Place == "" {
			own.Place = place
		}
		return own
	}
	e := &Error{Place: place, Err: err}
	switch {
	case errors.Is(unexpected(err), io.ErrUnexpectedEOF):
		e.Problem, e.Remedy, e.Err = "the file ends here, before its time", copyAgain, io.ErrUnexpectedEOF
	case errors.Is(err, errNested), errors.Is(err, errWide):
		e.Problem, e.Remedy = err.Error(), "write a row as an array of numbers, or as an object of them"
	case errors.Is(err, errSyntax), errors.Is(err, errDeep), errors.Is(err, errLong):
		e.Problem, e.Remedy = "the file cannot be read on: "+err.Error(), "write or copy it again"
	default:
		return err
	}
	return e
}

// keyedRow puts the members of an object in the order of the columns.
type keyedRow struct {
	names []string
	index map[string]int
	spans [][2]int // of a column's text in text
	text  []byte
	path  []byte // of the member at hand: names of objects and member, with dots
	at    int    // the column that most likely comes next
}

func newKeyedRow(names []string) keyedRow {
	k := keyedRow{names: names, index: make(map[string]int, len(names)), spans: make([][2]int, len(names))}
	for i, n := range names {
		k.index[n] = i
	}
	return k
}

// read appends a row; its object has been opened.
func (k *keyedRow) read(dst []byte, in tokens) ([]byte, error) {
	clear(k.spans)
	k.text, k.path, k.at = k.text[:0], k.path[:0], 0
	if err := k.members(in); err != nil {
		return dst, err
	}
	for i, s := range k.spans {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, k.text[s[0]:s[1]]...)
	}
	return dst, nil
}

func (k *keyedRow) members(in tokens) error {
	outer := len(k.path)
	for {
		t, err := in.next()
		if err != nil || t.kind == endObject {
			return err
		}
		if k.path = k.path[:outer]; outer > 0 {
			k.path = append(k.path, '.')
		}
		k.path = append(k.path, t.text...)
		if t, err = in.next(); err != nil {
			return err
		}
		if err = k.value(in, t); err != nil {
			return err
		}
	}
}

// value keeps a value, or those in it.
func (k *keyedRow) value(in tokens, t token) error {
	switch {
	case t.kind == beginObject:
		return k.members(in)
	case len(k.text) > mostRowBytes:
		return errLong
	case t.kind != beginArray:
		return k.set(t)
	}
	outer := len(k.path)
	for i := int64(1); ; i++ {
		t, err := in.next()
		if err != nil || t.kind == endArray {
			return err
		}
		k.path = strconv.AppendInt(append(k.path[:outer], '.'), i, 10)
		if err = k.value(in, t); err != nil {
			return err
		}
	}
}

// set keeps a value for its column.
func (k *keyedRow) set(t token) error {
	column := k.at
	if column >= len(k.names) || k.names[column] != string(k.path) {
		var ok bool
		if column, ok = k.index[string(k.path)]; !ok {
			return &Error{
				Problem: fmt.Sprintf("%.40q is not among the names of the first rows (%.200q)", k.path, k.names),
				Remedy:  "write the same names in every row, null where there is no value",
			}
		}
	}
	k.at = column + 1
	from := len(k.text)
	k.text = appendToken(k.text, t)
	k.spans[column] = [2]int{from, len(k.text)}
	return nil
}
