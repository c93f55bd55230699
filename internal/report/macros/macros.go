package macros

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// NumbersFile is the name of the file of LaTeX macros: beside the results of a
// run, of a comparison, and of the paper's figures.
const NumbersFile = "numbers.tex"

// List gathers a \newcommand for each number, so that a manuscript can cite
// what a command makes again.
type List struct {
	body  strings.Builder
	taken map[string]bool
	last  map[string]int // by name: the number that the last of its namesakes got
}

// New begins a list; origin says what its numbers are of.
func New(origin string) *List {
	m := &List{taken: map[string]bool{}, last: map[string]int{}}
	m.Comment("Every number of: " + origin)
	m.Comment("Numbers are plain (12239, -0.42, 1.2e-05): fit for math mode and for \\num of siunitx.")
	m.Comment("Rates are in percent. ...Low and ...High are the ends of a 95 % interval over the seeds.")
	return m
}

// Comment writes a line for people.
func (m *List) Comment(text string) {
	m.body.WriteString("% " + wording.OneLine(text) + "\n")
}

// Add defines the macro that a path of words names. The comment says what the
// number is, with unit and mark.
func (m *List) Add(value, comment string, path ...string) {
	name := m.unused(controlWord(path...))
	fmt.Fprintf(&m.body, "\\newcommand{\\%s}{%s}%% %s\n", name, value, wording.OneLine(comment))
}

// unused keeps names apart that differ in signs alone: the second gets a
// number, in words. The search goes on where it ended, for all cells of a
// confusion matrix may share a name.
func (m *List) unused(name string) string {
	free := name
	for n := max(m.last[name]+1, 2); m.taken[free]; n++ {
		free, m.last[name] = name+controlWord("no", fmt.Sprint(n)), n
	}
	m.taken[free] = true
	return free
}

// Bytes is the list as a file of LaTeX.
func (m *List) Bytes() []byte { return []byte(m.body.String()) }

// digitNames spell digits: a control word of LaTeX has letters alone.
var digitNames = [10]string{"Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"}

// controlWord joins words to a name that LaTeX takes behind a backslash: ASCII
// letters, a capital at each beginning. Digits are spelled; letters beyond
// ASCII stand as U and their code point.
func controlWord(path ...string) string {
	var b strings.Builder
	for _, part := range path {
		begins := true
		for _, r := range part {
			switch {
			case r >= 'a' && r <= 'z' && begins:
				b.WriteRune(r + 'A' - 'a')
			case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
				b.WriteRune(r)
			case r >= '0' && r <= '9':
				b.WriteString(digitNames[r-'0'])
			case r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
				b.WriteString("U" + controlWord(strings.ToUpper(fmt.Sprintf("%x", r))))
			}
			begins = !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
		}
	}
	return b.String()
}

// Units name in a macro's comment what a number counts.
var Units = map[result.Unit]string{
	result.UnitFraction: "%", result.UnitScore: "", result.UnitLoss: "loss", result.UnitCount: "", result.UnitPerHour: "per hour",
	result.UnitBytes: "bytes", result.UnitCycles: "cycles", result.UnitMicroseconds: "microseconds", result.UnitMicrojoules: "microjoules",
	result.UnitSeconds: "s",
}

// PlainFigure writes a number for a macro: as many digits as the tables have,
// without separators and without its unit.
func PlainFigure(u result.Unit, v float64) string {
	var text string
	switch u {
	case result.UnitFraction:
		text = wording.PercentNumber(v)
	case result.UnitScore:
		text = wording.Fixed(v, 3)
	case result.UnitCount, result.UnitBytes, result.UnitCycles, result.UnitPerHour:
		if text = wording.Fixed(v, 0); v != math.Trunc(v) && math.Abs(v) < 100 {
			text = wording.Fixed(v, 1)
		}
	default:
		text = wording.Significant(v, 3)
	}
	return strings.ReplaceAll(text, ",", "")
}

// UnitAndMark is the end of a macro's comment.
func UnitAndMark(u result.Unit, mark result.Provenance) string {
	text := ""
	for _, part := range []string{Units[u], string(mark)} {
		if part != "" {
			text += ", " + part
		}
	}
	return text
}
