// Package calibrate fits the closed forms of the cost model on the emulated
// firmware. It runs programs of many shapes, takes the cycles of every call of
// a kernel and of what each phase spends between them, and fits for each the
// terms that its loops have.
package calibrate
