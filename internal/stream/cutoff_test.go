package stream

import (
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
)

// A recording ends where somebody pulls the plug. The rows before are good, and what
// is left of the last line says so.
func TestCutOff(t *testing.T) {
	const said = "line 4, the last, is cut off and left out"
	checkReadings(t, Options{}, []reading{
		{"a field", "t,ax,ay\n0,1,2\n1,3,4\n2,5", "t: ax ay | 0: 1 2 | 1: 3 4", said},
		{"half a number", "t,ax,ay\n0,1,2\n1,3,4\n2,5,1e", "t: ax ay | 0: 1 2 | 1: 3 4", said},
		{"half a character", "ax,label\n1,ö\n2,ö\n3,\xc3", "ax | 1 | 2", said},
		{"half a character of UTF-16", encoded(t, "t,ax\n0,1\n1,2\n2,3", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)) + "4", "t: ax | 0: 1 | 1: 2", said},
		{"an object a line", "{\"t\":0,\"ax\":1}\n{\"t\":1,\"ax\":2}\n{\"t\":2,\"a", "t: ax | 0: 1 | 1: 2", "line 3, the last, is cut off and left out"},
		{"a whole row", "t,ax,ay\n0,1,2\n1,3,4\n2,5,6", "t: ax ay | 0: 1 2 | 1: 3 4 | 2: 5 6", ""},
	})
	// With a line end it was written like that.
	if e := readErrorOf(t, "t,ax,ay\n0,1,2\n1,3,4\n2,5\n", Options{}); e.Line != 4 {
		t.Errorf("a short row with a line end: %s", e)
	}
}

// Space that a logger has set aside and not written is no text; zeros within are
// damage, as before.
func TestZerosAfterTheText(t *testing.T) {
	const said = "the padding after the last line, zero bytes or 0x1a, is left out"
	for _, zeros := range []int{1, 512, 3 << 20} {
		checkReadings(t, Options{}, []reading{
			{"zeros", "t,ax\n0,1\n1,2\n" + strings.Repeat("\x00", zeros), "t: ax | 0: 1 | 1: 2", said},
			{"the end of DOS", "t,ax\n0,1\n1,2\n" + strings.Repeat("\x1a", zeros), "t: ax | 0: 1 | 1: 2", said},
		})
	}
	e := readErrorOf(t, "ax\n"+strings.Repeat("1\n7\n", 50)+"\x00\x002\n", Options{})
	if e.Line != 102 {
		t.Errorf("zeros within: %s", e)
	}
	// Read byte by byte, zeros are held back and come all the same.
	slow := iotest.OneByteReader(strings.NewReader("ax\n" + strings.Repeat("1\n7\n", 50) + "\x00\x00\n2\n\x00"))
	r, err := NewReader(slow, "fan.csv", Options{SkipBadRows: true})
	if err != nil {
		t.Fatal(err)
	}
	if rows := copyRows(r); len(rows) != 101 || r.Skipped() != 1 {
		t.Errorf("%d rows, %d skipped: %v", len(rows), r.Skipped(), r.FirstSkipped())
	}
	for _, zeros := range []int{1, 4096, 3 << 20} {
		const want = "fan.csv: has nothing but zero bytes where its text should begin; copy it from where it was recorded again"
		if e := readErrorOf(t, strings.Repeat("\x00", zeros), Options{}); e.Error() != want {
			t.Errorf("%d zeros: %s", zeros, e)
		}
	}
}

func TestLineEnds(t *testing.T) {
	const want = "t: ax ay | 0: 1 2 | 1: 3 4 | 2: 5 6"
	for name, text := range map[string]string{
		"CR": "t,ax,ay\r0,1,2\r1,3,4\r2,5,6\r", "LF and CR": "t,ax,ay\n\r0,1,2\n\r1,3,4\n\r2,5,6\n\r",
		"CR, none at the end": "t,ax,ay\r0,1,2\r1,3,4\r2,5,6", "two CR": "t,ax,ay\r\r\n0,1,2\r\r\n1,3,4\r\r\n2,5,6\r\r\n",
	} {
		checkReadings(t, Options{}, []reading{{name, text, want, ""}})
	}
	r, rows := readAll(t, "t,ax,ay\r0,1,2\r\r1,3,4\r", Options{})
	if len(rows) != 2 || r.Segments() != 1 || rows[1].Line != 4 {
		t.Errorf("a blank line among CRs: %d rows, %d segments", len(rows), r.Segments())
	}
}

func TestBlankLinesWithSpaces(t *testing.T) {
	rows := strings.Repeat("1,2\n3,4\n", 4)
	for _, blank := range []string{"\n", "  \n", "\t\n", " \t \r\n", "\n\n"} {
		if r, all := readAll(t, "ax,ay\n"+rows+blank+rows, Options{}); len(all) != 16 || r.Segments() != 2 {
			t.Errorf("%q: %d rows in %d segments", blank, len(all), r.Segments())
		}
	}
}

func TestColumnsOfOneName(t *testing.T) {
	checkReadings(t, Options{}, []reading{
		{"two", "t,ax,ax\n0,1,2\n1,3,4\n", "t: ax ax.2 | 0: 1 2 | 1: 3 4", "columns have the same name, and are called ax.2 from the second on"},
		{"three, and one of that name", "acc.2,acc,acc,acc\n1,2,3,4\n2,3,4,6\n", "acc.2 acc acc.3 acc.4 | 1 2 3 4 | 2 3 4 6",
			"columns have the same name, and are called acc.3, acc.4 from the second on"},
	})
}
