// Package kernel holds the device's kernels, a file each: what a kernel is
// called with, what its cycles depend on, and the Go function beside its C twin
// in internal/mcu/firmware/src. An operation is one call of a kernel on vectors;
// package plan puts operations in order.
//
// Everything else that has to know of a kernel is made from its card: the C
// prototypes and calls, the firmware's check of a model image, the operation on
// the host, the terms that calibration fits.
package kernel
