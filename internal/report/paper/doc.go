// Package paper draws the figures and tables of the paper from what the
// experiments of internal/paper have written: NAME.csv and NAME.json, and nothing
// else, so they can be drawn again without running anything.
package paper
