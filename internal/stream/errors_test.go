package stream

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

const threeRows = "t,ax,ay\n0,1,2\n1,3,4\n2,5,6\n"

func TestBadRows(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{"3,7,abc", `fan.csv:5: column 3 "ay": "abc" is not a number; fix the value or pass --skip-bad-rows`},
		{",7,8", `fan.csv:5: column 1 "t": is empty; fix the value or pass --skip-bad-rows`},
		{"3,-inf,8", `fan.csv:5: column 2 "ax": "-inf" is not finite; fix the value or pass --skip-bad-rows`},
		{"3,1e39,8", `fan.csv:5: column 2 "ax": "1e39" is too large for float32; fix the value or pass --skip-bad-rows`},
		{"3,0x,8", `fan.csv:5: column 2 "ax": "0x" is not a number; fix the value or pass --skip-bad-rows`},
		{"soon,7,8", `fan.csv:5: column 1 "t": "soon" is not a number; fix the value or pass --skip-bad-rows`},
		{"inf,7,8", `fan.csv:5: column 1 "t": "inf" is not finite; fix the value or pass --skip-bad-rows`},
		{"3,7", `fan.csv:5: the row has 2 fields, the file has 3 columns; fix the row or pass --skip-bad-rows`},
		{"3,7,8,9", `fan.csv:5: the row has 4 fields, the file has 3 columns; fix the row or pass --skip-bad-rows`},
		{"3", `fan.csv:5: the row has 1 field, the file has 3 columns; fix the row or pass --skip-bad-rows`},
		{`3,7"8,9`, `fan.csv:5: column 2 "ax": a quote inside a field that does not begin with one; quote the whole field and write a quote inside it as two`},
		{`3,"7"8,9`, `fan.csv:5: column 2 "ax": text after a closing quote; quote the whole field and write a quote inside it as two`},
		{"3,\"7\"\r8,9", `fan.csv:5: column 2 "ax": text after a closing quote; quote the whole field and write a quote inside it as two`},
		{`3,"7,8`, `fan.csv:5: column 2 "ax": a quoted field has no closing quote; quote the whole field and write a quote inside it as two`},
		{"3,\"7\n\n" + strings.Repeat("x", 50) + "\",8", `fan.csv:5: column 2 "ax": "7\n\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"... is not a number; fix the value or pass --skip-bad-rows`},
	} {
		e := readErrorOf(t, threeRows+c.row+"\n", Options{})
		if e.Error() != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.row, e, c.want)
		}
	}
}

func TestBadFiles(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "fan.csv: is empty; name a CSV file with at least one row of numbers"},
		{"\n\n  \n# only\n#comments", "fan.csv: is empty; name a CSV file with at least one row of numbers"},
		{"\xef\xbb\xbf", "fan.csv: is empty; name a CSV file with at least one row of numbers"},
		{"t,ax,ay\n", "fan.csv:1: there is a header but no row of data after it; record some rows"},
		{"# x\n\nt,ax,ay", "fan.csv:3: there is a header but no row of data after it; record some rows"},
		{"t,ax,ay\n1,2\n", "fan.csv:2: the row has 2 fields, the file has 3 columns; fix the row or pass --skip-bad-rows"},
		{"name,note\na,b\nc,d\n", `fan.csv:1: none of the columns (name, note) holds numbers to use as a channel; delete what stands above the header, separate the columns by comma, semicolon or tab, or name the channels with --columns`},
		{"t,label\n0,on\n1,on\n", `fan.csv:1: none of the columns is taken for a sensor: t is called the time; label is called a label and has 1 value, "on"; name the channels with --columns`},
		{"\"t,ax\n0,1\n", `fan.csv:1: column 1: a quoted field has no closing quote; quote the whole field and write a quote inside it as two`},
		{"\xff\xfe", "fan.csv: is empty; name a CSV file with at least one row of numbers"},
		{"\x00\x00\xfe\xff\x00\x00\x00t", "fan.csv: is UTF-32 text; save it as UTF-8: iconv -f UTF-32 -t UTF-8 fan.csv > fan-table.csv"},
		{"t\x00\x00\x00,\x00\x00\x00a\x00\x00\x00", `fan.csv:1: the control byte '\x00' shows that this is not CSV text; name a CSV file, or one in another format that is read: WAV, npy, npz, Parquet, ARFF, JSON, Edge Impulse`},
		{"\xff\xfe\x00\x00t\x00\x00\x00", "fan.csv: is UTF-32 text; save it as UTF-8: iconv -f UTF-32 -t UTF-8 fan.csv > fan-table.csv"},
		{"ax,label\n" + strings.Repeat("1,ok\n", 4000) + "2,o\x00k\n", `fan.csv:4002: column 2 "label": "o\x00k" holds a control character; fix the value or pass --skip-bad-rows`},
		{"t,ax\n0,1\n" + strings.Repeat("\x01\xfe\xdc\xba\x98\n", 50), `fan.csv:3: the control byte '\x01' shows that this is not CSV text; name a CSV file, or one in another format that is read: WAV, npy, npz, Parquet, ARFF, JSON, Edge Impulse`},
		{"t\x00,a\x00,b\n0,1,2\n", `fan.csv:1: the control byte '\x00' shows that this is not CSV text; name a CSV file, or one in another format that is read: WAV, npy, npz, Parquet, ARFF, JSON, Edge Impulse`},
		{"PK\x03\x04\x14\x00", "fan.csv: is a ZIP archive; unpack it: unzip fan.csv"},
		{"PAR1....", "fan.csv: is a Parquet file that ends before its time; copy it again"},
	} {
		if e := readErrorOf(t, c.text, Options{}); e.Error() != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, e, c.want)
		}
	}
}

func TestBadOptions(t *testing.T) {
	const text = "t,ax,label\n0,1,on\n1,2,off\n"
	for _, c := range []struct {
		options Options
		want    string
	}{
		{Options{Columns: []string{"ax", "az"}}, `fan.csv:1: there is no column "az"; name one of t, ax, label`},
		{Options{Columns: []string{""}}, `fan.csv:1: there is no column ""; name one of t, ax, label`},
		{Options{Columns: []string{"ax", "ax"}}, `fan.csv:1: column 2 "ax": is named twice as a channel; name each channel once`},
		{Options{Columns: []string{"label"}}, `fan.csv:1: column 3 "label": does not hold numbers, as a channel has to; leave it out of --columns`},
		{Options{Time: "T"}, `fan.csv:1: there is no column "T"; name one of t, ax, label`},
		{Options{Time: "label"}, `fan.csv:1: column 3 "label": holds "on", which is no time; times are read as seconds, or as 2023-01-05 12:00:00.5, 5.1.2023 12:00, 1/5/2023 9:00 AM, 5-Jan-2023 or 12:00:00.5; name another column with --time, or none with --time -`},
		{Options{Label: "class"}, `fan.csv:1: there is no column "class"; name one of t, ax, label`},
		{Options{Label: "ax", Columns: []string{"ax"}}, `fan.csv:1: column 2 "ax": is named as the label and as a channel; leave it out of --columns`},
		{Options{Time: "t", Label: "t"}, `fan.csv:1: column 1 "t": is named as the label and as the time; name another column for one of them`},
		{Options{Time: "ax", Label: "t"}, `fan.csv:1: none of the columns is taken for a sensor: t is what the command line says; ax is what the command line says; label describes the rows by its name; the label is t; name the channels with --columns`},
	} {
		if e := readErrorOf(t, text, c.options); e.Error() != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.options, e, c.want)
		}
	}
	many := strings.Repeat("n,", 29) + "n"
	for i := range 30 {
		many = strings.Replace(many, "n", "c"+string(rune('A'+i)), 1)
	}
	e := readErrorOf(t, many+"\n"+strings.Repeat("1,", 29)+"1\n", Options{Columns: []string{"az"}})
	if !strings.HasSuffix(e.Error(), "cS, cT and 10 more") {
		t.Errorf("a long list of columns: %s", e)
	}
}

func TestBadDateTime(t *testing.T) {
	e := readErrorOf(t, "datetime,x\n2024-01-01,1\n2024-01-02,1\nlater,1\n", Options{})
	if want := `fan.csv:4: column 1 "datetime": "later" is no time that is written as year-month-day; fix the value or pass --skip-bad-rows`; e.Error() != want {
		t.Errorf("got %s\nwant %s", e, want)
	}
}

func TestTooManyLabels(t *testing.T) {
	var b strings.Builder
	b.WriteString("x,label\n")
	for i := range MaxLabels + 1 {
		b.WriteString("1," + string(rune(0x4e00+i)) + "\n")
	}
	for _, skip := range []bool{false, true} {
		e := readErrorOf(t, b.String(), Options{SkipBadRows: skip})
		want := `fan.csv:258: column 2 "label": there are more than 256 different labels; name the column of the classes with --label, or none with --label -`
		if e.Error() != want {
			t.Errorf("got %s\nwant %s", e, want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing.csv")
	closed := filepath.Join(dir, "closed.csv")
	if err := os.WriteFile(closed, []byte(threeRows), 0); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, want string
		cause      error
	}{
		{missing, missing + ": there is no such file; check the path", fs.ErrNotExist},
		{dir, dir + ": is a folder; name a CSV file in it", nil},
		{filepath.Join(closed, "x"), filepath.Join(closed, "x") + ": cannot be opened: not a directory; check the path", nil},
		{closed, closed + ": may not be read; check the file's permissions", fs.ErrPermission},
	} {
		_, err := Open(c.path, Options{})
		if c.path == closed && err == nil {
			continue // root may read everything
		}
		if err == nil || err.Error() != c.want {
			t.Errorf("%s:\n got %v\nwant %s", c.path, err, c.want)
		}
		if c.cause != nil && !errors.Is(err, c.cause) {
			t.Errorf("%s: the cause %v is lost", c.path, c.cause)
		}
	}
}

func TestOpenReadsFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fan.csv")
	if err := os.WriteFile(path, []byte(threeRows), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if rows := copyRows(r); len(rows) != 3 || r.Rows() != 3 || r.name != path {
		t.Errorf("%d rows, Rows %d, name %q", len(rows), r.Rows(), r.name)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

func TestFailingSource(t *testing.T) {
	failure := errors.New("line noise")
	src := io.MultiReader(strings.NewReader(threeRows+"3,7"), iotest.ErrReader(failure))
	r, err := NewReader(src, Stdin, Options{SkipBadRows: true})
	if err != nil {
		t.Fatal(err)
	}
	rows := copyRows(r)
	want := "standard input:5: cannot be read on: line noise; check the device it comes from"
	if len(rows) != 3 || r.Err() == nil || r.Err().Error() != want || !errors.Is(r.Err(), failure) {
		t.Errorf("%d rows, %v; want 3, %s", len(rows), r.Err(), want)
	}
	src = io.MultiReader(strings.NewReader(threeRows+"3,\"7"), iotest.ErrReader(failure))
	if r, err := NewReader(src, "fan.csv", Options{}); err != nil || len(copyRows(r)) != 3 || !errors.Is(r.Err(), failure) {
		t.Errorf("a source that fails inside quotes: %v, %v", err, r.Err())
	}
	if _, err := NewReader(iotest.ErrReader(failure), "fan.csv", Options{}); !errors.Is(err, failure) {
		t.Errorf("a source that fails at once: %v", err)
	}
	if r, err := NewReader(iotest.OneByteReader(strings.NewReader(threeRows)), "fan.csv", Options{}); err != nil || len(copyRows(r)) != 3 {
		t.Errorf("a source of single bytes: %v", err)
	}
}

// hesitant returns nothing so many times before each read.
type hesitant struct {
	io.Reader
	times, left int
}

func (h *hesitant) Read(p []byte) (int, error) {
	if h.left > 0 {
		h.left--
		return 0, nil
	}
	h.left = h.times
	return h.Reader.Read(p)
}

// A source may return nothing now and then, but not for ever.
func TestSourceThatReturnsNothing(t *testing.T) {
	for times, want := range map[int]error{1: nil, 99: nil, 100: io.ErrNoProgress} {
		r, err := NewReader(&hesitant{Reader: strings.NewReader(threeRows), times: times, left: times}, "fan.csv", Options{})
		rows := 0
		for err == nil && r.Scan() {
			rows++
		}
		if err == nil {
			err = r.Err()
		}
		if !errors.Is(err, want) || want == nil && rows != 3 {
			t.Errorf("nothing %d times: %d rows, %v, want %v", times, rows, err, want)
		}
	}
}

func TestTooManyColumns(t *testing.T) {
	line := strings.Repeat("1,", maxColumns) + "1\n"
	e := readErrorOf(t, line+line, Options{})
	if want := "fan.csv:1: a row has 65537 fields, and no more than 65536 are read; check that a line is a row, or a window of samples"; e.Error() != want {
		t.Errorf("got %s\nwant %s", e, want)
	}
}
