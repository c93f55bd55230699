package stream

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func compressed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, text)
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDamagedGzip(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	random := rand.New(rand.NewPCG(3, 4))
	io.WriteString(z, "x,y\n")
	for range 20_000 {
		io.WriteString(z, string(rune('0'+random.IntN(10)))+","+string(rune('0'+random.IntN(10)))+"\n")
	}
	z.Close()
	whole := b.Bytes()
	changed := func(at int) []byte {
		c := bytes.Clone(whole)
		c[at] ^= 0xff
		return c
	}
	for name, data := range map[string][]byte{
		"cut in the middle": whole[:len(whole)/2], "cut in the header": whole[:6], "cut in the checksum": whole[:len(whole)-3],
		"changed": changed(len(whole) / 2), "wrong checksum": changed(len(whole) - 6), "wrong length": changed(len(whole) - 1),
		"wrong header":        changed(2),
		"wrong header behind": append(bytes.Clone(whole), changed(2)...),
	} {
		for _, skip := range []bool{false, true} {
			if skip && strings.HasPrefix(name, "cut") && name != "cut in the header" {
				continue // TestTruncatedGzip
			}
			e := readErrorOf(t, string(data), Options{SkipBadRows: skip})
			if !strings.Contains(e.Error(), "gzip data") && !(name == "changed" && e.Line > 0) {
				t.Errorf("%s: %s", name, e)
			}
		}
	}
	var empty bytes.Buffer
	gzip.NewWriter(&empty).Close()
	if e := readErrorOf(t, empty.String(), Options{}); !strings.Contains(e.Error(), "is empty") {
		t.Errorf("an empty file in gzip: %s", e)
	}
}

// TestBehindGzip: zeros that fill a block belong to the file, garbage does not
// and is said, and a member behind another goes on with its rows. All of the
// file is read, whatever stands there: its checksum is that of all bytes.
func TestBehindGzip(t *testing.T) {
	member := compressed(t, threeRows)
	more := compressed(t, "3,7,8\n")
	const left = "fan.csv.gz: what follows the gzip data is left out, as gzip does; if rows are missing, copy the file again"
	for _, c := range []struct {
		name   string
		behind []byte
		rows   int
		notes  []string
	}{
		{"nothing", nil, 3, nil},
		{"one zero", make([]byte, 1), 3, nil},
		{"a block of zeros", make([]byte, 10_000), 3, nil},
		{"text", []byte("garbage and more of it\n"), 3, []string{left}},
		{"one byte", []byte{0x1f}, 3, []string{left}},
		{"zeros and text", append(make([]byte, 512), 'x'), 3, []string{left}},
		{"much", bytes.Repeat([]byte("much "), 100_000), 3, []string{left}},
		{"a member", more, 4, nil},
		{"zeros and a member", append(make([]byte, 512), more...), 4, nil},
		{"an empty member", append(compressed(t, ""), more...), 4, nil},
		{"a member and text", append(bytes.Clone(more), "x"...), 4, []string{left}},
	} {
		for _, whole := range []bool{true, false} {
			data := append(bytes.Clone(member), c.behind...)
			left := bytes.NewReader(data)
			var src io.Reader = left
			if !whole {
				src = iotest.OneByteReader(left)
			}
			var notes []string
			r, err := NewReader(src, "fan.csv.gz", Options{Rate: 100, Note: func(text string) { notes = append(notes, text) }})
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			if rows := copyRows(r); len(rows) != c.rows || r.Err() != nil {
				t.Errorf("%s: %d rows, %v; want %d", c.name, len(rows), r.Err(), c.rows)
			}
			if !slices.Equal(notes, c.notes) {
				t.Errorf("%s: notes %q, want %q", c.name, notes, c.notes)
			}
			if left.Len() > 0 {
				t.Errorf("%s: %d bytes of the file were not read", c.name, left.Len())
			}
		}
	}
}

// TestTruncatedGzip: the rows before the end are good; with SkipBadRows they are
// all that is wanted.
func TestTruncatedGzip(t *testing.T) {
	var text strings.Builder
	text.WriteString("x,label\n")
	random := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		fmt.Fprintf(&text, "%d,fan\n", random.IntN(1000))
	}
	whole := compressed(t, text.String())
	second := append(bytes.Clone(whole), compressed(t, text.String()[8:])[:4]...)
	for name, data := range map[string][]byte{"in the middle": whole[:len(whole)/2], "in the checksum": whole[:len(whole)-3], "in a header": second} {
		r, err := NewReader(bytes.NewReader(data), "fan.csv.gz", Options{})
		if err != nil {
			t.Fatal(err)
		}
		rows := copyRows(r)
		want := fmt.Sprintf("fan.csv.gz:%d: the file is truncated: its gzip data ends too early; copy it again, or pass --skip-bad-rows to keep the rows before", len(rows)+2)
		if len(rows) < 1000 || r.Err() == nil || r.Err().Error() != want {
			t.Errorf("%s: %d rows and %v, want %s", name, len(rows), r.Err(), want)
		}
		r, err = NewReader(bytes.NewReader(data), "fan.csv.gz", Options{SkipBadRows: true})
		if err != nil {
			t.Fatal(err)
		}
		kept := copyRows(r)
		if r.Err() != nil || len(kept) != len(rows) || r.Skipped() != 1 || r.Labels().Len() != 1 {
			t.Errorf("%s: kept %d rows of %d, skipped %d, labels %q, %v", name, len(kept), len(rows), r.Skipped(), r.Labels().Names(), r.Err())
		}
		if first := r.FirstSkipped(); first == nil || !strings.Contains(first.Error(), "the file is truncated") {
			t.Errorf("%s: the first bad row is %v", name, first)
		}
	}
}

// looped repeats its text without an end.
type looped struct {
	text []byte
	at   int
}

func (l *looped) Read(p []byte) (int, error) {
	n := copy(p, l.text[l.at:])
	l.at = (l.at + n) % len(l.text)
	return n, nil
}

// TestGzipBomb: a line without an end, of a small file or of none, is refused at
// the limit.
func TestGzipBomb(t *testing.T) {
	zeros := compressed(t, strings.Repeat("0", MaxRecord))
	head := compressed(t, threeRows)
	const want = "the line is longer than 1 MiB"
	_, err := NewReader(&looped{text: zeros}, "bomb.gz", Options{})
	var e *Error
	if !errors.As(err, &e) || e.Problem != want {
		t.Errorf("a line without an end: %v", err)
	}
	r, err := NewReader(io.MultiReader(bytes.NewReader(head), &looped{text: zeros}), "bomb.gz", Options{})
	if err == nil {
		copyRows(r)
		err = r.Err()
	}
	if !errors.As(err, &e) || e.Problem != want || e.Line != 5 {
		t.Errorf("a line without an end behind three rows: %v", err)
	}
	if e := readErrorOf(t, string(compressed(t, string(head))), Options{}); e.Error() != "fan.csv: is compressed with gzip twice; unpack it once: gunzip -k fan.csv" {
		t.Errorf("gzip in gzip: %s", e)
	}
}
