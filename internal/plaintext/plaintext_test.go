package plaintext_test

import (
	"testing"
	"unicode/utf8"

	"tinyol-sim/internal/plaintext"
)

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"": "",
		"main.c:12 µs Größe 日本 👩‍🔧": "main.c:12 µs Größe 日本 👩‍🔧",
		"a\x1b[2Jb":                  "a\uFFFD[2Jb",
		"a\nb\rc\td\x00e\x7f":        "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFD",
		"\u009b31m \u0085":           "\uFFFD31m \uFFFD", // C1: CSI, NEL
		"\x9b31m \xff\xc3":           "\uFFFD31m \uFFFD\uFFFD",
		"\u202aa\u202eb\u2066\u2069": "\uFFFDa\uFFFDb\uFFFD\uFFFD",
		"\u200e\u200f\u061c":         "\uFFFD\uFFFD\uFFFD",
		"one\u2028two\u2029three":    "one\uFFFDtwo\uFFFDthree",
		"می\u200cخواهم":              "می\u200cخواهم",
	} {
		if got := plaintext.Clean(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  string
	}{
		{"short", 5, "short"}, {"longer", 5, "lo..."}, {"ääää", 6, "ä..."}, {"\x80\x80\x80\x80\x80", 4, "..."},
	} {
		if got := plaintext.Cut(test.text, test.limit); got != test.want {
			t.Errorf("%q cut to %d is %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

// FuzzClean looks for what is left.
func FuzzClean(f *testing.F) {
	f.Add("a\x1b[0m\u202e\xff")
	f.Fuzz(func(t *testing.T, text string) {
		once := plaintext.Clean(text)
		if !utf8.ValidString(once) || plaintext.Clean(once) != once {
			t.Errorf("%q became %q", text, once)
		}
		for _, r := range once {
			if r < ' ' || r >= 0x7F && r < 0xA0 || r >= 0x2028 && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
				t.Errorf("%q holds %q", once, r)
			}
		}
	})
}
