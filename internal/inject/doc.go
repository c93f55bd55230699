// Package inject changes the readings of a stream in known ways at known places,
// for experiments. It computes in float64 on the host: the sensor is at fault,
// not the device.
package inject
