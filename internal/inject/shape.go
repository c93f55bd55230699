package inject

import (
	"math"
	"slices"
)

// driftShape is how the old concept gives way to the new one; the four are those
// of Gama, Zliobaite, Bifet, Pechenizkiy and Bouchachia, "A survey on concept
// drift adaptation", ACM Computing Surveys 46 (4), 2014, figure 2.
type driftShape uint8

const (
	sudden driftShape = iota
	incremental
	gradual
	recurring
)

// shapes describes the shapes by index: the length that one takes, what else
// it can have, and an example of what follows the kind.
var shapes = [...]struct{ name, span, extra, example string }{
	sudden:      {name: "sudden", example: "shape=sudden,at=3000"},
	incremental: {name: "incremental", span: "ramp", example: "shape=incremental,at=3000,ramp=500"},
	gradual:     {name: "gradual", span: "width", extra: "stretch", example: "shape=gradual,at=3000,width=2000"},
	recurring:   {name: "recurring", span: "period", example: "shape=recurring,at=3000,period=1000"},
}

// lengths are all lengths that shapes take.
var lengths = []string{"ramp", "width", "stretch", "period"}

// stretchesInWidth is how many stretches a gradual drift without stretch= has:
// enough for the share of the new concept to rise in small steps, and long
// enough for some of a stretch's windows to lie within it.
const stretchesInWidth = 20

// shortestPeriod is that of one row of the new concept and one of the old.
const shortestPeriod = 2

func (d *Drift) parseShape(part, value string) (driftShape, error) {
	for i, s := range shapes {
		if s.name == value {
			return driftShape(i), nil
		}
	}
	return 0, d.wrong(part, "is no shape of drift", "use sudden, gradual, incremental or recurring, e.g. "+shapes[gradual].example)
}

// completeShape checks that the shape has what it needs and nothing else. Without
// shape= a ramp makes it incremental, and nothing makes it sudden.
func (d *Drift) completeShape(seen map[string]bool) error {
	if !seen["shape"] && seen["ramp"] {
		d.shape = incremental
	}
	s := shapes[d.shape]
	for _, key := range lengths {
		if !seen[key] || key == s.span || key == s.extra {
			continue
		}
		if !seen["shape"] {
			return d.wrong(key, "is nothing that a drift without shape= has", "add shape="+shapeWith(key))
		}
		return d.wrong(key, "is nothing that "+s.name+" drift has", "leave it out, or use shape="+shapeWith(key))
	}
	if s.span != "" && !seen[s.span] {
		return d.wrong("", s.name+" drift needs "+s.span, "write e.g. "+s.example)
	}
	return d.checkLengths(seen)
}

// shapeWith is the shape that takes a length.
func shapeWith(key string) string {
	i := slices.IndexFunc(shapes[:], func(s struct{ name, span, extra, example string }) bool {
		return s.span == key || s.extra == key
	})
	return shapes[i].name
}

func (d *Drift) checkLengths(seen map[string]bool) error {
	s := shapes[d.shape]
	switch {
	case d.shape == sudden:
		return nil
	case d.shape == recurring && !d.span.seconds && d.span.amount < shortestPeriod:
		return d.wrong(s.span, "is too short to alternate in", "give a period of at least 2 rows")
	case seen["shape"] && d.span.amount == 0:
		return d.wrong(s.span, "is 0", "give it a length, or use shape=sudden")
	case !seen["stretch"]:
		d.stretch = extent{d.span.amount / stretchesInWidth, d.span.seconds}
	case d.stretch.seconds != d.span.seconds:
		return d.wrong("stretch", "is not in the unit of width", "give both in rows, or both in seconds")
	case d.stretch.amount == 0 || d.stretch.amount > d.span.amount:
		return d.wrong("stretch", "does not fit into width", "give more than 0, and at most the width")
	}
	return nil
}

// TooShort reports a drift that alternates faster than every row; period is the
// time between two rows in seconds.
func (d Drift) TooShort(period float64) bool {
	return d.shape == recurring && d.span.seconds && d.span.amount < shortestPeriod*period
}

// reached says how far a drift has come where it began so many rows or seconds
// before: which change it is in, counted from 0, and whether that change is over.
func (d *Drift) reached(behind float64) (turn int64, over bool) {
	switch d.shape {
	case incremental, gradual:
		return 0, behind >= d.span.amount
	case recurring:
		return int64(math.Floor(2 * behind / d.span.amount)), true
	}
	return 0, true
}

// strength is 0 for the readings as they were, 1 for those of the new concept.
func (s *driftState) strength(behind float64, turn int64, over bool) float64 {
	switch {
	case s.shape == recurring:
		return float64(1 - turn%2)
	case over:
		return 1
	case s.shape == incremental:
		return behind / s.span.amount
	}
	return s.drawn(behind)
}

// drawn is the strength of a gradual drift in a stretch: the new concept comes
// with a probability that rises linearly over the width, taken at the middle of
// the stretch.
func (s *driftState) drawn(behind float64) float64 {
	if stretch := math.Floor(behind / s.stretch.amount); stretch != s.drew {
		probability := (stretch + 0.5) * s.stretch.amount / s.span.amount
		s.drew, s.concept = stretch, 0
		if s.concepts.Float64() < probability {
			s.concept = 1
		}
	}
	return s.concept
}
