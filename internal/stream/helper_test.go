package stream

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// readAll reads a text as a file named fan.csv and copies its rows.
func readAll(t *testing.T, text string, o Options) (*Reader, []Row) {
	t.Helper()
	r, err := NewReader(strings.NewReader(text), "fan.csv", o)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	rows := copyRows(r)
	if err := r.Err(); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return r, rows
}

func copyRows(r *Reader) (rows []Row) {
	for r.Scan() {
		row := *r.Row()
		row.Values = slices.Clone(row.Values)
		rows = append(rows, row)
	}
	return rows
}

// readError reads a text to its end and returns the error on the way.
func readErrorOf(t *testing.T, text string, o Options) *Error {
	t.Helper()
	r, err := NewReader(strings.NewReader(text), "fan.csv", o)
	if err == nil {
		for r.Scan() {
		}
		err = r.Err()
	}
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%.200q: error %v, want an *Error", text, err)
	}
	if strings.ContainsAny(e.Error(), "\n\r") {
		t.Errorf("%.200q: the error %q is not one line", text, e.Error())
	}
	return e
}

func column(rows []Row, i int) []float32 {
	var values []float32
	for _, r := range rows {
		values = append(values, r.Values[i])
	}
	return values
}

func segments(rows []Row) []int {
	var s []int
	for _, r := range rows {
		s = append(s, r.Segment)
	}
	return s
}

func labels(r *Reader, rows []Row) []string {
	var s []string
	for _, row := range rows {
		if row.Label == NoLabel {
			s = append(s, "-")
		} else {
			s = append(s, r.Labels().Name(row.Label))
		}
	}
	return s
}
