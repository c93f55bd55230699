// Package fan generates recordings of the paper's rig: a small USB fan with an
// Arduino Nano 33 BLE Sense taped to it, whose accelerometer is read at 119 Hz
// while the fan runs, is stuck or is tilted.
//
// The recordings are computed from the physics of the rig, in this order:
//
//   - fan: the catalogue's, or one that its tolerances allow (specimen.go);
//   - motor: speed, cogging and torque ripple of a four-pole single-phase
//     motor, or, stuck, the restart pulses of its driver (rotor.go, locked.go);
//   - loads: imbalance m·e·ω², bearing harmonics, blade passing, turbulence;
//   - body: the fan on its rubber feet, rocking sideways and fore and aft and
//     bouncing, each a damped resonance (body.go, oscillator.go);
//   - mounting: where and how the board is taped on, and the spring the tape
//     makes (mounting.go);
//   - sensor: gravity, offset, gain, noise, anti-alias filter, decimation and
//     quantisation of the LSM9DS1 (sensor.go).
//
// Every figure is a named constant with its unit and source in constants.go.
// Nothing is set so that a detector does well or badly on the result.
//
// # Axes
//
// The body frame is fixed to the fan: x to the side, y along the shaft in the
// direction of the air, z up through the upright fan, origin on the desk under
// the shaft. The board frame is the accelerometer's.
//
// # The same bytes everywhere
//
// A recording is a function of its seeds alone, to the byte, on every platform:
// no library function is used whose last bit may differ between processors
// (sine, cube root and the normal variate are written here from + - × ÷), and
// each product that enters a sum is rounded by an explicit float64 conversion,
// which keeps a compiler from fusing the two. A test reads the source for it.
package fan
