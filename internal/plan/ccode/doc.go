// Package ccode writes the firmware's headers and calls from the cards of the
// kernels and the layout of the model image, so that neither is spelled twice.
package ccode
