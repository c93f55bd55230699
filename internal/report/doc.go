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
// A figure is data first (figure.go): panels with axes and marks, which tests
// compare as numbers. draw.go lays it out with gonum/plot for a column 84 mm
// wide and writes it as SVG and as PNG of 300 dpi, the same bytes every time.
// Each series differs in dash or marker as well as in colour (style.go), so a
// grey print stays readable.
//
// steps.csv is read once as a stream (trace.go): series are thinned to at most
// maxBins bins that keep mean, minimum and maximum, histograms have fixed
// logarithmic bins, so memory does not grow with the recording. A line crosses
// short stretches without a value, which turns of other labels make, and
// breaks at long ones; bands always break.
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
