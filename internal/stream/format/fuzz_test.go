package format_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"runtime"
	"strings"
	"testing"

	"tinyol-sim/internal/stream/format"
)

// mostText is how much text of a file is looked at, and mostMemory what opening it and
// reading that may take.
const (
	mostText   = 256 << 10
	mostMemory = 64 << 20
)

// fuzz reads mutated files: nothing panics, every error is a line with a remedy, memory
// stays bounded, and the text is a table for encoding/csv. even says that all rows have
// as many fields as the header.
func fuzz(f *testing.F, even bool, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		table, found, err := openAt(data, bytes.NewReader(data))
		checkError(t, err)
		if found != (table != nil || err != nil) {
			t.Fatalf("found %v, %v, %v", found, table, err)
		}
		if table == nil {
			return
		}
		var b bytes.Buffer
		b.Grow(mostText)
		_, err = io.CopyN(&b, table.Text, mostText)
		runtime.ReadMemStats(&after)
		if total := after.TotalAlloc - before.TotalAlloc; total > mostMemory {
			t.Fatalf("took %d bytes of memory", total)
		}
		if err != io.EOF {
			checkError(t, err)
		}
		if text := b.Bytes(); err == io.EOF {
			checkTable(t, table, text, even)
		}
	})
}

func checkTable(t *testing.T, table *format.Table, text []byte, even bool) {
	if !bytes.HasSuffix(text, []byte("\n")) || table.Rate < 0 || table.Rate-table.Rate != 0 {
		t.Fatalf("text %q, rate %g", text, table.Rate)
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment, r.FieldsPerRecord = '#', -1
	if even {
		r.FieldsPerRecord = 0
	}
	if _, err := r.ReadAll(); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
}

func FuzzWAV(f *testing.F) {
	samples := joined(int16(1), int16(-1), int16(300), int16(4))
	fuzz(f, true, wavFile(1, 2, 100, 16, samples), wavFile(3, 1, 8000, 32, samples), wavFile(1, 1, 8000, 24, samples[:6]),
		joined("RF64", uint32(0), "WAVE", "ds64", uint32(16), uint64(0), uint64(8), wavFormat(1, 1, 1, 8), "data", uint32(0xffffffff), samples))
}

func FuzzNPY(f *testing.F) {
	data := make([]byte, 96)
	fuzz(f, true, npyFile("'<f4'", "False", "(2, 3)", data), npyFile("'<f8'", "True", "(3, 4)", data), npyFile("'|u1'", "False", "(2, 3, 4)", data),
		npyFile("'<f2'", "False", "(9,)", data), npyFile("'<M8[us]'", "False", "(2,)", data), npyFile("'<U3'", "False", "(2,)", data),
		npyFile("[('a', '<i4'), ('', '|V4'), ('b', '>f8', (2,))]", "False", "(2,)", data))
}

func FuzzNPZ(f *testing.F) {
	t := new(testing.T)
	data := make([]byte, 32)
	rows, labels := npyFile("'<f4'", "False", "(2, 3)", data), npyFile("'<i2'", "False", "(2,)", data)
	fuzz(f, true, npzFile(t, zip.Store, "x", rows, "y", labels), npzFile(t, zip.Deflate, "x", rows, "y", labels, "fs", npyFile("'<f8'", "False", "()", data)),
		npzFile(t, zip.Store, "a\nb", []byte("\x93NUMPY?")))
}

func FuzzParquet(f *testing.F) {
	seeds := [][]byte{handmade("", 14, 3, 5)}
	for _, name := range []string{"duckdb-v2", "duckdb-snappy", "duckdb-lz4", "duckdb-zstd", "duckdb-gzip", "arrow-delta", "arrow-pages"} {
		seeds = append(seeds, fixture(f, name))
	}
	fuzz(f, true, seeds...)
}

func FuzzARFF(f *testing.F) {
	fuzz(f, false, []byte(fanARFF+"'1.2.2024 03:04:05',1,?,off\n"), []byte(fanARFF+"{1 5, 3 'on'}\n% x\n\n? 1 2 off,{3}\n"))
}

func FuzzCBOR(f *testing.F) {
	head := "\xa1\x67payload\xa2\x6binterval_ms\x10\x66values"
	fuzz(f, false, []byte(head+"\x9f\x82\x00\x20\x82\xf9\x3c\x00\xfa\x47\xc3\x50\x00\xff"), []byte(head+"\x82\x81\x62ab\xa1\x61x\xf6"), []byte(head+"\x81\x7f\x61a\xff"))
}

// FuzzJSON holds what is taken for JSON against encoding/json, too: a document that it
// refuses is not read to its end without an error. NaN and Infinity are ours alone.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{"payload": {"interval_ms": 10, "sensors": [{"name": "a"}], "values": [[1], [2]]}}`, `[[1, "x\"\u00f6"], [null, true]]`,
		`[{"a": {"b": -1.5e3}}, {"a": {"b": 2}}]`, "{\"t\":0}\n{\"t\":1}\n", "[1,\t2]\r\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, _, err := open(data)
		checkError(t, err)
		if table == nil {
			return
		}
		text, err := io.ReadAll(table.Text)
		checkError(t, err)
		if err != nil {
			return
		}
		checkTable(t, table, text, false)
		document := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
		words := strings.Contains(string(data), "NaN") || strings.Contains(string(data), "Infinity")
		if table.Format == "JSON" && !words && !json.Valid(document) {
			t.Fatalf("read %q of what is no JSON", text)
		}
	})
}
