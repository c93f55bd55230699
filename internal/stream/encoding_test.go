package stream

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// germanTable is as a spreadsheet in Europe writes it.
const germanTable = "Zeit;größe;Zustand\r\n0;1,5;Betrieb\r\n1;2,5;\"Störung; süß\"\r\n2;3,5;€ “µ”\r\n"

func encoded(t *testing.T, text string, e encoding.Encoding) string {
	t.Helper()
	s, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEncodings: one table is the same in every encoding, wherever the reads end,
// and what was guessed is said.
func TestEncodings(t *testing.T) {
	const (
		is1252  = "fan.csv: not UTF-8, and read as Windows-1252; if names or labels look wrong, save it as UTF-8"
		isUTF16 = "fan.csv: read as UTF-16, which its zero bytes show; if names or labels look wrong, save it as UTF-8"
	)
	utf16 := func(o unicode.Endianness, b unicode.BOMPolicy) string {
		return encoded(t, germanTable, unicode.UTF16(o, b))
	}
	for _, c := range []struct {
		name, text string
		notes      []string
	}{
		{"UTF-8", germanTable, nil},
		{"UTF-8 with a mark", "\xef\xbb\xbf" + germanTable, nil},
		{"Windows-1252", encoded(t, germanTable, charmap.Windows1252), []string{is1252}},
		{"UTF-16LE with a mark", utf16(unicode.LittleEndian, unicode.UseBOM), nil},
		{"UTF-16BE with a mark", utf16(unicode.BigEndian, unicode.UseBOM), nil},
		{"UTF-16LE", utf16(unicode.LittleEndian, unicode.IgnoreBOM), []string{isUTF16}},
		{"UTF-16BE", utf16(unicode.BigEndian, unicode.IgnoreBOM), []string{isUTF16}},
	} {
		for how, src := range map[string]io.Reader{
			"whole": strings.NewReader(c.text), "bytes": iotest.OneByteReader(strings.NewReader(c.text)),
			"halves": iotest.HalfReader(strings.NewReader(c.text)), "end with data": iotest.DataErrReader(strings.NewReader(c.text)),
			"gzip": bytes.NewReader(compressed(t, c.text)),
		} {
			var notes []string
			r, err := NewReader(src, "fan.csv", Options{
				Columns: []string{"größe"}, Label: "Zustand",
				Note: func(text string) { notes = append(notes, text) },
			})
			if err != nil {
				t.Errorf("%s, %s: %v", c.name, how, err)
				continue
			}
			rows := copyRows(r)
			if got, want := labels(r, rows), []string{"Betrieb", "Störung; süß", "€ “µ”"}; r.Err() != nil || !slices.Equal(got, want) {
				t.Errorf("%s, %s: labels %q, want %q; %v", c.name, how, got, want, r.Err())
			}
			if got, want := column(rows, 0), []float32{1.5, 2.5, 3.5}; !slices.Equal(got, want) {
				t.Errorf("%s, %s: values %v, want %v", c.name, how, got, want)
			}
			if !slices.Equal(notes, c.notes) {
				t.Errorf("%s, %s: notes %q, want %q", c.name, how, notes, c.notes)
			}
		}
	}
}

// TestLateEncoding: the first character beyond ASCII decides, however late it
// comes.
func TestLateEncoding(t *testing.T) {
	head := "x,label\n" + strings.Repeat("1,ok\n", 100_000)
	for name, src := range map[string]io.Reader{
		"whole": strings.NewReader(head + "2,St\xf6rung\n3,\x80\n"),
		"bytes": iotest.OneByteReader(strings.NewReader(head + "2,St\xf6rung\n3,\x80\n")),
	} {
		r, err := NewReader(src, "fan.csv", Options{})
		if err != nil {
			t.Fatal(err)
		}
		rows := 0
		for r.Scan() {
			rows++
		}
		if want := []string{"ok", "Störung", "€"}; rows != 100_002 || r.Err() != nil || !slices.Equal(r.Labels().Names(), want) {
			t.Errorf("%s: %d rows, labels %q, %v", name, rows, r.Labels().Names(), r.Err())
		}
	}
	// At the end of the file, too, where a character may be cut off.
	if r, rows := readAll(t, head+"2,St\xc3", Options{}); labels(r, rows)[100_000] != "StÃ" {
		t.Errorf("labels %q", r.Labels().Names())
	}
}

func TestUnreadableText(t *testing.T) {
	const remedy = "; save the whole file as UTF-8 or pass --skip-bad-rows"
	const undefined = "a byte (0x81, 0x8d, 0x8f, 0x90 or 0x9d) has no meaning in Windows-1252, as which the file is read"
	utf16 := func(text string) string {
		return encoded(t, text, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	}
	for _, c := range []struct {
		text, want string
		rows       int // that are good
	}{
		{"x,label\n1,ö\n2,\xf6\n3,ö\n", "fan.csv:3: the byte 0xf6 is not UTF-8, as the text before it is" + remedy, 2},
		{"x,label\n1,ö\n2,o\n\"3\",\"o\n\xf6\"\n4,o\n", "fan.csv:5: the byte 0xf6 is not UTF-8, as the text before it is" + remedy, 3},
		{"\xef\xbb\xbfx,label\n1,o\n2,\xf6\n", "fan.csv:3: the byte 0xf6 is not UTF-8, as the text before it is" + remedy, 1},
		{"x,label\n1,ö\n2,o\xc3\n", "fan.csv:3: the byte 0xc3 is not UTF-8, as the text before it is" + remedy, 1},
		{"x,label\n1,\xf6\n2,\x81\n3,\xc3\xb6\n", "fan.csv:3: " + undefined + remedy, 2},
		{"x,note\n1,\xf6\n2,\x9d\n", "fan.csv:3: " + undefined + remedy, 1},
		{utf16("x,label\n1,ö\n2,") + "\x00\xd8" + utf16("\n3,o\n")[2:], "fan.csv:3: a character is damaged: half of it is missing in UTF-16" + remedy, 2},
	} {
		if e := readErrorOf(t, c.text, Options{}); e.Error() != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, e, c.want)
		}
		r, rows := readAll(t, c.text, Options{SkipBadRows: true})
		if len(rows) != c.rows || r.Skipped() == 0 {
			t.Errorf("%q: %d rows, %d skipped; want %d rows", c.text, len(rows), r.Skipped(), c.rows)
		}
	}
	// A header cannot be skipped.
	want := "fan.csv:1: " + undefined + "; save the whole file as UTF-8"
	if e := readErrorOf(t, "x,\xf6\x81\n1,2\n", Options{SkipBadRows: true}); e.Error() != want {
		t.Errorf("got %s\nwant %s", e, want)
	}
	// A remark that would be the header has to be readable.
	if r, _ := readAll(t, "#ö,\xf6\n1,2\n", Options{}); !slices.Equal(r.Columns(), []string{"c1", "c2"}) {
		t.Errorf("columns %q of a remark in two encodings", r.Columns())
	}
	// Comments are not read.
	if _, rows := readAll(t, "x,label\n1,ö\n# \xf6\n2,ö\n", Options{}); len(rows) != 2 {
		t.Errorf("%d rows beside a comment in another encoding, want 2", len(rows))
	}
}
