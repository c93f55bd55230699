package table

import (
	"fmt"
	"slices"
	"strings"
)

// finder finds where in the head of a file the rows begin, and what the lines above
// them are.
type finder struct {
	*Dialect
	r       *Records
	comment []byte // above the first record
	note    func(string)

	head  []headRecord
	width int     // fields of a row
	tail  []Count // kinds of what surely are rows
	data  int     // the first record of the head that is a row; -1: none is
}

// find decides on header, units and the first row.
func (t *finder) find() error {
	t.survey()
	if len(t.head) == 0 {
		return t.r.Next()
	}
	if t.r.form != nil && t.r.form.Names() != nil {
		return t.takeFormNames()
	}
	if t.width = t.commonWidth(); t.width == 0 {
		return t.faultOf(0)
	}
	t.findData()
	if h, units := t.findHeader(); h >= 0 {
		return t.takeHeader(h, units)
	}
	if done, err := t.takeOtherHeader(); done || err != nil {
		return err
	}
	return t.takeNoHeader()
}

// faultOf is the fault of a record above the rows, which cannot be skipped.
func (t *finder) faultOf(i int) error {
	f := *t.head[i].fault
	f.Skippable = false
	return &f
}

// commonWidth is the number of fields that most records have, as far as they are
// surely rows: those of the head's second half, unless there are very few.
func (t *finder) commonWidth() int {
	const few = 4
	from := 0
	if len(t.head) >= few {
		from = len(t.head) / 2
	}
	counts := map[int]int{}
	best := 0
	for _, h := range t.head[from:] {
		if h.outside || h.fields == 0 {
			continue
		}
		counts[h.fields]++
		if n, m := counts[h.fields], counts[best]; n > m || n == m && best == 1 {
			best = h.fields
		}
	}
	if best == 0 && from > 0 {
		for _, h := range t.head {
			best = max(best, h.fields)
		}
	}
	return best
}

// findData finds the first record that has numbers where the records in the
// second half of the head have them.
func (t *finder) findData() {
	t.data = -1
	half := len(t.head) / 2
	for half > 0 && !slices.ContainsFunc(t.head[half:], func(h headRecord) bool { return h.row(t.width) }) {
		half--
	}
	t.classify(t.r, t.head[half].before, t.width)
	t.tail = t.Kinds
	for i := range t.head {
		if t.head[i].row(t.width) && t.fits(t.fieldsOf(i)) {
			t.data = i
			return
		}
	}
}

// fits reports a record with numbers, or nothing, in the columns of numbers, and
// the same of times.
func (t *finder) fits(fields [][]byte) bool {
	values := 0
	for i := range t.tail {
		column := &t.tail[i]
		var c Count
		c.add(Trim(fields[i]))
		switch {
		case c.Empty+c.Missing > 0 || !column.Numeric() && !column.Moment():
		case c.AnyNumbers()+c.Moments > 0, column.Unit != "" && c.Unit == column.Unit:
			values++
		default:
			return false
		}
	}
	return values > 0
}

// rowsBefore is the number of records of the head that may be above the rows.
func (t *finder) rowsBefore() int {
	if t.data < 0 {
		return len(t.head)
	}
	return t.data
}

// findHeader finds the header among the records of the rows' width above them: the
// last one without any number, or one with a text over numbers. -1: none.
func (t *finder) findHeader() (header int, units []string) {
	for i := t.rowsBefore() - 1; i >= 0; i-- {
		h := &t.head[i]
		if t.data < 0 && i > 0 { // nothing but texts: the first is the header
			continue
		}
		if h.fields != t.width || !h.allText() {
			continue
		}
		fields := t.fieldsOf(i)
		if h.outside && prose(textsOf(fields)) {
			continue
		}
		if above := i - 1; above >= 0 && t.head[above].fields == t.width && t.head[above].allText() {
			units := unitsRow(fields[t.formTime():])
			if units == nil && i == t.data-1 && repeated(fields) {
				units = textsOf(fields[t.formTime():]) // a header does not repeat itself
			}
			if header := t.fieldsOf(above); units != nil && !repeated(header) {
				return above, t.padUnits(units)
			} else if named(header) && !named(t.fieldsOf(i)) || whole(header) && !whole(t.fieldsOf(i)) {
				continue // what a board says has as many fields by chance, and Min, Avg below names are none
			}
			fields = t.fieldsOf(i)
		}
		if i > 0 && repeated(fields) {
			continue
		}
		return i, nil
	}
	for i := range t.rowsBefore() {
		if h := &t.head[i]; h.row(t.width) {
			if t.data > 0 && t.head[i].texts > 0 && !t.fits(t.fieldsOf(i)) {
				return i, nil
			}
			break
		}
	}
	return -1, nil
}

func (t *finder) padUnits(units []string) []string {
	return append(make([]string, t.formTime()), units...)
}

func textsOf(fields [][]byte) []string {
	texts := make([]string, len(fields))
	for i, f := range fields {
		texts[i] = string(Trim(f))
		if inside, ok := inBrackets(texts[i]); ok {
			texts[i] = inside
		}
	}
	return texts
}

// headerWords are names that hardly any line but a header has.
var headerWords = setOf("t ts time timestamp datetime date millis micros t_ms time_ms timestamp_ms t_us time_us label class")

func named(fields [][]byte) bool {
	return slices.ContainsFunc(fields, func(f []byte) bool { return headerWords[strings.ToLower(string(Trim(f)))] })
}

// repeated reports a text that stands in two fields, as no header has it.
func repeated(fields [][]byte) bool {
	seen := map[string]bool{}
	for _, f := range fields {
		text := string(Trim(f))
		if text != "" && seen[text] {
			return true
		}
		seen[text] = true
	}
	return false
}

// whole reports a name for every column.
func whole(fields [][]byte) bool {
	return !slices.ContainsFunc(fields, func(f []byte) bool { return len(Trim(f)) == 0 })
}

// unitsBelow are the units in the record below a header, if that has any.
func (t *finder) unitsBelow(header int) []string {
	i := header + 1
	if i >= t.data || t.head[i].fields != t.width || !t.head[i].allText() {
		return nil
	}
	fields := t.fieldsOf(i)[t.formTime():]
	units := unitsRow(fields)
	if units == nil && repeated(fields) {
		units = textsOf(fields)
	}
	if units == nil {
		return nil
	}
	return t.padUnits(units)
}

// takeHeader takes the names from a header of the rows' width.
func (t *finder) takeHeader(header int, units []string) error {
	if units == nil {
		units = t.unitsBelow(header)
	}
	next := header + 1
	if units != nil {
		next++
	}
	for next < t.data && t.head[next].allText() {
		next++
	}
	names := t.namesIn(t.fieldsOf(header))
	t.sayAbove(header)
	if below := header + 1 + min(len(units), 1); next > below {
		t.note("below the header, " + noRows(t.head[below].line, t.head[next-1].line))
	}
	return t.begin(next, header, names, units)
}

// namesIn are the names in a header's fields; a form's time has its own.
func (t *finder) namesIn(fields [][]byte) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = string(Trim(f))
	}
	if first := t.formTime(); len(fields) > first && uncommented(fields[first]) != nil {
		names[first] = string(Trim(uncommented(fields[first])))
	}
	t.nameTime(names)
	return names
}

// nameTime names the time that the form puts before a row.
func (t *finder) nameTime(names []string) {
	if t.formTime() == 0 || len(names) == 0 {
		return
	}
	own := t.r.form.TimeName()
	for _, name := range []string{own, "timestamp" + own[len("time"):], "datetime" + own[len("time"):]} {
		if names[0] = name; !slices.Contains(names[1:], name) {
			return
		}
	}
}

// begin settles that the rows begin with a record of the head.
func (t *finder) begin(first, header int, names, units []string) error {
	t.Header = header >= 0
	t.Names = names
	t.Units = units
	if units == nil {
		t.Units = make([]string, len(names))
	} else {
		t.note(fmt.Sprintf("line %d is taken for the units of the columns", t.head[header+1].line))
	}
	t.keepKnown(first, header)
	t.First, t.Line = t.head[len(t.head)-1].after, t.head[len(t.head)-1].line
	if header >= 0 {
		t.Line, t.First = t.head[header].line, t.head[header].after
	}
	if first < len(t.head) {
		t.First = t.head[first].before
		if header < 0 {
			t.Line = t.head[first].line
		}
	}
	t.dropEmpty(first, len(names))
	t.dropAside(first, len(names))
	t.classify(t.r, t.First, len(names))
	t.takeLeads()
	t.decidePoint()
	t.Breaks = t.blankBreaks(first)
	return nil
}

// dropEmpty has the fields behind the columns dropped where rows end in delimiters.
func (t *finder) dropEmpty(first, columns int) {
	for i := first; i < len(t.head) && t.r.columns == 0; i++ {
		if h := &t.head[i]; h.fields > columns && !h.outside && t.emptyIn(i, columns) {
			t.r.columns = columns
		}
	}
}

// emptyIn reports a record of the head with nothing from the n-th field on.
func (t *finder) emptyIn(i, n int) bool {
	return !slices.ContainsFunc(t.fieldsOf(i)[n:], func(field []byte) bool { return len(Trim(field)) > 0 })
}

// mostKnown bounds the lines above the rows that are kept.
const mostKnown = 32

func (t *finder) keepKnown(first, header int) {
	for i := range min(first, len(t.head)) {
		if t.head[i].fields == 0 || len(t.Known) == mostKnown && i != header {
			continue
		}
		if i == header {
			t.KnownHeader = len(t.Known)
		}
		if t.head[i].values == 0 || i == header {
			t.Known = append(t.Known, clone(t.fieldsOf(i)))
		}
	}
}

// A blank line after every few rows ends what is one sample to a program; that is a
// rule from so many on.
const (
	fewBlanks     = 4
	fewestBetween = 8 // rows of a recording
)

// blankBreaks reports that blank lines part recordings: where one stands between
// most of the rows, it is how a program ends its lines.
func (t *finder) blankBreaks(first int) bool {
	gaps, blanks := 0, 0
	for i := first + 1; i < len(t.head); i++ {
		gaps++
		if t.head[i].blank {
			blanks++
		}
	}
	return blanks*2 <= gaps && (blanks < fewBlanks || blanks*fewestBetween <= gaps)
}

// sayAbove says which records above the header are no rows.
func (t *finder) sayAbove(header int) {
	if header > 0 {
		t.note(fmt.Sprintf("%s; the header is line %d", noRows(t.head[0].line, t.head[header-1].line), t.head[header].line))
	}
}

func noRows(from, to int) string {
	if from == to {
		return fmt.Sprintf("line %d is no row", from)
	}
	return fmt.Sprintf("lines %d to %d are no rows", from, to)
}

// takeFormNames takes the names that the values bring with them.
func (t *finder) takeFormNames() error {
	names := slices.Clone(t.r.form.Names())
	if t.formTime() > 0 {
		names = append([]string{""}, names...)
		t.nameTime(names)
	}
	first := slices.IndexFunc(t.head, func(h headRecord) bool { return h.row(len(names)) })
	if first < 0 {
		first = len(t.head)
	}
	if first > 0 {
		t.note(noRows(t.head[0].line, t.head[first-1].line))
	}
	return t.begin(first, -1, names, nil)
}
