package layout

import (
	"fmt"
	"strconv"
	"strings"
)

// Kind is a way to lay a table out in lines.
type Kind string

// The kinds.
const (
	Auto    Kind = "auto"    // found from the content
	Rows    Kind = "rows"    // a row a line
	Windows Kind = "windows" // a window a line
	Long    Kind = "long"    // time, sensor, value: a line a sensor
	Tagged  Kind = "tagged"  // lines of several sensors in turn
)

// Class is where a line of windows has its label.
type Class string

// The places.
const (
	FindClass  Class = "" // found from the content
	ClassFirst Class = "class-first"
	ClassLast  Class = "class-last"
	NoClass    Class = "no-class"
)

// Choice is what --layout says.
type Choice struct {
	Kind Kind
	// Of Windows: the channels, 0: found; whether each channel's samples stand
	// together, where otherwise each sample's channels do; and the label.
	Axes         int
	ChannelMajor bool
	Class        Class
}

const channelMajor = "channel-major"

// maxAxes bounds the channels of a window.
const maxAxes = 64

// Notation is what Parse reads, for help and errors.
const Notation = "auto, rows, windows, long or tagged, windows with channels and order such as windows:3 or windows:3,channel-major,class-first"

// Parse reads a layout: a kind; behind windows a colon and the number of channels
// of a sample, and with commas channel-major (x1 x2 .. y1 y2 .., where otherwise
// x1 y1 x2 y2 ..) and class-first, class-last or no-class. "" is Auto.
func Parse(text string) (Choice, error) {
	if text == "" {
		return Choice{Kind: Auto}, nil
	}
	words := strings.Split(text, ",")
	name, axes, counted := strings.Cut(words[0], ":")
	c := Choice{Kind: Kind(name)}
	switch c.Kind {
	case Auto, Rows, Long, Tagged:
		if counted || len(words) > 1 {
			return c, fmt.Errorf("%q: nothing can follow %s", text, c.Kind)
		}
		return c, nil
	case Windows:
	default:
		return c, fmt.Errorf("unknown layout %q", text)
	}
	if counted {
		n, err := strconv.Atoi(axes)
		if err != nil || n < 1 || n > maxAxes {
			return c, fmt.Errorf("%q: the number of channels is 1 to %d", text, maxAxes)
		}
		c.Axes = n
	}
	for _, w := range words[1:] {
		switch {
		case w == channelMajor && !c.ChannelMajor:
			c.ChannelMajor = true
		case c.Class == FindClass && (Class(w) == ClassFirst || Class(w) == ClassLast || Class(w) == NoClass):
			c.Class = Class(w)
		default:
			return c, fmt.Errorf("%q: what is %q?", text, w)
		}
	}
	return c, nil
}

// String is the notation that Parse reads.
func (c Choice) String() string {
	text := string(c.Kind)
	if c.Axes > 0 {
		text += ":" + strconv.Itoa(c.Axes)
	}
	if c.ChannelMajor {
		text += "," + channelMajor
	}
	if c.Class != FindClass {
		text += "," + string(c.Class)
	}
	return text
}
