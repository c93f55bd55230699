package stream

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tinyol-sim/internal/stream/table"
)

// None as Options.Time or Options.Label says that there is no such column,
// whatever the columns are called.
const None = "-"

// layout says what each column is for.
type layout struct {
	channels []int // in the order of Options.Columns, else of the file
	time     int   // -1: none
	clock    int   // time of day, where time has the date alone; -1: none
	label    int   // -1: none
	sessions []int
	unused   []int
	unit     string // of the time column, from its name
}

// Names of columns in lower case.
var (
	labelNames    = []string{"label", "class", "target", "mode"}
	anomalyNames  = []string{"anomaly", "is_anomaly"}
	sessionNames  = []string{"session", "file", "recording"}
	rowIndexNames = []string{"", "index", "unnamed: 0"} // the last by pandas
	// annotationWords mark columns that describe the data: recorded_label,
	// anomaly_point.
	annotationWords = []string{"label", "labels", "class", "anomaly", "annotation"}
)

// arrange assigns the columns by the options, then by name and content.
func (d *dialect) arrange(name string, o Options) (*layout, error) {
	if err := d.checkNames(name); err != nil {
		return nil, err
	}
	l := &layout{time: -1, clock: -1, label: -1}
	var err error
	for _, column := range o.Columns {
		i, err := d.find(name, column)
		if err != nil {
			return nil, err
		}
		if slices.Contains(l.channels, i) {
			return nil, d.columnError(name, i, "is named twice as a channel", "name each channel once")
		}
		if d.Kinds[i].NonNumeric() {
			return nil, d.columnError(name, i, "does not hold numbers, as a channel has to", "leave it out of --columns")
		}
		l.channels = append(l.channels, i)
	}
	if err = d.chooseTime(name, o.Time, l); err != nil {
		return nil, err
	}
	if l.label, err = d.chooseLabel(name, o.Label, l.channels); err != nil {
		return nil, err
	}
	if l.label >= 0 && (l.label == l.time || l.label == l.clock) {
		return nil, d.columnError(name, l.label, "is named as the label and as the time", "name another column for one of them")
	}
	d.assignRest(l)
	if len(l.channels) == 0 {
		if err := d.unreadNumbers(name, l.unused); err != nil {
			return nil, err
		}
		return nil, &Error{
			File: name, Line: d.Line, Problem: "none of the columns (" + list(d.Names) + ") holds numbers to use as a channel",
			Remedy: "delete what stands above the header, separate the columns by comma, semicolon or tab, or name the channels with --columns",
		}
	}
	return l, nil
}

// checkNames refuses names that cannot tell columns apart.
func (d *dialect) checkNames(name string) error {
	first := map[string]int{}
	for i, n := range d.Names {
		if n == "" {
			continue
		}
		if j, ok := first[n]; ok {
			return &Error{
				File: name, Line: d.Line, Column: i + 1, Name: n,
				Problem: "column " + strconv.Itoa(j+1) + " has the same name", Remedy: "rename one of them",
			}
		}
		first[n] = i
	}
	return nil
}

// find returns the index of a column that the user named.
func (d *dialect) find(name, column string) (int, error) {
	if i := slices.Index(d.Names, strings.TrimSpace(column)); i >= 0 && column != "" {
		return i, nil
	}
	return -1, &Error{
		File: name, Line: d.Line, Problem: "there is no column " + quoted([]byte(column)),
		Remedy: "name one of " + list(d.Names),
	}
}

func (d *dialect) columnError(name string, i int, problem, remedy string) *Error {
	return &Error{File: name, Line: d.Line, Column: i + 1, Name: d.Names[i], Problem: problem, Remedy: remedy}
}

// chooseLabel returns the column that the user named, or the first one that is
// called a label.
func (d *dialect) chooseLabel(name, column string, taken []int) (int, error) {
	switch column {
	case None:
		return -1, nil
	case "":
	default:
		i, err := d.find(name, column)
		if err == nil && slices.Contains(taken, i) {
			err = d.columnError(name, i, "is named as the label and as a channel", "leave it out of --columns")
		}
		return i, err
	}
	for _, known := range [][]string{labelNames, anomalyNames} {
		for i, n := range d.Names {
			if slices.Contains(known, strings.ToLower(n)) && !slices.Contains(taken, i) {
				return i, nil
			}
		}
	}
	return -1, nil
}

// assignRest finds the sessions, and the channels unless they are named.
func (d *dialect) assignRest(l *layout) {
	named := len(l.channels) > 0
	for i, n := range d.Names {
		lower := strings.ToLower(n)
		_, timeLike := timeColumn(n)
		switch {
		case slices.Contains(l.channels, i) || i == l.time || i == l.clock || i == l.label:
		case d.nothing(i):
		case slices.Contains(sessionNames, lower):
			l.sessions = append(l.sessions, i)
		case named || !d.Kinds[i].Numeric() || timeLike || d.describes(lower):
			l.unused = append(l.unused, i)
		default:
			l.channels = append(l.channels, i)
		}
	}
}

// nothing reports a column without a name and without a value, as a delimiter at the
// end of every line makes it.
func (d *dialect) nothing(i int) bool {
	return (d.Names[i] == "" || d.Names[i] == table.Nameless(i)) && d.Kinds[i].Empty == d.Counted
}

// describes reports a column that is about the rows, not from the sensor.
func (d *dialect) describes(lower string) bool {
	if slices.Contains(rowIndexNames, lower) || slices.Contains(labelNames, lower) {
		return true
	}
	words := strings.FieldsFunc(lower, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(annotationWords, w) })
}
