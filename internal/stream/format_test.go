package stream

import (
	"bytes"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"
)

// A file that states its rate gives the rows their time, unless it has a time column or
// the user knows better.
func TestRateOfTheFile(t *testing.T) {
	const values = `"values": [[1, 10], [2, 20], [3, 30]]}`
	for name, c := range map[string]struct {
		file   string
		rate   float64
		period float64
		time   []float64
	}{
		"the file's":    {`{"interval_ms": 20, "sensors": [{"name": "ax"}, {"name": "ay"}], ` + values, 0, 0.02, []float64{0, 0.02, 0.04}},
		"the user's":    {`{"interval_ms": 20, "sensors": [{"name": "ax"}, {"name": "ay"}], ` + values, 10, 0.1, []float64{0, 0.1, 0.2}},
		"a time column": {`{"interval_ms": 20, "sensors": [{"name": "t"}, {"name": "ay"}], ` + values, 0, 1, []float64{1, 2, 3}},
	} {
		t.Run(name, func(t *testing.T) {
			r, rows := readAll(t, c.file, Options{Rate: c.rate})
			var time []float64
			for _, row := range rows {
				time = append(time, row.Time)
			}
			if r.Period() != c.period || !slices.Equal(time, c.time) {
				t.Errorf("period %g, time %v", r.Period(), time)
			}
		})
	}
}

// A header of numbers, as pandas writes it, is one where the format says so.
func TestNamesThatAreNumbers(t *testing.T) {
	r, rows := readAll(t, `[{"0": 1.5, "1": 2}, {"0": 3, "1": 4}]`, Options{})
	if got := r.Columns(); !slices.Equal(got, []string{"0", "1"}) || len(rows) != 2 {
		t.Errorf("columns %q, %d rows", got, len(rows))
	}
}

func TestLabelOfTheFile(t *testing.T) {
	r, rows := readAll(t, `{"label": "idle", "values": [[1], [2]]}`, Options{})
	if got := labels(r, rows); !slices.Equal(got, []string{"idle", "idle"}) {
		t.Errorf("labels %q", got)
	}
}

// Windows of an array do not follow each other.
func TestWindowsAreSegments(t *testing.T) {
	header := "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3, 1)}\n"
	file := "\x93NUMPY\x01\x00" + string([]byte{byte(len(header)), 0}) + header + "\x01\x02\x03\x04\x05\x07"
	_, rows := readAll(t, file, Options{})
	if got := segments(rows); !slices.Equal(got, []int{0, 0, 0, 1, 1, 1}) {
		t.Errorf("segments %v", got)
	}
}

// Errors name the row of what has no lines, and the line of what has.
func TestPlacesInRecordings(t *testing.T) {
	for _, c := range []struct{ file, text string }{
		{`[[1], [2], ["x"], [4]]`, `fan.csv: row 3: column 1 "c1": "x" is not a number; fix the value or pass --skip-bad-rows`},
		{`[[1, 1], [2, 2], [3]]`, "fan.csv: row 3: the row has 1 field, the file has 2 columns; fix the row or pass --skip-bad-rows"},
		{"{\"a\":1}\n{\"a\":2}\n\n{\"a\":\n{\"a\":4}\n", `fan.csv: line 4: column 1 "a": "{\"a\":" is not a number; fix the value or pass --skip-bad-rows`},
		{"@relation r\n@attribute a numeric\n@data\n1\n% none\nx\n2\n", `fan.csv:6: column 1 "a": "x" is not a number; fix the value or pass --skip-bad-rows`},
		{`[{"a": 1, "a b": 2}, {"a": 1`, "fan.csv: row 2: the file ends here, before its time; copy it again, or pass --skip-bad-rows to keep the rows before"},
		{`[["a"], ["b"]]`, `fan.csv: none of the columns (c1) holds numbers to use as a channel; `},
	} {
		if e := readErrorOf(t, c.file, Options{}); !strings.HasPrefix(e.Error(), c.text) {
			t.Errorf("got  %s\nwant %s", e, c.text)
		}
	}
}

func TestSkippingInRecordings(t *testing.T) {
	file := "{\"a\":1}\nboot\n{\"a\":2}\n{\"a\":3}\n{\"a\":4"
	r, rows := readAll(t, file, Options{SkipBadRows: true})
	if got := column(rows, 0); !slices.Equal(got, []float32{1, 2, 3}) || r.Skipped() != 1 { // the last line is cut off
		t.Errorf("values %v, skipped %d", got, r.Skipped())
	}
	if first := r.FirstSkipped().Error(); !strings.HasPrefix(first, "fan.csv: line 2: ") {
		t.Errorf("first skipped %q", first)
	}
}

// counted counts what is read, as the checksum of an input does.
type counted struct {
	io.Reader
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}

// Whatever stands behind the rows is read, for the checksum is that of all bytes.
func TestWholeFileIsRead(t *testing.T) {
	le := binary.LittleEndian
	file := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00")
	file = le.AppendUint32(le.AppendUint32(file, 100), 200)
	file = append(file, "\x02\x00\x10\x00data\x04\x00\x00\x00\x01\x00\x02\x00LIST"...)
	file = append(le.AppendUint32(file, 1<<20), make([]byte, 1<<20)...)
	src := &counted{Reader: bytes.NewReader(file)}
	r, err := NewReader(src, "fan.wav", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if rows := copyRows(r); len(rows) != 2 || r.Err() != nil || src.n != len(file) {
		t.Errorf("%d rows, %v, %d bytes of %d", len(rows), r.Err(), src.n, len(file))
	}
}
