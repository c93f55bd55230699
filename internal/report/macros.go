package report

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"tinyol-sim/internal/result"
)

// NumbersFile is the name of the file of LaTeX macros: beside the results of a
// run, of a comparison, and of the paper's figures.
const NumbersFile = "numbers.tex"

// macros gathers a \newcommand for each number, so that a manuscript can cite
// what a command makes again.
type macros struct {
	body  strings.Builder
	taken map[string]bool
	last  map[string]int // by name: the number that the last of its namesakes got
}

func newMacros(origin string) *macros {
	m := &macros{taken: map[string]bool{}, last: map[string]int{}}
	m.comment("Every number of: " + origin)
	m.comment("Numbers are plain (12239, -0.42, 1.2e-05): fit for math mode and for \\num of siunitx.")
	m.comment("Rates are in percent. ...Low and ...High are the ends of a 95 % interval over the seeds.")
	return m
}

// comment writes a line for people.
func (m *macros) comment(text string) {
	m.body.WriteString("% " + oneLine(text) + "\n")
}

// add defines the macro that a path of words names. The comment says what the
// number is, with unit and mark.
func (m *macros) add(value, comment string, path ...string) {
	name := m.unused(controlWord(path...))
	fmt.Fprintf(&m.body, "\\newcommand{\\%s}{%s}%% %s\n", name, value, oneLine(comment))
}

// unused keeps names apart that differ in signs alone: the second gets a
// number, in words. The search goes on where it ended, for all cells of a
// confusion matrix may share a name.
func (m *macros) unused(name string) string {
	free := name
	for n := max(m.last[name]+1, 2); m.taken[free]; n++ {
		free, m.last[name] = name+controlWord("no", fmt.Sprint(n)), n
	}
	m.taken[free] = true
	return free
}

func (m *macros) bytes() []byte { return []byte(m.body.String()) }

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

// oneLine keeps a text on its line: what follows would be typeset.
func oneLine(text string) string { return strings.Map(visible, clean(text)) }

// macroUnits name in a macro's comment what a number counts.
var macroUnits = map[result.Unit]string{
	result.UnitFraction: "%", result.UnitScore: "", result.UnitLoss: "loss", result.UnitCount: "", result.UnitPerHour: "per hour",
	result.UnitBytes: "bytes", result.UnitCycles: "cycles", result.UnitMicroseconds: "microseconds", result.UnitMicrojoules: "microjoules",
	result.UnitSeconds: "s",
}

// plainFigure writes a number for a macro: as many digits as the tables have,
// without separators and without its unit.
func plainFigure(u result.Unit, v float64) string {
	var text string
	switch u {
	case result.UnitFraction:
		text = percentNumber(v)
	case result.UnitScore:
		text = fixed(v, 3)
	case result.UnitCount, result.UnitBytes, result.UnitCycles, result.UnitPerHour:
		if text = fixed(v, 0); v != math.Trunc(v) && math.Abs(v) < 100 {
			text = fixed(v, 1)
		}
	default:
		text = significant(v, 3)
	}
	return strings.ReplaceAll(text, ",", "")
}

// unitAndMark is the end of a macro's comment.
func unitAndMark(u result.Unit, mark result.Provenance) string {
	text := ""
	for _, part := range []string{macroUnits[u], string(mark)} {
		if part != "" {
			text += ", " + part
		}
	}
	return text
}
