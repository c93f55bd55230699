// Package wording writes numbers, units, names and commands as people read them:
// on a terminal, in a figure, on a page and in LaTeX. All that prints results
// takes its words from here, so one number reads the same everywhere.
package wording
