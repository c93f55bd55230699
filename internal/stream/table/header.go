package table

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// takeOtherHeader looks for a header of another width than the rows, or in a
// remark.
func (t *finder) takeOtherHeader() (done bool, err error) {
	if t.data < 0 {
		return false, nil
	}
	if names := t.commentHeader(); names != nil {
		t.note(fmt.Sprintf("the remark above line %d is taken for the header", t.head[t.data].line))
		return true, t.begin(t.data, -1, names, nil)
	}
	header := t.data - 1
	var units []string
	for ; header >= 0; header-- {
		if h := &t.head[header]; !h.allText() || h.outside {
			return false, nil
		}
		if u := unitsRow(t.fieldsOf(header)); u == nil || header == 0 || units != nil {
			break
		} else {
			units = u
		}
	}
	if header < 0 {
		return false, nil
	}
	return t.takeWidth(header, units)
}

// takeWidth takes a header with more or fewer fields than the rows, where what is
// too much is empty, or is the row's name.
func (t *finder) takeWidth(header int, units []string) (done bool, err error) {
	names := t.namesIn(t.fieldsOf(header))
	n := len(names)
	switch {
	case n < t.width && t.emptyFrom(n):
	case n > t.width && !slices.ContainsFunc(names[t.width:], func(s string) bool { return s != "" }):
		names = names[:t.width]
	case n == t.width-1 && t.formTime() == 0 && t.rowNames():
		names = append([]string{""}, names...)
		if units != nil && len(units) == n {
			units = append([]string{""}, units...)
		}
	case n > 1 && n*2 > t.width && t.formTime() == 0 && !prose(names):
		return true, &Fault{
			Line:    t.head[header].line,
			Problem: fmt.Sprintf("the header has %s, the rows below it have %s", Plural(n, "name"), Plural(t.width, "field")),
			Remedy:  "give each column its name in the header",
		}
	default:
		return false, nil
	}
	if len(units) > len(names) {
		units = units[:len(names)]
	}
	if len(units) != len(names) {
		units = nil
	}
	t.sayAbove(header)
	return true, t.begin(t.data, header, names, units)
}

// prose reports what a board says, which has commas as well.
func prose(names []string) bool {
	const words = 3
	return slices.ContainsFunc(names, func(name string) bool {
		return len(strings.Fields(name)) > words || strings.HasSuffix(name, ".") || strings.HasSuffix(name, "!")
	})
}

// emptyFrom reports that the rows have nothing from the n-th field on.
func (t *finder) emptyFrom(n int) bool {
	for i := t.data; i < len(t.head); i++ {
		if t.head[i].row(t.width) && !t.emptyIn(i, n) {
			return false
		}
	}
	return true
}

// rowNames reports that the first column names or counts the rows, as R writes it
// without a name in the header.
func (t *finder) rowNames() bool {
	if t.tail[0].NonNumeric() && !t.tail[0].Moment() {
		return true
	}
	last := int64(-1)
	rows := 0
	for i := t.data; i < len(t.head); i++ {
		if !t.head[i].row(t.width) {
			continue
		}
		n, err := strconv.ParseInt(string(Trim(t.fieldsOf(i)[0])), 10, 64)
		if err != nil || rows > 0 && n != last+1 {
			return false
		}
		last = n
		rows++
	}
	return rows > 1
}

// takeNoHeader takes a table without a header: the columns are numbered. What is
// no row above the first one is left out, and so is a first row that was cut off
// because the recording began in the middle of it.
func (t *finder) takeNoHeader() error {
	first := max(t.data, 0)
	for i := range first {
		h := &t.head[i]
		if h.fault != nil {
			return t.faultOf(i)
		}
		if cut := i == 0 && h.fields < t.width; h.values > h.texts && !cut || h.row(t.width) && h.values > 0 {
			first = i
			break
		}
	}
	if first == 0 && t.head[0].fault != nil {
		return t.faultOf(0)
	}
	names := make([]string, t.width)
	for i := range names {
		names[i] = Nameless(i - t.formTime())
	}
	t.nameTime(names)
	switch h := &t.head[0]; {
	case first == 1 && h.values > h.texts && !h.outside:
		t.note(fmt.Sprintf("line %d is cut off, with %d of %d fields, and left out", h.line, h.fields, t.width))
	case first > 0:
		t.note(fmt.Sprintf("%s, and there is no header; the columns are %s to %s",
			noRows(h.line, t.head[first-1].line), names[t.formTime()], names[len(names)-1]))
	}
	return t.begin(first, -1, names, nil)
}

// Same compares two records.
func Same(a, b [][]byte) bool {
	return slices.EqualFunc(a, b, func(x, y []byte) bool { return bytes.Equal(Trim(x), Trim(y)) })
}

// Plural is a count with its noun.
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
