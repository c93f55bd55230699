package layout

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// windows reads a window a line.
type windows struct {
	names  []string
	fields int   // of a line
	class  int   // column of the label, -1: none
	axes   int   // channels
	order  []int // columns [samples][axes]

	line    [][]byte
	at      int // line of the file
	samples int // of the line at hand
	next    int // sample
	row     [][]byte
}

func (w *windows) Names() []string { return w.names }

func (w *windows) Reset() { w.next, w.samples = 0, 0 }

func (w *windows) Next(read Read) (Row, error) {
	for w.next == w.samples {
		if err := w.begin(read); err != nil {
			return Row{}, err
		}
	}
	w.row = w.row[:0]
	if w.class >= 0 {
		w.row = append(w.row, w.line[w.class])
	}
	for _, column := range w.order[w.next*w.axes : (w.next+1)*w.axes] {
		w.row = append(w.row, w.line[column])
	}
	w.next++
	return Row{Fields: w.row, Line: w.at, Breaks: w.next == 1}, nil
}

// begin reads the next line.
func (w *windows) begin(read Read) error {
	w.Reset()
	fields, line, err := read()
	if err != nil {
		return err
	}
	if len(fields) != w.fields {
		return &Fault{
			Line: line, Problem: fmt.Sprintf("the window has %d fields, the others have %d", len(fields), w.fields),
			Remedy: "fix the line or pass --skip-bad-rows",
		}
	}
	w.line, w.at, w.samples = fields, line, len(w.order)/w.axes
	for w.samples > 0 && w.padding(w.samples-1) {
		w.samples--
	}
	return nil
}

// padding reports a sample without any value: shorter windows are filled up with
// such.
func (w *windows) padding(sample int) bool {
	for _, column := range w.order[sample*w.axes : (sample+1)*w.axes] {
		if !missing(bytes.TrimSpace(w.line[column])) {
			return false
		}
	}
	return true
}

func (w *windows) Column(field int) int {
	if w.class >= 0 {
		if field == 0 {
			return w.class
		}
		field--
	}
	if w.next == 0 || field < 0 || field >= w.axes {
		return -1
	}
	return w.order[(w.next-1)*w.axes+field]
}

// windows is the plan that the user asks for.
func (h *Head) windows(c Choice) (*Plan, error) {
	class := -1
	switch c.Class {
	case ClassFirst:
		class, _ = h.ends()
	case ClassLast:
		_, class = h.ends()
	case FindClass:
		class = h.classColumn()
	}
	shape := h.namedShape(class)
	if shape == nil || c.Axes > 0 && c.Axes != shape.axes || c.ChannelMajor {
		shape = positions(h.samples(class), max(c.Axes, 1), c.ChannelMajor)
	}
	if shape == nil {
		return nil, refuse("give another number, or say where the class is, such as --layout windows:2,class-last",
			"%d columns beside the class are no whole number of samples of %d channels", len(h.samples(class)), c.Axes)
	}
	return h.windowPlan(class, shape), nil
}

// samples are the columns beside the class, without what is none of the window.
func (h *Head) samples(class int) (columns []int) {
	first, last := h.ends()
	for i := first; i <= last; i++ {
		if i != class {
			columns = append(columns, i)
		}
	}
	return columns
}

// ends are the first and the last column of windows: a table that a program has
// written with the number of each row has that before them, and lines that end in a
// delimiter have nothing behind them.
func (h *Head) ends() (first, last int) {
	last = len(h.Names) - 1
	for last > 0 && h.Names[last] == "" && !h.any(last) || !h.Header && last > 0 && !h.any(last) {
		last--
	}
	if h.Header && indexName(h.Names[0]) {
		first = 1
	}
	return first, last
}

// any reports a column that holds something.
func (h *Head) any(column int) bool {
	return slices.ContainsFunc(h.data(), func(r [][]byte) bool { return column < len(r) && len(r[column]) > 0 })
}

// indexName reports what pandas and R call the numbers of rows.
func indexName(name string) bool { return name == "" || strings.EqualFold(name, "unnamed: 0") }

// shape is the order of a line.
type shape struct {
	axes         int
	order        []int // columns [samples][axes]
	names        []string
	channelMajor bool
}

// positions is the shape of columns without names; nil where they do not come out
// even.
func positions(columns []int, axes int, channelMajor bool) *shape {
	if len(columns) == 0 || len(columns)%axes != 0 {
		return nil
	}
	s := &shape{axes: axes, order: columns, channelMajor: channelMajor, names: channelNames(axes)}
	if !channelMajor || axes == 1 {
		return s
	}
	samples := len(columns) / axes
	s.order = make([]int, 0, len(columns))
	for sample := range samples {
		for axis := range axes {
			s.order = append(s.order, columns[axis*samples+sample])
		}
	}
	return s
}

func channelNames(axes int) (names []string) {
	switch axes {
	case 1:
		return []string{"value"}
	case 3:
		return []string{"x", "y", "z"}
	}
	for i := range axes {
		names = append(names, fmt.Sprintf("x%d", i+1))
	}
	return names
}

func (h *Head) windowPlan(class int, s *shape) *Plan {
	w := &windows{fields: len(h.Names), class: class, axes: s.axes, order: s.order}
	c := Choice{Kind: Windows, Axes: s.axes, ChannelMajor: s.channelMajor, Class: NoClass}
	if class >= 0 {
		w.names = append(w.names, h.className(class))
		c.Class = ClassLast
		if first, _ := h.ends(); class == first {
			c.Class = ClassFirst
		}
	}
	w.names = append(w.names, s.names...)
	return &Plan{Choice: c, Table: w, Window: len(s.order) / s.axes, HeaderIsFirst: h.countsFirst()}
}

// className is "label" unless the header has a name that says as much.
func (h *Head) className(column int) string {
	if name := h.Names[column]; h.Header && (h.Means[column] == Label || name == h.Label) && name != "" {
		return name
	}
	return "label"
}

// findSeries takes a file of one long line of numbers for a channel: a row of so many
// channels would be alone. nil: it is another one.
func (h *Head) findSeries() *Plan {
	if h.Header || len(h.Records) != 1 || len(h.Names) < longLine {
		return nil
	}
	s := positions(h.samples(-1), 1, false)
	if !h.allNumbers(s) {
		return nil
	}
	p := h.windowPlan(-1, s)
	p.Note = fmt.Sprintf("the line is read as %d samples of one channel; --layout %s says so, --layout rows reads it as one row", p.Window, p.Choice)
	p.Window = 0
	return p
}

// findWindows takes a line for a window where that is plain; nil where it is not.
func (h *Head) findWindows() *Plan {
	if len(h.Names) < leastColumns || len(h.Records) < leastLines || h.Header && !numbered(h.Names) {
		return nil
	}
	class := h.classColumn()
	shape := h.namedShape(class)
	if shape == nil {
		shape = h.smoothShape(class)
	}
	if shape == nil || !h.continuous(shape) {
		return nil
	}
	p := h.windowPlan(class, shape)
	p.Note = p.windowNote()
	return p
}

func (p *Plan) windowNote() string {
	what := fmt.Sprintf("each line is read as a window of %d samples", p.Window)
	if p.Choice.Axes > 1 {
		what += fmt.Sprintf(" of %d channels", p.Choice.Axes)
	}
	switch p.Choice.Class {
	case ClassFirst:
		what += ", its label in the first column"
	case ClassLast:
		what += ", its label in the last column"
	}
	return what + "; --layout " + p.Choice.String() + " says so, --layout rows reads a row a line"
}

// doubt says what a file might be that is read by rows; "" where nothing speaks
// for it.
func (h *Head) doubt() string {
	if h.Header || len(h.Names) < leastColumns {
		return ""
	}
	const remedy = "if a line is a window of one channel, pass --layout windows; of three channels --layout windows:3"
	switch {
	case len(h.Records) < leastLines && len(h.Names) >= longLine:
		return fmt.Sprintf("each line is read as a row of %d channels; %s", len(h.Names), remedy)
	case h.classColumn() >= 0:
		return fmt.Sprintf("each line is read as a row of %d columns without names, one of them with few values; %s", len(h.Names), remedy)
	}
	return ""
}

// numbered reports names that count samples: most end in a number, or are one.
func numbered(names []string) bool {
	n := 0
	if len(names) > 0 && indexName(names[0]) {
		names = names[1:]
	}
	for _, name := range names {
		if _, _, ok := cutNumber(name); ok {
			n++
		}
	}
	return n >= leastColumns-1 && n >= len(names)-1
}

// cutNumber separates the number that a name ends in.
func cutNumber(name string) (stem string, number int, ok bool) {
	const mostDigits = 9
	stem = strings.TrimRight(name, "0123456789")
	digits := name[len(stem):]
	if digits == "" || len(digits) > mostDigits {
		return name, 0, false
	}
	for _, c := range digits {
		number = number*10 + int(c-'0')
	}
	return strings.Trim(stem, " _-.[("), number, true
}

// namedShape is the shape that a header tells: x_1, y_1, z_1, x_2, ... or x1, x2,
// ..., y1, ... or 0, 1, 2, ...; nil where it does not.
func (h *Head) namedShape(class int) *shape {
	if !h.Header {
		return nil
	}
	var stems []string
	columns := map[string][]int{}
	for _, i := range h.samples(class) {
		stem, number, ok := cutNumber(h.Names[i])
		if !ok {
			return nil
		}
		all, seen := columns[stem]
		if !seen {
			stems = append(stems, stem)
		} else if _, last, _ := cutNumber(h.Names[all[len(all)-1]]); number != last+1 {
			return nil
		}
		columns[stem] = append(all, i)
	}
	s := &shape{axes: len(stems)}
	for _, stem := range stems {
		if len(columns[stem]) != len(columns[stems[0]]) {
			return nil
		}
		s.names = append(s.names, stem)
	}
	if s.axes == 0 || len(columns[stems[0]]) < 2 {
		return nil
	}
	for sample := range columns[stems[0]] {
		for _, stem := range stems {
			s.order = append(s.order, columns[stem][sample])
		}
	}
	s.channelMajor = s.axes > 1 && s.order[1] != s.order[0]+1
	if s.axes == 1 && s.names[0] == "" {
		s.names = channelNames(1)
	}
	return s
}
