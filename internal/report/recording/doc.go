// Package recording is a result folder as figures need it.
//
// steps.csv is read once as a stream (trace.go): series are thinned to at most
// maxBins bins that keep mean, minimum and maximum, histograms have fixed
// logarithmic bins, so memory does not grow with the recording. A line crosses
// short stretches without a value, which turns of other labels make, and
// breaks at long ones; bands always break. Live makes the same of the steps while
// they are written, and the file is not read then.
//
// Runs that differ in their seed alone are a Group. Its first seed is kept in
// full, the others as lines.
package recording
