package fan

import "math"

// runningRotor is the fan's rotor at speed: where it is and what it does to the
// head.
type runningRotor struct {
	speed float64 // [Hz] of this start, before it wanders
	angle float64 // [turn]
	mains float64 // [turn]
	load  float64 // [N] on the bearing
	fan   specimen

	wander     coloured
	turbulence [3]coloured
	noise      float64 // [N] rms of a step's rubbing noise
}

// newRunningRotor starts the fan with the shaft leaning back by lean turns.
func newRunningRotor(s source, fan specimen, lean float64) *runningRotor {
	r := &runningRotor{
		fan:    fan,
		speed:  startSpeed(fan, lean, float64(supplySpread*s.normal())),
		angle:  s.uniform(),
		mains:  s.uniform(),
		load:   bearingLoad(lean),
		wander: newColoured(s, speedWander, speedWanderTime),
	}
	r.noise = float64(bearingNoise * r.load * math.Sqrt(stepRate/2))
	const along = turbulence * thrust
	for i, rms := range [3]float64{along * turbulenceSide, along, along * turbulenceSide} {
		r.turbulence[i] = newColoured(s, float64(rms*fan.strength), turbulenceTime)
	}
	return r
}

// radialLoad and thrustLoad are the rotor's weight across and along the shaft,
// in N; the magnet always presses it against the washer, leaning back adds to
// that.
func radialLoad(lean float64) float64 { return float64(rotorMass * gravity * cosine(lean)) }

func thrustLoad(lean float64) float64 {
	return magneticPreload + float64(rotorMass*gravity*sine(lean))
}

func bearingLoad(lean float64) float64 { return radialLoad(lean) + thrustLoad(lean) }

// startSpeed returns the speed in Hz for a supply off by a relative amount:
// the motor's torque less the bearing's friction turns the blades, whose drag
// goes with the speed squared, so half of a relative change in torque arrives.
func startSpeed(fan specimen, lean, supply float64) float64 {
	friction := func(u float64) float64 {
		return float64(bearingFriction * (float64(journalRadius*radialLoad(u)) + float64(thrustRadius*thrustLoad(u))))
	}
	slower := (friction(lean) - friction(0)) / (2 * meanTorque) / fan.strength
	return float64(shaftSpeed * (1 + float64(speedOverVoltage*supply) - slower) * fan.speed)
}

// next advances one step and returns the load on the head.
func (r *runningRotor) next(s source) load {
	f := float64(r.speed * (1 + r.wander.next(s)))
	pole, quarter := r.harmonic(torqueRippleOrder)
	commutation, _ := r.harmonic(2 * torqueRippleOrder)

	// Torque over its mean, without the mean, which only shifts the fan: the
	// pulse of each pole, cogging a quarter of it later, commutation.
	ripple := float64(coggingShare*quarter) - pole + float64(commutationShare*commutation)
	r.mains = wrap(r.mains + rippleRate*step)
	torque := float64(meanTorque * (ripple + float64(supplyRipple*sine(r.mains))) * r.fan.strength)
	l := load{force: r.force(s, f), torque: -torque}

	// The pulses speed the rotor up and down: dω = -T/(J·4ω)·sin 4θ.
	const swing = meanTorque / (rotorInertia * torqueRippleOrder * (2 * pi) * (2 * pi))
	r.angle = wrap(r.angle + float64((f-float64(swing/f*quarter*r.fan.strength))*step))
	return l
}

// harmonic returns the cosine and sine of a multiple of the shaft's angle.
func (r *runningRotor) harmonic(order float64) (c, s float64) {
	u := float64(order * r.angle)
	return cosine(u), sine(u)
}

// force returns the force on the head in N at a speed of f Hz.
func (r *runningRotor) force(s source, f float64) vector {
	omega := float64(2 * pi * f)
	square := float64(omega * omega)
	relative := f / shaftSpeed

	imbalance := float64(rotorMass * (balanceGrade / (2 * pi * shaftSpeed)) * square * r.fan.imbalance)
	oval := float64(rotorMass * journalOval * (2 * 2) * square)
	lobe := float64(rotorMass * journalLobe * (3 * 3) * square)
	blade := float64(bladePassShare * thrust * relative * relative)

	p := &r.fan
	c1, s1 := r.harmonic(1)
	c2, s2 := r.harmonic(2)
	c3, s3 := r.harmonic(3)
	pass, _ := r.harmonic(bladeCount)
	twice, _ := r.harmonic(2 * bladeCount)
	passing := p.thrust + p.blades[0].at(c1, s1) + p.blades[1].at(c2, s2)
	return vector{
		float64(imbalance*c1) + float64(oval*p.oval.at(c2, s2)) + float64(lobe*p.lobe.at(c3, s3)) + r.rough(s, 0),
		float64(blade*(pass+float64(twice/2))*passing) + r.rough(s, 1),
		float64(imbalance*s1) + float64(oval*p.oval.turned(c2, s2)) + float64(lobe*p.lobe.turned(c3, s3)) + r.rough(s, 2),
	}
}

// rough returns the random force along an axis: turbulence and rubbing.
func (r *runningRotor) rough(s source, axis int) float64 {
	return r.turbulence[axis].next(s) + float64(r.noise*s.normal())
}

// wrap brings an angle that grew by less than a turn back into [0, 1).
func wrap(u float64) float64 {
	if u >= 1 {
		u--
	}
	return u
}
