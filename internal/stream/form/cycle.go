package form

import (
	"bytes"
	"slices"
)

// cycle is a row of several lines, one value on each: name: value, or as Teleplot takes
// them, >name:value or >name:milliseconds:value, with §unit and |flags behind it.
type cycle struct {
	names []string // in their order
	timed bool     // a time stands before each value
	arrow bool
}

// cut takes a line apart.
func (c *cycle) cut(line []byte) (name, time, value []byte, ok bool) {
	arrow := len(line) > 0 && line[0] == '>'
	if arrow {
		line = line[1:]
		for _, end := range teleplotEnds {
			line, _, _ = bytes.Cut(line, end)
		}
	}
	name, value, ok = cutName(line)
	if !ok || len(c.names) > 0 && arrow != c.arrow {
		return nil, nil, nil, false
	}
	if at := bytes.IndexByte(value, ':'); at >= 0 && arrow {
		time, value = trim(value[:at]), trim(value[at+1:])
	}
	return name, time, value, isNumber(value) && (time == nil || isNumber(time))
}

var teleplotEnds = [][]byte{[]byte("|"), []byte("§")}

func (c *cycle) value(line []byte) (index int, value, time []byte, ok bool) {
	name, time, value, ok := c.cut(line)
	if !ok || (time != nil) != c.timed {
		return 0, nil, nil, false
	}
	for i, n := range c.names {
		if n == string(name) {
			return i, value, time, true
		}
	}
	return 0, nil, nil, false
}

// findCycle finds the names between two lines of the first one, where nearly all
// lines go on in that order; nil where there is no such order of two or more.
func findCycle(bodies [][]byte) *cycle {
	c := &cycle{}
	first := 0
	for i, body := range bodies {
		name, time, _, ok := c.cut(body)
		switch {
		case !ok:
		case len(c.names) == 0:
			first, c.timed, c.arrow = i, time != nil, body[0] == '>'
			c.names = append(c.names, string(name))
		case c.names[0] == string(name):
			if len(c.names) > 1 && c.holds(bodies[first:]) {
				return c
			}
			return nil
		case slices.Contains(c.names, string(name)):
			return nil
		default:
			c.names = append(c.names, string(name))
		}
	}
	return nil
}

// holds reports that nearly all lines are those of the cycle, in its order.
func (c *cycle) holds(bodies [][]byte) bool {
	next, good := 0, 0
	for _, body := range bodies {
		i, _, _, ok := c.value(body)
		if ok && i == next {
			good++
		}
		if ok {
			next = (i + 1) % len(c.names)
		}
	}
	return most(good, len(bodies))
}
