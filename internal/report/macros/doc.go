// Package macros writes numbers.tex: every number of a result as a macro of LaTeX,
// so that a manuscript quotes results by name.
package macros
