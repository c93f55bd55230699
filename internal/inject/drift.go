package inject

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Drift is a change of the sensor's readings that is injected into a stream.
// It is written as a kind and what the kind needs:
//
//	gain:factor=1.2          readings times a factor
//	offset:value=100         readings plus a value in the channel's unit
//	rotation:angle=20,axis=z the first three channels turned by an angle in
//	                         degrees about their x, y or z axis
//	noise:sigma=15           normal noise of that standard deviation added
//
// and, for each of them, axis=x, y, z or a channel's number from 1, where gain,
// offset and noise without it act on all channels; at=3000, the row that it
// begins with, or at=25s, the time since the first row; and the shape in which
// the readings as they were, the old concept, give way to the new one:
//
//	shape=sudden                 from one row to the next
//	shape=incremental,ramp=500   growing linearly to its full size
//	shape=gradual,width=2000     stretches of the old and of the new concept in
//	                             turns, the new one ever more often; how long a
//	                             stretch is says stretch=100
//	shape=recurring,period=1000  the new concept for half a period, then the old
//	                             one for as long, and so on
//
// Lengths are rows, or seconds with an s after them. Without at it begins with the
// first row; without shape, ramp makes it incremental, and it is sudden else.
type Drift struct {
	kind    driftKind
	size    float64 // factor, value, angle in degrees, or sigma
	axis    int     // channel from 0, or axis of rotation; allAxes
	shape   driftShape
	at      extent
	span    extent // ramp, width or period, as the shape has it
	stretch extent // of a gradual drift
	given   string // as it was written
}

type driftKind uint8

const (
	gainDrift driftKind = iota
	offsetDrift
	rotationDrift
	noiseDrift
)

// allAxes stands for every channel.
const allAxes = -1

// driftKinds describes the kinds by index.
var driftKinds = [...]struct{ name, size, example string }{
	gainDrift:     {"gain", "factor", "gain:factor=1.2"},
	offsetDrift:   {"offset", "value", "offset:value=100,axis=x"},
	rotationDrift: {"rotation", "angle", "rotation:angle=20,axis=z"},
	noiseDrift:    {"noise", "sigma", "noise:sigma=15"},
}

// extent is a place in the stream, or a length of it.
type extent struct {
	amount  float64
	seconds bool // else rows
}

// Error is a drift that cannot be had.
type Error struct {
	Text    string // the whole drift as it was written
	Part    string // what is wrong in it; "" if something is missing
	Problem string
	Remedy  string
}

func (e *Error) Error() string {
	if e.Part == "" {
		return fmt.Sprintf("drift %q: %s; %s", e.Text, e.Problem, e.Remedy)
	}
	return fmt.Sprintf("drift %q: %q %s; %s", e.Text, e.Part, e.Problem, e.Remedy)
}

// Parse reads a drift. The error is a *Error.
func Parse(text string) (Drift, error) {
	d := Drift{axis: allAxes, given: text}
	name, rest, _ := strings.Cut(text, ":")
	kind := slices.IndexFunc(driftKinds[:], func(k struct{ name, size, example string }) bool {
		return k.name == strings.TrimSpace(name)
	})
	if kind < 0 {
		return Drift{}, &Error{
			Text: text, Part: name, Problem: "is no kind of drift",
			Remedy: "use gain, offset, rotation or noise, e.g. " + driftKinds[rotationDrift].example,
		}
	}
	d.kind = driftKind(kind)
	seen := map[string]bool{}
	for part := range strings.SplitSeq(rest, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		key, err := d.set(part)
		if err != nil {
			return Drift{}, err
		}
		if seen[key] {
			return Drift{}, d.wrong(part, "gives "+key+" a second time", "give it once")
		}
		seen[key] = true
	}
	if err := d.complete(seen); err != nil {
		return Drift{}, err
	}
	return d, nil
}

// complete reports what is missing.
func (d *Drift) complete(seen map[string]bool) error {
	k := driftKinds[d.kind]
	if !seen[k.size] {
		return d.wrong("", k.size+" is missing", "write e.g. "+k.example)
	}
	if d.kind == rotationDrift && d.axis == allAxes {
		return d.wrong("", "axis is missing", "write e.g. "+k.example)
	}
	return d.completeShape(seen)
}

// set takes one key=value and returns the key.
func (d *Drift) set(part string) (key string, err error) {
	key, value, _ := strings.Cut(part, "=")
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	k := driftKinds[d.kind]
	switch key {
	case k.size:
		d.size, err = d.number(part, value)
	case "axis":
		d.axis, err = d.parseAxis(part, value)
	case "at":
		d.at, err = d.parseExtent(part, value)
	case "shape":
		d.shape, err = d.parseShape(part, value)
	case "ramp", "width", "period":
		d.span, err = d.parseExtent(part, value)
	case "stretch":
		d.stretch, err = d.parseExtent(part, value)
	default:
		return key, d.wrong(part, "is nothing that "+k.name+" has", "it has "+k.size+", axis, at, shape, "+strings.Join(lengths, ", "))
	}
	if key == "sigma" && err == nil && d.size < 0 {
		err = d.wrong(part, "is negative", "give a standard deviation of 0 or more")
	}
	return key, err
}

func (d *Drift) number(part, value string) (float64, error) {
	x, ok := parseNumber(value)
	if !ok {
		return 0, d.wrong(part, "is not a finite number", "write e.g. "+driftKinds[d.kind].example)
	}
	return x, nil
}

// parseNumber reads a decimal number as people write it: none of strconv's
// hexadecimals, underscores and names.
func parseNumber(text string) (float64, bool) {
	if strings.Trim(text, "+-.eE0123456789") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil
}

func (d *Drift) parseAxis(part, value string) (int, error) {
	if i := slices.Index([]string{"x", "y", "z"}, value); i >= 0 {
		return i, nil
	}
	n, err := strconv.Atoi(value)
	if d.kind == rotationDrift {
		return 0, d.wrong(part, "is no axis to turn about", "use axis=x, axis=y or axis=z")
	}
	if err != nil || n < 1 {
		return 0, d.wrong(part, "is no axis", "use x, y, z or the number of a channel from 1")
	}
	return n - 1, nil
}

func (d *Drift) parseExtent(part, value string) (extent, error) {
	amount, seconds := strings.CutSuffix(value, "s")
	x, ok := parseNumber(amount)
	switch {
	case !ok || x < 0:
		return extent{}, d.wrong(part, "is no place in the stream", "give a number of rows, or of seconds with an s after it: 3000 or 25s")
	case !seconds && x != math.Trunc(x):
		return extent{}, d.wrong(part, "is not a whole number of rows", "round it, or put an s after it for seconds")
	}
	return extent{x, seconds}, nil
}

func (d *Drift) wrong(part, problem, remedy string) error {
	return &Error{Text: d.given, Part: part, Problem: problem, Remedy: remedy}
}

// String returns the drift as it was written.
func (d Drift) String() string { return d.given }

// NeedsTime reports a drift that is placed in seconds: in a stream without time
// it would never begin.
func (d Drift) NeedsTime() bool { return d.at.seconds || d.span.seconds }
