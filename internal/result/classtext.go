package result

import "strings"

// How a label or prediction stands in a CSV file: its class name; nothing for
// NoLabel and NoPrediction; a lone asterisk for Mixed. A user may call a class
// anything, "mixed" or "*" among it, so a name that begins with an asterisk
// gets one more in front.
const mixedText = "*"

// escapeClass returns the text of a class name; every result but mixedText
// and the empty text stands for exactly one name.
func escapeClass(name string) string {
	if strings.HasPrefix(name, mixedText) {
		return mixedText + name
	}
	return name
}

// classIndex is the way back: the texts of known classes, escaped, and the two
// special ones.
func classIndex(classes []string) map[string]int {
	index := make(map[string]int, len(classes)+2)
	for i, name := range classes {
		index[escapeClass(name)] = i
	}
	index[""] = NoLabel
	index[mixedText] = Mixed
	return index
}
