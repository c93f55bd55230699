package fan

// drive is what the motor does to the head, step by step.
type drive interface{ next(source) load }

// session is the rig during one uninterrupted recording.
type session struct {
	random source
	drive  drive
	body   body
	desk   [3]coloured
	place  vector
	frame  rotation
	tape   tape
	up     vector // [g] what gravity makes the board read
	sensor sensor
}

// newSession sets the rig up in a mode and lets it settle. Fan and board are the
// recording's, the board taped on as mounted; what a person does anew each time is drawn
// from the session's own numbers.
func newSession(m Mode, fan specimen, board sensor, mounted mounting, seed, index uint64) *session {
	s := newSource(seed, streamSession+index)
	back, side := float64(levelSpread*s.normal()), float64(levelSpread*s.normal())
	if m == Tilted {
		back = tiltAngle + float64(tiltSpread*s.normal())
	}
	n := &session{random: s, place: mounted.place, frame: mounted.frame, tape: mounted.tape(), sensor: board}
	n.body = newBody(m, back, mounted.place, float64((1+float64(footSpread*s.normal()))*fan.feet))
	// At rest an accelerometer reads 1 g upwards.
	lean := turned(1, side).after(turned(0, back))
	n.up = n.frame.apply(lean.apply(vector{0, 0, 1}))
	if m == Stuck {
		n.drive = newLockedRotor(s, fan)
	} else {
		n.drive = newRunningRotor(s, fan, back)
	}
	const deskRMS = deskVelocity * 2 * pi * deskFrequency
	for i := range n.desk {
		n.desk[i] = newColoured(s, deskRMS, 1/(2*pi*deskFrequency))
	}
	for range settleSteps {
		n.step()
	}
	return n
}

// step advances the whole rig by one simulated step.
func (n *session) step() {
	l := n.drive.next(n.random)
	var desk vector
	for i := range desk {
		desk[i] = n.desk[i].next(n.random)
	}
	a := n.tape.next(n.frame.apply(n.body.next(l, desk, n.place)))
	for i := range a {
		a[i] = a[i]/gravity + n.up[i]
	}
	n.sensor.next(n.random, a)
}

// next advances to the next sample and returns it.
func (n *session) next() [3]int16 {
	for range simulation {
		n.step()
	}
	return n.sensor.counts()
}
