package fan

// load is what acts on the fan's head in the body frame: a force in N at the
// shaft and a torque in N·m about the shaft.
type load struct {
	force  vector
	torque float64
}

// body is the fan as a rigid body on rubber feet with three degrees of freedom:
// rocking sideways (about y), rocking fore and aft (about x), bouncing (z).
// Sliding and turning on the desk, which friction holds, are left out, as is
// gravity's share in the tiny rocking angles (0.1 mrad is 0.1 mg).
type body struct {
	sideways, foreAft, bounce oscillator

	inertiaX, inertiaY, mass float64
	moment                   float64 // mass times height of its centre
}

// newBody returns the fan with the board at the given place (body frame, m),
// standing as the mode has it; contact scales the stiffness of the feet.
func newBody(m Mode, lean float64, board vector, contact float64) body {
	const (
		baseMass  = totalMass - headMass
		extra     = boardMass + cableMass
		disc      = headMass * headRadius * headRadius
		baseDisc  = baseMass*baseRadius*baseRadius/4 + baseMass*baseHeight*baseHeight
		headSwing = headMass * shaftHeight * shaftHeight
	)
	b := body{mass: totalMass + extra}
	b.moment = headMass*shaftHeight + baseMass*baseHeight + float64(extra*board[2])
	b.inertiaY = headSwing + disc/2 + baseDisc + float64(extra*(float64(board[2]*board[2])+float64(board[0]*board[0])))
	b.inertiaX = headSwing + disc/4 + baseDisc + float64(extra*(float64(board[2]*board[2])+float64(board[1]*board[1])))

	k := stand(m, lean, b.mass, b.moment/b.mass)
	b.sideways = newOscillator(contact*k.sideways/b.inertiaY, footDamping)
	b.foreAft = newOscillator(contact*k.foreAft/b.inertiaX, footDamping)
	b.bounce = newOscillator(contact*k.bounce/b.mass, footDamping)
	return b
}

// stiffness of the stand against rocking (N·m/rad) and bouncing (N/m).
type stiffness struct{ sideways, foreAft, bounce float64 }

// stand returns the stiffness of the supports: upright, four feet; leaning
// back, the two rear feet and one prop of the same rubber in the middle of the
// front edge, which no longer resists rocking sideways. Rocking is taken about
// the centre of stiffness.
func stand(m Mode, lean, mass, height float64) stiffness {
	const d = footDistance
	weight := float64(mass * gravity)
	if m != Tilted {
		k := float64(4 * foot(weight/4))
		rocking := float64(k * d * d)
		return stiffness{rocking, rocking, k}
	}
	// The weight acts height·tan(lean) behind the middle of the feet.
	behind := height * sine(lean) / cosine(lean)
	pressing := float64(weight * cosine(lean))
	front := pressing * (d - behind) / (2 * d)
	prop, rear := foot(front), float64(2*foot((pressing-front)/2))
	sum := prop + rear
	centre := (prop - rear) * d / sum
	toProp, toRear := d-centre, d+centre
	return stiffness{
		sideways: float64(rear * d * d),
		foreAft:  float64(prop*toProp*toProp) + float64(rear*toRear*toRear),
		bounce:   sum,
	}
}

// foot returns the stiffness in N/m of a rubber hemisphere on a flat desk under
// a load in N: Hertz, k = (6·E*²·R·F)^(1/3) with E* = E/(1-ν²).
func foot(weight float64) float64 {
	const modulus = footModulus / (1 - footPoisson*footPoisson)
	return cubeRoot(float64(6 * modulus * modulus * footRadius * weight))
}

// next advances one step under a load at the shaft while the desk accelerates
// (m/s²) and returns the acceleration of the given place, body frame, m/s².
func (b *body) next(l load, desk, place vector) vector {
	f := l.force
	aboutY := l.torque + float64(shaftHeight*f[0]) - float64(b.moment*desk[0])
	aboutX := float64(rotorOverhang*f[2]) - float64(shaftHeight*f[1]) + float64(b.moment*desk[1])
	rock := b.sideways.next(aboutY / b.inertiaY)
	nod := b.foreAft.next(aboutX / b.inertiaX)
	lift := b.bounce.next(f[2]/b.mass - desk[2])
	return vector{
		desk[0] + float64(rock*place[2]),
		desk[1] - float64(nod*place[2]),
		desk[2] + lift - float64(rock*place[0]) + float64(nod*place[1]),
	}
}
