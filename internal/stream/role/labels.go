package role

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// noLabelWords stand for no label, without regard to case and separators.
var noLabelWords = []string{
	"null", "nan", "none", "na", "nil", "unlabeled", "unlabelled", "unknown", "undefined", "notlabelled", "notlabeled",
	"nolabel",
}

// NoLabel reports whether a text in a column of labels stands for no label. What
// else is in the column, labels, decides on some: -1 is no label beside whole
// numbers from 0 on, unless 1 is the only other one, for then the two are classes;
// and a minus is a label beside a plus.
func NoLabel(text string, labels []string) bool {
	if saysNothing(text) {
		return strings.TrimSpace(text) != "-" || !slices.Contains(labels, "+")
	}
	if n, ok := wholeNumber(text); !ok || n != -1 {
		return false
	}
	others, ones := 0, 0
	for _, l := range labels {
		n, ok := wholeNumber(l)
		switch {
		case saysNothing(l) || ok && n == -1:
		case !ok || n < 0:
			return false
		default:
			others++
			if n == 1 {
				ones++
			}
		}
	}
	return others > ones
}

// saysNothing reports words for nothing, and texts of question marks and dashes.
func saysNothing(text string) bool {
	return strings.Trim(text, "?-–— ") == "" || slices.Contains(noLabelWords, squeeze(text))
}

// squeeze keeps letters and digits in lower case: "No fault", no_fault and NoFault
// are the same.
func squeeze(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, text)
}

func wholeNumber(text string) (n float64, ok bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	return n, err == nil && n == math.Trunc(n) && !math.IsInf(n, 0)
}

// Spellings returns the groups of labels that differ only in case, in spaces,
// underscores and hyphens between words, or in how a number is written, in order of
// their first member.
func Spellings(labels []string) [][]string {
	groups := map[string][]string{}
	var order []string
	for _, l := range labels {
		k := Spelling(l)
		if slices.Contains(groups[k], l) {
			continue
		}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], l)
	}
	var several [][]string
	for _, k := range order {
		if len(groups[k]) > 1 {
			several = append(several, groups[k])
		}
	}
	return several
}

// Spelling is what labels have in common that are one in two spellings. It keeps the
// separators between digits, for 1-2 is not 12, and those before a first digit, for -1
// is not 1; and the case of a single letter, for a and A may be two gestures.
func Spelling(label string) string {
	label = strings.TrimSpace(label)
	if utf8.RuneCountInString(label) == 1 {
		return label
	}
	label = strings.ToLower(label)
	if n, err := strconv.ParseFloat(label, 64); err == nil && n == n {
		return strconv.FormatFloat(n+0, 'g', -1, 64)
	}
	runes := []rune(label)
	var b strings.Builder
	for i, c := range runes {
		separates := unicode.IsSpace(c) || c == '_' || c == '-'
		digits := i+1 < len(runes) && unicode.IsDigit(runes[i+1]) && (i == 0 || unicode.IsDigit(runes[i-1]))
		if !separates || digits {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// State is a label of a recording and where it is.
type State struct {
	Name  string
	Rows  int
	First int // row, from 1
}

var (
	// healthyWords say that the machine is healthy, in the order in which they are
	// believed.
	healthyWords = []string{
		"normal", "ok", "okay", "healthy", "good", "nominal", "baseline", "no fault", "fault free", "faultless", "undamaged",
		"no failure", "failure free", "no defect", "defect free", "no anomaly", "no damage", "damage free", "intact",
		"pass", "passed", "normalbetrieb", "fehlerfrei", "keine störung", "in ordnung",
	}
	// otherWords say that it is not, or that it is off; a healthy word beside them
	// does not count.
	otherWords = []string{
		"not", "no", "non", "never", "ab", "abnormal", "fault", "faulty", "failure", "failed", "defect", "defective", "bad", "broken",
		"damage", "damaged", "anomaly", "anomalous", "unhealthy", "error", "alarm", "warning", "worn", "off", "idle", "standby",
		"stop", "stopped", "pause", "paused", "shutdown",
	}
	// faultWords in the name of a column of numbers make 0 the healthy state.
	faultWords = []string{
		"fault", "faults", "failure", "failures", "anomaly", "anomalous", "anomalies", "abnormal", "defect", "alarm", "damage", "outlier",
		"attack", "störung", "stoerung", "fehler", "ausfall",
	}
	// noWords are answers that a column of one of those names may have, and yesWords
	// their opposites.
	noWords  = []string{"false", "no", "nein", "f", "n"}
	yesWords = []string{"true", "yes", "ja", "t", "y"}
)

// Healthy returns the state of the healthy machine, where the labels of a column say
// so, and by what. There is no fallback: ok is false where no word is known, or where
// several states have one.
func Healthy(column string, states []State) (name, evidence string, ok bool) {
	labels := make([]string, len(states))
	for i, s := range states {
		labels[i] = s.Name
	}
	states = slices.DeleteFunc(slices.Clone(states), func(s State) bool { return NoLabel(s.Name, labels) })
	for _, word := range healthyWords {
		for _, s := range states {
			if squeeze(s.Name) == strings.ReplaceAll(word, " ", "") {
				return s.Name, plainly(s.Name) + " is a word for a healthy machine", true
			}
		}
	}
	if s, word, ok := onlyHealthy(states); ok {
		return s, fmt.Sprintf("%s has the word %s, which no other state has", plainly(s), word), true
	}
	if name, ok := healthyNo(column, states); ok {
		return name, fmt.Sprintf("%s under the name %s says that there is none", plainly(name), plainly(column)), true
	}
	return healthyZero(column, states)
}

// healthyNo takes false, or no, beside true, or yes, under a name that speaks of faults.
func healthyNo(column string, states []State) (name string, ok bool) {
	if len(states) != 2 || !newColumn(column).says(faultWords) {
		return "", false
	}
	for i, s := range states {
		no, yes := strings.ToLower(s.Name), strings.ToLower(states[1-i].Name)
		if k := slices.Index(noWords, no); k >= 0 && yesWords[k] == yes {
			return s.Name, true
		}
	}
	return "", false
}

// onlyHealthy finds the one state with a healthy word among others.
func onlyHealthy(states []State) (name, word string, ok bool) {
	found := 0
	for _, s := range states {
		if w := healthyWord(s.Name); w != "" {
			name, word = s.Name, w
			found++
		}
	}
	return name, word, found == 1
}

func healthyWord(name string) string {
	text := " " + strings.Join(splitWords(name), " ") + " "
	for _, w := range healthyWords {
		before, after, found := strings.Cut(text, " "+w+" ")
		rest := strings.Fields(before + " " + after)
		if found && !slices.ContainsFunc(rest, func(r string) bool { return slices.Contains(otherWords, r) }) {
			return w
		}
	}
	return ""
}

// healthyZero takes 0 where all labels are whole numbers from 0 on: under a name that
// speaks of faults, and under that of a label where they are 0 and 1 alone, as
// recordings of machines are coded.
func healthyZero(column string, states []State) (name, evidence string, ok bool) {
	most := 0.0
	for _, s := range states {
		n, whole := wholeNumber(s.Name)
		if !whole || n < 0 {
			return "", "", false
		}
		if n == 0 {
			name = s.Name
		}
		most = max(most, n)
	}
	c := newColumn(column)
	switch {
	case name == "":
		return "", "", false
	case c.says(faultWords):
		return name, fmt.Sprintf("%s under the name %s says that there is none", name, plainly(column)), true
	case most <= 1 && (slices.Contains(labelNames, c.plain) || slices.Contains(truthNames, c.plain)):
		return name, fmt.Sprintf("of the labels 0 and 1, %s is the healthy machine in most recordings of machines", name), true
	}
	return "", "", false
}

// truthNames are labels by another name, which say nothing of faults.
var truthNames = []string{"labels", "targets", "y", "y true", "gt", "ground truth", "groundtruth", "truth", "outcome"}
