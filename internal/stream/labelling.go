package stream

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tinyol-sim/internal/stream/role"
)

// State is a label with what a survey saw of it.
type State = role.State

// Healthy is the state of a healthy machine among those of a label column, where a
// name says so, and by what.
func Healthy(column string, states []State) (name, evidence string, ok bool) {
	return role.Healthy(column, states)
}

// States are the labels that the survey saw, with their rows in it: about the shares
// that they have in the recording. Words for no label are none.
func (r *Reader) States() []State { return r.states }

// What a column of more labels than there may be is told with.
var (
	tooManyLabels = fmt.Sprintf("there are more than %d different labels", MaxLabels)
	fewerLabels   = "name the column of the classes with --label, or none with --label " + None
)

// noteLabels keeps what the label column holds, and says which of it stands for no
// label, and what is likely one state in two spellings.
func (r *Reader) noteLabels(g *gatherer) error {
	column := r.layout.label
	if column < 0 {
		return nil
	}
	rows := 0
	index := map[string]int{}
	var all []State
	for n, chunk := range g.chunks {
		// Of the head, which is looked at more closely, one place counts.
		counts := n == 0 || n >= g.head || g.head == len(g.chunks)
		cells := &chunk[column]
		for row := range cells.len() {
			text := string(cells.at(row))
			if rows++; text == "" {
				continue
			}
			i, known := index[text]
			if !known {
				if len(all) == MaxLabels {
					return r.dialect.columnError(r.name, column, tooManyLabels, fewerLabels)
				}
				i = len(all)
				index[text] = i
				all = append(all, State{Name: text, First: rows})
				r.labelTexts = append(r.labelTexts, text)
			}
			if counts {
				all[i].Rows++
			}
		}
	}
	var nothing []string
	for _, s := range all {
		if role.NoLabel(s.Name, r.labelTexts) {
			nothing = append(nothing, strconv.Quote(s.Name))
		} else {
			r.addState(s)
		}
	}
	if len(nothing) > 0 {
		r.note(fmt.Sprintf("%s: %s in column %q stands for no label", r.name, strings.Join(nothing, " and "), r.LabelColumn()))
	}
	for _, group := range role.Spellings(r.labelTexts) {
		r.note(fmt.Sprintf("%s: %s are taken for one label, %s", r.name, strings.Join(quoteAll(group), " and "), strconv.Quote(group[0])))
	}
	return nil
}

// addState adds what a spelling of a state before has to that.
func (r *Reader) addState(s State) {
	i := slices.IndexFunc(r.states, func(o State) bool { return role.Spelling(o.Name) == role.Spelling(s.Name) })
	if i < 0 {
		r.states = append(r.states, s)
		return
	}
	r.states[i].Rows += s.Rows
}

// saysNothing reports a text that stands for no label. Each text is judged once.
func (r *Reader) saysNothing(text []byte) bool {
	nothing, known := r.nothing[string(text)]
	if !known && len(r.nothing) <= 2*MaxLabels {
		nothing = role.NoLabel(string(text), r.labelTexts)
		if r.nothing == nil {
			r.nothing = map[string]bool{}
		}
		r.nothing[string(text)] = nothing
	}
	return nothing
}

func quoteAll(texts []string) []string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = strconv.Quote(t)
	}
	return quoted
}
