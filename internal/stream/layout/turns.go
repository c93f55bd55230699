package layout

import (
	"bytes"
	"math"
	"slices"
	"strings"
)

// What it takes to take a column for the name of a sensor.
const (
	longColumns = 3 // time, sensor, value
	mostTags    = 64
	tagColumns  = 16   // a sensor's name stands in front of its values
	leastSeen   = 5    // times that each sensor has to come
	regular     = 0.8  // share of the steps between two lines of a sensor that are nearly equal
	mostRare    = 0.02 // share of the lines that are of no sensor
	complete    = 0.9  // share of the rows of a long table that have every sensor
)

// sensorNames are names of columns that name a sensor, in lower case without what
// is no letter.
var sensorNames = []string{"sensor", "sensorid", "sensorname", "channel", "channelid", "ch", "axis", "variable", "signal", "measurement", "metric", "quantity", "parameter", "tag", "source"}

func saysSensor(name string) bool {
	letters := strings.Map(func(c rune) rune {
		if strings.ContainsRune(" _-.", c) {
			return -1
		}
		return c
	}, strings.ToLower(name))
	return slices.Contains(sensorNames, letters)
}

// tag is a sensor whose lines come in turn with those of others.
type tag struct {
	text   string
	name   string // of its columns
	lines  []int  // indices of its records
	fields int    // of most of its records
}

// turns is a table whose lines are of several sensors in turn.
type turns struct {
	column int
	tags   []*tag // in order of first appearance
	clock  int    // column of the time, -1: none
	common []int  // columns of all sensors: time, label, session, what never changes
	values []int  // the remaining columns
}

// findTurns takes a file for one of sensors in turn where that is plain; nil where
// it is not.
func (h *Head) findTurns() *Plan {
	for column := range min(len(h.Names), tagColumns) {
		t := h.turnsOf(column)
		if t == nil || !t.regular() {
			continue
		}
		if p := h.longPlan(t); p != nil && (h.isText(column) || saysSensor(h.Names[column]) || h.stampsRepeat(t)) {
			p.Note = p.Table.(*long).note()
			return p
		}
		if h.isText(column) || saysSensor(h.Names[column]) {
			if p := h.taggedPlan(t); p != nil {
				p.Note = p.Table.(*tagged).note()
				return p
			}
		}
	}
	return nil
}

// turnsOf groups the records by a column; nil where that cannot name sensors.
func (h *Head) turnsOf(column int) *turns {
	if h.Means[column] != Nothing {
		return nil
	}
	t := &turns{column: column}
	index := map[string]*tag{}
	for i, r := range h.Records {
		if column >= len(r) || len(r[column]) == 0 || h.Moment(r[column]) {
			return nil
		}
		if v, ok := h.Number(r[column]); ok && v != math.Trunc(v) {
			return nil
		}
		text := string(r[column])
		if index[text] == nil {
			if len(t.tags) == mostTags {
				return nil
			}
			index[text] = &tag{text: text}
			t.tags = append(t.tags, index[text])
		}
		index[text].lines = append(index[text].lines, i)
	}
	t.dropRare(len(h.Records))
	if len(t.tags) < 2 {
		return nil
	}
	for _, g := range t.tags {
		g.fields = h.usualFields(g)
	}
	h.nameTags(t)
	h.share(t)
	return t
}

// dropRare leaves out what is no sensor though it stands where those do: a board's
// greeting, a line that a glitch has spoilt.
func (t *turns) dropRare(records int) {
	isRare := func(g *tag) bool { return len(g.lines) < leastSeen }
	rare := 0
	for _, g := range t.tags {
		if isRare(g) {
			rare += len(g.lines)
		}
	}
	if float64(rare) <= max(1, mostRare*float64(records)) {
		t.tags = slices.DeleteFunc(t.tags, isRare)
	}
}

// usualFields is how many fields most records of a tag have.
func (h *Head) usualFields(g *tag) (fields int) {
	count := map[int]int{}
	for _, i := range g.lines {
		n := len(h.Records[i])
		if count[n]++; count[n] > count[fields] {
			fields = n
		}
	}
	return fields
}

// nameTags gives the sensors' columns names without what a shell might take
// amiss; a number is no name.
func (h *Head) nameTags(t *turns) {
	taken := map[string]bool{}
	for _, g := range t.tags {
		name := strings.Trim(g.text, " $:#<>[]()!@")
		if _, ok := h.Number([]byte(g.text)); ok {
			name = "sensor_" + g.text
			if h.Header {
				name = h.Names[t.column] + "_" + g.text
			}
		}
		if name == "" || taken[name] {
			name = g.text
		}
		taken[name] = true
		g.name = name
	}
}

// share finds the columns that all sensors have in common.
func (h *Head) share(t *turns) {
	t.clock = slices.Index(h.Means, Time)
	for i := range h.Names {
		if i == t.column {
			continue
		}
		c := h.course(i)
		if c.rises && t.clock < 0 {
			t.clock = i
		}
		if h.Means[i] != Nothing || i == t.clock || c.stays {
			t.common = append(t.common, i)
		} else {
			t.values = append(t.values, i)
		}
	}
}

// course is how a column goes from record to record.
type course struct {
	rises bool // moments, or numbers that never fall and do not stay: a clock
	stays bool // the same text in every record
}

func (h *Head) course(column int) course {
	if h.courses == nil {
		for i := range h.Names {
			h.courses = append(h.courses, h.courseOf(i))
		}
	}
	return h.courses[column]
}

func (h *Head) courseOf(column int) course {
	last, first := math.Inf(-1), math.NaN()
	rises, stays := true, true
	moments := 0
	for i, r := range h.Records {
		if column >= len(r) {
			return course{}
		}
		stays = stays && bytes.Equal(r[column], h.Records[0][column])
		if h.Moment(r[column]) {
			moments++
			continue
		}
		v, ok := h.Number(r[column])
		rises = rises && ok && v >= last
		if last = v; i == 0 {
			first = v
		}
	}
	return course{rises && !stays && (moments > 0 || last > first), stays}
}

func (h *Head) isText(column int) bool {
	n := 0
	for _, r := range h.Records {
		if column >= len(r) {
			continue
		}
		if _, ok := h.Number(r[column]); !ok {
			n++
		}
	}
	return 2*n > len(h.Records)
}

// regular reports sensors that come again and again, each at its own pace: no
// labels, which come in runs, and no remarks, which come as they like.
func (t *turns) regular() bool {
	for _, g := range t.tags {
		if len(g.lines) < leastSeen || !g.steady() {
			return false
		}
	}
	return t.alternates()
}

// alternates reports that no more than the fastest sensor has lines one after the
// other.
func (t *turns) alternates() bool {
	inRuns := 0
	for _, g := range t.tags {
		next := 0
		for i := 1; i < len(g.lines); i++ {
			if g.lines[i] == g.lines[i-1]+1 {
				next++
			}
		}
		if 2*next > len(g.lines) {
			inRuns++
		}
		if next >= len(g.lines)-2 { // one run: it never takes turns
			return false
		}
	}
	return inRuns <= 1
}

// steady reports steps between the lines of a sensor that are nearly equal.
func (g *tag) steady() bool {
	var steps []int
	for i := 1; i < len(g.lines); i++ {
		steps = append(steps, g.lines[i]-g.lines[i-1])
	}
	slices.Sort(steps)
	median := steps[len(steps)/2]
	near := 0
	for _, s := range steps {
		if d := max(s-median, median-s); d <= 1 || 2*d <= median {
			near++
		}
	}
	return float64(near) >= regular*float64(len(steps))
}

// stampsRepeat reports that all sensors are read at one moment: the stamp changes
// once a cycle.
func (h *Head) stampsRepeat(t *turns) bool {
	if t.clock < 0 {
		return false
	}
	stamps := 1
	for i := 1; i < len(h.Records); i++ {
		if !bytes.Equal(h.Records[i][t.clock], h.Records[i-1][t.clock]) {
			stamps++
		}
	}
	return stamps > 1 && stamps <= len(h.Records)/len(t.tags)+1
}
