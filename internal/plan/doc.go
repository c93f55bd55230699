// Package plan is the one description of what runs on the device: operations
// for a row, for a window up to the prediction, for learning and for growth.
// Both engines execute it. What the program occupies, what it costs, its image in
// flash and what a verification compares follow from it.
package plan
