package execute

import (
	"bytes"
	"testing"
)

// What a program prints reaches a terminal as text, however it is cut into
// writes.
func TestTerminalText(t *testing.T) {
	for printed, want := range map[string]string{
		"a\tb\r\nGröße 日本\n":       "a\tb\r\nGröße 日本\n",
		"\x1b]52;c;aGk=\x07\n":     "\uFFFD]52;c;aGk=\uFFFD\n",
		"all is well\rforged\n":    "all is well\uFFFDforged\n",
		"\r\r\n":                   "\uFFFD\r\n",
		"\x9b2J \xc2\x9b2J \xff\n": "\uFFFD2J \uFFFD2J \uFFFD\n",
		"\u202eabc\u2028d":         "\uFFFDabc\uFFFDd",
		"x\b\b\x00":                "x\uFFFD\uFFFD\uFFFD",
	} {
		for _, size := range []int{1, 2, 3, 1 << 10} {
			var out bytes.Buffer
			w := ForTerminal(&out, true)
			for rest := []byte(printed); len(rest) > 0; {
				n := min(size, len(rest))
				if got, err := w.Write(rest[:n]); got != n || err != nil {
					t.Fatalf("%d bytes: %v", got, err)
				}
				rest = rest[n:]
			}
			if out.String() != want {
				t.Errorf("%q in writes of %d became %q, want %q", printed, size, &out, want)
			}
		}
	}
}
