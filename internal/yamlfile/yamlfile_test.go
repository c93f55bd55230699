package yamlfile

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// shown writes a node in brackets, to compare it with what is expected.
func shown(n *Node) string {
	switch n.Kind {
	case Empty:
		return "-"
	case Scalar:
		if n.Null {
			return fmt.Sprintf("null(%s)", n.Text)
		}
		return fmt.Sprintf("%q", n.Text)
	case List:
		var items []string
		for i := range n.Items {
			items = append(items, shown(&n.Items[i]))
		}
		return "[" + strings.Join(items, " ") + "]"
	}
	var entries []string
	for i := range n.Entries {
		e := &n.Entries[i]
		entries = append(entries, fmt.Sprintf("%d:%s=%s", e.Line, e.Key, shown(&e.Value)))
	}
	return "{" + strings.Join(entries, " ") + "}"
}

func TestTextsKeepTheirSpelling(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "-",
		"# nothing\n":                        "-",
		"---\n":                              "-",
		"a: 1.0\nb: yes\n":                   `{1:a="1.0" 2:b="yes"}`,
		"a: [1e3, 007, .inf, True, +5]":      `{1:a=["1e3" "007" ".inf" "True" "+5"]}`,
		"a: 1_000\nb: 0o10\nc: 0x1F\n":       `{1:a="1_000" 2:b="0o10" 3:c="0x1F"}`,
		"a: null\nb: ~\nc:\nd: \"~\"\n":      `{1:a=null(null) 2:b=null(~) 3:c=- 4:d="~"}`,
		"a:\n- x\n-\n- 2020-01-01\n":         `{1:a=["x" - "2020-01-01"]}`,
		"a: {b: 1, \"c d\": 'it''s'}\n":      `{1:a={1:b="1" 1:c d="it's"}}`,
		"a: >-\n  two\n  lines\nb: |\n  x\n": `{1:a="two lines" 4:b=` + "\"x\\n\"" + `}`,
		"a: C:\\x y # said\nb: x:y\n":        `{1:a="C:\\x y" 2:b="x:y"}`,
		"\ufeffa: 1\r\nb: 2\r\n":             `{1:a="1" 2:b="2"}`,
		"---\na: 1\n...\n":                   `{2:a="1"}`,
		"- x\n":                              `["x"]`,
		"alone\n":                            `"alone"`,
		"1: 2\nnull: 3\n":                    `{1:1="2" 2:null="3"}`,
	} {
		n, err := Parse([]byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := shown(n); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"a: 1\nb: 2\na: 3\n":                `3: key "a" was given on line 1 already; leave one`,
		"a: 1\n\"a\": 2\n":                  `2: key "a" was given on line 1 already`,
		"a: 1\n---\nb: 2\n":                 "2: a second document begins; put everything into one",
		"a: 1\n...\n---\nb: 2\n":            "3: a second document begins",
		"a: &x 1\n":                         `1: an anchor (&) is not read: "&"`,
		"a: 1\nb: *x\n":                     "2: an alias (*) is not read",
		"a: 1\n<<: {b: 1}\n":                "2: a merge key (<<) is not read",
		"a: !!str 1\n":                      "1: a tag (!) is not read",
		"%YAML 1.1\n---\na: 1\n":            "1: a directive (%) is not read",
		"? a\n: 1\n":                        "1: a key after a question mark is not read",
		"a: 1\n: 2\n":                       "mapping value is not allowed",
		"a: [1, 2\nb: 1\n":                  "2: ",
		"a: b: c\n":                         "1: ",
		"\xff\xfea\x00":                     "1: is written in UTF-16; save it as UTF-8",
		"a: 1\nb: \xff\n":                   "2: byte 0xff is not UTF-8; save",
		"a: 1\nb: \x00\n":                   "2: holds the control character U+0000",
		strings.Repeat("[", 17):             "1: lists and groups are nested more than 16 deep",
		strings.Repeat("{a: ", 17):          "1: lists and groups are nested more than 16 deep",
		strings.Repeat("- ", 17) + "a\n":    "1: lists and groups are nested more than 16 deep",
		nested(17):                          "lists and groups are nested more than 16 deep",
		strings.Repeat("a: 1\n", maxKeys+1): "2001: has more than 2000 keys",
		"#" + strings.Repeat("#", MaxBytes): "0: is larger than 131072 bytes",
	} {
		_, err := Parse([]byte(text))
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%.40q: %v is no *Error", text, err)
			continue
		}
		if got := fmt.Sprintf("%d: %v", e.Line, e); !strings.Contains(got, want) || strings.Contains(got, "\n") {
			t.Errorf("%.40q: %q, want a line with %q", text, got, want)
		}
	}
	if _, err := Parse([]byte(nested(16))); err != nil {
		t.Errorf("nested 16 deep: %v", err)
	}
}

// nested is a value so many groups deep, a line each.
func nested(depth int) string {
	var b strings.Builder
	for i := range depth {
		fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
	}
	return b.String() + strings.Repeat(" ", depth) + "1\n"
}

func TestOddNumber(t *testing.T) {
	for text, want := range map[string]string{
		"010": "begins with a zero; write 10", "-007.5": "begins with a zero; write -7.5", "00": "begins with a zero; write 0",
		"0o10": "is not decimal; write 8", "0x1F": "is not decimal; write 31", "0b11": "is not decimal; write 3",
		"0x1p-2": "is not decimal; write it in decimal digits", "1_000": "has an underscore in it; write 1000",
		"0": "", "10": "", "0.05": "", "-0.5": "", "1e3": "", "many": "", "": "", "a_b": "",
	} {
		problem, remedy := OddNumber(text)
		if got := strings.Trim(problem+"; "+remedy, "; "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// FuzzParse feeds arbitrary files: each is read or refused with one line.
func FuzzParse(f *testing.F) {
	f.Add([]byte("streams: [a.csv]\nwindow: 24\nhidden: [16, 8]\n"))
	f.Add([]byte("a:\n  - b: {c: \"d\"}\n  - 'e'\n"))
	f.Add([]byte("a: |\n  b\n...\n---\n"))
	f.Add([]byte("? &a *b : !c <<\n%"))
	f.Add([]byte(nested(5)))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := Parse(data)
		var e *Error
		if err != nil && (!errors.As(err, &e) || strings.ContainsAny(err.Error(), "\n\r") || e.Problem == "") {
			t.Fatalf("%T %q", err, err)
		}
		if err == nil {
			checkDepth(t, n, 0)
		}
	})
}

func checkDepth(t *testing.T, n *Node, depth int) {
	if depth > maxDepth {
		t.Fatal("deeper than the limit")
	}
	for i := range n.Items {
		checkDepth(t, &n.Items[i], depth+1)
	}
	for i := range n.Entries {
		checkDepth(t, &n.Entries[i].Value, depth+1)
	}
}
