package stream

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
)

// FuzzReader holds the reader against encoding/csv: it may refuse more, but a
// row that it takes has the fields that encoding/csv finds, and while it takes
// every row it leaves none out.
func FuzzReader(f *testing.F) {
	for _, text := range sameTable {
		f.Add([]byte(text))
	}
	for _, text := range []string{
		threeRows, namedTable, "1,2\n3\n", "a\n\"1\"\n", "x,\"\n\n\"\n1,\"\"\n", "a,b\n\"1\"\r\n2,3", "a;b\n1,5;2\n", "#\n\n1\n", "x\r\n1\r\n\r\n2\r",
		"t,x\n2013-12-02 21:15:00,1\n", "\"a\",b\n1,\"2\n\"\n", "x\n 1\n\t2\n", "x,y\n1,2,\n", " \"x\"\n1", "x\n\"1\r\"\n", "nan\n1\n", "\xff\xfe", "\x1f\x8b\b",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		strict := scanAll(t, data, Options{})
		lenient := scanAll(t, data, Options{SkipBadRows: true})
		if strict == nil {
			return
		}
		if lenient == nil || len(lenient.rows) < len(strict.rows) {
			t.Fatalf("%d rows, but fewer with --skip-bad-rows", len(strict.rows))
		}
		if strict.err == nil && (len(lenient.rows) != len(strict.rows) || lenient.reader.Skipped() != 0) {
			t.Fatalf("skipped %d of %d good rows", lenient.reader.Skipped(), len(strict.rows))
		}
		if !bytes.HasPrefix(data, []byte(gzipMagic)) {
			compareWithCSV(t, data, strict)
		}
	})
}

// scanned is what a reader made of a text.
type scanned struct {
	reader *Reader
	rows   []Row
	err    error
}

func scanAll(t *testing.T, data []byte, o Options) *scanned {
	r, err := NewReader(bytes.NewReader(data), "fuzz.csv", o)
	if err != nil {
		checkError(t, err)
		return nil
	}
	s := &scanned{reader: r, rows: copyRows(r), err: r.Err()}
	if s.err != nil {
		checkError(t, s.err)
	}
	if r.Rows() != int64(len(s.rows)) || r.Skipped() > 0 != (r.FirstSkipped() != nil) {
		t.Fatalf("%d rows, Rows says %d; skipped %d, first %v", len(s.rows), r.Rows(), r.Skipped(), r.FirstSkipped())
	}
	return s
}

func checkError(t *testing.T, err error) {
	var e *Error
	if !errors.As(err, &e) || e.Problem == "" || e.Remedy == "" || strings.ContainsAny(e.Error(), "\r\n") {
		t.Fatalf("error %#v", err)
	}
}

// compareWithCSV checks the rows that were taken without skipping any.
func compareWithCSV(t *testing.T, data []byte, s *scanned) {
	d := s.reader.dialect
	if d.delimiter == '\t' && bytes.Contains(data, []byte(` "`)) {
		return // encoding/csv either takes no space before a quote or takes tabs for space
	}
	c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte(byteOrderMark))))
	c.Comma, c.Comment, c.FieldsPerRecord = rune(d.delimiter), '#', -1
	c.TrimLeadingSpace = d.delimiter != '\t'
	lines := strings.Split(string(data), "\n")
	header := d.header
	for i := 0; ; {
		record, err := c.Read()
		if err == io.EOF || err != nil && s.err != nil {
			if i < len(s.rows) {
				t.Fatalf("row %d at line %d is not there for encoding/csv", i+1, s.rows[i].Line)
			}
			return
		}
		if err != nil {
			t.Fatalf("%d rows taken of a text that encoding/csv refuses: %v", len(s.rows), err)
		}
		line, _ := c.FieldPos(0)
		if strings.Trim(lines[line-1], " \r") == "" {
			continue
		}
		if header {
			header = false
			continue
		}
		if i == len(s.rows) {
			if s.err == nil {
				t.Fatalf("the record at line %d was left out", line)
			}
			return
		}
		if s.rows[i].Line != line {
			t.Fatalf("row %d is at line %d, encoding/csv says %d", i+1, s.rows[i].Line, line)
		}
		compareRecord(t, s.reader, s.rows[i], record)
		i++
	}
}

func compareRecord(t *testing.T, r *Reader, row Row, record []string) {
	if len(record) != len(r.dialect.names) {
		t.Fatalf("line %d: a row of %d fields was taken, of %d columns", row.Line, len(record), len(r.dialect.names))
	}
	for i, column := range r.layout.channels {
		text := strings.Replace(strings.TrimSpace(record[column]), string(r.dialect.point), ".", 1)
		want, err := strconv.ParseFloat(text, 32)
		if err != nil || float32(want) != row.Values[i] {
			t.Fatalf("line %d, column %d: %v of %q, want %v", row.Line, column+1, row.Values[i], record[column], want)
		}
	}
	if l := r.layout.label; l >= 0 {
		want, got := strings.TrimSpace(record[l]), ""
		if row.Label != NoLabel {
			got = strings.TrimSpace(r.Labels().Name(row.Label))
		}
		if got != want {
			t.Fatalf("line %d: label %q, want %q", row.Line, got, want)
		}
	}
}
