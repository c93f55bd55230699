package inject

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"

	"tinyol-sim/internal/stream"
)

// Drifter injects drifts into the rows of one stream, one drift after the
// other. It computes in float64 on the host: the sensor is at fault, not the
// device.
type Drifter struct {
	drifts  []driftState
	started bool
	segment int
	last    float64 // time of the last row
	step    float64 // last step forward in time
	elapsed float64 // seconds since the first row, breaks between segments left out
	changes changeList
}

type driftState struct {
	Drift
	noise    *rand.Rand
	begun    float64 // place where it begins, in the unit of its span; NaN before
	turn     int64   // change that it is in, counted from 0; -1 before the first
	listed   int     // where that change stands in the list
	concepts *rand.Rand
	concept  float64 // strength of the stretch of a gradual drift
	drew     float64 // stretch that it was drawn for; -1 before the first
}

// conceptStreams is where the generators of the concepts begin, so that they
// draw apart from those of the noise.
const conceptStreams = 1 << 32

// New returns a Drifter for rows of so many channels. seed decides the
// noise and the concepts of gradual drift. The error is a *Error.
func New(channels int, seed uint64, ds ...Drift) (*Drifter, error) {
	d := &Drifter{drifts: make([]driftState, len(ds))}
	for i, drift := range ds {
		if err := drift.fits(channels); err != nil {
			return nil, err
		}
		d.drifts[i] = driftState{
			Drift: drift, begun: math.NaN(), turn: -1, drew: -1,
			noise:    rand.New(rand.NewPCG(seed, uint64(i))),
			concepts: rand.New(rand.NewPCG(seed, conceptStreams+uint64(i))),
		}
	}
	return d, nil
}

// fits checks that the channels are there.
func (d *Drift) fits(channels int) error {
	axis, needed := "axis="+axisName(d.axis), d.axis+1
	if d.kind == rotationDrift {
		needed = 3
	}
	if channels < needed {
		return d.wrong(axis, fmt.Sprintf("needs %d channels, the stream has %d channels", needed, channels),
			"name the channels with --columns, or choose another axis")
	}
	return nil
}

func axisName(axis int) string {
	const names = "xyz"
	if 0 <= axis && axis < len(names) {
		return names[axis : axis+1]
	}
	return strconv.Itoa(axis + 1)
}

// Apply changes the values of a row by the drifts that have begun.
func (d *Drifter) Apply(row *stream.Row) {
	d.advance(row)
	place := Place{row.Number, d.elapsed}
	for i := range d.drifts {
		s := &d.drifts[i]
		behind, begun := s.behind(place)
		if !begun {
			continue
		}
		turn, over := s.reached(behind)
		d.changes.note(i, s, place, turn, over)
		if strength := s.strength(behind, turn, over); strength > 0 {
			s.apply(row.Values, strength)
		}
	}
}

// advance counts the time since the first row. The recordings of a stream are
// taken to follow each other at once, whatever their clocks say.
func (d *Drifter) advance(row *stream.Row) {
	switch step := row.Time - d.last; {
	case !d.started:
		d.started = true
		if row.Time != row.Time {
			d.elapsed = math.NaN()
		}
	case row.Segment != d.segment:
		d.elapsed += d.step
	default:
		d.elapsed += step
		d.step = step
	}
	d.segment, d.last = row.Segment, row.Time
}

// behind is how far behind its beginning a drift is, in the unit of its span.
func (s *driftState) behind(p Place) (behind float64, begun bool) {
	if !(p.along(s.at) >= s.at.amount) {
		return 0, false
	}
	here := p.along(s.span)
	if s.begun != s.begun {
		s.begun = here
	}
	return here - s.begun, true
}

// apply changes the values of one row.
func (s *driftState) apply(values []float32, strength float64) {
	if s.kind == rotationDrift {
		s.rotate(values, strength)
		return
	}
	if s.axis != allAxes {
		values = values[s.axis : s.axis+1]
	}
	for i, x := range values {
		values[i] = float32(s.change(float64(x), strength))
	}
}

// change returns a changed reading.
func (s *driftState) change(x, strength float64) float64 {
	switch s.kind {
	case gainDrift:
		return x * (1 + float64((s.size-1)*strength))
	case offsetDrift:
		return x + float64(s.size*strength)
	}
	return x + float64(s.noise.NormFloat64()*float64(s.size*strength))
}

// rotate turns the vector of the first three channels about an axis, counter-
// clockwise as seen from its tip: about z it turns x towards y.
func (s *driftState) rotate(values []float32, strength float64) {
	sin, cos := math.Sincos(s.size * strength * math.Pi / 180)
	a, b := (s.axis+1)%3, (s.axis+2)%3
	x, y := float64(values[a]), float64(values[b])
	values[a] = float32(float64(x*cos) - float64(y*sin))
	values[b] = float32(float64(x*sin) + float64(y*cos))
}
