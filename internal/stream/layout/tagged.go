package layout

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// tagged reads lines of several sensors in turn: a row each time the fastest has
// come, with the last values of the others. A sensor that has been silent for long
// has to come again before there is another row.
type tagged struct {
	column int
	common []int
	names  []string
	tags   []*heldTag
	index  map[string]*heldTag
	driver *heldTag

	row    [][]byte
	broken bool // the next row does not go on from the last
}

// heldTag is a sensor with its last line.
type heldTag struct {
	tag
	columns []int // of its values
	held    [][]byte
	come    bool
	age     int // rows since then
	oldest  int // age that is no gap yet
}

// gapTurns is how many turns a sensor may miss: a few lost lines are a flaw of the
// recording, more are a break in it.
const gapTurns = 3.5

func (t *tagged) Names() []string { return t.names }

func (t *tagged) Reset() {
	for _, g := range t.tags {
		g.come, g.age = false, 0
	}
	t.broken = false
}

func (t *tagged) Next(read Read) (Row, error) {
	for {
		fields, line, err := read()
		if err != nil {
			return Row{}, err
		}
		var text []byte
		if t.column < len(fields) {
			text = bytes.TrimSpace(fields[t.column])
		}
		g := t.index[string(text)]
		switch {
		case g == nil:
			return Row{}, unknownSensor(text, line)
		case len(fields) != g.fields:
			return Row{}, &Fault{Line: line, Problem: fmt.Sprintf("the line of %s has %d fields, its others have %d", g.text, len(fields), g.fields), Remedy: fixOrSkip}
		}
		g.keep(fields)
		if g == t.driver && t.ready() {
			return t.emit(fields, line), nil
		}
	}
}

func (g *heldTag) keep(fields [][]byte) {
	for i, column := range g.columns {
		g.held[i] = append(g.held[i][:0], fields[column]...)
	}
	g.come, g.age = true, 0
}

// ready counts a turn of the fastest sensor and reports that all others have come.
func (t *tagged) ready() bool {
	all := true
	for _, g := range t.tags {
		if g.age++; g.come && g.age > g.oldest {
			g.come = false
		}
		if !g.come {
			all, t.broken = false, true
		}
	}
	return all
}

func (t *tagged) emit(fields [][]byte, line int) Row {
	t.row = t.row[:0]
	for _, column := range t.common {
		t.row = append(t.row, fields[column])
	}
	for _, g := range t.tags {
		t.row = append(t.row, g.held...)
	}
	r := Row{Fields: t.row, Line: line, Breaks: t.broken}
	t.broken = false
	return r
}

func (t *tagged) Column(field int) int {
	if field < len(t.common) {
		return t.common[field]
	}
	field -= len(t.common)
	for _, g := range t.tags {
		if field < len(g.columns) {
			return g.columns[field]
		}
		field -= len(g.columns)
	}
	return -1
}

func (t *tagged) note() string {
	var paces []string
	for _, g := range t.tags {
		paces = append(paces, fmt.Sprintf("%s %.3g", g.text, float64(len(g.lines))/float64(len(t.driver.lines))))
	}
	return fmt.Sprintf("the lines of several sensors are read side by side: a row whenever %s has come, with the last values of the others (lines a row: %s); --layout tagged says so, --layout rows reads a row a line",
		t.driver.text, listed(paces))
}

// taggedPlan is the plan of lines of sensors in turn; nil where they have no
// values.
func (h *Head) taggedPlan(of *turns) *Plan {
	t := &tagged{column: of.column, common: of.common, index: map[string]*heldTag{}}
	common := map[int]bool{of.column: true}
	for _, column := range of.common {
		t.names, common[column] = append(t.names, h.Names[column]), true
	}
	for _, g := range of.tags {
		held := &heldTag{tag: *g}
		for i := range g.fields {
			if !common[i] {
				held.columns = append(held.columns, i)
			}
		}
		if len(held.columns) == 0 {
			return nil
		}
		held.held = make([][]byte, len(held.columns))
		t.names = append(t.names, h.valueNames(held, of.column)...)
		t.tags = append(t.tags, held)
		t.index[g.text] = held
		// Of sensors that are as fast, the last completes the turn.
		if t.driver == nil || len(g.lines) >= len(t.driver.lines)-1 {
			t.driver = held
		}
	}
	for _, g := range t.tags {
		g.oldest = int(math.Ceil(gapTurns * float64(len(t.driver.lines)) / float64(len(g.lines))))
	}
	return &Plan{Choice: Choice{Kind: Tagged}, Table: t}
}

// valueNames are the names of a sensor's columns: without those of a header, by
// their place behind the tag.
func (h *Head) valueNames(g *heldTag, tagColumn int) (names []string) {
	for _, column := range g.columns {
		switch {
		case len(g.columns) == 1:
			names = append(names, g.name)
		case h.Header && column < len(h.Names) && h.Names[column] != "":
			names = append(names, g.name+"_"+h.Names[column])
		case column < tagColumn:
			names = append(names, g.name+"_c"+strconv.Itoa(column+1))
		default:
			names = append(names, g.name+"_"+strconv.Itoa(column-tagColumn))
		}
	}
	return names
}

// tagged is the plan that the user asks for.
func (h *Head) tagged() (*Plan, error) {
	for _, t := range h.turnsByLikelihood() {
		if p := h.taggedPlan(t); p != nil {
			return p, nil
		}
	}
	return nil, refuse("use another --layout", "no column of %s names the sensor that a line is from", strings.Join(h.Names[:min(len(h.Names), 6)], ", "))
}
