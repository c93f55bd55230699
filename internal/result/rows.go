package result

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"slices"
	"strconv"
)

// rowDigits is how many significant digits a float64 of a table keeps: more
// than any figure shows, fewer than rounding on another processor changes.
const rowDigits = 6

// WriteRows writes a table as CSV, whole or not at all: a line for each row, a
// column for each field of T that has a csv tag, under the tag's name. Fields
// are texts, whole numbers, truth values or float64; NaN is written as nothing.
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

// ReadRows reads what WriteRows wrote. The error is an *Error that names the
// line and column.
func ReadRows[T any](path string) ([]T, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read a figure's data: %w; run tinyol-sim figures", err)
	}
	defer file.Close()
	columns := rowColumns(reflect.TypeFor[T]())
	in := newCSVReader(file, path)
	header, err := in.readHeader()
	if err != nil {
		return nil, err
	}
	if names := columnNames(columns); !slices.Equal(header, names) {
		return nil, in.fault(fmt.Sprintf("the columns are %q and not %q", header, names), "run tinyol-sim figures again")
	}
	var rows []T
	for {
		fields, err := in.read()
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
		rows = append(rows, row)
	}
}

// rowColumn is a field that is written.
type rowColumn struct {
	name  string
	field int
}

func rowColumns(t reflect.Type) []rowColumn {
	var columns []rowColumn
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("csv"); name != "" {
			columns = append(columns, rowColumn{name, i})
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
		if problem := parseCell(into.Field(column.field), string(fields[i])); problem != "" {
			return &Error{c.file, c.line, column.name, fmt.Sprintf("%q %s", fields[i], problem), "run tinyol-sim figures again"}
		}
	}
	return nil
}

// parseCell returns what is wrong with the text, or nothing.
func parseCell(v reflect.Value, text string) string {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(text)
	case v.CanInt():
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "is not a whole number"
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
		if err != nil {
			return "is not a number"
		}
		v.SetFloat(x)
	}
	return ""
}
