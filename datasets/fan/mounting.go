package fan

// mounting is one taping of the board to the fan.
type mounting struct {
	place vector   // [m] of the accelerometer, body frame
	frame rotation // from the body frame to the board's
	bond  float64  // share of the pad that bonds, around 1
}

// The board as meant: upright on the side of the frame, its x axis up, its y
// axis against the air, its z axis away from the fan.
var (
	meantPlace = vector{boardSide, 0, shaftHeight}
	meantFrame = rotation{{0, 0, 1}, {0, -1, 0}, {1, 0, 0}}
)

// newMounting tapes the board on as a person does; the seed is the occasion.
func newMounting(seed uint64) mounting {
	s := newSource(seed, streamMounting)
	m := mounting{place: meantPlace, frame: meantFrame}
	for axis := range 3 {
		m.frame = turned(axis, float64(mountAngleSpread*s.normal())).after(m.frame)
		m.place[axis] += float64(mountPositionSpread * s.normal())
	}
	m.bond = max(0.3, 1+float64(mountPressSpread*s.normal()))
	return m
}

// tape is the board on its pad: an oscillator per axis of the board, driven
// through its foot.
type tape [3]oscillator

func (m mounting) tape() tape {
	const (
		mass  = boardMass + cableMass
		shear = tapeModulus * tapeArea / tapeThickness / mass
	)
	along, normal := float64(m.bond*shear), float64(m.bond*shear*tapeNormal)
	return tape{
		newOscillator(along, tapeDamping),
		newOscillator(along, tapeDamping),
		newOscillator(normal, tapeDamping),
	}
}

// next takes the acceleration of the frame under the pad to that of the board,
// both in the board's frame, m/s².
func (t *tape) next(a vector) vector {
	for i := range t {
		a[i] += t[i].next(-a[i])
	}
	return a
}
