// Package compare sets results of bench side by side: mode against mode, board
// against board, engine against engine, setting against setting. It reads
// result directories alone.
//
// # What may be compared
//
// Two results are comparable when every window of one is the same window of
// the other: the same files by checksum, drift, columns, window, stride and
// labels (check.go). Anything else is a *Refusal that says what differs. What
// ran on those windows may differ in everything, and the comparison lists it.
//
// # How
//
// Seeds are matched by their number, and every value is of the seeds that all
// results have. A difference is taken seed by seed, because runs with one seed
// share their initial weights and order of training: what both owe to the seed
// cancels. Its interval is Student's of those differences, its test Wilcoxon's
// signed rank test, which is exact at any number of seeds and assumes no normal
// distribution: rates and areas pile up at 0 and 1. Beside it stands the p that
// Holm's procedure adjusts for the differences of one measure, which are tested
// together (adjusted.go). What neither arm owes to
// the seed, like bytes and most cycles, has a difference that is exact.
//
// The figures of a detector are of the windows after the last update. Where
// results stopped learning at different places, all are measured again, from
// steps.csv, on the windows that they share (windows.go).
package compare
