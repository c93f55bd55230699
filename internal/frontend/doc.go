// Package frontend is what runs on the device before the network: it makes a
// window of sensor rows into features. A kind of front end is a file.
//
// [Fit] fits a [FrontEnd] to a training recording in float64; an [Applier] then
// does in float32 what the device does, operation by operation: products that
// feed a sum are rounded before it, sums run in index order from zero, and
// nothing allocates.
package frontend
