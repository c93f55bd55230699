// Package figure is the drawing kit. A Figure is data first (figure.go): panels
// with axes and marks, which tests compare as numbers (dump.go). draw.go lays it
// out with gonum/plot for a column 84 mm wide and draws it as SVG, as PNG, as PDF
// and as LaTeX, the same bytes every time; no other package knows gonum/plot.
//
// Each series differs in dash or marker as well as in colour (style.go), so a
// grey print stays readable. Check says of a figure whether it is whole and
// readable; the tests of all packages that make figures ask it.
package figure
