// Package score counts. Its keepers take in the steps of a run and make the
// figures that results hold and comparisons compare: of detectors, classifiers,
// trivial competitors, cycles, and spreads over seeds.
package score
