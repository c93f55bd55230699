// Package device puts programs on emulated boards: it builds the machine that
// a board's profile describes, loads an executable, and says what the run took
// of the board's memory.
package device
