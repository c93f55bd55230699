package result

import (
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// rowDigits is how many significant digits a float64 of a table keeps: more
// than any figure shows, fewer than rounding on another processor changes.
const rowDigits = 6

// WriteRows writes a table as CSV, whole or not at all: a line for each row, a
// column for each field of T that has a csv tag, under the tag's name. Fields
// are texts, whole numbers from 0, truth values or float64; NaN is written as nothing.
func WriteRows[T any](path string, rows []T) error {
	columns := rowColumns(reflect.TypeFor[T]())
	b := appendHeader(nil, columnNames(columns))
	for i := range rows {
		v := reflect.ValueOf(&rows[i]).Elem()
		for k, c := range columns {
			if k > 0 {
				b = append(b, ',')
			}
			b = appendCell(b, v.Field(c.field))
		}
		b = append(b, '\n')
	}
	return replaceFile(path, b)
}

// Limits of a figure's data. Its rows may take as much memory as the file has
// had text so far, and spareMemory: 150000 rows of the figures' types, which is
// far more than a figure shows.
const maxRowsFile = 64 << 20

// ReadRows reads what WriteRows wrote. The error is an *Error that names the
// line and column.
func ReadRows[T any](path string) ([]T, error) {
	file, err := openResult(path, maxRowsFile, "read a figure's data", "run tinyol-sim figures")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	columns, rowBytes := rowColumns(reflect.TypeFor[T]()), int64(reflect.TypeFor[T]().Size())
	in := newCSVReader(file, path)
	header, err := in.readHeader()
	if err != nil {
		return nil, err
	}
	if names := columnNames(columns); !slices.Equal(header, names) {
		return nil, in.fault(fmt.Sprintf("the columns are %q and not %q", clip(strings.Join(header, ",")), strings.Join(names, ",")), "run tinyol-sim figures again")
	}
	var rows []T
	for {
		fields, err := in.read()
		if errors.Is(err, io.EOF) && len(rows) == 0 {
			return nil, in.fault("there is no row below the columns' names", "run tinyol-sim figures again")
		}
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		var row T
		if err := in.parseRow(reflect.ValueOf(&row).Elem(), columns, fields); err != nil {
			return nil, err
		}
		if rows = append(rows, row); int64(len(rows))*rowBytes > in.bytes+spareMemory {
			return nil, in.fault(fmt.Sprintf("the file has more than %d rows", len(rows)-1), "run tinyol-sim figures again")
		}
	}
}

// rowColumn is a field that is written.
type rowColumn struct {
	name     string
	field    int
	positive bool
}

func rowColumns(t reflect.Type) []rowColumn {
	var columns []rowColumn
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("csv"); name != "" {
			columns = append(columns, rowColumn{name, i, t.Field(i).Tag.Get("range") == "positive"})
		}
	}
	return columns
}

func columnNames(columns []rowColumn) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

func appendCell(b []byte, v reflect.Value) []byte {
	switch {
	case v.Kind() == reflect.String:
		return appendField(b, v.String())
	case v.CanInt():
		return strconv.AppendInt(b, v.Int(), 10)
	case v.Kind() == reflect.Bool:
		return strconv.AppendBool(b, v.Bool())
	case math.IsNaN(v.Float()):
		return b
	}
	return strconv.AppendFloat(b, v.Float(), 'g', rowDigits, 64)
}

func (c *csvReader) parseRow(into reflect.Value, columns []rowColumn, fields [][]byte) error {
	if len(fields) != len(columns) {
		return c.fault(fmt.Sprintf("%d fields under %d columns", len(fields), len(columns)), "run tinyol-sim figures again")
	}
	for i, column := range columns {
		if problem := parseCell(into.Field(column.field), string(fields[i]), column.positive); problem != "" {
			return &Error{c.file, c.line, column.name, fmt.Sprintf("%q %s", clip(string(fields[i])), problem), "run tinyol-sim figures again"}
		}
	}
	return nil
}

// maxFigure leaves room for sums and the ends of an axis; no measure is near it.
const maxFigure = 1e300

// parseCell returns what is wrong with the text, or nothing.
func parseCell(v reflect.Value, text string, positive bool) string {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(text)
	case v.CanInt():
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "is not a whole number"
		}
		if n < 0 {
			return "is below zero"
		}
		v.SetInt(n)
	case v.Kind() == reflect.Bool:
		yes, err := strconv.ParseBool(text)
		if err != nil {
			return "is neither true nor false"
		}
		v.SetBool(yes)
	case text == "":
		v.SetFloat(math.NaN())
	default:
		x, err := strconv.ParseFloat(text, 64)
		switch {
		case err != nil && !errors.Is(err, strconv.ErrRange):
			return "is not a number"
		case math.Abs(x) > maxFigure:
			return "is out of range"
		case positive && x <= 0:
			return "is not above zero"
		}
		v.SetFloat(x)
	}
	return ""
}
