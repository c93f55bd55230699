package format_test

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strings"
	"testing"

	"tinyol-sim/internal/stream/format"
)

// open opens a file that holds data and can be read front to back only.
func open(data []byte) (*format.Table, bool, error) { return openAt(data, nil) }

func openAt(data []byte, random format.RandomAccess) (*format.Table, bool, error) {
	return format.Open("fan.dat", bufio.NewReaderSize(bytes.NewReader(data), format.HeadBytes), random)
}

// read opens a file and reads its whole text.
func read(t *testing.T, data []byte) (*format.Table, string) {
	t.Helper()
	table, found, err := open(data)
	if err != nil || !found {
		t.Fatalf("found %v, %v", found, err)
	}
	text, err := io.ReadAll(table.Text)
	if err != nil {
		t.Fatalf("%q and %v", text, err)
	}
	return table, string(text)
}

// want compares the text of a file, read front to back and at any place.
func want(t *testing.T, data []byte, text string) *format.Table {
	t.Helper()
	random, _, err := openAt(data, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(random.Text); err != nil || string(got) != text {
		t.Errorf("with random access %q and %v", got, err)
	}
	table, got := read(t, data)
	if got != text {
		t.Errorf("got\n%s\nwant\n%s", got, text)
	}
	return table
}

// wantError compares the first error of a file, and returns the text before it.
func wantError(t *testing.T, data []byte, text string) (before string) {
	t.Helper()
	table, _, err := open(data)
	if err == nil && table != nil {
		var b []byte
		b, err = io.ReadAll(table.Text)
		before = string(b)
	}
	checkError(t, err)
	if err == nil || err.Error() != text {
		t.Errorf("error %v\nwant  %s", err, text)
	}
	return before
}

// checkError looks at what every error of a recording has.
func checkError(t *testing.T, err error) {
	t.Helper()
	var e *format.Error
	if err != nil && (!errors.As(err, &e) || e.Problem == "" || e.Remedy == "" || strings.ContainsAny(err.Error(), "\r\n")) {
		t.Errorf("error %#v", err)
	}
}

// joined puts parts of a file together: texts as they are, numbers little endian.
func joined(parts ...any) []byte {
	var b bytes.Buffer
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b.WriteString(p)
		case []byte:
			b.Write(p)
		default:
			if err := binary.Write(&b, binary.LittleEndian, p); err != nil {
				panic(err)
			}
		}
	}
	return b.Bytes()
}

func bits32(f float32) uint32 { return math.Float32bits(f) }
