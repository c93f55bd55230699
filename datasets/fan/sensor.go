package fan

import "math"

// sensor is one LSM9DS1: it takes acceleration in g at every simulated step and
// gives counts at every sample.
type sensor struct {
	gain, offset vector // [1], [g] of this device
	noise        float64
	input, state vector
}

// newSensor returns the device of that seed; room is how far the room is from
// 25 °C in K.
func newSensor(seed uint64, room float64) sensor {
	s := newSource(seed, streamBoard)
	d := sensor{noise: float64(noiseDensity * math.Sqrt(stepRate/2))}
	for i := range d.gain {
		d.gain[i] = 1 + float64(gainSpread*s.normal())
		drift := float64(offsetDrift * s.normal() * room)
		d.offset[i] = float64(offsetSpread*s.normal()) + drift
	}
	return d
}

// filterStep is ωτ/2 of the anti-alias filter at one simulated step.
const filterStep = pi * antiAliasBandwidth * step

// next feeds one step of acceleration in g. The noise is white before the
// filter, so that what the data sheet would call its density is seen within
// the bandwidth.
func (d *sensor) next(s source, a vector) {
	for i := range a {
		in := float64(d.gain[i]*a[i]) + d.offset[i] + float64(d.noise*s.normal())
		// First-order low pass by the trapezoidal rule.
		sum := float64((1-filterStep)*d.state[i]) + float64(filterStep*(in+d.input[i]))
		d.state[i] = sum / (1 + filterStep)
		d.input[i] = in
	}
}

// counts returns the filter's output as the registers hold it.
func (d *sensor) counts() [3]int16 {
	var c [3]int16
	for i, v := range d.state {
		c[i] = quantise(v)
	}
	return c
}

// quantise rounds g to counts of 0.122 mg and saturates at 16 bits.
func quantise(g float64) int16 {
	n := math.RoundToEven(g / Sensitivity)
	return int16(min(max(n, math.MinInt16), math.MaxInt16))
}
