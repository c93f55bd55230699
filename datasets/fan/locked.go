package fan

// lockedRotor is the rotor held by a wedge between a blade and the guard while
// the motor's driver tries to start it again and again.
//
// Motor and wedge both hold on to the head, so a steady torque does nothing to
// it; what the head feels is the rotor's inertia as it swings on the bent
// blade at each switch of the current.
type lockedRotor struct {
	torque float64 // [N·m] of the stalled motor where the rotor stands
	rotor  oscillator
	mains  float64 // [turn]

	on     bool
	remain float64 // [s] until the driver switches
}

// newLockedRotor blocks the rotor at a random angle, somewhere in the driver's
// cycle.
func newLockedRotor(s source, fan specimen) *lockedRotor {
	const natural = bladeStiffness / rotorInertia
	l := &lockedRotor{
		// The torque of a single-phase motor over a turn, as when it runs.
		torque: float64(stallCurrent * meanTorque * (1 - cosine(float64(torqueRippleOrder*s.uniform()))) * fan.strength),
		rotor:  newOscillator(natural, bladeDamping),
		mains:  s.uniform(),
	}
	at := float64(s.uniform() * (restartOn + restartOff))
	l.on = at < restartOn
	if l.on {
		l.remain = restartOn - at
	} else {
		l.remain = restartOn + restartOff - at
	}
	return l
}

// next advances one step and returns the load on the head.
func (l *lockedRotor) next(s source) load {
	l.remain -= step
	if l.remain <= 0 {
		l.on = !l.on
		period := restartOff
		if l.on {
			period = restartOn
		}
		l.remain = float64(period * (1 + float64(restartJitter*s.normal())))
	}
	l.mains = wrap(l.mains + rippleRate*step)
	torque := 0.0
	if l.on {
		torque = float64(l.torque * (1 + float64(supplyRipple*sine(l.mains))))
	}
	return load{torque: float64(-rotorInertia * l.rotor.next(torque/rotorInertia))}
}
