package stream

import (
	"slices"
	"strconv"
	"strings"

	"tinyol-sim/internal/stream/role"
)

// None as Options.Time or Options.Label says that there is no such column,
// whatever the columns are called.
const None = "-"

// layout says what each column is for.
type layout struct {
	channels []int // in the order of Options.Columns, else of the file
	time     int   // -1: none
	clock    int   // time of day beside a date in time; -1: none
	label    int   // -1: none
	sessions []int
	unused   []int
	unit     string // of the time column, from its name
}

// arrange assigns the columns by the options, then by what the survey shows.
func (r *Reader) arrange(columns []role.Column) error {
	d, o := r.dialect, r.options
	d.tellApart(func(text string) { r.note(r.name + ": " + text) })
	given := role.Given{Roles: map[int]role.Role{}, NoTime: o.Time == None, NoLabel: o.Label == None}
	named, err := d.givenChannels(r.name, o.Columns, columns, given.Roles)
	if err != nil {
		return err
	}
	if err := d.givenTime(r.name, o.Time, columns, given.Roles); err != nil {
		return err
	}
	if err := d.givenLabel(r.name, o.Label, given.Roles); err != nil {
		return err
	}
	r.findings = role.Decide(columns, given)
	r.settleDoubts()
	r.layout = layoutOf(d.Names, r.findings, named)
	r.pairTime(given.NoTime)
	r.keepStill(columns)
	if len(r.layout.channels) == 0 {
		return r.noChannels()
	}
	return nil
}

// layoutOf sorts the columns by their roles. Of named channels these are all.
func layoutOf(names []string, findings []role.Finding, named []int) *layout {
	l := &layout{time: -1, clock: -1, label: -1, channels: named}
	for i, f := range findings {
		switch {
		case f.Role == role.Time && !f.Doubt && l.time < 0:
			l.time = i
		case f.Role == role.Label && !f.Doubt && l.label < 0:
			l.label = i
		case f.Role == role.Session && !f.Doubt:
			l.sessions = append(l.sessions, i)
		case f.Role == role.Sensor && !f.Doubt && named == nil:
			l.channels = append(l.channels, i)
		case !slices.Contains(named, i) && !(f.Role == role.Empty && names[i] == ""):
			l.unused = append(l.unused, i)
		}
	}
	return l
}

// pairTime completes the time: a date and a time of day in two columns are one. A
// column of dates or times of day is the time where nothing else was found.
func (r *Reader) pairTime(none bool) {
	d, l := r.dialect, r.layout
	if l.time >= 0 {
		unit := role.TimeUnit(d.Names[l.time])
		if r.findings[l.time].Unit == role.Days {
			unit = role.Days
		}
		d.takeTime(l, l.time, unit)
	} else if !none {
		r.findTime()
	}
	for _, i := range []int{l.time, l.clock} {
		if i < 0 {
			continue
		}
		if f := &r.findings[i]; f.Role != role.Time {
			f.Role, f.Doubt, f.Flag = role.Time, false, nil
			f.Evidence = "holds dates or times of day"
			if l.clock >= 0 {
				f.Evidence = "is one half of the time"
			}
		}
		for _, list := range []*[]int{&l.channels, &l.unused, &l.sessions} {
			*list = slices.DeleteFunc(*list, func(other int) bool { return other == i })
		}
	}
}

// keepStill takes columns of one value for the sensors that they may be: where the
// end of the recording was not seen, they may move yet; where nothing else is a
// sensor, it is for the front end to say that nothing moves.
func (r *Reader) keepStill(columns []role.Column) {
	l := r.layout
	if r.options.Columns != nil || r.seenAll && len(l.channels) > 0 {
		return
	}
	still := func(i int) bool { return r.findings[i].Role == role.Constant && numbers(columns[i].Kinds) }
	for i := range r.findings {
		if still(i) && i != l.time && i != l.clock {
			l.channels = append(l.channels, i)
		}
	}
	l.unused = slices.DeleteFunc(l.unused, still)
	slices.Sort(l.channels)
}

// noChannels says why not one column can be a channel.
func (r *Reader) noChannels() error {
	d := r.dialect
	if err := d.unreadNumbers(r.name, r.layout.unused); err != nil {
		return err
	}
	numeric := false
	var reasons []string
	for i, f := range r.findings {
		numeric = numeric || d.Kinds[i].Numeric()
		if len(reasons) < shownReasons {
			reasons = append(reasons, plain(d.Names[i])+" "+f.Evidence)
		}
	}
	if !numeric {
		return &Error{
			File: r.name, Line: d.Line, Problem: "none of the columns (" + list(d.Names) + ") holds numbers to use as a channel",
			Remedy: "delete what stands above the header, separate the columns by comma, semicolon or tab, or name the channels with --columns",
		}
	}
	return &Error{
		File: r.name, Line: d.Line, Problem: "none of the columns is taken for a sensor: " + strings.Join(reasons, "; "),
		Remedy: "name the channels with --columns",
	}
}

// shownReasons is how many columns an error explains.
const shownReasons = 4

// tellApart numbers columns of one name: Volt, Volt.2, Volt.3.
func (d *dialect) tellApart(note func(string)) {
	seen := map[string]bool{}
	var renamed []string
	for _, n := range d.Names {
		seen[n] = true
	}
	count := map[string]int{}
	for i, n := range d.Names {
		if n == "" {
			continue
		}
		if count[n]++; count[n] == 1 {
			continue
		}
		for number := count[n]; seen[d.Names[i]]; number++ {
			d.Names[i] = n + "." + strconv.Itoa(number)
		}
		seen[d.Names[i]] = true
		renamed = append(renamed, d.Names[i])
	}
	if len(renamed) > 0 {
		note("columns have the same name, and are called " + list(renamed) + " from the second on")
	}
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

// givenChannels finds the channels that the user named; nil without any.
func (d *dialect) givenChannels(name string, names []string, columns []role.Column, given map[int]role.Role) (channels []int, err error) {
	for _, column := range names {
		i, err := d.find(name, column)
		if err != nil {
			return nil, err
		}
		if given[i] != "" {
			return nil, d.columnError(name, i, "is named twice as a channel", "name each channel once")
		}
		if k := columns[i].Kinds; k.Texts+k.Moments > 0 && !numbers(k) {
			return nil, d.columnError(name, i, "does not hold numbers, as a channel has to", "leave it out of --columns")
		}
		given[i] = role.Sensor
		channels = append(channels, i)
	}
	return channels, nil
}

// numbers reports a column of numbers, be it that some fields are wrong.
func numbers(k role.Kinds) bool { return k.Integers+k.Decimals > k.Texts+k.Moments }

// givenTime finds the time that the user named.
func (d *dialect) givenTime(name, column string, columns []role.Column, given map[int]role.Role) error {
	if column == "" || column == None {
		return nil
	}
	i, err := d.find(name, column)
	if err != nil {
		return err
	}
	if k := columns[i].Kinds; !numbers(k) && k.Moments <= k.Texts {
		return d.columnError(name, i, d.unreadTime(i), "name another column with --time, or none with --time "+None)
	}
	if given[i] != "" {
		return d.columnError(name, i, "is named as the time and as a channel", "leave it out of --columns")
	}
	given[i] = role.Time
	return nil
}

// givenLabel finds the label that the user named.
func (d *dialect) givenLabel(name, column string, given map[int]role.Role) error {
	if column == "" || column == None {
		return nil
	}
	i, err := d.find(name, column)
	if err != nil {
		return err
	}
	switch given[i] {
	case role.Sensor:
		return d.columnError(name, i, "is named as the label and as a channel", "leave it out of --columns")
	case role.Time:
		return d.columnError(name, i, "is named as the label and as the time", "name another column for one of them")
	}
	given[i] = role.Label
	return nil
}

func (r *Reader) namesOf(columns []int) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = r.dialect.Names[c]
	}
	return names
}

func (r *Reader) nameOf(column int) string {
	if column < 0 {
		return ""
	}
	return r.dialect.Names[column]
}
