package format

import (
	"io"
)

// Fortran order keeps a column after the other, so that a row is gathered from
// as many places as there are columns.
const (
	fortranBuffer = 16 << 20 // of all columns
	mostFortran   = 4096     // columns
)

func openFortran(s *source, a *array, v view) (*Table, error) {
	if v.columns > mostFortran {
		return nil, &Error{Problem: "is a NumPy array in Fortran order with more than 4096 columns", Remedy: reshape}
	}
	file, rest, err := s.at()
	if err != nil {
		return nil, err
	}
	begin := a.begin
	if s.random == nil {
		begin = 0 // the header was read before the copy was made
	}
	if file.Size()-begin < a.length {
		return nil, &Error{Problem: "is a NumPy array that ends before its last column", Remedy: "copy it again", Err: io.ErrUnexpectedEOF}
	}
	size := a.element.size
	r := &fortranRows{file: file, scalar: a.element.fields[0].scalar, begin: begin, rows: v.rows, columns: v.columns}
	r.block = min(v.rows, max(1, fortranBuffer/(v.columns*size)))
	r.raw = make([]byte, r.block*v.columns*size)
	return &Table{
		Format: "a NumPy array", Place: rowOfLine, Notes: v.doubt(),
		Text: newText(header(a.names(v)), r, rest),
	}, nil
}

// fortranRows are the rows of a two-dimensional array in Fortran order.
type fortranRows struct {
	file          RandomAccess
	scalar        scalar
	begin         int64
	rows, columns int
	row           int
	raw           []byte // a block of rows, column by column
	block         int    // rows in it
}

func (r *fortranRows) next(dst []byte) ([]byte, error) {
	if r.row == r.rows {
		return dst, io.EOF
	}
	at := r.row % r.block
	if at == 0 {
		if err := r.load(); err != nil {
			return dst, cut(err, "the array", int64(r.row)+1)
		}
	}
	start, size := len(dst), r.scalar.size
	for c := range r.columns {
		if c > 0 {
			dst = append(dst, ',')
		}
		from := (c*r.block + at) * size
		dst = r.scalar.append(dst, r.raw[from:from+size])
	}
	r.row++
	return endLine(dst, start), nil
}

// load reads the next block of every column.
func (r *fortranRows) load() error {
	size := r.scalar.size
	n := min(r.block, r.rows-r.row) * size
	for c := range r.columns {
		from := r.begin + (int64(c)*int64(r.rows)+int64(r.row))*int64(size)
		if got, err := r.file.ReadAt(r.raw[c*r.block*size:][:n], from); got < n {
			return err
		}
	}
	return nil
}
