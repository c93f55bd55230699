package role

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// decimal writes a number as people do: up to six significant digits, whole
// numbers in full.
func decimal(x float64) string {
	if x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}

// percent writes a share without claiming 0 or 100 that it is not.
func percent(part, of int) string {
	p := 100 * float64(part) / float64(max(of, 1))
	switch {
	case part > 0 && p < 1:
		return "under 1 %"
	case part < of && p > 99:
		return "over 99 %"
	}
	return strconv.Itoa(int(math.Round(p))) + " %"
}

const shownValues = 4

// list shows values in order of their first appearance.
func (c *codes) list() string {
	var shown []string
	for i, v := range c.values {
		if i == shownValues && len(c.values) > shownValues+1 {
			return fmt.Sprintf("%s and %d more", strings.Join(shown, ", "), len(c.values)-i)
		}
		shown = append(shown, v.String())
	}
	if last := len(shown) - 1; last > 0 {
		return strings.Join(shown[:last], ", ") + " and " + shown[last]
	}
	return strings.Join(shown, "")
}

// shownBytes is how much of a text an evidence shows.
const shownBytes = 24

func (v value) String() string {
	if v.text == "" {
		return decimal(v.number)
	}
	return quoted(v.text)
}

func quoted(text string) string {
	if len(text) <= shownBytes {
		return strconv.Quote(text)
	}
	cut := shownBytes
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return strconv.Quote(text[:cut]) + "..."
}

// shown is how an evidence speaks of another column: in one line, whatever its name.
func (c *column) shown() string {
	if c.in.Name == "" {
		return fmt.Sprintf("column %d", c.index+1)
	}
	return plainly(c.in.Name)
}

func plainly(name string) string {
	if q := quoted(name); q != `"`+name+`"` {
		return q
	}
	return name
}

// count writes "1 value" and "3 values".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
