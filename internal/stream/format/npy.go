package format

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// array is the header of an npy file (NEP 1).
type array struct {
	element element
	fortran bool
	shape   []int
	length  int64 // of the elements in bytes
	begin   int64 // of the elements in the file
}

// longestHeader bounds the header; NumPy itself takes 10,000 bytes.
const longestHeader = 1 << 20

// readArray reads a header. Its errors are literal errors, unread, or the source's.
func readArray(src io.Reader) (*array, error) {
	var b [12]byte
	if _, err := io.ReadFull(src, b[:10]); err != nil {
		return nil, err
	}
	if string(b[:6]) != "\x93NUMPY" {
		return nil, errLiteral
	}
	a, n := &array{begin: 10}, int64(binary.LittleEndian.Uint16(b[8:]))
	if b[6] > 1 { // versions 2 and 3 have a longer length
		if _, err := io.ReadFull(src, b[10:]); err != nil {
			return nil, err
		}
		a.begin, n = 12, int64(binary.LittleEndian.Uint32(b[8:]))
	}
	if n > longestHeader {
		return nil, errLiteral
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(src, text); err != nil {
		return nil, err
	}
	a.begin += n
	return a, a.parse(text)
}

func (a *array) parse(text []byte) (err error) {
	v, err := parseLiteral(text)
	if err != nil {
		return err
	}
	dict, _ := v.(map[string]literal)
	shape, ok := dict["shape"].([]literal)
	if !ok {
		return errLiteral
	}
	if a.fortran, ok = dict["fortran_order"].(bool); !ok {
		return errLiteral
	}
	if a.element, err = parseElement(dict["descr"]); err != nil {
		return err
	}
	a.length = int64(a.element.size)
	for _, d := range shape {
		n, ok := d.(int)
		if !ok || n > 0 && a.length > math.MaxInt64/int64(n) {
			return errLiteral
		}
		a.shape = append(a.shape, n)
		a.length *= int64(n)
	}
	return nil
}

// view is how an array lies in a table.
type view struct {
	windows int // 0: the rows are not cut into windows
	rows    int // of a window, or of all
	columns int // elements of a row
}

// view settles that, or says why the array is none.
func (a *array) view() (v view, problem string) {
	switch s := a.shape; len(s) {
	case 1:
		v = view{rows: s[0], columns: 1}
	case 2:
		v = view{rows: s[0], columns: s[1]}
		if s[0] == 1 && s[1] > mostAlone { // a channel, with its samples in a row
			v = view{rows: s[1], columns: 1}
		}
	case 3:
		v = view{windows: s[0], rows: s[1], columns: s[2]}
	default:
		return v, fmt.Sprintf("has the shape %v", s)
	}
	switch {
	case v.columns == 0 || v.rows == 0 || len(a.shape) == 3 && v.windows == 0:
		return v, fmt.Sprintf("has the shape %v, in which there is no value", a.shape)
	case v.columns > mostColumns || v.columns*a.element.size > mostRowBytes || v.columns*len(a.element.fields) > mostColumns:
		return v, fmt.Sprintf("has the shape %v, rows of more than %d values", a.shape, mostColumns)
	case v.columns > 1 && a.element.fields[0].name != "":
		return v, fmt.Sprintf("has the shape %v with structures of %d fields", a.shape, len(a.element.fields))
	case a.fortran && v.windows > 0:
		return v, fmt.Sprintf("has the shape %v in Fortran order, in which windows are not read", a.shape)
	}
	return v, ""
}

// names are those of the columns.
func (a *array) names(v view) []string {
	if a.element.fields[0].name == "" {
		return numbered(v.columns)
	}
	names := make([]string, len(a.element.fields))
	for i, f := range a.element.fields {
		names[i] = f.name
	}
	return names
}

const reshape = "bring it into the shape [rows], [rows, channels] or [windows, rows, channels] with numpy.ascontiguousarray and reshape, and save it under another name"

func openNPY(s *source) (*Table, error) {
	a, err := readArray(s)
	if err != nil {
		return nil, npyError(err)
	}
	v, problem := a.view()
	if problem != "" {
		return nil, &Error{Problem: "is a NumPy array that " + problem, Remedy: reshape}
	}
	if a.fortran && v.columns > 1 && v.rows > 1 {
		return openFortran(s, a, v)
	}
	return &Table{
		Format: "a NumPy array", Place: v.place(), Notes: v.doubt(),
		Text: newText(header(a.names(v)), newArrayRows(s.Reader, a, v), s),
	}, nil
}

// doubt tells of an array that lies on its side, as it seems.
func (v view) doubt() []string {
	const mostChannels = 16
	if v.windows > 0 || v.rows > mostChannels || v.columns <= mostAlone {
		return nil
	}
	return []string{fmt.Sprintf("is read as %d rows of %d channels; if these are %d channels, save numpy.ascontiguousarray(x.T) under another name", v.rows, v.columns, v.rows)}
}

// npyError says why a header is not read.
func npyError(err error) error {
	var u unread
	switch {
	case errors.As(err, &u):
		return &Error{Problem: "is a NumPy array of " + u.what, Remedy: "save it as numbers: numpy.save with a float32 array, under another name", Err: err}
	case errors.Is(err, errLiteral):
		return &Error{Problem: "is a NumPy array that cannot be read: " + err.Error(), Remedy: "save it again with numpy.save, under another name", Err: err}
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		return &Error{Problem: "is a NumPy array that ends in its header", Remedy: "copy it again", Err: io.ErrUnexpectedEOF}
	}
	return err
}

// place says what a line is: windows are parted by empty lines.
func (v view) place() func(int) string {
	if v.windows == 0 {
		return rowOfLine
	}
	return func(line int) string {
		if line < 2 {
			return ""
		}
		n := int64(line) - 2
		return fmt.Sprintf("window %d, row %d", n/int64(v.rows+1)+1, n%int64(v.rows+1)+1)
	}
}

// arrayRows are the rows of an array in C order.
type arrayRows struct {
	src    *bufio.Reader
	fields []field
	view   view
	raw    []byte // room for a row
	left   int64  // rows
	row    int    // of the window
	count  int64
}

func newArrayRows(src *bufio.Reader, a *array, v view) *arrayRows {
	return &arrayRows{
		src: src, fields: a.element.fields, view: v,
		raw: make([]byte, v.columns*a.element.size), left: int64(v.rows) * int64(max(v.windows, 1)),
	}
}

func (r *arrayRows) next(dst []byte) ([]byte, error) {
	if r.left == 0 {
		return dst, io.EOF
	}
	if r.view.windows > 0 && r.row == r.view.rows {
		r.row = 0
		return append(dst, '\n'), nil
	}
	raw, err := takeRow(r.src, r.raw)
	if err != nil {
		return dst, cut(err, "the array", r.count+1)
	}
	r.left--
	r.row++
	r.count++
	return appendFields(dst, r.fields, raw), nil
}

// appendFields appends a row of elements without names, or of a structure.
func appendFields(dst []byte, fields []field, raw []byte) []byte {
	if fields[0].name == "" {
		return fields[0].scalar.appendRow(dst, raw)
	}
	start := len(dst)
	for i, f := range fields {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = f.scalar.append(dst, raw[f.at:f.at+f.scalar.size])
	}
	return endLine(dst, start)
}
