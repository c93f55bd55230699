package fan

import "math"

// oscillator is one degree of freedom u” + 2ζω·u' + ω²·u = f, stepped by
// Newmark's method of average acceleration (β = 1/4, γ = 1/2; Newmark 1959),
// which is stable at any step and adds no damping of its own.
type oscillator struct {
	position, velocity, acceleration float64

	damping, stiffness float64 // 2ζω, ω²
	divisor            float64
}

// newOscillator returns an oscillator at rest: stiffness is ω² in 1/s² and
// ratio the damping ratio ζ.
func newOscillator(stiffness, ratio float64) oscillator {
	damping := float64(2 * ratio * math.Sqrt(stiffness))
	divisor := 1 + float64(damping*(step/2)) + float64(stiffness*(step*step/4))
	return oscillator{damping: damping, stiffness: stiffness, divisor: divisor}
}

// next advances one step under the load f, a force per mass or a torque per
// inertia, and returns the acceleration.
func (o *oscillator) next(f float64) float64 {
	position := o.position + float64(step*o.velocity) + float64(step*step/4*o.acceleration)
	velocity := o.velocity + float64(step/2*o.acceleration)
	a := (f - float64(o.damping*velocity) - float64(o.stiffness*position)) / o.divisor
	o.acceleration = a
	o.velocity = velocity + float64(step/2*a)
	o.position = position + float64(step*step/4*a)
	return a
}
