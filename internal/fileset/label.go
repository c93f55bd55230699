package fileset

import (
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Rule says how a label is read from a recording's name. The zero value is none.
type Rule struct {
	text string
	expr *regexp.Regexp // nil: ByFolder or ByFile
}

// Texts of the rules that are no regular expression.
const (
	ByFolder = "folder" // name of the folder that holds the file
	ByFile   = "file"   // name of the file, without extension and counter
)

// ParseRule reads a rule: ByFolder, ByFile or a regular expression, whose first
// group is the label. "" is none.
func ParseRule(text string) (Rule, error) {
	if text == "" || text == ByFolder || text == ByFile {
		return Rule{text: text}, nil
	}
	expr, err := regexp.Compile(text)
	if err != nil {
		return Rule{}, fmt.Errorf("%q is neither %s nor %s nor a regular expression (%w)", text, ByFolder, ByFile, err)
	}
	if expr.NumSubexp() == 0 {
		return Rule{}, fmt.Errorf("the regular expression %q has no group for the label; put it into brackets, such as (.*)_[0-9]+", text)
	}
	return Rule{text, expr}, nil
}

// None reports that there is no rule.
func (r Rule) None() bool { return r.text == "" }

// String is the text that ParseRule reads.
func (r Rule) String() string { return r.text }

// Label is the label that a rule reads from the recording's name; "" where that
// has none.
func (f *File) Label(r Rule) string {
	switch {
	case r.expr != nil:
		if groups := r.expr.FindStringSubmatch(f.named()); groups != nil {
			return groups[1]
		}
		return ""
	case r.text == ByFolder:
		return f.holder()
	}
	return word(filepath.Base(f.Name))
}

// Label checks that a rule finds a label in every name, and has the classes of a
// folder take turns: one recording of each, in their order, for names are in no
// order of time, and a stream that has one class after the other is no test. The
// first recording stays the first. What the user named himself keeps the order
// that he gave. It is called before more than the first was read.
func (s *Set) Label(r Rule) error {
	from := 0
	for _, at := range s.places {
		if err := s.takeTurns(r, s.order[from:from+at.files]); err != nil {
			return err
		}
		from += at.files
	}
	return nil
}

// Labels are the labels that a rule finds in the names, each once, in the order of the
// recordings.
func (s *Set) Labels(r Rule) (labels []string) {
	seen := map[string]bool{}
	for _, number := range s.order {
		f := s.At(int(number))
		if label := f.Label(r); label != "" && !seen[label] {
			seen[label] = true
			labels = append(labels, label)
		}
	}
	return labels
}

// takeTurns orders the recordings of a folder by their labels.
func (s *Set) takeTurns(r Rule, order []int32) error {
	classes, index := [][]int32{}, map[string]int{}
	for _, number := range order {
		f := s.At(int(number))
		label := f.Label(r)
		if label == "" {
			return fmt.Errorf("%s: --label-from %s finds no label in its name; use %s, %s or a regular expression with a group", f.Name, r, ByFolder, ByFile)
		}
		at, known := index[label]
		if !known {
			at, index[label] = len(classes), len(classes)
			classes = append(classes, nil)
		}
		classes[at] = append(classes[at], number)
	}
	order = order[:0]
	for turn := 0; ; turn++ {
		before := len(order)
		for _, c := range classes {
			if turn < len(c) {
				order = append(order, c[turn])
			}
		}
		if len(order) == before {
			return nil
		}
	}
}

// counter is what tells the recordings of one class apart: numbers, dates and
// times at the end of a name.
var counter = regexp.MustCompile(`([ _.\-(\[#]*[0-9]+(T[0-9]+Z?)?[)\]]?)+$`)

// word is the name of a file without extension, what follows a dot in it, and the
// counter: wave of wave_03.csv, wave.3.csv and wave.2p0gqe3b.json.
func word(name string) string {
	name = strings.TrimSuffix(name, ".gz")
	name = strings.TrimSuffix(name, path.Ext(name))
	for i := range len(name) {
		decimal := i > 0 && i+1 < len(name) && digit(name[i-1]) && digit(name[i+1])
		if name[i] == '.' && !decimal {
			name = name[:i]
			break
		}
	}
	return strings.Trim(counter.ReplaceAllString(name, ""), " _.-([#")
}

// mostProposed is how many labels a proposal may have: more are no classes.
const mostProposed = 32

// Proposal is a rule by which the files' names would give labels, with those, in
// order of first appearance.
func (s *Set) Proposal() (rule string, labels []string) {
	for _, text := range []string{ByFolder, ByFile} {
		if labels := s.labelsBy(Rule{text: text}); len(labels) > 1 {
			return text, labels
		}
	}
	return "", nil
}

// labelsBy returns the labels that a rule gives, nil where it is of no use.
func (s *Set) labelsBy(r Rule) (labels []string) {
	for number := range s.order {
		f := s.At(number)
		l := f.Label(r)
		if l == "" || len(labels) == mostProposed && !slices.Contains(labels, l) {
			return nil
		}
		if !slices.Contains(labels, l) {
			labels = append(labels, l)
		}
	}
	return labels
}
