// Package report shows what a run of bench found: as a terminal table, as
// figures for print and as one self-contained HTML page. It reads result
// files alone, so everything can be drawn again without running anything.
//
// # One content, two renderings
//
// The terminal table and the HTML page say the same: both render the page
// built from a result.Summary (page*.go), so a figure that is absent from the
// summary is absent from both.
//
// # Figures
//
// figures.go gathers the figures of a run from its recording (package recording);
// package figure draws them.
//
// # Several seeds
//
// A figure shows one mode on one engine and board. Where the summary holds
// several seeds of it, the first is drawn in full and the others as thin
// lines of the same colour behind it, in the figures whose subject is a
// course (loss, progress, test); histograms, confusion, memory and cycles show
// the first seed, and their captions say so. Means with intervals over the
// seeds stand in the table.
package report
