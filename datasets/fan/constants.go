package fan

// The figures of the rig. Each line names the unit in brackets and then where
// the figure comes from; "assumed" marks those without a published source,
// with the reasoning. SI units, except that angles of a shaft are in turns and
// the sensor's figures are in g, as its data sheet has them.

// Physics.
const (
	pi         = 3.14159265358979323846
	gravity    = 9.80665 // [m/s²] standard gravity, ISO 80000-3
	airDensity = 1.2     // [kg/m³] air at 20 °C and 1 bar
	degree     = 1.0 / 360
	milliG     = 1e-3
	simulation = 16 // [1] simulated steps per sample: twice the LSM9DS1's fastest rate, 952 Hz
)

// Accelerometer: ST LSM9DS1, data sheet DocID025715.
const (
	// SampleRate is the output data rate in Hz: CTRL_REG6_XL = 0x70, which the
	// Arduino_LSM9DS1 library writes on the Nano 33 BLE Sense.
	SampleRate = 119
	// Sensitivity is g per count at ±4 g, the range of the same register value
	// (data sheet table 3, LA_So).
	Sensitivity = 0.122 * milliG

	// [Hz] table 67: 50 Hz at 119 Hz when BW_SCAL_ODR is 0. First order: the
	// samples to discard in table 11 (14, 7, 4, 2 at 952 Hz for 50, 105, 211,
	// 408 Hz) are a first-order filter's time to settle within 1 %.
	antiAliasBandwidth = 50.0
	offsetSpread       = 90 * milliG  // [g] table 3, LA_TyOff; by section 2.6.2 a standard deviation
	gainSpread         = 0.01         // [1] assumed: not in the data sheet; later parts of ST state 1 to 2 %
	noiseDensity       = 150e-6       // [g/√Hz] assumed: not in the data sheet; ST's LSM6DS3 has 90, LSM330DLC 220
	offsetDrift        = 0.5 * milliG // [g/K] assumed: not in the data sheet; TCOff of ST's LIS2DH12
	roomSpread         = 2.0          // [K] assumed: room temperature from one recording to another
)

// Board and tape.
const (
	boardMass     = 0.005  // [kg] Arduino Nano 33 BLE Sense with headers, maker's page
	cableMass     = 0.007  // [kg] assumed: 15 cm of USB cable (45 g/m) hang from the board
	boardSide     = 0.055  // [m] assumed: on the side of the frame of a 92 mm fan, 9 mm of rim and board
	tapeModulus   = 0.3e6  // [Pa] shear; assumed: acrylic foam tape at 20 °C lies at 0.1 to 0.6 MPa
	tapeThickness = 1.1e-3 // [m] 3M VHB 4950 family
	tapeArea      = 1e-4   // [m²] assumed: a pad of 10 mm by 10 mm, as headers keep the board off the frame
	tapeNormal    = 3.0    // [1] E = 3G for a rubber: the pad is this much stiffer normal to itself
	tapeDamping   = 0.2    // [1] assumed: half the loss factor of 0.4 of a viscoelastic foam
)

// Hands: how well a person repeats a mounting and a mode.
const (
	mountAngleSpread    = 5 * degree   // [turn] per axis; assumed: taped on by eye, without a jig
	mountPositionSpread = 0.008        // [m] per axis; assumed: half the width of the board
	mountPressSpread    = 0.25         // [1] assumed: share of the pad's area that bonds, pressed by hand
	tiltAngle           = 20 * degree  // [turn] assumed: the front edge of the base propped up by about 3 cm
	tiltSpread          = 2 * degree   // [turn] assumed: propped up anew each time
	levelSpread         = 0.3 * degree // [turn] assumed: a desk is level to about 5 mm/m
	footSpread          = 0.03         // [1] assumed: contact stiffness of the feet after each touch of the fan
)

// Fan body and feet. The model is a 92 mm desk fan, ARCTIC Breeze: 265 g,
// 800 to 1800 rpm, 5 V, 0.2 A (review in Hardwareluxx, 2014).
const (
	totalMass    = 0.265 // [kg] see above
	headMass     = 0.110 // [kg] frame, motor and rotor: Sunon GF80321 (80 mm) weighs 109 g
	headRadius   = 0.046 // [m] half of 92 mm
	shaftHeight  = 0.100 // [m] assumed: half the frame, 54 mm, over a base and neck of 46 mm
	baseRadius   = 0.055 // [m] assumed: base a little wider than the fan
	baseHeight   = 0.010 // [m] assumed: centre of mass of the base
	footDistance = 0.040 // [m] assumed: from the centre line to each of four feet, sideways and fore and aft
	footRadius   = 0.010 // [m] assumed: hemispherical bumper 20 mm wide (3M Bumpon series)
	footModulus  = 5e6   // [Pa] polyurethane of 65 Shore A (Bayer Vulkollan)
	footPoisson  = 0.5   // [1] rubber is incompressible
	footDamping  = 0.05  // [1] damping ratio of rubber: 0.02 to 0.07 (Gent, Engineering with Rubber)
)

// Motor: four-pole single-phase brushless (Sunon GF80321, Delta AFB0405LA).
const (
	shaftSpeed        = 1800.0 / 60 // [Hz] ARCTIC Breeze at full speed
	motorPower        = 5 * 0.2     // [W] ARCTIC Breeze: 5 V, 0.2 A
	motorEfficiency   = 0.35        // [1] assumed: small single-phase motors reach 30 to 40 %
	coggingShare      = 0.3         // [1] of the mean torque; assumed: enough to turn the rotor out of its dead points
	commutationShare  = 0.2         // [1] of the mean torque, at 8 per turn; assumed: the current's notch at each commutation
	supplyRipple      = 0.005       // [1] assumed: 50 mV peak to peak on 5 V, the usual limit of an adapter
	rippleRate        = 100.0       // [Hz] twice the mains, from rectification
	supplySpread      = 0.005       // [1] assumed: a regulated adapter, per start; USB 2.0 allows ±5 %
	speedOverVoltage  = 1.08        // [1] relative; ebm-papst 405: 5350, 6000, 6650 rpm at 4.5, 5, 5.5 V
	speedWander       = 0.01        // [1] rms, slow; assumed: below the 4 % rms measured on the nxp_fan recordings
	speedWanderTime   = 10.0        // [s] assumed: seconds to tens of seconds on the same recordings
	torqueRippleOrder = 4           // [1] torque pulses per turn: one per pole
	stallCurrent      = 446.0 / 170 // [1] over the running current; ebm-papst 405 starting current
	restartOn         = 0.4         // [s] AM9789, a 5 V fan driver: lock detection on time
	restartOff        = 4.0         // [s] AM9789: lock detection off time
	restartJitter     = 0.02        // [1] assumed: an RC oscillator's, cycle to cycle
	bladeStiffness    = 0.8         // [N·m/rad] assumed: a plastic blade held at 40 mm radius, 500 N/m at its tip
	bladeDamping      = 0.05        // [1] assumed: thermoplastic blade against a wedge
)

// Rotor, bearing and air.
const (
	rotorMass       = 0.030  // [kg] assumed: impeller, cup and magnet, a quarter to a third of the head
	rotorGyration   = 0.028  // [m] assumed: between the magnet ring (18 mm) and the blades (33 mm)
	rotorOverhang   = 0.010  // [m] assumed: impeller ahead of the head's centre along the shaft
	balanceGrade    = 6.3e-3 // [m/s] ISO 21940-11, grade G 6.3 for fans
	journalOval     = 1e-6   // [m] assumed: out-of-roundness of a sintered sleeve bearing, twice per turn
	journalLobe     = 0.5e-6 // [m] assumed: the same, three times per turn
	bearingFriction = 0.1    // [1] assumed: oiled sleeve bearing at low speed
	journalRadius   = 1.5e-3 // [m] assumed: 3 mm shaft
	thrustRadius    = 1.0e-3 // [m] assumed: thrust washer
	magneticPreload = 0.1    // [N] assumed: magnet set off axially to hold the rotor against the washer
	bearingNoise    = 3e-4   // [1/√Hz] of the bearing's load; assumed: rubbing about a tenth of imbalance
	bladeCount      = 5      // [1] assumed: fans mostly have three or five, not to coincide with the poles
	airFlow         = 0.0134 // [m³/s] 28.4 CFM, the slowest 92 mm fan in Sunon's catalogue 255-E
	flowArea        = 5.6e-3 // [m²] ring between a 92 mm wall and a hub of 36 mm, assumed
	bladePassShare  = 0.05   // [1] of the thrust; assumed: wakes of the struts and the guard
	turbulence      = 0.10   // [1] rms of the thrust; assumed: twice an intensity of 5 %, as thrust goes with v²
	turbulenceSide  = 0.5    // [1] assumed: sideways share of the same
	deskVelocity    = 50e-6  // [m/s] rms; assumed: a third of ISO's 142 µm/s for dwellings at night
	deskFrequency   = 15.0   // [Hz] assumed: floors and desks resonate at 10 to 20 Hz
)

// One fan of the type beside another. The catalogue's fan has what the figures
// above say. Where only limits are known a figure is drawn evenly between them
// (JCGM 100:2008, Guide to the expression of uncertainty in measurement, 4.3.7).
// Imbalance and out-of-roundness lie between none and the figures above, which
// are limits: G 6.3 is what the grade permits, and a roundness of 2 µm, twice
// journalOval, is half of what ISO 286-1 allows the diameter of a 3 mm shaft of
// grade IT5, assumed for it.
const (
	speedTolerance       = 0.10         // [1] ± of shaftSpeed; ebm-papst 412 FM and Conrad RD12038B: ±10 % at nominal voltage
	footModulusTolerance = 0.22         // [1] ± of footModulus; ±5 Shore A, usual for moulded rubber, are -19 to +25 % at 65 Shore A (Gent 1958)
	bladeTolerance       = 0.5 * degree // [turn] ± of a blade's pitch; ISO 2768-1, class m, angles with a shorter leg of 10 to 50 mm
	bladeIncidence       = 10 * degree  // [turn] assumed: angle of attack at rated speed, with which a blade's lift goes, short of stall
)

// What follows from the above.
const (
	stepRate       = simulation * SampleRate                              // [Hz]
	step           = 1.0 / stepRate                                       // [s]
	settleSteps    = 2 * stepRate                                         // [1] 2 s run before a session is recorded; all has settled by then
	meanTorque     = motorEfficiency * motorPower / (2 * pi * shaftSpeed) // [N·m] 1.9 mN·m
	rotorInertia   = rotorMass * rotorGyration * rotorGyration            // [kg·m²] about the shaft
	thrust         = airDensity * airFlow * airFlow / flowArea            // [N] momentum ρQ²/A, 39 mN
	turbulenceTime = 2 * headRadius * flowArea / airFlow / (2 * pi)       // [s] corner at flow speed over diameter, 26 Hz
)
