package format

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"strconv"

	"tinyol-sim/internal/stream/format/parquet"
)

func openParquet(s *source) (*Table, error) {
	file, rest, err := s.at()
	if err != nil {
		return nil, err
	}
	r, err := parquet.Open(file, file.Size())
	if err != nil {
		return nil, parquetError(s.name, 0, err)
	}
	p := &parquetRows{name: s.name, reader: r}
	names := make([]string, len(r.Columns()))
	for i, c := range r.Columns() {
		names[i] = c.Name
		p.columns = append(p.columns, appenderOf(c))
	}
	return &Table{Format: "a Parquet file", Place: rowOfLine, Text: newText(header(names), p, rest)}, nil
}

// parquetError says what is wrong with a file, in its row where that is not 0.
func parquetError(name string, n int64, err error) error {
	e := &Error{Err: err}
	if n > 0 {
		e.Place = row(n)
	}
	again := func(write string) string {
		s := signature{command: `python3 -c "import pandas; pandas.read_parquet('NAME')` + write + `"`}
		return s.refuse(name).Remedy
	}
	var refused *parquet.Refused
	switch {
	case errors.As(err, &refused):
		e.Problem, e.Remedy = "is a Parquet file that "+refused.Problem, again(".to_csv('TABLE.csv', index=False)")
	case errors.Is(err, parquet.ErrMemory):
		e.Problem, e.Remedy = fmt.Sprintf("is a Parquet file that is not read: %v", err), again(".to_parquet('TABLE.parquet', row_group_size=20000)")
	case errors.Is(unexpected(err), io.ErrUnexpectedEOF):
		e.Problem, e.Remedy, e.Err = "is a Parquet file that ends before its time", "copy it again", io.ErrUnexpectedEOF
	default:
		e.Problem, e.Remedy = fmt.Sprintf("is a Parquet file that cannot be read: %v", err), "copy it again"
	}
	return e
}

// parquetRows are the rows of a Parquet file.
type parquetRows struct {
	name    string
	reader  *parquet.Reader
	columns []func(dst []byte, v parquet.Value) []byte
	row     int64
}

func (p *parquetRows) next(dst []byte) ([]byte, error) {
	err := p.reader.Next()
	if err == io.EOF {
		return dst, err
	}
	p.row++
	if err != nil {
		return dst, parquetError(p.name, p.row, err)
	}
	start := len(dst)
	for i, appendValue := range p.columns {
		if i > 0 {
			dst = append(dst, ',')
		}
		if v, ok := p.reader.Value(i); ok {
			dst = appendValue(dst, v)
		}
	}
	return endLine(dst, start), nil
}

// appenderOf returns how a column's values are written.
func appenderOf(c parquet.Column) func([]byte, parquet.Value) []byte {
	switch c.Kind {
	case parquet.Int:
		return func(dst []byte, v parquet.Value) []byte { return strconv.AppendInt(dst, v.Bits, 10) }
	case parquet.Uint:
		return func(dst []byte, v parquet.Value) []byte { return strconv.AppendUint(dst, uint64(v.Bits), 10) }
	case parquet.Float16:
		return func(dst []byte, v parquet.Value) []byte {
			return appendFloat(dst, float64(halfToFloat(uint16(v.Bits))), 32)
		}
	case parquet.Float32:
		return func(dst []byte, v parquet.Value) []byte {
			return appendFloat(dst, float64(math.Float32frombits(uint32(v.Bits))), 32)
		}
	case parquet.Float64:
		return func(dst []byte, v parquet.Value) []byte {
			return appendFloat(dst, math.Float64frombits(uint64(v.Bits)), 64)
		}
	case parquet.Decimal:
		return func(dst []byte, v parquet.Value) []byte { return appendDecimal(dst, v, c.Scale) }
	case parquet.Moment:
		unit := momentUnit{perSecond: c.PerSecond, seconds: c.Seconds}
		if c.UTC {
			unit.zone = "Z"
		}
		return func(dst []byte, v parquet.Value) []byte { return unit.append(dst, v.Bits) }
	case parquet.Bytes:
		return func(dst []byte, v parquet.Value) []byte { return fmt.Appendf(dst, "%x", v.Bytes) }
	}
	return func(dst []byte, v parquet.Value) []byte { return appendField(dst, v.Bytes) }
}

// mostDecimal is the length in bytes of the longest decimals that others write.
const mostDecimal = 32

// appendDecimal appends a whole number with its point moved by scale digits.
func appendDecimal(dst []byte, v parquet.Value, scale int) []byte {
	if len(v.Bytes) > mostDecimal {
		return append(dst, "more than 76 digits"...) // no number, which is found in its row
	}
	start := len(dst)
	if v.Bytes == nil {
		dst = strconv.AppendInt(dst, v.Bits, 10)
	} else {
		dst = appendBig(dst, v.Bytes)
	}
	digits := len(dst) - start
	if dst[start] == '-' {
		start, digits = start+1, digits-1
	}
	for ; digits <= scale; digits++ { // a digit has to stand before the point
		dst = append(dst, 0)
		copy(dst[start+1:], dst[start:])
		dst[start] = '0'
	}
	if scale == 0 {
		return dst
	}
	point := len(dst) - scale
	dst = append(dst, 0)
	copy(dst[point+1:], dst[point:])
	dst[point] = '.'
	return dst
}

// appendBig appends a number in two's complement, the highest byte first.
func appendBig(dst, raw []byte) []byte {
	n := new(big.Int).SetBytes(raw)
	if raw[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(raw))))
	}
	return n.Append(dst, 10)
}
