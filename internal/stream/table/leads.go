package table

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// lead is a name before the numbers of a column, such as T= in T=20.5.
type lead struct {
	column int
	text   string
}

func (l lead) cut(field []byte) []byte {
	return bytes.TrimPrefix(Trim(field), []byte(l.text))
}

// takeLeads takes the names before numbers off. Columns without a header are called
// after them.
func (t *finder) takeLeads() {
	var said []string
	for i := range t.Kinds {
		kind := &t.Kinds[i]
		if !kind.led() {
			continue
		}
		t.r.leads = append(t.r.leads, lead{i, kind.lead})
		name := strings.TrimRight(kind.lead, " :=")
		if !t.Header && t.Names[i] == Nameless(i-t.formTime()) && !slices.Contains(t.Names, name) {
			t.Names[i] = name
		}
		said = append(said, fmt.Sprintf("%q before those of %s", kind.lead, t.Names[i]))
	}
	if len(said) > 0 {
		t.note("names are taken off the numbers: " + strings.Join(said, ", "))
		t.classify(t.r, t.First, len(t.Names))
	}
}
