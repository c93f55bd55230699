package stream

import (
	"io"
	"slices"
	"strings"
	"testing"
)

func TestSkipBadRows(t *testing.T) {
	bad := []string{
		"9,inf,1", "9,x,1", "9,1", "9,1,2,3", "now,1,2", "9,1\"1,2", "9,\"1\"1,2", "9,\"1,2",
		"9,\x02" + strings.Repeat("9", 40) + ",1", "9," + strings.Repeat("1", MaxRecord) + ",1",
	}
	for _, row := range bad {
		text := "t,ax,ay\n0,1,2\n" + row + "\n1,3,4\n" + row + "\n2,5,6\n"
		r, rows := readAll(t, text, Options{SkipBadRows: true})
		if got := column(rows, 0); !slices.Equal(got, []float32{1, 3, 5}) {
			t.Fatalf("%.40q: values %v", row, got)
		}
		if r.Skipped() != 2 || r.Rows() != 3 || rows[2].Number != 3 || rows[2].Line != 6 || r.Segments() != 3 {
			t.Errorf("%.40q: skipped %d, read %d, last row %+v", row, r.Skipped(), r.Rows(), rows[2])
		}
		first := r.FirstSkipped()
		if first == nil || !strings.HasPrefix(first.Error(), "fan.csv:3: ") || strings.Contains(first.Error(), "--skip") {
			t.Errorf("%.40q: first skipped: %v", row, first)
		}
	}
}

// A row that was skipped begins a segment, since no window may span it, and leaves
// no other trace.
func TestSkippedRowsLeaveNoTrace(t *testing.T) {
	const text = "t,x,label,session\n0,1,a,s\n1,nan,b,z\n900,y,c,s\n1,2,a,s\n2,3,d,s\n"
	r, rows := readAll(t, text, Options{SkipBadRows: true})
	if got := segments(rows); !slices.Equal(got, []int{0, 1, 1}) || !slices.Equal(r.Labels().Names(), []string{"a", "d"}) {
		t.Errorf("segments %v, labels %q; want 0 1 1, a and d", got, r.Labels().Names())
	}
}

func TestNothingSkipped(t *testing.T) {
	r, _ := readAll(t, threeRows, Options{SkipBadRows: true})
	if r.Skipped() != 0 || r.FirstSkipped() != nil {
		t.Errorf("skipped %d, %v", r.Skipped(), r.FirstSkipped())
	}
}

func TestLongLines(t *testing.T) {
	long := strings.Repeat(" ", MaxRecord-len("3,7,8\n")) + "3,7,8\n"
	if _, rows := readAll(t, threeRows+long, Options{}); len(rows) != 4 {
		t.Errorf("%d rows, want 4: a line of exactly 1 MiB is fine", len(rows))
	}
	const want = "fan.csv:5: the line is longer than 1 MiB; check that this is a text file with one row a line"
	for _, text := range []string{" " + long, " " + strings.TrimSuffix(long, "\n") + "  ", long[:100] + strings.Repeat(long[:len(long)-1], 3)} {
		if e := readErrorOf(t, threeRows+text, Options{}); e.Error() != want {
			t.Errorf("got %s\nwant %s", e, want)
		}
		r, rows := readAll(t, threeRows+text, Options{SkipBadRows: true})
		if len(rows) != 3 || r.Skipped() != 1 {
			t.Errorf("%d rows, skipped %d; want 3 and 1", len(rows), r.Skipped())
		}
	}
	if e := readErrorOf(t, strings.Repeat("t,", MaxRecord), Options{SkipBadRows: true}); e.Line != 1 {
		t.Errorf("a header that is too long: %s", e)
	}
}

// An endless source must neither be read to its end nor kept in memory.
func TestEndlessSources(t *testing.T) {
	for _, c := range []byte{0, 'a', '\n', '"'} {
		src := &endless{repeated: c}
		_, err := NewReader(io.LimitReader(src, 1<<24), "fan.csv", Options{})
		if err == nil {
			t.Fatalf("%q for ever: no error", c)
		}
		if c != '\n' && src.read > 4*MaxRecord {
			t.Errorf("%q for ever: read %d bytes before the error %v", c, src.read, err)
		}
	}
}

type endless struct {
	repeated byte
	read     int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.repeated
	}
	e.read += len(p)
	return len(p), nil
}

// mostHeld is what the peek may keep.
const mostHeld = 4 << 20

func TestMemoryStaysBounded(t *testing.T) {
	comments := strings.Repeat("# "+strings.Repeat("x", 998)+"\n", 20<<10) // 20 MiB
	openQuote := "3,\"7,8\n" + strings.Repeat("4,9,9\n", MaxRecord/2)
	for name, text := range map[string]string{
		"comments before":  comments + threeRows,
		"comments between": "t,ax,ay\n0,1,2\n" + comments + "1,3,4\n2,5,6\n",
		"comments behind":  threeRows + comments,
		"open quote":       threeRows + openQuote,
		"long lines":       threeRows + strings.Repeat(strings.Repeat("1", 2*MaxRecord)+"\n", 4),
	} {
		r, err := NewReader(strings.NewReader(text), "fan.csv", Options{SkipBadRows: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		rows := 0
		for r.Scan() {
			rows++
		}
		if want := 3 + (MaxRecord/2)*btoi(name == "open quote"); rows != want || r.Err() != nil {
			t.Errorf("%s: %d rows, %v; want %d", name, rows, r.Err(), want)
		}
		if n := r.records.Buffered(); n > 2*mostHeld {
			t.Errorf("%s: the buffer grew to %d bytes", name, n)
		}
	}
}

func TestScanDoesNotAllocate(t *testing.T) {
	const runs = 5000
	for name, text := range map[string]string{
		"plain":  "t,ax,ay,az,b,label,session\n" + strings.Repeat("0.007,-85,-16.25,4112,19,FAN-OFF,s\n0.007,-85,1,4112,19,FAN-ON,s\n", runs),
		"quoted": "\"t\",\"ax\",\"label\"\n" + strings.Repeat("\"0.007\",\"-85\",\"FAN, \"\"OFF\"\"\"\n", 2*runs),
		"comma":  "datetime;ax\n" + strings.Repeat("2013-12-02 21:15:00;16777217,123456789012345\n", 2*runs),
	} {
		r, err := NewReader(strings.NewReader(text), "fan.csv", Options{SkipBadRows: true})
		if err != nil {
			t.Fatal(err)
		}
		for range 100 { // both labels are known, and the buffers have their size
			r.Scan()
		}
		if allocs := testing.AllocsPerRun(runs, func() {
			if !r.Scan() {
				t.Fatalf("%s: ended at row %d: %v", name, r.Rows(), r.Err())
			}
		}); allocs != 0 {
			t.Errorf("%s: %v allocations a row", name, allocs)
		}
	}
}
