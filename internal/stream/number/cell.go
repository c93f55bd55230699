package number

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// IsMissing recognises the words that stand for a value that is not there.
func IsMissing(field []byte) bool {
	if len(field) == 0 || len(field) > longestMissing {
		return false
	}
	for _, word := range missingWords {
		if len(word) == len(field) && bytes.EqualFold(field, []byte(word)) {
			return true
		}
	}
	return false
}

// missingWords are those of R, pandas, spreadsheets, JSON, Python, and of printf for
// what is not a number.
var missingWords = []string{
	"NA", "N/A", "#N/A", "null", "None", "NaN", "+NaN", "-NaN", "nan(ind)", "-nan(ind)", "-", "--", "?",
	// errors of spreadsheets, in English and German
	"#DIV/0!", "#VALUE!", "#REF!", "#NUM!", "#NAME?", "#NULL!", "#NV", "#N/V", "#WERT!", "#BEZUG!", "#ZAHL!",
	// what historians of plants export
	"No Data", "I/O Timeout", "Bad Input", "Not Connect", "Pt Created",
}

// longestMissing is the length of the longest of them.
const longestMissing = len("I/O Timeout")

// Grouped recognises a number with separators between its thousands: 1,234.5, or
// 1.234,5. One that could as well have three decimals, 1.234, is none.
func Grouped(s []byte) bool {
	if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	first := bytes.IndexAny(s, ".,'")
	if first < 1 || first > 3 || !digitsAlone(s[:first]) {
		return false
	}
	sign, groups := s[first], 0
	s = s[first:]
	for len(s) >= 4 && s[0] == sign && digitsAlone(s[1:4]) {
		s = s[4:]
		groups++
	}
	if groups == 0 || sign == '.' && groups == 1 && len(s) == 0 {
		return false
	}
	fraction := len(s) > 1 && s[0] != sign && (s[0] == '.' || s[0] == ',') && digitsAlone(s[1:])
	return len(s) == 0 || fraction
}

func digitsAlone(s []byte) bool {
	for _, c := range s {
		if c-'0' > 9 {
			return false
		}
	}
	return len(s) > 0
}

// longestUnit is in bytes; what is longer is a remark.
const longestUnit = 16

// SplitUnit splits a field into a number and the text behind it, which reads
// like a unit; number is nil where it does not.
func SplitUnit(field []byte) (number, text []byte) {
	end := numberLength(field)
	if end == 0 {
		return nil, nil
	}
	text = bytes.TrimLeft(field[end:], " \t")
	if !unitLike(text) || notUnits[strings.ToLower(string(text))] {
		return nil, nil
	}
	return field[:end], text
}

// SplitLead splits a field into a name with its sign, such as T= or ax:, and the number
// behind it, which may have a unit; lead is nil where it is something else.
func SplitLead(field []byte) (lead, value []byte) {
	at := bytes.IndexAny(field, ":=")
	if at < 1 || at > longestUnit || field[0]-'0' <= 9 {
		return nil, nil
	}
	for _, c := range field[:at] {
		if (c|0x20 < 'a' || c|0x20 > 'z') && c-'0' > 9 && c != '_' && c != ' ' && c < utf8.RuneSelf {
			return nil, nil
		}
	}
	value = bytes.TrimLeft(field[at+1:], " \t")
	_, point := Scan(value, '.')
	_, comma := Scan(value, ',')
	if number, _ := SplitUnit(value); !point && !comma && number == nil {
		return nil, nil
	}
	return field[:at+1], value
}

// numberLength is how much of s is a number; 0 where it does not begin with one.
func numberLength(s []byte) int {
	n, digits, signs := 0, 0, 0
	if n < len(s) && (s[n] == '-' || s[n] == '+') {
		n++
	}
	for ; n < len(s); n++ {
		if s[n]-'0' <= 9 {
			digits++
		} else if s[n] == '.' || s[n] == ',' {
			if signs++; signs > 1 {
				return 0 // 10.0.0.1
			}
		} else {
			break
		}
	}
	if digits == 0 {
		return 0
	}
	if n < len(s) && s[n]|0x20 == 'e' {
		e := n + 1
		if e < len(s) && (s[e] == '-' || s[e] == '+') {
			e++
		}
		if from := e; e < len(s) {
			for e < len(s) && s[e]-'0' <= 9 {
				e++
			}
			if e > from {
				n = e
			}
		}
	}
	return n
}

// unitLike reports a text of letters and the signs of units: m/s2, °C, %RH, m·s⁻². A
// power has one digit: 12h30 is a time.
// A semicolon that ends a row stands behind its last number like one.
func unitLike(s []byte) bool {
	if string(s) == ";" {
		return true
	}
	if len(s) == 0 || len(s) > longestUnit {
		return false
	}
	for i, c := range s {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf || c == '%'
		power := c-'0' <= 9 && i > 0 && s[i-1]-'0' > 9
		if !letter && !power && (i == 0 || bytes.IndexByte([]byte("/^*-."), c) < 0) {
			return false
		}
	}
	return true
}

// notUnits are words behind numbers that make something else of them.
var notUnits = setOf("am pm st nd rd th jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun")

// NonFinite recognises the spellings of NaN and infinity.
func NonFinite(field []byte) bool {
	if len(field) > 0 && (field[0] == '+' || field[0] == '-') {
		field = field[1:]
	}
	for _, s := range []string{"nan", "inf", "infinity"} {
		if len(field) == len(s) && bytes.EqualFold(field, []byte(s)) {
			return true
		}
	}
	return false
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
