// Package export writes a tinyol.Program as a project that a person can flash:
// the firmware's sources, the model image as a C array, a sketch that feeds it
// from the board's sensor, and a README.
package export
