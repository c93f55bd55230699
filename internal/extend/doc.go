// Package extend holds nothing but the proof of docs/EXTENDING.md: a learner and
// a front end, a file each with their kernels, that no other file knows of.
package extend
