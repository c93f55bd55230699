package fan

// specimen is one fan of the type: how it differs from the fan of the
// catalogue's figures.
type specimen struct {
	imbalance float64   // [1] of what the balance grade permits
	oval      phasor    // [1] of journalOval
	lobe      phasor    // [1] of journalLobe
	speed     float64   // [1] of shaftSpeed
	strength  float64   // [1] of the motor's torque and of the air's turbulence
	feet      float64   // [1] of the stiffness of the feet
	thrust    float64   // [1] of the blades' mean thrust
	blades    [2]phasor // [1] of it: how the blades differ, once and twice a turn
}

// phasor is the size of a line and where in the turn it is: size times cosine and
// sine of its phase.
type phasor struct{ along, across float64 }

// catalogueFan is the number of the fan that has the catalogue's figures; others
// are drawn, each by its number.
const catalogueFan = 0

// newSpecimen returns the fan of that number.
func newSpecimen(fan uint64) specimen {
	if fan == catalogueFan {
		return specimen{imbalance: 1, oval: phasor{1, 0}, lobe: phasor{1, 0}, speed: 1, strength: 1, feet: 1, thrust: 1}
	}
	s := newSource(fan, streamFan)
	p := specimen{imbalance: s.uniform()}
	p.oval, p.lobe = s.phasor(), s.phasor()
	p.speed = 1 + s.within(speedTolerance)
	// Drag and thrust of the same blades go with the speed squared, and so does
	// the torque of the motor that turns them so fast.
	p.strength = float64(p.speed * p.speed)
	modulus := 1 + s.within(footModulusTolerance)
	p.feet = cubeRoot(float64(modulus * modulus)) // Hertz: k goes with E^(2/3)
	p.thrust, p.blades = s.blades()
	return p
}

// within draws evenly between limits on both sides.
func (s source) within(limit float64) float64 { return float64(limit * (float64(2*s.uniform()) - 1)) }

// phasor draws a size evenly up to 1, and a phase.
func (s source) phasor() phasor {
	size, phase := s.uniform(), s.uniform()
	return phasor{float64(size * cosine(phase)), float64(size * sine(phase))}
}

// blades draws the pitch error of each blade and returns the mean of their thrusts
// and its first two harmonics over a turn: five samples have no more.
func (s source) blades() (mean float64, harmonics [2]phasor) {
	mean = 1
	for blade := range bladeCount {
		thrust := s.within(bladeTolerance / bladeIncidence)
		mean += thrust / bladeCount
		for k := range harmonics {
			u := float64((k+1)*blade) / bladeCount
			harmonics[k].along += float64(2.0 / bladeCount * thrust * cosine(u))
			harmonics[k].across += float64(2.0 / bladeCount * thrust * sine(u))
		}
	}
	return mean, harmonics
}

// at is the phasor's line where the turn's harmonic has this cosine and sine.
func (p phasor) at(c, s float64) float64 { return float64(p.along*c) - float64(p.across*s) }

// turned is the same a quarter of its own turn later.
func (p phasor) turned(c, s float64) float64 { return float64(p.along*s) + float64(p.across*c) }
