package stream

import (
	"fmt"
	"strings"

	"tinyol-sim/internal/stream/role"
)

// Question asks a person about a column that is taken for nothing unless they
// say so: whether it is what it was found to be.
type Question struct {
	Column  string
	Finding role.Finding
}

// settleDoubts asks about each column whose role is in doubt, where somebody
// answers. What nobody answers stays in doubt, and is left out.
func (r *Reader) settleDoubts() {
	for i := range r.findings {
		f := &r.findings[i]
		if !f.Doubt || r.options.Columns != nil || r.options.Ask == nil {
			continue
		}
		if yes, answered := r.options.Ask(Question{Column: r.dialect.Names[i], Finding: *f}); answered {
			f.Doubt = false
			if !yes {
				f.Role, f.Evidence = role.Annotation, "is left out, as was answered"
			}
		}
	}
}

// Omitted says of each column that is not used what it was found to be, and
// which words on the command line take it in.
func (r *Reader) Omitted() []string {
	var texts []string
	for _, i := range r.layout.unused {
		f, name := r.findings[i], plain(r.dialect.Names[i])
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
		}
		text := name + " " + f.Evidence
		if f.Doubt {
			text = fmt.Sprintf("%s may be the %s: it %s", name, f.Role, f.Evidence)
		}
		if len(f.Flag) > 0 && f.Flag[0] != "--columns" {
			text += " (" + commandLine(f.Flag) + ")"
		}
		texts = append(texts, text)
	}
	return texts
}

// commandLine joins words as a shell takes them.
func commandLine(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		if quoted[i] = w; strings.ContainsAny(w, " \t\"'$&|;<>()*?#~`\\") || w == "" {
			quoted[i] = "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
		}
	}
	return strings.Join(quoted, " ")
}
