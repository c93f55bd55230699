package main

import (
	"encoding/binary"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// breakText breaks a text file: words are what its readers know and may stumble
// over.
func breakText(r *rand.Rand, data []byte, words []string) []byte {
	if oneIn(r, 6) {
		return breakBytes(r, data)
	}
	text := string(data)
	for range breaks(r) {
		if oneIn(r, 5) {
			text = putWord(r, text, words)
		} else {
			text = textBreaks[r.IntN(len(textBreaks))](r, text)
		}
		text = text[:min(len(text), maxText)]
	}
	return []byte(text)
}

// maxText bounds what a text grows to, and so the memory of this program: the
// system counts it as that of the runs that it starts.
const maxText = 4 << 20

// repeated is a text so many times, as far as that is not too long.
func repeated(text string, times int) string {
	return strings.Repeat(text, min(times, maxText/max(1, len(text))))
}

var textBreaks = []func(*rand.Rand, string) string{
	setDigits, setDigits, setDigits, repeatToken, deepen, longLine, badBytes, repeatLine, removeLine, swapLines,
	replaceToken, recode, cutText, blankToken,
}

// numberWords are what a number is replaced by.
var numberWords = []string{
	"0", "-1", "-0", "1", "255", "65536", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993",
	"9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "NaN", "nan", "Inf", "-Inf", ".inf",
	"1e308", "-1e308", "1e309", "1e-320", "1e999999999", "0x10", "0x1p1023", "0b1", "0o7", "1_000", "1,5", ".5", "5.", "+5", "1e", "--1", "",
	"99999999999999999999999999999999999999999999", "0.000000000000000000000000000000000000000000000000001", "１２", "1 000", "true", "null", "1.2.3",
}

var (
	numbers = regexp.MustCompile(`-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?`)
	tokens  = regexp.MustCompile(`[^\s,;:\[\]{}"]+`)
)

// where is a random match of a pattern, in the half of the text that begins at
// a random place, so that large texts cost little.
func where(r *rand.Rand, pattern *regexp.Regexp, text string) (from, to int) {
	start := 0
	if len(text) > 0 && !oneIn(r, 4) {
		start = r.IntN(len(text))
	}
	part := text[start:min(len(text), start+4096)]
	found := pattern.FindAllStringIndex(part, 64)
	if len(found) == 0 {
		return start, start
	}
	m := one(r, found...)
	return start + m[0], start + m[1]
}

func setDigits(r *rand.Rand, text string) string {
	from, to := where(r, numbers, text)
	word := one(r, numberWords...)
	if oneIn(r, 20) {
		word = strings.Repeat("9", 100_000)
	}
	return text[:from] + word + text[to:]
}

func repeatToken(r *rand.Rand, text string) string {
	from, to := where(r, tokens, text)
	end := min(len(text), to+1) // with what stands behind it
	return text[:end] + repeated(text[from:end], one(r, 1, 2, 300, 20_000)) + text[end:]
}

// replaceToken puts another token of the file there.
func replaceToken(r *rand.Rand, text string) string {
	from, to := where(r, tokens, text)
	a, b := where(r, tokens, text)
	return text[:from] + text[a:b] + text[to:]
}

func blankToken(r *rand.Rand, text string) string {
	from, to := where(r, tokens, text)
	return text[:from] + text[to:]
}

// deepen nests brackets, or lines by their indentation.
func deepen(r *rand.Rand, text string) string {
	at, _ := where(r, tokens, text)
	depth := one(r, 3, 100, 10_001, 300_000)
	switch open := one(r, "[", "{", "(", "- ", `{"a":`, "\""); open {
	case "[", "{":
		shut := map[string]string{"[": "]", "{": "}"}[open]
		return text[:at] + strings.Repeat(open, depth) + strings.Repeat(shut, one(r, depth, 0, 1)) + text[at:]
	case "(":
		var lines strings.Builder
		for i := range min(depth, 2000) {
			lines.WriteString("\n" + strings.Repeat(" ", i) + "a:")
		}
		return text[:at] + lines.String() + text[at:]
	default:
		return text[:at] + strings.Repeat(open, depth) + text[at:]
	}
}

func longLine(r *rand.Rand, text string) string {
	at, _ := where(r, tokens, text)
	return text[:at] + strings.Repeat(one(r, "a", " ", ",", "\t", "é", "#", "'", "a,", "a: "), one(r, 5000, 70_000, 1_500_000)) + text[at:]
}

// badBytes puts in what is no text, or steers a terminal.
func badBytes(r *rand.Rand, text string) string {
	at, _ := where(r, tokens, text)
	bad := one(r, "\xff", "\xc3", "\xed\xa0\x80", "\x00", "\x1b[31m", "\x1b]0;x\x07", "\u0085", "\u009b31m", "\x7f", "\r", "\ufeff", "\u202e", "\u2028", "\xf4\x90\x80\x80", "\x1a")
	return text[:at] + bad + text[at:]
}

func lines(text string) []string { return slices.Collect(strings.Lines(text)) }

func repeatLine(r *rand.Rand, text string) string {
	list := lines(text)
	if len(list) == 0 {
		return text
	}
	at := r.IntN(len(list))
	return strings.Join(slices.Insert(list, at, repeated(list[at], one(r, 1, 2, 1000))), "")
}

func removeLine(r *rand.Rand, text string) string {
	list := lines(text)
	if len(list) == 0 {
		return text
	}
	at := r.IntN(len(list))
	return strings.Join(slices.Delete(list, at, min(len(list), at+one(r, 1, 1, 5, 500))), "")
}

func swapLines(r *rand.Rand, text string) string {
	list := lines(text)
	if len(list) == 0 {
		return text
	}
	a, b := r.IntN(len(list)), r.IntN(len(list))
	list[a], list[b] = list[b], list[a]
	return strings.Join(list, "")
}

func cutText(r *rand.Rand, text string) string { return text[:r.IntN(len(text)+1)] }

// recode writes the whole text in another way.
func recode(r *rand.Rand, text string) string {
	switch r.IntN(8) {
	case 0:
		return "\ufeff" + text
	case 1:
		return strings.ReplaceAll(text, "\n", "\r")
	case 2:
		return strings.ReplaceAll(text, "\n", "")
	case 3:
		return strings.ReplaceAll(text, ",", one(r, ";", "\t", " ", "|", ""))
	case 4:
		return strings.ReplaceAll(text, ".", ",")
	case 5:
		return text + text
	case 6:
		return strings.ReplaceAll(text, one(r, "0", "1", "e", "t", " "), one(r, "", "\"", "  ", "\x00"))
	}
	return utf16Text(r, text)
}

func utf16Text(r *rand.Rand, text string) string {
	var b []byte
	order := one[binary.AppendByteOrder](r, binary.LittleEndian, binary.BigEndian)
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// putWord puts a word of the file's readers in the place of a token, or beside it.
func putWord(r *rand.Rand, text string, words []string) string {
	from, to := where(r, tokens, text)
	word := one(r, words...)
	switch r.IntN(3) {
	case 0:
		return text[:from] + word + text[to:]
	case 1:
		return text[:from] + word + text[from:]
	}
	return text[:from] + "\n" + word + "\n" + text[from:]
}
