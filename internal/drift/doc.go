// Package drift has detectors of drift that run on the device beside a learner, a file
// each: on its score, or on the features that it is given. What they do when they fire
// is the device's (Response).
//
// Their limits follow from the healthy machine by one rule (Tune): they are to stay
// silent there for a number of windows.
package drift
