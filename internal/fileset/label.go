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

// label returns the label of a file; "" where its name has none.
func (r Rule) label(e *entry) string {
	switch {
	case r.expr != nil:
		if groups := r.expr.FindStringSubmatch(e.named()); groups != nil {
			return groups[1]
		}
		return ""
	case r.text == ByFolder:
		return e.holder()
	}
	return word(path.Base(filepath.ToSlash(e.name)))
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
	for i := range s.entries {
		l := r.label(&s.entries[i])
		if l == "" || len(labels) == mostProposed && !slices.Contains(labels, l) {
			return nil
		}
		if !slices.Contains(labels, l) {
			labels = append(labels, l)
		}
	}
	return labels
}
