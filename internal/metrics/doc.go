// Package metrics measures a learner on a stream: prequentially, that is each
// prediction before the update it leads to, and beside trivial competitors.
//
// Everything takes one window at a time and keeps constant memory, whatever
// the stream's length; adding does not allocate once every class was met.
// Sums are float64. A figure that is not defined, like the F1 score of a class
// that never occurred, is NaN.
//
// Classes are small whole numbers from 0. A label below 0 marks a window that
// is not scored, as one that spans two labels; a prediction below 0 says that
// none was made, which is an error of the predictor.
package metrics
