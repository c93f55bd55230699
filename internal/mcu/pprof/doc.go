// Package pprof writes what an emulated core has counted as a profile that
// "go tool pprof" reads: cycles and instructions by function, line and calls.
package pprof
