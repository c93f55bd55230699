package form

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func lines(text string) (lines [][]byte) {
	for line := range strings.Lines(text) {
		lines = append(lines, []byte(strings.TrimRight(line, "\r\n")))
	}
	return lines
}

// What looks a little like a form and is none: most of these are tables.
func TestNoForm(t *testing.T) {
	for _, text := range []string{
		"t,ax\n0,1\n",
		"12:00:00,1\n12:00:01,2\n",
		"2024-01-01 12:00:00,1\n2024-01-01 12:00:01,2\n",
		"12:00:00 +0100,1\n12:00:01 +0100,2\n",
		"12:00:00 PM,1\n12:00:01 PM,2\n",
		"12:00:00 1 2\n12:00:01 3 4\n",
		"12:00 1,2\n12:01 3,4\n",
		"1:2:3 1,2\n1:2:4 3,4\n",
		"[7] 1,2\n[8] 1,2\n",
		"[a] 1,2\n[b] 1,2\n",
		"I (x) tag: 1\nI (y) tag: 2\n",
		"X (12) tag: 1\nX (13) tag: 2\n",
		"a:b,c:d\na:c,c:e\n",
		"a,b:1\na,b:2\n",
		"1:2,3:4\n1:3,3:5\n",
		"10.0.0.1:80,1\n10.0.0.1:81,2\n",
		"http://a,1\nhttp://b,2\n",
		"a:1\nb:2\nc:3\n",
		"a:1,a:2\na:3,a:4\n",
		"\"[1,2]\",3\n\"[1,2]\",4\n",
		"(a),(b)\n(c),(d)\n",
		"(a b)\n(c d)\n(e f)\n",
		"[1],[2]\n[3],[4]\n",
		">a\n>b\n",
		"-> 1,2\n-> 3,4\n",
		strings.Repeat("a: 1\n", 7) + strings.Repeat("1,2\n", 3), // seven in ten
		"",
		"\n",
	} {
		if f := Find(lines(text)); f != nil {
			t.Errorf("%q: %s", text, f.Describe())
		}
	}
}

// Lines of another form are told apart, with what they hold as far as that goes.
func TestOutside(t *testing.T) {
	f := Find(lines(strings.Repeat("12:00:00.5 -> [1,2]\n", 4)))
	for _, c := range []struct {
		line, time, body string
		ok               bool
	}{
		{"12:00:00.5 -> [1,2]", "12:00:00.5", "1,2", true},
		{"12:00:00.5 ->", "12:00:00.5", "", true},
		{"12:00:00.5 -> boot", "12:00:00.5", "boot", false},
		{"ax,ay", "", "ax,ay", false},
	} {
		time, body, ok := f.Cut([]byte(c.line))
		if string(time) != c.time || string(body) != c.body || ok != c.ok {
			t.Errorf("%q: %q, %q, %v; want %q, %q, %v", c.line, time, body, ok, c.time, c.body, c.ok)
		}
	}
	if f := Find(lines(strings.Repeat("ax:1,ay:2\n", 4))); f == nil {
		t.Error("pairs were not found")
	} else {
		for _, body := range []string{"ax:1,az:2", "ax:1,ax:2", "ax:1,2", "1,2"} {
			if values, ok := f.Values([]byte(body), nil); ok {
				t.Errorf("%q: %q", body, values)
			}
		}
	}
}

// A line of a mebibyte is taken apart in the time that it takes to read it.
func TestLongLines(t *testing.T) {
	const size = 1 << 20
	for _, part := range []string{"a=1", "=", "a:1,", "a: ", "1 ", "[", "[1]", ">a:1|", "12:00:00 ", "\x1b[m", "\x1b[0"} {
		line := []byte(strings.Repeat(part, size/len(part)))
		begin := time.Now()
		if f := Find([][]byte{line, line}); f != nil {
			_, body, ok := f.Cut(line)
			if ok && f.Names() != nil && f.Lines() == 1 {
				f.Values(body, nil)
			}
		}
		if took := time.Since(begin); took > 20*time.Second {
			t.Errorf("%q: %v", part, took)
		}
	}
}

// FuzzForm takes a file's lines apart. Whatever they are, nothing panics, there is a
// value for each name, and all of them, and the time's digits, stand in the line.
func FuzzForm(f *testing.F) {
	for _, text := range []string{
		"12:00:00.000 -> 1,2\n12:00:00.010 -> 3,4\n", "[12:00:00] 1\n[12:00:01] 2\n", "I (12) a: 1,2\nI (13) a: 1,2\n", "I (12:00:00,5) a: 1\n",
		"[00:00:01.234,567] <inf> imu: 1\n", "ax:1,ay:2\nay:1,ax:2\nax:3\n", "ax = 1 ay = 2 g\n", "1,a:2\n2,a:3\n", "a: 1 2\na: 3 4\n", "X: 1\nY: 2 g\n\nX: 3\nY: 4 g\n", "[1, 2]\n[3, 4],\n", "{a:1}\n", "[[1 2]\n[3 4]]\n",
		">a:1\n>b:2\n>a:3\n>b:4\n", ">a:1:2§g|f\n>b:1:3\n>a:2:3\n", "\x1b[0;32m1\x1b[0m\n\x1b[m2\n", "\x1b[\n", "(\n)\n", "12:00:00 -> [a=1]\n", "\"a\": 1, 'b': 2\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		all := lines(string(data))
		form := Find(all)
		if form == nil {
			return
		}
		if form.Describe() == "" || form.Lines() < 1 || form.Lines() > 1 && form.Lines() != len(form.Names()) {
			t.Fatalf("%q: %q, %d lines, names %q", data, form.Describe(), form.Lines(), form.Names())
		}
		for _, line := range all {
			time, body, ok := form.Cut(line)
			if !bytes.Contains(line, body) {
				t.Fatalf("%q: the row %q is not in it", line, body)
			}
			if ok && len(body) > 0 && form.HasTime() && form.Lines() == 1 && len(time) == 0 {
				t.Fatalf("%q: no time", line)
			}
			for _, c := range time {
				if digit(c) && bytes.IndexByte(line, c) < 0 {
					t.Fatalf("%q: time %q", line, time)
				}
			}
			checkValues(t, form, line, body)
		}
	})
}

func checkValues(t *testing.T, form *Form, line, body []byte) {
	switch {
	case form.Lines() > 1:
		if i, value, _, ok := form.Value(body); ok && (i >= form.Lines() || len(value) == 0 || !bytes.Contains(line, value)) {
			t.Fatalf("%q: value %d, %q", line, i, value)
		}
	case form.Names() != nil:
		values, ok := form.Values(body, nil)
		if ok && len(values) != len(form.Names()) {
			t.Fatalf("%q: %d values of %q", line, len(values), form.Names())
		}
		for _, v := range values {
			if !bytes.Contains(line, v) {
				t.Fatalf("%q: the value %q is not in it", line, v)
			}
		}
	}
}
