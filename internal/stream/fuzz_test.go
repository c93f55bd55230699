package stream

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"tinyol-sim/internal/stream/gunzip"
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
		"x,label\n1,\xf6\n2,\x81\n", "x,label\n1,ö\n2,\xf6\n3,\"ö\n\xf6\"\n", "\xf6\n1\n", "x\n1\xc3", "\xef\xbb\xbfx\n\xf6\n1\n",
		"\xff\xfex\x00\n\x001\x00\n\x00\x00\xd8", "\x00x\x00\n\x001\x00\n\x002",
	} {
		f.Add([]byte(text))
	}
	for _, text := range []string{
		"sep=;\nt;x\n0,5;1\n", " 1  2\n 3  4\n", "a b\n\"1\" 2 3\n\"2\" 4 5\n", "t,x\n0,1,\n1,2,\n", "// a\nt,x\n0,1\n1,2\n2,3\n", "# t x\n0 1\n1 2\n",
		"2\n0,1\n1,2\n2,3\n", "t,x\ns,g\n0,1\n1,2\n", "t,x\n0,1\nt,x\n0,2\n", "x\n1\n2\n\n3\n4\n", "x,y\n1,NA\n2,3\n-,4\n", "x\n1%\n2%\n",
		"12:00:00.5 -> 1,2\n12:00:01 -> 3,4\n", "I (12) a: 1,2\nI (13) a: 3,\"4\"\n", "ax:1,ay:2\nay:3,ax:4\n", "a=1 b=2 g\na=3 b=4 g\n", "[1, 2]\n[3, 4]\n", ">a:1\n>b:2\n>a:3\n>b:4\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		strict := scanAll(t, data, Options{})
		lenient := scanAll(t, data, Options{SkipBadRows: true})
		if strict == nil || strict.reader.made != nil {
			return
		}
		if lenient == nil || len(lenient.rows) < len(strict.rows) {
			t.Fatalf("%d rows, but fewer with --skip-bad-rows", len(strict.rows))
		}
		checkOrder(t, strict)
		compareMissing(t, data, lenient)
		if strict.err == nil && (len(lenient.rows) != len(strict.rows) || lenient.reader.Skipped() != 0) {
			t.Fatalf("skipped %d of %d good rows", lenient.reader.Skipped(), len(strict.rows))
		}
		if !bytes.HasPrefix(data, []byte(gunzip.Magic)) {
			if whole := decodeWhole(data); strict.plain() && strict.reader.Layout() == "rows" && !unknownToCSV(whole) {
				compareWithCSV(t, whole, strict)
			}
			compareWithBytes(t, data, strict)
		}
	})
}

// unknownToCSV reports what encoding/csv takes for fields: a delimiter that is named, and
// line ends that were translated twice.
func unknownToCSV(text []byte) bool {
	return bytes.Contains(bytes.ToLower(text), []byte("sep=")) || bytes.Contains(text, []byte("\r\r"))
}

// checkOrder: lines and segments go up, whatever the rows are written in.
func checkOrder(t *testing.T, s *scanned) {
	line, segment := 0, 0
	for i, row := range s.rows {
		if row.Line <= line || row.Number != int64(i+1) || row.Segment < segment || row.Segment > segment+1 || i == 0 && row.Segment != 0 {
			t.Fatalf("row %d: %+v after line %d of segment %d", i+1, row, line, segment)
		}
		line, segment = row.Line, row.Segment
	}
}

// compareMissing: what becomes of missing values changes neither which rows are bad nor
// how many values are missing; held rows come in addition to the others, and skipping
// makes no more segments than splitting.
func compareMissing(t *testing.T, data []byte, split *scanned) {
	if split.reader.LeftOut() == 0 || split.err != nil {
		return
	}
	skip := scanAll(t, data, Options{SkipBadRows: true, Missing: Skip})
	hold := scanAll(t, data, Options{SkipBadRows: true, Missing: Hold})
	for _, s := range []*scanned{skip, hold} {
		if !slices.Equal(s.reader.Missing(), split.reader.Missing()) || len(s.rows) < len(split.rows) {
			t.Fatalf("missing %v in %d rows, %v in %d", s.reader.Missing(), len(s.rows), split.reader.Missing(), len(split.rows))
		}
	}
	if len(skip.rows) != len(split.rows) || skip.reader.Segments() > split.reader.Segments() {
		t.Fatalf("skip: %d rows in %d segments, split: %d in %d", len(skip.rows), skip.reader.Segments(), len(split.rows), split.reader.Segments())
	}
}

// plain reports a table as encoding/csv reads it: without lines above it, rows left
// out, and forms and delimiters of our own.
func (s *scanned) plain() bool {
	r := s.reader
	d := r.dialect
	return r.records.Plain() && len(d.Known) <= btoi(d.Header) && r.LeftOut() == 0 && r.Repeated() == 0 && len(s.notes) == 0
}

// decodeWhole is the decoder's work on a text that is at hand as a whole.
func decodeWhole(data []byte) []byte {
	order, guessed := utf16Order(data[:min(len(data), 4096)])
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data[2:], binary.BigEndian)
	case guessed && order == unicode.LittleEndian:
		return decodeUTF16(data, binary.LittleEndian)
	case guessed:
		return decodeUTF16(data, binary.BigEndian)
	}
	for i, c := range data {
		if c < utf8.RuneSelf {
			continue
		}
		if r, size := utf8.DecodeRune(data[i:]); r != utf8.RuneError || size > 1 {
			return data
		}
		text, _ := charmap.Windows1252.NewDecoder().Bytes(data)
		return text
	}
	return data
}

func decodeUTF16(data []byte, order binary.ByteOrder) []byte {
	var units []uint16
	for ; len(data) > 1; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	text := string(utf16.Decode(units))
	if len(data) > 0 {
		text += string(utf8.RuneError)
	}
	return []byte(text)
}

// compareWithBytes reads the text again, byte by byte: where the reads end must
// not matter. What a file is may be told by its first read, so that a single
// byte may be refused.
func compareWithBytes(t *testing.T, data []byte, want *scanned) {
	var encoding string
	r, err := NewReader(iotest.OneByteReader(bytes.NewReader(data)), "fuzz.csv", Options{Note: func(text string) {
		if isEncoding(text) {
			encoding = text
		}
	}})
	if err != nil {
		return
	}
	rows := copyRows(r)
	if encoding != want.encoding {
		return
	}
	if len(rows) != len(want.rows) || fmt.Sprint(r.Err()) != fmt.Sprint(want.err) {
		t.Fatalf("byte by byte: %d rows and %v, want %d and %v", len(rows), r.Err(), len(want.rows), want.err)
	}
	if got, want := r.Labels().Names(), want.reader.Labels().Names(); !slices.Equal(got, want) {
		t.Fatalf("byte by byte: labels %q, want %q", got, want)
	}
}

// scanned is what a reader made of a text.
type scanned struct {
	reader *Reader
	rows   []Row
	err    error
	notes  []string
	// encoding is the note about it.
	encoding string
}

func isEncoding(note string) bool {
	return strings.Contains(note, "Windows-1252") || strings.Contains(note, "UTF-16")
}

func scanAll(t *testing.T, data []byte, o Options) *scanned {
	s := &scanned{}
	o.Note = func(text string) {
		if isEncoding(text) {
			s.encoding = text
		} else {
			s.notes = append(s.notes, text)
		}
	}
	r, err := NewReader(bytes.NewReader(data), "fuzz.csv", o)
	if err != nil {
		checkError(t, err)
		return nil
	}
	s.reader, s.rows = r, copyRows(r)
	s.err = r.Err()
	if s.err != nil {
		checkError(t, s.err)
	}
	if r.Rows() != int64(len(s.rows)) || r.Skipped() > 0 != (r.FirstSkipped() != nil) {
		t.Fatalf("%d rows, Rows says %d; skipped %d, first %v", len(s.rows), r.Rows(), r.Skipped(), r.FirstSkipped())
	}
	for _, name := range append(r.Labels().Names(), r.dialect.Names...) {
		if !utf8.ValidString(name) {
			t.Fatalf("%q is not UTF-8", name)
		}
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
	if d.Delimiter == '\t' && bytes.Contains(data, []byte(` "`)) {
		return // encoding/csv either takes no space before a quote or takes tabs for space
	}
	c := csv.NewReader(bytes.NewReader(data))
	c.Comma, c.Comment, c.FieldsPerRecord = rune(d.Delimiter), '#', -1
	c.TrimLeadingSpace = d.Delimiter != '\t'
	lines := strings.Split(string(data), "\n")
	header := d.Header
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
		if !slices.ContainsFunc(record, func(field string) bool { return strings.Trim(field, " \t") != "" }) {
			continue // a spreadsheet's blank line
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
	if len(record) != len(r.dialect.Names) {
		t.Fatalf("line %d: a row of %d fields was taken, of %d columns", row.Line, len(record), len(r.dialect.Names))
	}
	for i, column := range r.layout.channels {
		text := strings.Replace(strings.TrimSpace(record[column]), string(r.dialect.Point), ".", 1)
		if strings.ContainsAny(text, "xX") {
			text += "p0" // as ParseFloat wants it of a hexadecimal number
		}
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
